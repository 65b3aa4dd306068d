// What the fields of a plan are called and what they say, by reflection: whatever field the
// contract gains is compared and told, and a test asks that it has a name. Pure; safe to call from
// any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "cairn/v1/record_service.pb.h"

namespace cairn {

// What one field is called, by message and field: {"Target.due", "By"}.
struct FieldLabel {
  std::string_view field;
  std::string_view label;
};

// Of every field of every message that a version of a plan is made of, save dates and decimals,
// which are values.
std::span<const FieldLabel> FieldLabels();

// "Minutes a session" for ProvisionLine.minutes_per_session; the field's own name, spaced, for one
// that has no label.
std::string LabelOfField(const google::protobuf::FieldDescriptor& field);

// What a field says: "4", "11 Feb 2025", "specialist", "yes", "a; b". Empty when it is not stated.
std::string FieldWords(const google::protobuf::Message& message,
                       const google::protobuf::FieldDescriptor& field);

// The item in one line: what it is, then everything else it states, but for its id:
// "Precision teaching; sessions a week 3; minutes a session 15".
std::string ItemLine(const google::protobuf::Message& item);

// The fields of two items of one type that do not say the same, in the order of the contract.
std::vector<v1::PlanFieldChange> FieldChanges(const google::protobuf::Message& before,
                                              const google::protobuf::Message& after);

}  // namespace cairn
