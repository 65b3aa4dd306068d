#include "projections/timeline/measures.h"

#include <algorithm>
#include <utility>

#include "projections/record/provision_staff.h"
#include "projections/timeline/printed_impact.h"
#include "projections/wording/entry_text.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// By the words of its measure, which live in the entry.
using NamedPoint = std::pair<std::string_view, MeasurePoint>;

std::string TakenBy(const EntryPtr& entry) { return DoneByName(*entry->current->recorded); }

template <typename Measured>
std::optional<v1::Decimal> OutOf(const Measured& measured) {
  return measured.has_out_of() ? std::optional(measured.out_of()) : std::nullopt;
}

void AddMeasurement(const EntryPtr& entry, const v1::Measurement& measurement,
                    std::vector<NamedPoint>& points) {
  if (!measurement.has_measure() || !measurement.has_value()) return;
  const CivilDate day = EarliestDay(measurement.measured_on()).value_or(entry->FirstDay());
  points.push_back({measurement.measure(),
                    {day, measurement.value(), entry, TakenBy(entry), OutOf(measurement)}});
}

// The target as the version reviewed, or else the last version issued before, defines it.
const v1::Target* TargetAt(const Record& record, const v1::PlanReviewed& review,
                           std::string_view target_id, CivilDate day) {
  const PlanHistory* plan = FindPlan(record.plans, review.plan_id());
  if (plan == nullptr) return nullptr;
  const PlanVersion* version =
      review.has_plan_version() ? FindVersion(*plan, review.plan_version()) : VersionOn(*plan, day);
  return version == nullptr ? nullptr : FindTarget(version->issued->content(), target_id);
}

void AddReview(const Record& record, const EntryPtr& entry, std::vector<NamedPoint>& points) {
  const v1::PlanReviewed& review = entry->entry().plan_reviewed();
  for (const v1::TargetReview& found : review.targets()) {
    const v1::Target* target = TargetAt(record, review, found.target_id(), entry->FirstDay());
    if (target == nullptr || !target->has_measure() || !found.has_value()) continue;
    points.push_back({target->measure(),
                      {entry->FirstDay(), found.value(), entry, TakenBy(entry), OutOf(*target)}});
  }
}

// A baseline is a point when it is first stated; later versions carry it along.
void AddBaselines(const EntryPtr& entry, std::vector<NamedPoint>& points) {
  for (const v1::Target& target : entry->entry().plan_issued().content().targets()) {
    if (!target.has_measure() || !target.has_baseline()) continue;
    const bool known = std::any_of(points.begin(), points.end(), [&](const NamedPoint& point) {
      return point.first == target.measure() && point.second.entry->entry().has_plan_issued() &&
             point.second.value.SerializeAsString() == target.baseline().SerializeAsString();
    });
    if (known) continue;
    points.push_back(
        {target.measure(),
         {entry->FirstDay(), target.baseline(), entry, TakenBy(entry), OutOf(target)}});
  }
}

std::vector<NamedPoint> AllPoints(const Record& record) {
  std::vector<NamedPoint> points;
  for (const EntryPtr& entry : record.entries) {
    const v1::Entry& fact = entry->entry();
    if (fact.has_provision_started()) {
      AddMeasurement(entry, fact.provision_started().entry_measure(), points);
    }
    if (fact.has_provision_ended()) {
      AddMeasurement(entry, fact.provision_ended().exit_measure(), points);
    }
    if (fact.has_progress_measured()) {
      AddMeasurement(entry, fact.progress_measured().measurement(), points);
      if (fact.progress_measured().has_tester() && !points.empty()) {
        points.back().second.taken_by = fact.progress_measured().tester();
      }
    }
    if (fact.has_plan_reviewed()) AddReview(record, entry, points);
    if (fact.has_plan_issued()) AddBaselines(entry, points);
  }
  std::stable_sort(points.begin(), points.end(), [](const NamedPoint& a, const NamedPoint& b) {
    return a.second.day < b.second.day;
  });
  return points;
}

ResolvedMeasure OfAssessment(const Record& record, std::string_view assessment_id) {
  const Fact<v1::AssessmentRecorded> test = FindAssessment(record.assessments, assessment_id);
  if (!test) return {.key = std::string(assessment_id), .words = std::string(assessment_id)};
  const v1::Score* score = FindScore(*test, v1::SCORE_TYPE_STANDARD);
  if (score == nullptr && test->scores_size() > 0) score = &test->scores(0);
  std::string words = Spaced(test->instrument());
  if (score != nullptr) {
    const std::string name = score->type() == v1::SCORE_TYPE_STANDARD ? " SS " : " ";
    words += name + FormatDecimal(score->value());
  }
  return {.key = test->instrument() + "/" + test->measure(),
          .words = words,
          .test = score == nullptr ? std::nullopt : std::optional(TestScoreOf(test, *score)),
          .entry = test.entry};
}

}  // namespace

MeasuredPoints::MeasuredPoints(const Record& record) : points_(AllPoints(record)) {}

std::vector<MeasurePoint> MeasuredPoints::Of(std::string_view measure) const {
  std::vector<MeasurePoint> found;
  for (const auto& [name, point] : points_) {
    if (name == measure) found.push_back(point);
  }
  return found;
}

std::vector<std::string> MeasuredPoints::Measures() const {
  std::vector<std::string> measures;
  for (const auto& [name, point] : points_) {
    if (std::find(measures.begin(), measures.end(), name) == measures.end()) {
      measures.emplace_back(name);
    }
  }
  return measures;
}

v1::MeasuredLine MeasuredLineOf(const MeasurePoint& point, std::string_view measure) {
  v1::MeasuredLine line;
  *line.mutable_on() = ToProto(point.day);
  line.set_text(FormatDecimal(point.value) + " " + std::string(measure));
  line.set_tester(point.taken_by);
  line.set_label(point.entry->Label());
  return line;
}

std::string SeriesWords(const std::vector<MeasurePoint>& points, std::string_view measure) {
  std::vector<std::string> values;
  for (const MeasurePoint& point : points) {
    std::string value = FormatDecimal(point.value);
    if (values.empty() || values.back() != value) values.push_back(std::move(value));
  }
  return values.empty() ? "" : Join(values, " > ") + " " + std::string(measure);
}

ResolvedMeasure Resolve(const Record& record, const v1::Measurement& measurement) {
  if (measurement.has_assessment_id()) {
    return OfAssessment(record, measurement.assessment_id());
  }
  if (measurement.scores_size() > 0) {
    return {.key = measurement.instrument() + "/" + measurement.measure(),
            .words = MeasurementWords(measurement)};
  }
  if (!measurement.has_value()) return {};
  return {.key = measurement.measure(), .words = MeasurementWords(measurement), .counted = true};
}

}  // namespace cairn
