#include "clients/cli/names/code_names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace cairn::cli {
namespace {

// `STAGE_` of STAGE_UNSPECIFIED: every enum of the contract begins so.
size_t PrefixBytes(const google::protobuf::EnumDescriptor& values) {
  constexpr std::string_view kFirst = "UNSPECIFIED";
  return values.value(0)->name().size() - kFirst.size();
}

std::string SmallName(const google::protobuf::EnumDescriptor& values, int index) {
  return absl::AsciiStrToLower(values.value(index)->name().substr(PrefixBytes(values)));
}

}  // namespace

std::string CodeName(const google::protobuf::EnumDescriptor& values, int number) {
  const google::protobuf::EnumValueDescriptor* value = values.FindValueByNumber(number);
  return value == nullptr || value->index() == 0 ? std::string()
                                                 : value->name().substr(PrefixBytes(values));
}

std::string CodeWords(const google::protobuf::EnumDescriptor& values, int number) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(CodeName(values, number)), {{"_", " "}});
}

std::string CodeList(const google::protobuf::EnumDescriptor& values) {
  std::string all;
  for (int i = 1; i < values.value_count(); ++i) {
    all += (all.empty() ? "" : ", ") + SmallName(values, i);
  }
  return all;
}

absl::StatusOr<int> ParseCode(const google::protobuf::EnumDescriptor& values, std::string_view what,
                              const std::string& text) {
  const std::string small =
      absl::StrReplaceAll(absl::AsciiStrToLower(text), {{"-", "_"}, {" ", "_"}});
  for (int i = 1; i < values.value_count(); ++i) {
    if (SmallName(values, i) == small) return values.value(i)->number();
  }
  return absl::InvalidArgumentError(
      absl::StrFormat("\"%s\" is no %s; there are %s", text, what, CodeList(values)));
}

}  // namespace cairn::cli
