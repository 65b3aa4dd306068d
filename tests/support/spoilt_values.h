// The ways in which one value of an entry can be wrong, by its type.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

namespace cairn {

struct Way {
  std::string fault;  // "occurred.to END_BEFORE_START": what is to be reported
  std::function<void(google::protobuf::Message&)> spoil;
};

// Of a field that holds a date, span, decimal or reference, at `path` in the entry; `spoil` takes
// that message. Nothing for other messages, which have no faults but those of their fields.
std::vector<Way> WaysOfMessage(const google::protobuf::FieldDescriptor& field,
                               const std::string& path);

// Of a text, code or number, of the first item if it is a list; `spoil` takes the message that
// holds the field. Nothing for a boolean, which is never wrong.
std::vector<Way> WaysOfScalar(const google::protobuf::FieldDescriptor& field,
                              const std::string& path);

}  // namespace cairn
