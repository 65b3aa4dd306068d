#include "clients/cli/commands/quick_entry.h"

#include <ostream>

#include "clients/cli/commands/child_name.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

constexpr size_t kFindingsMax = 2;
// Whoever types a line again does so within minutes: more of a record is not looked at.
constexpr int kNewestLookedAt = 50;

v1::AppendEntriesResponse ReceiptOf(const v1::Event& same) {
  v1::AppendEntriesResponse response;
  *response.mutable_position() = same.position();
  v1::RecordReceipts& record = *response.add_records();
  record.set_record_id(same.record_id());
  v1::Receipt& receipt = *record.add_receipts();
  *receipt.mutable_position() = same.position();
  receipt.set_version(same.version());
  receipt.set_event_id(same.event_id());
  *receipt.mutable_recorded_time() = same.recorded_time();
  receipt.set_leaf_hash(same.leaf_hash());
  receipt.set_already_recorded(true);
  return response;
}

void SayThatItIsThere(const v1::ChildRef& child, const v1::Event& same, const Output& output) {
  if (output.json) return output.Json(ReceiptOf(same));
  const std::string who = Plain(same.recorded().actor().name());
  output.out << Hanging("", 0,
                        "There already for " + WhoWords(child) + ": " +
                            (who.empty() ? "it was recorded" : who + " recorded exactly that") +
                            " on " + FullTime(same.recorded_time()) + ".",
                        output.width)
             << "Nothing was recorded now: --again records it once more.\n";
}

void SayWhatToDo(const Output& output) {
  if (output.json) return;
  output.err << "Nobody knows whether it was recorded. Type the same line again: what is there is "
                "not\nrecorded twice.\n";
}

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

absl::StatusOr<std::vector<v1::Event>> NewestEvents(client::Client& client,
                                                    const std::string& record_id) {
  v1::ListEventsRequest request;
  request.set_record_id(record_id);
  request.set_page_size(kNewestLookedAt);
  request.set_newest_first(true);
  const absl::StatusOr<v1::ListEventsResponse> newest = client.ListEvents(request);
  const bool may_not_look =
      absl::IsPermissionDenied(newest.status()) || absl::IsNotFound(newest.status());
  if (may_not_look) return std::vector<v1::Event>();
  if (!newest.ok()) return newest.status();
  return std::vector<v1::Event>(newest->events().begin(), newest->events().end());
}

absl::StatusOr<std::optional<v1::Event>> FindSame(client::Client& client,
                                                  const std::string& record_id,
                                                  const v1::Entry& entry) {
  std::optional<v1::Event> same;
  CLIENT_ASSIGN_OR_RETURN(const std::vector<v1::Event> newest, NewestEvents(client, record_id));
  const std::string said = entry.SerializeAsString();
  for (const v1::Event& event : newest) {
    if (event.state() != v1::EVENT_STATE_EFFECTIVE) continue;
    if (event.recorded().entry().SerializeAsString() == said) return same = event;
  }
  return same;
}

ExitCode Record(client::Client& client, const v1::ChildRef& child, const v1::Entry& entry,
                const std::string& what, Repeats repeats, const Output& output) {
  if (repeats == Repeats::kLeaveAlone) {
    const auto same = FindSame(client, child.record_id(), entry);
    if (!same.ok()) return output.Failed(same.status());
    if (*same) {
      SayThatItIsThere(child, **same, output);
      return ExitCode::kOk;
    }
  }
  const absl::StatusOr<v1::AppendEntriesResponse> reply =
      client.AppendEntries(RequestFor(child.record_id(), {entry}));
  if (!reply.ok()) {
    const ExitCode code = output.Failed(reply.status());
    if (code == ExitCode::kUnreachable) SayWhatToDo(output);
    return code;
  }
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
