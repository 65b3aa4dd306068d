// Any field of any message by reflection, so that what tests fill or change meets new kinds, fields
// and types on their first day. What a field is set to, each test says for itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

namespace cairn {

class FieldValues {
 public:
  virtual ~FieldValues() = default;

  // Fills a message that was empty.
  virtual void Fill(google::protobuf::Message& message) = 0;
  // For text and for bytes.
  virtual std::string TextFor(const google::protobuf::FieldDescriptor& field) = 0;
  // The number of a code of the field's list.
  virtual int CodeFor(const google::protobuf::FieldDescriptor& field) = 0;
  // Cut to the width of the field.
  virtual int64_t NumberFor(const google::protobuf::FieldDescriptor& field) = 0;
  virtual bool FlagFor(const google::protobuf::FieldDescriptor& field) = 0;
};

// Sets a field of `message` to one of `values`, or adds one to a list. No entry holds a 64-bit
// number without a sign or one with a fraction, and neither does this set them.
void SetField(google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field,
              FieldValues& values);

// `message` and every message that it holds, at any depth, each before what it holds.
std::vector<google::protobuf::Message*> MessagesIn(google::protobuf::Message& message);

}  // namespace cairn
