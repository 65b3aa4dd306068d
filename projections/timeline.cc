#include "projections/timeline.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <google/protobuf/util/time_util.h>

#include "projections/timeline/cycles.h"
#include "projections/timeline/gaps.h"
#include "projections/timeline/seen_part.h"
#include "projections/timeline/tried_details.h"
#include "projections/timeline/tried_rows.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string StatusWords(const Record& record, CivilDate day) {
  const Fact<v1::SenStatusSet> since = StatusSince(record.people, day);
  return since ? Code(since->status()) + " from " + FormatDate(since.day()) : std::string();
}

v1::TimelineHead HeadOf(const Record& record, CivilDate day, const TimelineOptions& options) {
  v1::TimelineHead head;
  head.set_child_name(std::string(ChildName(record.people)));
  if (record.people.opened) *head.mutable_born() = record.people.opened->born();
  head.set_nc_year(std::string(NcYearOn(record, day)));
  if (const auto placement = PlacementOn(record.people, day)) {
    head.set_school(placement->school());
  }
  head.set_status(StatusWords(record, day));
  *head.mutable_as_of() = ToProto(day);
  const bool all_known = record.known_at == KnownAt();
  const int64_t known_us = all_known ? record.recorded_at_us() : record.known_at.recorded_at_us;
  *head.mutable_as_known_at() = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(known_us);
  head.set_viewer(options.viewer);
  head.set_withheld(options.withheld);
  head.set_times_witnessed(options.times_witnessed);
  head.set_simulated(options.simulated);
  head.set_fictional(IsFictional(record.people));
  head.set_rules_version(kTimelineRulesVersion);
  return head;
}

bool HappenedBefore(const TimelineLine& a, const TimelineLine& b) {
  return EarliestInstantMicros(a.item.occurred()) < EarliestInstantMicros(b.item.occurred());
}

void AddTried(const TimelineContext& context, v1::GetTimelineResponse& timeline) {
  std::vector<TriedRowOf> rows = TriedRows(context.record, context.day);
  std::erase_if(rows, [&](const TriedRowOf& tried) {
    return !context.AllVisible(tried.sources) || !context.AllVisible(tried.dated_by);
  });
  AddDetails(context, rows);
  for (TriedRowOf& tried : rows) *timeline.add_tried() = std::move(tried.row);
}

void AddItems(const TimelineContext& context, const std::vector<v1::Cycle>& cycles,
              const TimelineOptions& options, v1::GetTimelineResponse& timeline) {
  std::vector<TimelineLine> lines = ItemsOf(context, cycles, options.voided);
  if (options.by_date) std::stable_sort(lines.begin(), lines.end(), HappenedBefore);
  if (options.newest_first) std::reverse(lines.begin(), lines.end());
  for (TimelineLine& line : lines) {
    if (options.filter.Wants(context, line)) *timeline.add_items() = std::move(line.item);
  }
}

void AddGaps(const TimelineContext& context, v1::GetTimelineResponse& timeline) {
  for (GapOf& gap : Gaps(context)) {
    if (!context.AllVisible({gap.source}) || !context.AllVisible(gap.dated_by)) continue;
    *timeline.add_gaps() = std::move(gap.gap);
  }
}

// Where nothing is hidden the two are one.
v1::GetTimelineResponse ViewOf(const TimelineContext& of_whole, const TimelineContext& of_seen,
                               const TimelineOptions& options) {
  const std::vector<v1::Cycle> cycles = CyclesOf(of_seen.record);

  v1::GetTimelineResponse timeline;
  *timeline.mutable_head() = HeadOf(of_seen.record, of_seen.day, options);
  AddTried(of_whole, timeline);
  AddGaps(of_whole, timeline);
  for (const v1::Cycle& cycle : cycles) *timeline.add_cycles() = cycle;
  AddItems(of_seen, cycles, options, timeline);
  return timeline;
}

}  // namespace

v1::GetTimelineResponse TimelineView(const Record& record, const TimelineOptions& options) {
  if (!options.visible) {
    const TimelineContext context(record, ViewDay(record), options.setting);
    return ViewOf(context, context, options);
  }
  const Record seen = SeenPart(record, options.visible);
  const TimelineContext of_whole(record, ViewDay(seen), options.setting, options.visible);
  return ViewOf(of_whole, TimelineContext(seen, of_whole), options);
}

}  // namespace cairn
