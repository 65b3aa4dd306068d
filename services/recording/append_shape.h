// The shape of an append before anything is looked up. Pure.
#pragma once

#include <string>
#include <vector>

#include "cairn/v1/record_service.pb.h"

namespace cairn {

// Every fault in the frame of `request`: ids of the wrong length, counts out of range, a record
// named twice, a missing expectation, unknown fields. Empty when the frame is sound. What the
// entries say is the business of services/rules.
std::vector<v1::Fault> CheckAppendShape(const v1::AppendEntriesRequest& request);

// `records[2].entries[5]`, for the paths of faults.
std::string EntryPath(int record_index, int entry_index);

}  // namespace cairn
