// A schema that has every kind of field, made at run time: what may be sealed and what may not. Its
// Date and Occurred are those of the contract by name, so they are sealed as times.
// Messages must not outlive the process; everything here is thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

namespace cairn {

using TestMessage = std::unique_ptr<google::protobuf::Message>;

// An empty message: NewTestMessage("Sample"). `type` is a message of the schema.
TestMessage NewTestMessage(std::string_view type);

// A message in protobuf's text format: ParseTestMessage("Sample", "text: 'hello' children {}").
// Stops the test when the text does not fit.
TestMessage ParseTestMessage(std::string_view type, std::string_view text);

}  // namespace cairn
