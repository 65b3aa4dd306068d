// Entries with faults in them, made by reflection from sound ones: every field of every kind is
// spoilt in every way in which a field of its type can be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cairn/v1/entry.pb.h"

namespace cairn {

struct SpoiltEntry {
  v1::Entry entry;
  std::vector<std::string> faults;  // "plan_issued.plan_id REQUIRED": what is to be reported
};

// `sound` with one fault each: in turn every field that is there at any depth, in every way; fields
// that the server does not know; messages that are needed and left out.
std::vector<SpoiltEntry> EachSpoiling(const v1::Entry& sound);

// `sound` with a fault in each of its fields and an unknown field in each of its messages. `way`
// chooses among the ways of spoiling a field.
SpoiltEntry SpoiltThroughout(const v1::Entry& sound, size_t way);

}  // namespace cairn
