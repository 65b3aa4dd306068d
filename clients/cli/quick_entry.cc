#include "clients/cli/quick_entry.h"

#include <ostream>

#include "clients/cli/child_name.h"
#include "clients/cli/moments.h"
#include "clients/cli/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

constexpr size_t kFindingsMax = 2;

}  // namespace

absl::StatusOr<v1::Entry> EntryOn(std::string_view typed, const v1::Date& today) {
  v1::Entry entry;
  v1::Occurred& occurred = *entry.mutable_occurred();
  *occurred.mutable_from() = today;
  if (!typed.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*occurred.mutable_from(), ParseDay(typed, today));
  }
  occurred.set_precision(v1::PRECISION_DAY);
  return entry;
}

v1::AppendEntriesRequest RequestFor(const std::string& record_id,
                                    const std::vector<v1::Entry>& entries) {
  v1::AppendEntriesRequest request;
  request.set_request_id(client::DrawRequestId());
  v1::RecordEntries& record = *request.add_records();
  record.set_record_id(record_id);
  record.mutable_expected()->set_any(true);
  for (const v1::Entry& entry : entries) *record.add_entries() = entry;
  return request;
}

std::vector<std::string> FindingsOf(const v1::AppendEntriesResponse& response) {
  std::vector<std::string> findings;
  for (const v1::RecordReceipts& record : response.records()) {
    for (const v1::Finding& finding : record.findings()) {
      if (findings.size() < kFindingsMax) findings.push_back("! " + Plain(finding.sentence()));
    }
  }
  return findings;
}

ExitCode Record(client::Client& client, const v1::ChildRef& child, const v1::Entry& entry,
                const std::string& what, const Output& output) {
  const absl::StatusOr<v1::AppendEntriesResponse> reply =
      client.AppendEntries(RequestFor(child.record_id(), {entry}));
  if (!reply.ok()) return output.Failed(reply.status());
  if (output.json) {
    output.Json(*reply);
    return ExitCode::kOk;
  }
  output.out << Hanging(
      "", 0,
      "Recorded for " + WhoWords(child) + ", " + FullDate(entry.occurred().from()) + ": " + what,
      output.width);
  for (const std::string& finding : FindingsOf(*reply)) {
    output.out << Hanging("", 2, finding, output.width);
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
