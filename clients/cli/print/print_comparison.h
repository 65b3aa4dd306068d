// What is different between two versions of a plan, on paper. Pure.
#pragma once

#include <string>

#include "cairn/v1/record_service.pb.h"

namespace cairn::cli {

// A head that names both versions, then a table by section: what is new, what went, and of what
// changed every field that reads otherwise.
std::string PrintComparison(const v1::ComparePlansResponse& comparison);

}  // namespace cairn::cli
