// The events of a record as an audit trail serves them to somebody who may see them all. Pure.
#pragma once

#include <vector>

#include "cairn/v1/recorded.pb.h"

#include "projections/record/record.h"

namespace cairn {

// In version order, each with what has become of it; the log is of generation 1.
std::vector<v1::Event> ServedEvents(const Record& record);

}  // namespace cairn
