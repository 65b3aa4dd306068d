// A message as Flatten asks it what it holds: protobuf's reflection, but only the questions that an
// answer is needed to. Pure; safe to call from any thread.
#pragma once

#include <vector>

#include <google/protobuf/message.h>

namespace cairn {

// A message and the way into it, which is asked for once: that takes longer than using it.
struct HeldMessage {
  explicit HeldMessage(const google::protobuf::Message& of)
      : message(of), type(*of.GetDescriptor()), reflection(*of.GetReflection()) {}

  const google::protobuf::Message& message;
  const google::protobuf::Descriptor& type;
  const google::protobuf::Reflection& reflection;
};

// Appends the fields that are present, in the order in which paths put them: by the digits of their
// numbers, so that 1, 10 and 140 come before 2. Extensions are not looked for.
void AppendPresent(const HeldMessage& held,
                   std::vector<const google::protobuf::FieldDescriptor*>& present);

}  // namespace cairn
