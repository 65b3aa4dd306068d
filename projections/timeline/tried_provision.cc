#include "projections/timeline/tried_provision.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"

#include "projections/record/provision_staff.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// A log may end a few days early without a word; after a week it has stopped.
constexpr int kLogGapDays = 7;

std::string ProviderOf(const Provision& provision) {
  if (!provision.started) return "";
  if (provision.started->has_provider()) return provision.started->provider();
  if (!IsGivenInSessions(provision)) return "";
  return DoneByName(*provision.started.entry->current->recorded);
}

std::string WhatOf(const Provision& provision) {
  std::string what = NameOf(provision);
  if (!provision.started) return what;
  const v1::PlannedDose& planned = provision.started->planned();
  if (planned.has_group_size()) what += absl::StrFormat(" 1:%d", planned.group_size());
  return Join({what, ProviderOf(provision)}, ", ");
}

std::string GivenWords(const Provision& provision, const Dose& dose, CivilDate end) {
  if (!IsGivenInSessions(provision)) return "-";
  if (!dose.delivered.has_value()) return "no log";
  std::string words = dose.planned.has_value()
                          ? absl::StrFormat("%d/%d", *dose.delivered, *dose.planned)
                          : Counted(*dose.delivered, "session");
  if (dose.Percent().has_value()) words += absl::StrFormat(" (%d%%)", *dose.Percent());
  if (dose.stated_at_end) return words + ", as stated at its end";
  if (end - *dose.logged_to > kLogGapDays) {
    words += " to " + FormatDate(*dose.logged_to) + ", then no log";
  }
  return words;
}

// The points of the start measure from the start on, or of the end measure when that differs.
void CollectPoints(const MeasuredPoints& measured, CivilDate end, ProvisionEvidence& evidence) {
  const ResolvedMeasure& measure = evidence.before.counted ? evidence.before : evidence.after;
  if (!measure.counted) return;
  for (MeasurePoint& point : measured.Of(measure.key)) {
    if (evidence.time.from <= point.day && point.day <= end)
      evidence.points.push_back(std::move(point));
  }
  if (evidence.after.exists() || evidence.points.empty()) return;
  // Nothing was measured at the end: the last point on the way stands for it, if it is a later one.
  if (evidence.points.back().day > evidence.time.from) evidence.after = measure;
}

void CollectMeasures(const Record& record, const Provision& provision,
                     ProvisionEvidence& evidence) {
  if (provision.started) {
    evidence.before = Resolve(record, provision.started->entry_measure());
  }
  if (provision.ended) evidence.after = Resolve(record, provision.ended->exit_measure());
  if (!evidence.after.exists() && !provision.measures.empty()) {
    evidence.after = Resolve(record, provision.measures.back()->measurement());
  }
}

std::string BeforeAfter(const ProvisionEvidence& evidence) {
  if (evidence.same_measure() && evidence.before.counted && evidence.points.size() > 1) {
    return SeriesWords(evidence.points, evidence.before.key);
  }
  if (evidence.before.exists() && evidence.after.exists()) {
    return evidence.before.words + " > " + evidence.after.words;
  }
  if (evidence.before.exists()) return evidence.before.words + " > ?";
  return evidence.after.exists() ? "? > " + evidence.after.words : "-";
}

bool TesterTaught(const ProvisionEvidence& evidence) {
  return !evidence.provider.empty() && !evidence.points.empty() &&
         evidence.points.back().taken_by == evidence.provider;
}

impact::EvidenceFlags FlagsOf(const ProvisionEvidence& evidence) {
  const Dose& dose = evidence.dose;
  return impact::FlagsOf(
      {.dose = impact::DoseShareOf(dose.delivered, dose.planned, impact::DoseUnit::kSessions),
       .has_baseline = evidence.before.exists(),
       .has_exit = evidence.after.exists(),
       .same_measure = evidence.same_measure(),
       .is_test = !evidence.before.counted,
       .points = static_cast<int>(evidence.points.size()),
       .tester_taught = TesterTaught(evidence)});
}

