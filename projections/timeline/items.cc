#include "projections/timeline/items.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_format.h"

#include "projections/timeline/computed_lines.h"
#include "projections/timeline/cycles.h"
#include "projections/timeline/line_groups.h"
#include "projections/timeline/stage.h"
#include "projections/timeline/void_items.h"
#include "projections/wording/entry_text.h"
#include "projections/wording/summary.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// Logs of one provision on one line read as one sum.
std::string SumOfLogs(const std::vector<const LineMember*>& logs, bool start_on_line,
                      const Record& record) {
  EntryText text = TextOf(*logs[0]->entry->current->recorded, &record);
  if (start_on_line) text.lead = "given";
  if (logs.size() == 1) return text.Sentence();
  int delivered = 0;
  int planned = 0;
  for (const LineMember* log : logs) {
    delivered += log->entry->entry().delivery_logged().delivered_sessions();
    planned += log->entry->entry().delivery_logged().planned_sessions();
  }
  return absl::StrFormat("%s: %d of %d sessions in %d logs", text.lead, delivered, planned,
                         logs.size());
}

// "18 Nov" before what happened on another day than the line; "to 6 Dec" for what was logged.
std::string DayPrefix(const LineMember& member, CivilDate line_day) {
  const EffectiveEntry& entry = *member.entry;
  if (entry.entry().has_delivery_logged()) {
    return "To " + ShortDay(entry.LastDay(), line_day) + " ";
  }
  return entry.FirstDay() == line_day ? "" : ShortDay(entry.FirstDay(), line_day) + " ";
}

// Who typed a member of the line, when that is not who typed the line.
std::string EnteredSuffix(const LineMember& member, const LineMember& primary) {
  const std::string& by = member.marks.entered_by;
  const bool same = by.empty() || by == primary.marks.entered_by;
  return same ? "" : " (entered by " + by + ")";
}

std::string TextOfLine(const LineGroup& group, const Record& record) {
  const LineMember& primary = group.members[group.primary];
  const CivilDate day = primary.entry->FirstDay();
  std::vector<const LineMember*> logs;
  std::vector<std::string> sentences;
  for (const LineMember& member : group.members) {
    if (member.entry->entry().has_delivery_logged()) {
      logs.push_back(&member);
      continue;
    }
    sentences.push_back(DayPrefix(member, day) +
                        TextOf(*member.entry->current->recorded, &record).Sentence() +
                        EnteredSuffix(member, primary));
  }
  if (!logs.empty()) {
    const bool start_on_line = primary.entry->entry().has_provision_started();
    sentences.push_back(DayPrefix(*logs.back(), day) + SumOfLogs(logs, start_on_line, record) +
                        EnteredSuffix(*logs.back(), primary));
  }
  return Join(sentences, ". ");
}

std::vector<std::string> LabelsOf(const LineGroup& group) {
  std::vector<std::string> labels;
  for (const LineMember& member : group.members) {
    for (const std::string& label : member.entry->Labels()) {
      std::string root(LabelRoot(label));
      if (std::find(labels.begin(), labels.end(), root) == labels.end()) {
        labels.push_back(std::move(root));
      }
    }
  }
  return labels;
}

// The wordings before the one that counts, one step away each.
void AddEarlierWordings(const EffectiveEntry& entry, v1::TimelineItem& item) {
  if (!entry.corrected()) return;
  item.add_earlier_event_ids(entry.original->event_id.ToBytes());
  for (const EventPtr& correction : entry.corrections) {
    if (correction != entry.current) {
      item.add_earlier_event_ids(correction->event_id.ToBytes());
    }
  }
}

// Sessions were missed of what section F of an EHC plan secures.
bool MissedSecuredProvision(const TimelineContext& context, const LineMember& member) {
  const v1::Entry& entry = member.entry->entry();
  if (!entry.has_delivery_logged()) return false;
  const v1::DeliveryLogged& log = entry.delivery_logged();
  const Provision* provision = FindProvision(context.record.provisions, log.provision_id());
  if (provision == nullptr || !provision->started) return false;
  if (provision->started->basis() != v1::PROVISION_BASIS_EHC_SECTION_F) return false;
  if (!context.visible(*provision->started.entry)) return false;
  const bool fewer =
      log.has_planned_sessions() && log.delivered_sessions() < log.planned_sessions();
  return fewer || std::ranges::any_of(log.missed(), [](const v1::SessionsMissed& missed) {
           return missed.sessions() > 0;
         });
}

