#include "projections/timeline/items.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_format.h"

#include "projections/timeline/computed_lines.h"
#include "projections/timeline/line_groups.h"
#include "projections/timeline/stage.h"
#include "projections/wording/entry_text.h"
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
  for (const LineMember& member : group.members) {
    for (std::string& line : ComputedLines(context, *member.entry)) {
      item.add_computed(std::move(line));
    }
  }
  return item;
}

void KeepVisible(const Visible& visible, LineGroup& group) {
  const EntryPtr primary = group.members[group.primary].entry;
  std::erase_if(group.members, [&](const LineMember& member) { return !visible(*member.entry); });
  group.primary = 0;
  for (size_t i = 0; i < group.members.size(); ++i) {
    if (group.members[i].entry == primary) group.primary = i;
  }
}

}  // namespace

std::vector<v1::TimelineItem> ItemsOf(const TimelineContext& context,
                                      const std::vector<v1::Cycle>& cycles) {
  using Key = std::tuple<int, int, OccurredOrder>;
  std::vector<std::pair<Key, v1::TimelineItem>> ordered;
  for (LineGroup& group : LineGroups(context, cycles)) {
    KeepVisible(context.visible, group);
    if (group.members.empty()) continue;
    const EffectiveEntry& primary = *group.members[group.primary].entry;
    v1::TimelineItem item = ItemOf(context, group);
    ordered.emplace_back(Key(item.cycle(), item.stage(), primary.Order()), std::move(item));
  }
  std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<v1::TimelineItem> items;
  for (auto& [key, item] : ordered) items.push_back(std::move(item));
  return items;
}

}  // namespace cairn
