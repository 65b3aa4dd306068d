#include "projections/provision/provision_rows.h"

#include <algorithm>
#include <set>
#include <utility>

#include "projections/cohort/child.h"
#include "projections/impact/effect_size.h"
#include "projections/record/provision_staff.h"
#include "projections/timeline/tried_provision.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// Later than anything that is recorded: rows speak of no day.
constexpr CivilDate kEver = CivilDate::FromEpochDays(1'000'000);

rows::EvidenceLack LackOf(impact::Lack lack) {
  switch (lack) {
    case impact::Lack::kDose:
      return rows::EVIDENCE_LACK_DOSE;
    case impact::Lack::kBaseline:
      return rows::EVIDENCE_LACK_BASELINE;
    case impact::Lack::kExit:
      return rows::EVIDENCE_LACK_EXIT;
    case impact::Lack::kSameMeasure:
      return rows::EVIDENCE_LACK_SAME_MEASURE;
    case impact::Lack::kPoints:
      return rows::EVIDENCE_LACK_POINTS;
    case impact::Lack::kIndependentTester:
      break;  // said, and bars nothing
  }
  return rows::EVIDENCE_LACK_UNSPECIFIED;
}

void AddStart(const v1::ProvisionStarted& started, rows::ProvisionRow& row) {
  row.set_type(started.provision_type());
  row.set_tier(started.tier());
  row.set_basis(started.basis());
  *row.mutable_plan_items() = started.plan_items();
  if (started.has_cost_per_hour_pence()) {
    row.set_cost_per_hour_pence(started.cost_per_hour_pence());
  }
  row.set_catalogue_code(started.catalogue_code());
}

// Only on its first day and on that of a change can the terms turn.
void AddTerms(const Provision& provision, CivilDate from, rows::ProvisionRow& row) {
  std::set<CivilDate> turns = {from};
  for (const Fact<v1::ProvisionChanged>& change : provision.changes) {
    if (change.day() > from) turns.insert(change.day());
  }
  for (const CivilDate turn : turns) {
    rows::ProvisionTerms& terms = *row.add_terms();
    terms.set_from(turn.epoch_days());
    terms.set_staff(ProviderOn(provision, turn));
    terms.set_group_id(std::string(GroupOn(provision, turn)));
    v1::PlannedDose planned = PlannedOn(provision, turn);
    if (planned.ByteSizeLong() > 0) *terms.mutable_planned() = std::move(planned);
  }
}

// The total that was stated at the end, where there is no log.
void AddStated(const Provision& provision, const ProvisionEvidence& evidence,
               rows::ProvisionRow& row) {
  if (!evidence.dose.stated_at_end || !evidence.dose.delivered.has_value()) return;
  const v1::ProvisionEnded& ended = *provision.ended;
  const v1::PlannedDose planned = PlannedOn(provision, evidence.time.from);
  rows::GivenSpan& given = *row.add_given();
  given.set_stated_at_end(true);
  given.set_first(evidence.time.from.epoch_days());
  given.set_last(evidence.time.to.value_or(evidence.time.from).epoch_days());
  given.set_sessions(*evidence.dose.delivered);
  given.set_group_size(std::max(1, planned.group_size()));
  if (ended.has_minutes_delivered()) {
    given.set_minutes(ended.minutes_delivered());
  } else if (planned.has_minutes_per_session()) {
    given.set_minutes(int64_t{given.sessions()} * planned.minutes_per_session());
  }
}

void AddGiven(const Provision& provision, const ProvisionEvidence& evidence,
              rows::ProvisionRow& row) {
  AddStated(provision, evidence, row);
  for (const DeliveredSpan& span : DeliveredSpans(provision)) {
    rows::GivenSpan& given = *row.add_given();
    given.set_first(span.first.epoch_days());
    given.set_last(span.last.epoch_days());
    given.set_sessions(span.sessions);
    if (span.minutes.has_value()) given.set_minutes(*span.minutes);
    given.set_group_size(span.group_size);
  }
}

