// Codes of the contract as people type and read them: SESSION_MISSED_REASON_STAFF_ABSENT is
// `staff_absent`, and `staff absent` on paper. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "clients/cpp/status_macros.h"

namespace cairn::cli {

// `STAFF_ABSENT`: the value without what all values of its enum begin with. Empty for the
// unspecified one and for a number that is not known here.
std::string CodeName(const google::protobuf::EnumDescriptor& values, int number);

// `staff absent`.
std::string CodeWords(const google::protobuf::EnumDescriptor& values, int number);

// The number of the value that `text` names: case does not count, and `-` and spaces stand for `_`.
// kInvalidArgument names those that there are; `what` is what they are called.
absl::StatusOr<int> ParseCode(const google::protobuf::EnumDescriptor& values, std::string_view what,
                              const std::string& text);

// Adds the numbers of all `texts`.
template <typename Numbers>
absl::Status AddCodes(const google::protobuf::EnumDescriptor& values, std::string_view what,
                      const std::vector<std::string>& texts, Numbers& numbers) {
  for (const std::string& text : texts) {
    CLIENT_ASSIGN_OR_RETURN(const int number, ParseCode(values, what, text));
    numbers.Add(number);
  }
  return absl::OkStatus();
}

// The names that a flag takes, for its help: `name, nc_year`.
std::string CodeList(const google::protobuf::EnumDescriptor& values);

}  // namespace cairn::cli
