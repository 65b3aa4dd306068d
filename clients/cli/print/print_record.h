// The head of a record on paper. Pure.
#pragma once

#include <string>

#include "cairn/v1/record_service.pb.h"

namespace cairn::cli {

std::string PrintRecord(const v1::Record& record);

}  // namespace cairn::cli