// A dose that is not known leaves the cause open; everything else that bars, bars the figures.
bool LeavesCauseOpen(const ProvisionEvidence& evidence, const impact::EvidenceFlag& flag) {
  return flag.lack == impact::Lack::kDose && !evidence.dose.Percent().has_value();
}

std::vector<impact::EvidenceFlag> Objections(const ProvisionEvidence& evidence) {
  std::vector<impact::EvidenceFlag> objections;
  for (impact::EvidenceFlag& flag : FlagsOf(evidence).flags) {
    const bool objects = flag.bars && !flag.implied && !LeavesCauseOpen(evidence, flag);
    if (objects) objections.push_back(std::move(flag));
  }
  return objections;
}

Shown ShownByCounts(const ProvisionEvidence& evidence) {
  std::vector<impact::CountedPoint> points;
  for (const MeasurePoint& point : evidence.points) points.push_back({point.day, point.value});
  const impact::Figure<impact::Change> change =
      impact::ChangeOfSeries(points, {.highest = evidence.points.back().out_of});
  if (!change.has_value()) {
    return {v1::VERDICT_CANNOT_TELL, "Cannot tell. " + change.why().sentence};
  }
  if (change.value().points.value() == 0) {
    return {v1::VERDICT_NO_RELIABLE_CHANGE, "No change"};
  }
  return {v1::VERDICT_CHANGE, impact::ChangeWords(change.value())};
}

Shown ShownByTests(const ProvisionEvidence& evidence) {
  if (evidence.before.test.has_value() && evidence.after.test.has_value()) {
    return ShownByScores(*evidence.before.test, *evidence.after.test);
  }
  return {v1::VERDICT_CANNOT_TELL, "Cannot tell"};
}

// What figures show against which nothing objects.
Shown ShownByFigures(const ProvisionEvidence& evidence) {
  Shown shown = evidence.before.counted ? ShownByCounts(evidence) : ShownByTests(evidence);
  const impact::EvidenceFlags found = FlagsOf(evidence);
  const impact::EvidenceFlag* dose = found.Find(impact::Lack::kDose);
  if (dose != nullptr && shown.verdict != v1::VERDICT_CANNOT_TELL) {
    // Without a log nothing ties the figures to the support.
    shown.verdict = v1::VERDICT_CAUSE_UNKNOWN;
    shown.words += ", cause unknown: " + dose->words;
  }
  if (TesterTaught(evidence)) shown.words += "; tester taught it";
  return shown;
}

// Nothing was recorded that could tell, or nothing yet.
bool IsSilent(const ProvisionEvidence& evidence) {
  const bool nothing_yet = !evidence.time.to.has_value() && !evidence.after.exists();
  return nothing_yet || (!evidence.before.exists() && !evidence.after.exists() &&
                         !evidence.dose.delivered.has_value());
}

void Judge(ProvisionEvidence& evidence) {
  if (IsSilent(evidence)) {
    const bool ended = evidence.time.to.has_value();
    evidence.shown = {v1::VERDICT_CANNOT_TELL, ended ? "Cannot tell" : "Cannot tell yet"};
    return;
  }
  evidence.objections = Objections(evidence);
  if (evidence.objections.empty()) {
    evidence.shown = ShownByFigures(evidence);
    return;
  }
  std::vector<std::string> words;
  for (const impact::EvidenceFlag& flag : evidence.objections) words.push_back(flag.words);
  evidence.shown = {v1::VERDICT_NOT_EVIDENCE, "Not evidence: " + Join(words, ", ")};
}

