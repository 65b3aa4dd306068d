#include "clients/cli/append/append_check.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"

#include "clients/cli/names/record_name.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/refusal.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

using nlohmann::json;

constexpr int kEntriesMax = 100;  // of one record in one request, as the contract says

// Lines of one record that are asked about together.
struct Part {
  std::vector<const CaseLine*> lines;
  v1::AppendEntriesRequest request;
  bool follows = false;  // the lines before it fill a request of their own

  int entries() const { return request.records(0).entries_size(); }
};

void AddTo(Part& part, const CaseLine& line) {
  v1::AppendEntriesRequest request = RequestFor(line, "", false);
  if (part.lines.empty()) {
    part.request = std::move(request);
  } else {
    part.request.mutable_records(0)->mutable_entries()->MergeFrom(request.records(0).entries());
  }
  part.lines.push_back(&line);
}

std::vector<Part> PartsOf(const std::vector<CaseLine>& lines) {
  std::vector<Part> parts;
  for (const CaseLine& line : lines) {
    if (!line.fault.ok()) continue;
    Part* found = nullptr;
    for (Part& part : parts) {
      if (part.lines.front()->alias == line.alias) found = &part;
    }
    const int entries = static_cast<int>(line.entries.size());
    const bool full = found != nullptr && found->entries() + entries > kEntriesMax;
    if (found == nullptr || full) {
      parts.push_back({.follows = full});
      found = &parts.back();
    }
    AddTo(*found, line);
  }
  return parts;
}

// The line that `field` is about, `records[0].entries[12].occurred`, and the path in that line.
struct LineField {
  const CaseLine* line;
  std::string field;
};

LineField Locate(const Part& part, std::string_view field) {
  constexpr std::string_view kRecord = "records[0].";
  constexpr std::string_view kEntries = "entries[";
  if (field.substr(0, kRecord.size()) == kRecord) field.remove_prefix(kRecord.size());
  if (field.substr(0, kEntries.size()) != kEntries) return {part.lines.front(), std::string(field)};
  size_t index = std::strtoul(field.data() + kEntries.size(), nullptr, 10);
  const std::string_view rest = field.substr(std::min(field.find(']'), field.size() - 1) + 1);
  for (const CaseLine* line : part.lines) {
    if (index < line->entries.size()) {
      return {line, absl::StrFormat("entries[%d]%s", index, rest)};
    }
    index -= line->entries.size();
  }
  return {part.lines.back(), std::string(field)};
}

class Check {
 public:
  Check(client::Client& client, const Output& output) : client_(client), output_(output) {}

  // An error ends the check: the server cannot be reached, or does not believe who asks.
  absl::Status Ask(Part& part);
  void Write(const CaseLine& line, std::string_view what, const std::string& field,
             const std::string& sentence, const std::string& rule);
  ExitCode Finish(size_t lines) const;

 private:
  absl::Status Address(Part& part);
  void TakeRefusal(const Part& part, const absl::Status& refusal);

  client::Client& client_;
  const Output& output_;
  size_t refusals_ = 0;
  size_t findings_ = 0;
};

// Into the record that the lines mean: the one they open, if somebody has opened it before.
absl::Status Check::Address(Part& part) {
  const CaseLine& first = *part.lines.front();
  absl::StatusOr<std::string> id = FindRecord(client_, first.alias);
  if (!id.ok() && first.opening_source()) id = FindBySource(client_, *first.opening_source());
  if (!id.ok()) return first.opens() ? absl::OkStatus() : id.status();
  v1::RecordEntries& record = *part.request.mutable_records(0);
  record.set_record_id(*id);
  record.mutable_expected()->set_any(true);
  return absl::OkStatus();
}

void Check::TakeRefusal(const Part& part, const absl::Status& refusal) {
  const std::optional<v1::ErrorDetail> detail = client::DetailOf(refusal);
  if (!detail || detail->faults().empty()) {
    return Write(*part.lines.front(), "refused", "", std::string(refusal.message()), "");
  }
  for (const v1::Fault& fault : detail->faults()) {
    const LineField at = Locate(part, fault.field());
    Write(*at.line, "refused", at.field, fault.sentence(),
          fault.rule_id().empty() ? fault.reason() : fault.rule_id());
  }
}

absl::Status Check::Ask(Part& part) {
  if (const absl::Status found = Address(part); !found.ok()) {
    Write(*part.lines.front(), "refused", "",
          part.follows ? "Not checked: the entries before it are not recorded yet."
                       : std::string(found.message()),
          "");
    return absl::OkStatus();
  }
  part.request.set_validate_only(true);
  const auto reply = client_.AppendEntries(part.request);
  if (absl::IsUnavailable(reply.status()) || absl::IsDeadlineExceeded(reply.status()) ||
      absl::IsUnauthenticated(reply.status())) {
    return reply.status();
  }
  if (!reply.ok()) {
    TakeRefusal(part, reply.status());
    return absl::OkStatus();
  }
  for (const v1::RecordReceipts& record : reply->records()) {
    for (const v1::Finding& finding : record.findings()) {
      const LineField at = Locate(part, finding.field());
      Write(*at.line, finding.legal_duty() ? "duty" : "finding", at.field, finding.sentence(),
            finding.rule_id());
    }
  }
  return absl::OkStatus();
}

void Check::Write(const CaseLine& line, std::string_view what, const std::string& field,
                  const std::string& sentence, const std::string& rule) {
  ++(what == "refused" ? refusals_ : findings_);
  if (output_.json) {
    const json object = {{"file", line.file}, {"line", line.line}, {"says", what},
                         {"field", field},    {"rule", rule},      {"sentence", sentence}};
    output_.out << object.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
    return;
  }
  const std::string about = rule.empty() ? "" : absl::StrFormat(" (%s, %s)", rule, field);
  output_.out << Plain(absl::StrFormat("%s: %s: %s%s", line.Place(), what, sentence, about))
              << "\n";
}

ExitCode Check::Finish(size_t lines) const {
  if (output_.json) {
    const json sum = {{"lines", lines}, {"refused", refusals_}, {"findings", findings_}};
    output_.out << json{{"summary", sum}}.dump() << "\n";
  } else {
    output_.out << absl::StrFormat(
        "%d lines checked, nothing recorded: %d refusals, %d findings.\n", lines, refusals_,
        findings_);
  }
  return refusals_ > 0 ? ExitCode::kRefused : ExitCode::kOk;
}

}  // namespace

ExitCode CheckLines(client::Client& client, const std::vector<CaseLine>& lines,
                    const Output& output) {
  Check check(client, output);
  for (const CaseLine& line : lines) {
    if (!line.fault.ok()) check.Write(line, "refused", "", std::string(line.fault.message()), "");
  }
  std::vector<Part> parts = PartsOf(lines);
  for (Part& part : parts) {
    if (const absl::Status ended = check.Ask(part); !ended.ok()) return output.Failed(ended);
  }
  return check.Finish(lines.size());
}

}  // namespace cairn::cli
