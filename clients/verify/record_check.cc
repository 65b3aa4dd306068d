#include "clients/verify/record_check.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_format.h"

#include "cairn/v1/governance.pb.h"

#include "clients/verify/moment.h"

namespace cairn::verify {
namespace {

// What two proved events of a record contradict each other in, if anything. `before` has the
// smaller version.
std::optional<Fault> Contradiction(const CheckedEvent& before, const CheckedEvent& after) {
  if (after.leaf.record != before.leaf.record) {
    return Fault{Reason::kChain, "the event belongs to another record than those before it"};
  }
  if (after.index <= before.index) {
    return Fault{Reason::kChain,
                 absl::StrFormat("the event stands in the log before version %d", before.version)};
  }
  if (after.leaf.recorded_at_us < before.leaf.recorded_at_us) {
    return Fault{Reason::kChain,
                 absl::StrFormat("the event was recorded earlier than version %d", before.version)};
  }
  const bool neighbours = after.version == before.version + 1;
  if (neighbours && after.leaf.previous_leaf_hash != before.leaf_hash) {
    return Fault{Reason::kChain, absl::StrFormat("the event does not follow on version %d of this "
                                                 "record, but on another event",
                                                 before.version)};
  }
  return std::nullopt;
}

// Versions from `from` to `to` that nobody has reported yet, in a sentence.
std::optional<Finding> GapFinding(uint64_t from, uint64_t to, const std::set<uint64_t>& missing) {
  while (from <= to && missing.contains(from)) ++from;
  while (to >= from && missing.contains(to)) --to;
  if (from > to) return std::nullopt;
  return Finding{
      .reason = Reason::kPartial,
      .sentence = from == to ? absl::StrFormat("partial: version %d is not in the folder", from)
                             : absl::StrFormat("partial: versions %d to %d are not in the folder",
                                               from, to)};
}

std::optional<Finding> RemovalFinding(const CheckedEvent& event,
                                      std::span<const CheckedEvent> events) {
  if (!event.proved || !event.erasure) return std::nullopt;
  const auto target = std::find_if(events.begin(), events.end(), [&](const CheckedEvent& other) {
    return other.proved && other.leaf.event_id == event.erasure->target &&
           other.leaf.kind == LeafKind::kEvent;
  });
  std::string what = "the content of an event that is not in this folder";
  if (event.erasure->target.empty()) what = "the content of the whole record";
  if (target != events.end()) what = absl::StrFormat("the content of version %d", target->version);
  return event.FindingOf(
      {Reason::kRemoved,
       absl::StrFormat("%s existed and was lawfully removed on %s, ground %d", what,
                       UtcTime(event.leaf.recorded_at_us), event.erasure->authority)});
}

// Whether the event is the one that an export appends, and counts all versions before it.
bool EndsExport(const CheckedEvent& event) {
  return event.proved && event.label.kind == v1::RecordExported::descriptor()->name() &&
         event.label.exported_to == static_cast<int64_t>(event.version - 1);
}

// Gaps between the versions that there are, whatever became of their files.
bool AddGaps(std::span<const CheckedEvent> events, const std::set<uint64_t>& missing,
             std::vector<Finding>& findings) {
  bool whole = true;
  uint64_t expected = 1;
  for (const CheckedEvent& event : events) {
    if (event.version > expected) {
      whole = false;
      const std::optional<Finding> gap = GapFinding(expected, event.version - 1, missing);
      if (gap) findings.push_back(*gap);
    }
    expected = event.version + 1;
  }
  return whole;
}

}  // namespace

RecordCheck CheckRecord(std::span<const CheckedEvent> events, const std::set<uint64_t>& missing) {
  RecordCheck check;
  const CheckedEvent* before = nullptr;
  bool all_proved = true;
  for (const CheckedEvent& event : events) {
    all_proved = all_proved && event.proved;
    if (!event.proved) continue;
    const std::optional<Fault> fault =
        before == nullptr ? std::nullopt : Contradiction(*before, event);
    if (fault) check.findings.push_back(event.FindingOf(*fault));
    all_proved = all_proved && !fault;
    before = &event;
    const std::optional<Finding> removal = RemovalFinding(event, events);
    if (removal) check.findings.push_back(*removal);
  }
  const bool whole = AddGaps(events, missing, check.findings);
  const bool ends = !events.empty() && EndsExport(events.back());
  if (!ends && !events.empty() && events.back().proved) {
    check.findings.push_back(events.back().FindingOf(
        {Reason::kPartial,
         "partial: the last event is not that of the export itself, so later "
         "events may be missing"}));
  }
  check.complete = whole && ends && all_proved;
  return check;
}

}  // namespace cairn::verify
