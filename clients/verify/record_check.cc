#include "clients/verify/record_check.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_format.h"

#include "clients/verify/moment.h"

namespace cairn::verify {
namespace {

// Whether `erasure` says that the content of `event` is gone.
bool Removes(const CheckedEvent& erasure, const CheckedEvent& event) {
  if (!erasure.proved || !erasure.erasure || erasure.version <= event.version) return false;
  return erasure.erasure->target.empty() || erasure.erasure->target == event.leaf.event_id;
}

bool ErasesRecord(const CheckedEvent& event) {
  return event.proved && event.erasure && event.erasure->target.empty();
}

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
  if (ErasesRecord(before)) {
    return Fault{Reason::kChain,
                 absl::StrFormat("the event was recorded after version %d, which erased the record",
                                 before.version)};
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

// `all` says that every version from 1 to the last is proved.
std::optional<Finding> RemovalFinding(const CheckedEvent& event,
                                      std::span<const CheckedEvent> events, bool all) {
  if (!event.proved || !event.erasure) return std::nullopt;
  const auto target = std::find_if(events.begin(), events.end(), [&](const CheckedEvent& other) {
    return other.proved && other.leaf.event_id == event.erasure->target &&
           other.leaf.kind == LeafKind::kEvent;
  });
  const bool before = target != events.end() && target->version < event.version;
  if (!event.erasure->target.empty() && !before && (all || target != events.end())) {
    return event.FindingOf(
        {Reason::kChain, "the removal is of an event that the record does not have before it"});
  }
  std::string what = "the content of an event that is not in this folder";
  if (event.erasure->target.empty()) what = "the content of the whole record";
  if (target != events.end()) what = absl::StrFormat("the content of version %d", target->version);
  return event.FindingOf(
      {Reason::kRemoved,
       absl::StrFormat("%s existed and was lawfully removed on %s, ground %d", what,
                       UtcTime(event.leaf.recorded_at_us), event.erasure->authority)});
}

std::optional<Finding> ContentFinding(const CheckedEvent& event,
                                      std::span<const CheckedEvent> events) {
  if (!event.proved || !event.leaf_alone || RemovalOf(event, events)) return std::nullopt;
  return event.FindingOf({Reason::kContentMissing,
                          "the event existed, but its content is not here, and no removal in this "
                          "folder says why"});
}

// Whether nothing can be missing after the event: it is the one that an export appends, and counts
// all versions before it, or it erased the record.
bool EndsExport(const CheckedEvent& event) {
  if (ErasesRecord(event)) return true;
  return event.proved && event.label.exported_to == static_cast<int64_t>(event.version - 1);
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

std::optional<Removal> RemovalOf(const CheckedEvent& event, std::span<const CheckedEvent> events) {
  if (event.leaf.kind != LeafKind::kEvent) return std::nullopt;
  const auto removal = std::find_if(events.begin(), events.end(), [&](const CheckedEvent& other) {
    return Removes(other, event);
  });
  if (removal == events.end()) return std::nullopt;
  return Removal{.version = removal->version,
                 .recorded_at_us = removal->leaf.recorded_at_us,
                 .authority = removal->erasure->authority};
}

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
  }
  const bool whole = AddGaps(events, missing, check.findings);
  for (const CheckedEvent& event : events) {
    for (const auto& finding :
         {RemovalFinding(event, events, whole && all_proved), ContentFinding(event, events)}) {
      if (!finding) continue;
      check.findings.push_back(*finding);
      all_proved = all_proved && finding->reason != Reason::kChain;
    }
  }
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