// A score at a start or an end: of a test in the record, or as it is stated in `stated_in`.
void AddScore(const ResolvedMeasure& measure, const EntryPtr& stated_in, v1::TriedRow& row) {
  const EntryPtr& entry = measure.entry != nullptr ? measure.entry : stated_in;
  if (!measure.exists() || measure.counted || entry == nullptr) return;
  const v1::AssessmentRecorded& test = entry->entry().assessment_recorded();
  v1::MeasuredLine& line = *row.add_measures();
  *line.mutable_on() = ToProto(entry->FirstDay());
  line.set_text(measure.words);
  line.set_tester(test.has_tester() ? test.tester() : DoneByName(*entry->current->recorded));
  line.set_label(entry->Label());
}

// Where it started, what was measured on the way, where it ended, by day.
void AddMeasures(const Provision& provision, const ProvisionEvidence& evidence, v1::TriedRow& row) {
  const std::string& measure = evidence.before.counted ? evidence.before.key : evidence.after.key;
  for (const MeasurePoint& point : evidence.points) {
    *row.add_measures() = MeasuredLineOf(point, measure);
  }
  AddScore(evidence.before, provision.started.entry, row);
  const bool other =
      evidence.after.entry == nullptr || evidence.after.entry != evidence.before.entry;
  if (other) AddScore(evidence.after, provision.ended.entry, row);
  std::stable_sort(row.mutable_measures()->begin(), row.mutable_measures()->end(),
                   [](const v1::MeasuredLine& a, const v1::MeasuredLine& b) {
                     return EarliestDay(a.on()) < EarliestDay(b.on());
                   });
}

std::vector<EntryPtr> SourcesOf(const Provision& provision, const ProvisionEvidence& evidence) {
  std::vector<EntryPtr> sources;
  if (provision.started) sources.push_back(provision.started.entry);
  for (const auto& delivery : provision.deliveries) sources.push_back(delivery.entry);
  for (const auto& measure : provision.measures) sources.push_back(measure.entry);
  if (provision.ended) sources.push_back(provision.ended.entry);
  for (const MeasurePoint& point : evidence.points) sources.push_back(point.entry);
  for (const EntryPtr& test : {evidence.before.entry, evidence.after.entry}) {
    if (test != nullptr) sources.push_back(test);
  }
  return sources;
}

}  // namespace

std::string NameOf(const Provision& provision) {
  if (!provision.started) return provision.provision_id;
  const v1::ProvisionStarted& started = *provision.started;
  return started.name().empty() ? Join(started.text(), " ") : started.name();
}

ProvisionEvidence EvidenceOf(const Record& record, const MeasuredPoints& measured,
                             const Provision& provision, CivilDate day) {
  ProvisionEvidence evidence{
      .time = TimeOf(provision), .dose = DoseOf(provision), .provider = ProviderOf(provision)};
  CollectMeasures(record, provision, evidence);
  CollectPoints(measured, evidence.time.to.value_or(day), evidence);
  Judge(evidence);
  return evidence;
}

TriedRowOf RowOfProvision(const Record& record, const MeasuredPoints& measured,
                          const Provision& provision, CivilDate day) {
  ProvisionEvidence evidence = EvidenceOf(record, measured, provision, day);
  const SupportTime& time = evidence.time;

  v1::TriedRow row;
  row.set_provision_id(provision.provision_id);
  row.set_what(WhatOf(provision));
  *row.mutable_from() = ToProto(time.from);
  if (time.to.has_value()) *row.mutable_to() = ToProto(*time.to);
  row.set_delivered_sessions(evidence.dose.delivered.value_or(-1));
  row.set_planned_sessions(evidence.dose.planned.value_or(-1));
  if (evidence.dose.logged_to.has_value()) {
    *row.mutable_logged_to() = ToProto(*evidence.dose.logged_to);
  }
  row.set_given(GivenWords(provision, evidence.dose, time.to.value_or(day)));
  row.set_before_after(BeforeAfter(evidence));
  row.set_formula_version(kImpactFormulaVersion);
  row.set_verdict(evidence.shown.verdict);
  row.set_shows(evidence.shown.words);
  AddMeasures(provision, evidence, row);
  return {.row = std::move(row), .sources = SourcesOf(provision, evidence)};
}

}  // namespace cairn
