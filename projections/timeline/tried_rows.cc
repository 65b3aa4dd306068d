#include "projections/timeline/tried_rows.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "projections/timeline/measures.h"
#include "projections/timeline/printed_impact.h"
#include "projections/timeline/support_times.h"
#include "projections/timeline/tried_provision.h"
#include "projections/timeline/tried_scores.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// A shorter time is a weekend or a change-over.
constexpr int kUnsupportedDaysMin = 8;

// `day`, or the last day before that on which the child was on roll.
DatedTime EndOfSupport(const Record& record, CivilDate day) {
  DatedTime end{.time = {.from = day}};
  for (const Fact<v1::RecordHandedOver>& handover : record.governance.handovers) {
    const CivilDate last = LatestDay(handover->last_day()).value_or(handover.day());
    if (last >= end.time.from) continue;
    end.time.from = last;
    end.dated_by = {handover.entry};
  }
  return end;
}

// By the day between two supports: what the days of both rest on.
UnsupportedTime TimeBetween(const DatedTime& before, CivilDate covered_to, CivilDate next,
                            const std::vector<EntryPtr>& next_dated_by) {
  UnsupportedTime time{covered_to.AddDays(1), next.AddDays(-1), before.time.source,
                       before.dated_by};
  time.dated_by.insert(time.dated_by.end(), next_dated_by.begin(), next_dated_by.end());
  return time;
}

TriedRowOf RowOfLine(const UnrecordedLine& unrecorded) {
  const v1::ProvisionLine& line = *unrecorded.line;
  v1::TriedRow row;
  std::string what = Capitalised(line.what());
  const bool says_group = line.what().find("1:") != std::string::npos;
  if (line.has_group_size() && !says_group) what += absl::StrFormat(" 1:%d", line.group_size());
  const std::string& who = line.has_provider() ? line.provider() : line.provider_role();
  row.set_what(Join({what, who}, ", "));
  *row.mutable_from() = ToProto(unrecorded.from);
  if (unrecorded.to.has_value()) *row.mutable_to() = ToProto(*unrecorded.to);
  row.set_delivered_sessions(-1);
  row.set_planned_sessions(-1);
  row.set_given("no log");
  row.set_before_after("-");
  row.set_verdict(v1::VERDICT_CANNOT_TELL);
  row.set_shows("Cannot tell: in the plan, start not recorded");
  row.set_formula_version(kImpactFormulaVersion);
  TriedRowOf found{.row = std::move(row), .sources = {unrecorded.issued}, .line = &line};
  if (unrecorded.ended_by != nullptr) found.dated_by.push_back(unrecorded.ended_by);
  return found;
}

// The last point before `first` and every one up to `last`: how the figures moved in that time.
std::vector<MeasurePoint> PointsThrough(const MeasuredPoints& measured, std::string_view measure,
                                        CivilDate first, CivilDate last) {
  std::vector<MeasurePoint> through;
  for (MeasurePoint& point : measured.Of(measure)) {
    if (point.day > last) break;
    if (point.day < first) through.clear();
    through.push_back(std::move(point));
  }
  const bool moved_in_time = !through.empty() && through.back().day >= first;
  return moved_in_time ? through : std::vector<MeasurePoint>();
}

std::string_view Direction(const std::vector<MeasurePoint>& points) {
  const double change = ValueOf(points.back().value) - ValueOf(points.front().value);
  if (change == 0) return "Unchanged";
  return change > 0 ? "Rose, cause unknown" : "Fell, cause unknown";
}

TriedRowOf RowOfNothing(const MeasuredPoints& measured, const UnsupportedTime& time) {
  v1::TriedRow row;
  row.set_what("(none recorded)");
  *row.mutable_from() = ToProto(time.first);
  *row.mutable_to() = ToProto(time.last);
  row.set_delivered_sessions(-1);
  row.set_planned_sessions(-1);
  row.set_given("-");
  row.set_formula_version(kImpactFormulaVersion);
  std::vector<std::string> series;
  std::vector<std::string> shows;
  TriedRowOf found{.sources = {time.ended_by}, .dated_by = time.dated_by};
  for (const std::string& measure : measured.Measures()) {
    const std::vector<MeasurePoint> points =
        PointsThrough(measured, measure, time.first, time.last);
    if (points.size() < 2) continue;
    series.push_back(SeriesWords(points, measure));
    shows.push_back(std::string(Direction(points)));
    for (const MeasurePoint& point : points) {
      *row.add_measures() = MeasuredLineOf(point, measure);
      found.sources.push_back(point.entry);
    }
  }
  row.set_before_after(series.empty() ? "-" : Join(series, "; "));
  row.set_verdict(series.empty() ? v1::VERDICT_CANNOT_TELL : v1::VERDICT_CAUSE_UNKNOWN);
  row.set_shows(series.empty() ? "Nothing measured" : Join(shows, "; "));
  found.row = std::move(row);
  return found;
}

bool BeginsBefore(const TriedRowOf& a, const TriedRowOf& b) {
  return EarliestDay(a.row.from()) < EarliestDay(b.row.from());
}

}  // namespace

std::vector<TriedRowOf> TriedRows(const Record& record, CivilDate day) {
  const MeasuredPoints measured(record);
  std::vector<TriedRowOf> rows;
  for (const Provision& provision : record.provisions.provisions) {
    rows.push_back(RowOfProvision(record, measured, provision, day));
  }
  for (const UnrecordedLine& line : UnrecordedLines(record, day)) rows.push_back(RowOfLine(line));
  for (const UnsupportedTime& time : UnsupportedTimes(record, day)) {
    rows.push_back(RowOfNothing(measured, time));
  }
  std::stable_sort(rows.begin(), rows.end(), BeginsBefore);
  std::vector<TriedRowOf> tests = RowsOfRepeatedTests(record);
  std::move(tests.begin(), tests.end(), std::back_inserter(rows));
  return rows;
}

std::vector<UnsupportedTime> UnsupportedTimes(const Record& record, CivilDate day) {
  const DatedTime end = EndOfSupport(record, day);
  std::vector<DatedTime> times = SupportTimes(record, day);
  std::sort(times.begin(), times.end(),
            [](const DatedTime& a, const DatedTime& b) { return a.time.from < b.time.from; });
  std::vector<UnsupportedTime> unsupported;
  std::optional<CivilDate> covered_to;
  const DatedTime* covered_by = nullptr;
  const auto note = [&](CivilDate next, const std::vector<EntryPtr>& dated_by) {
    if (!covered_to.has_value() || next - *covered_to <= kUnsupportedDaysMin) return;
    unsupported.push_back(TimeBetween(*covered_by, *covered_to, next, dated_by));
  };
  for (const DatedTime& dated : times) {
    note(dated.time.from, dated.dated_by);
    const CivilDate last = dated.time.to.value_or(end.time.from);
    if (covered_to.has_value() && last <= *covered_to) continue;
    covered_to = last;
    covered_by = &dated;
  }
  note(end.time.from.AddDays(1), end.dated_by);
  return unsupported;
}

}  // namespace cairn