// In the order of their numbers.
void AddMarks(const TimelineContext& context, const LineGroup& group, v1::TimelineItem& item) {
  const auto add = [&](bool holds, v1::TimelineMark mark) {
    if (holds) item.add_marks(mark);
  };
  add(item.days_late() > 0, v1::TIMELINE_MARK_LATE);
  add(!item.after_dispute().empty(), v1::TIMELINE_MARK_AFTER_DISPUTE);
  add(!item.corrected().empty(), v1::TIMELINE_MARK_CORRECTED);
  add(item.disputed(), v1::TIMELINE_MARK_CHALLENGED);
  add(std::ranges::any_of(
          group.members,
          [&](const auto& member) { return MissedSecuredProvision(context, member); }),
      v1::TIMELINE_MARK_PROVISION_MISSED);
  add(!item.imported().empty(), v1::TIMELINE_MARK_IMPORTED);
}

v1::TimelineItem ItemOf(const TimelineContext& context, const LineGroup& group) {
  const LineMember& primary = group.members[group.primary];
  const RecordedEvent& event = *primary.entry->original;
  v1::TimelineItem item;
  for (std::string& label : LabelsOf(group)) item.add_labels(std::move(label));
  item.set_event_id(event.event_id.ToBytes());
  item.set_stage(StageOf(primary.entry->entry()));
  item.set_cycle(group.cycle);
  *item.mutable_occurred() = primary.entry->entry().occurred();
  *item.mutable_recorded_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(event.recorded_at_us);
  item.set_text(TextOfLine(group, context.record));
  item.set_entered_by(primary.marks.entered_by);
  item.set_days_late(primary.marks.days_late);
  item.set_imported(primary.marks.imported);
  item.set_corrected(primary.marks.corrected);
  item.set_disputed(primary.marks.disputed);
  item.set_after_dispute(primary.marks.after_dispute);
  item.set_kind_name(OwnKindName(primary.entry->entry()));
  AddEarlierWordings(*primary.entry, item);
  for (const LineMember& member : group.members) {
    for (std::string& line : ComputedLines(context, *member.entry)) {
      item.add_computed(std::move(line));
    }
  }
  AddMarks(context, group, item);
  return item;
}

// As it read, and nothing that Cairn computed: it counts for nothing.
v1::TimelineItem VoidItem(const TimelineContext& context, const std::vector<v1::Cycle>& cycles,
                          const EntryPtr& entry) {
  LineGroup alone{.cycle = CycleOf(context.record, cycles, *entry)};
  alone.members.push_back({entry, MarksOf(context, *entry)});
  v1::TimelineItem item = ItemOf(context, alone);
  item.clear_computed();
  item.add_marks(v1::TIMELINE_MARK_VOIDED);
  std::sort(item.mutable_marks()->begin(), item.mutable_marks()->end());
  return item;
}

}  // namespace

std::vector<TimelineLine> ItemsOf(const TimelineContext& context,
                                  const std::vector<v1::Cycle>& cycles, bool voided) {
  using Key = std::tuple<int, int, OccurredOrder>;
  std::vector<std::pair<Key, TimelineLine>> ordered;
  const auto add = [&](const EffectiveEntry& primary, TimelineLine line) {
    const Key key(line.item.cycle(), line.item.stage(), primary.Order());
    ordered.emplace_back(key, std::move(line));
  };
  for (const LineGroup& group : LineGroups(context, cycles)) {
    TimelineLine line{.item = ItemOf(context, group)};
    for (const LineMember& member : group.members) line.entries.push_back(member.entry);
    add(*group.members[group.primary].entry, std::move(line));
  }
  if (voided) {
    for (const EntryPtr& entry : VoidEntries(context.whole, context.day)) {
      if (context.visible(*entry)) add(*entry, {VoidItem(context, cycles, entry), {entry}});
    }
  }
  std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<TimelineLine> lines;
  for (auto& [key, line] : ordered) lines.push_back(std::move(line));
  return lines;
}

}  // namespace cairn
