#include "clients/cli/print/output.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <string>

#include <google/protobuf/util/json_util.h>
#include <nlohmann/json.hpp>

#include "clients/cli/print/text_layout.h"
#include "clients/cpp/refusal.h"

namespace cairn::cli {
namespace {

using nlohmann::json;

// Lines after the first stand no further in, however long the place is that begins the first.
constexpr size_t kIndentMax = 4;

std::string ReasonName(const v1::ErrorDetail& detail) {
  return v1::ErrorReason_Name(detail.reason()).substr(std::string_view("ERROR_REASON_").size());
}

std::string DescribeFault(const v1::Fault& fault) {
  std::string text = Plain(fault.reason()) + ": " + Plain(fault.sentence());
  if (!fault.rule_id().empty()) text += " [" + Plain(fault.rule_id());
  if (!fault.rule_id().empty() && !fault.source().empty()) text += ", " + Plain(fault.source());
  return fault.rule_id().empty() ? text : text + "]";
}

bool IsUnreachable(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

std::string Sentence(const absl::Status& refusal) {
  return refusal.message().empty() ? absl::StatusCodeToString(refusal.code())
                                   : Plain(std::string(refusal.message()));
}

}  // namespace

std::string JsonOf(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string text;
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &text, options));
  return text;
}

std::string JsonOfRefusal(const absl::Status& refusal) {
  json object = {{"code", absl::StatusCodeToString(refusal.code())},
                 {"message", Sentence(refusal)}};
  const std::optional<v1::ErrorDetail> detail = client::DetailOf(refusal);
  if (detail) {
    object.update(json::parse(JsonOf(*detail)));
  }
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string DescribeRefusal(const absl::Status& refusal, std::string_view head) {
  const size_t indent = std::min(head.size(), kIndentMax);
  const std::optional<v1::ErrorDetail> detail = client::DetailOf(refusal);
  std::string sentence = Sentence(refusal);
  if (detail) sentence += " (" + ReasonName(*detail) + ")";
  std::string text = Hanging(head, indent, sentence, kWidthMax);
  if (!detail) return text;

  const std::map<std::string, std::string> metadata(detail->metadata().begin(),
                                                    detail->metadata().end());
  const std::string margin(indent + 2, ' ');
  for (const auto& [key, value] : metadata) text += Line(margin + Plain(key + " " + value));
  for (const v1::Fault& fault : detail->faults()) {
    text += Line(margin + Plain(fault.field()));
    text += Hanging(margin + "  ", indent + 4, DescribeFault(fault), kWidthMax);
  }
  return text;
}

void Output::Json(const google::protobuf::Message& message) const {
  out << JsonOf(message) << "\n";
}

ExitCode Output::Failed(const absl::Status& failure) const {
  const bool ours = absl::IsInvalidArgument(failure) && !client::DetailOf(failure);
  if (ours) return Misused(failure);
  const bool unreachable = IsUnreachable(failure);
  if (json) {
    out << "{\"error\":" << JsonOfRefusal(failure) << "}\n";
  } else {
    err << (unreachable ? "cairn: no answer from the server\n" : "cairn: refused\n")
        << DescribeRefusal(failure, "  ");
  }
  return unreachable ? ExitCode::kUnreachable : ExitCode::kRefused;
}

ExitCode Output::Misused(const absl::Status& fault) const {
  if (json) {
    out << "{\"error\":" << JsonOfRefusal(fault) << "}\n";
  } else {
    err << Hanging("cairn: ", 7, Sentence(fault), kWidthMax);
  }
  return ExitCode::kMisused;
}

}  // namespace cairn::cli