void SetFigures(CivilDate first_day, const v1::Decimal& first, CivilDate last_day,
                const v1::Decimal& last, rows::MeasuredChange& change) {
  change.set_first_day(first_day.epoch_days());
  *change.mutable_first() = first;
  change.set_last_day(last_day.epoch_days());
  *change.mutable_last() = last;
}

// "Reading accuracy, YARC PRIMARY": equal words can be compared.
std::string MeasureOf(const impact::TestScore& test) {
  std::string measure = Capitalised(Spaced(test.measure));
  std::string by = test.informant.empty() ? "" : "by " + test.informant;
  return Join(
      {std::move(measure), Spaced(test.score.subscale()), Spaced(test.instrument), std::move(by)},
      ", ");
}

// "standard score"; "stanine".
std::string UnitOf(v1::ScoreType type) {
  const bool is_score = type == v1::SCORE_TYPE_STANDARD || type == v1::SCORE_TYPE_SCALED ||
                        type == v1::SCORE_TYPE_T || type == v1::SCORE_TYPE_RAW;
  return Words(type) + (is_score ? " score" : "");
}

void AddTests(const impact::TestScore& before, const impact::TestScore& after,
              rows::ProvisionRow& row) {
  if (!impact::ChangeBetween(before, after).has_value()) return;
  rows::MeasuredChange& change = *row.mutable_change();
  change.set_measure(MeasureOf(after));
  change.set_unit(UnitOf(after.score.type()));
  change.set_scale_deviation(impact::ScaleDeviation(after.score.type()).value_or(0));
  SetFigures(before.taken_on, before.score.value(), after.taken_on, after.score.value(), change);
}

void AddChange(const ProvisionEvidence& evidence, rows::ProvisionRow& row) {
  if (evidence.before.test.has_value() && evidence.after.test.has_value()) {
    AddTests(*evidence.before.test, *evidence.after.test, row);
  }
  const bool counted = evidence.same_measure() && evidence.before.counted;
  if (!counted || evidence.points.size() < 2) return;
  const MeasurePoint& first = evidence.points.front();
  const MeasurePoint& last = evidence.points.back();
  row.mutable_change()->set_measure(evidence.before.key);
  SetFigures(first.day, first.value, last.day, last.value, *row.mutable_change());
}

void AddEvidence(const ProvisionEvidence& evidence, rows::ProvisionRow& row) {
  row.set_from(evidence.time.from.epoch_days());
  if (evidence.time.to.has_value()) row.set_to(evidence.time.to->epoch_days());
  if (evidence.dose.delivered.has_value()) row.set_delivered_sessions(*evidence.dose.delivered);
  if (evidence.dose.planned.has_value()) row.set_planned_sessions(*evidence.dose.planned);
  row.set_verdict(evidence.shown.verdict);
  row.set_shows(evidence.shown.words);
  for (const impact::EvidenceFlag& flag : evidence.objections) row.add_lacks(LackOf(flag.lack));
  AddChange(evidence, row);
}

}  // namespace

rows::ProvisionRows ProvisionRowsOf(const Record& record) {
  rows::ProvisionRows rows;
  if (record.provisions.provisions.empty()) return rows;
  const MeasuredPoints measured(record);
  for (const Provision& provision : record.provisions.provisions) {
    rows::ProvisionRow& row = *rows.add_provisions();
    row.set_provision_id(provision.provision_id);
    row.set_what(NameOf(provision));
    if (provision.started) AddStart(*provision.started, row);
    const ProvisionEvidence evidence = EvidenceOf(record, measured, provision, kEver);
    AddEvidence(evidence, row);
    AddTerms(provision, evidence.time.from, row);
    AddGiven(provision, evidence, row);
  }
  std::stable_sort(rows.mutable_provisions()->pointer_begin(),
                   rows.mutable_provisions()->pointer_end(),
                   [](const rows::ProvisionRow* a, const rows::ProvisionRow* b) {
                     return a->from() < b->from();
                   });
  AddNeeds(record.assessments, *rows.mutable_needs());
  return rows;
}

}  // namespace cairn
