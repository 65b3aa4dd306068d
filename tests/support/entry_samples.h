// Entries of every kind, filled by reflection, so that tests meet a new kind or field on its first
// day. Fictional.
#pragma once

#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>

#include "cairn/v1/entry.pb.h"

namespace cairn {

// The kinds of an entry, in the order of entry.proto.
std::vector<const google::protobuf::FieldDescriptor*> EntryKinds();

// An entry of `kind` in which every field is there, at every depth, and every list has one item:
// each day is 10 January 2025, numbers are 1, codes the first of their list. Only `corrects` is
// absent. Links lead to the event `target`, 16 bytes. Its shape is sound, whatever the rules of the
// kind think of it.
v1::Entry WholeEntry(const google::protobuf::FieldDescriptor& kind, const std::string& target);

// The same as a correction of the event `target`.
v1::Entry WholeCorrection(const google::protobuf::FieldDescriptor& kind, const std::string& target);

}  // namespace cairn
