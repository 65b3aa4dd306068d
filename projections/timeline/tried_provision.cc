#include "projections/timeline/tried_provision.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"

#include "projections/timeline/impact.h"
#include "projections/timeline/measures.h"
#include "projections/timeline/support_times.h"
#include "projections/timeline/tried_scores.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// A log may end a few days early without a word; after a week it has stopped.
constexpr int kLogGapDays = 7;
constexpr int kPointsMin = 3;

std::string ProviderOf(const Provision& provision) {
  if (!provision.started) return "";
  const v1::Recorded& recorded = *provision.started.entry->current->recorded;
  if (provision.started->has_provider()) return provision.started->provider();
  if (!IsGivenInSessions(provision)) return "";
  return recorded.entry().has_person() ? recorded.entry().person().name() : recorded.actor().name();
}

std::string WhatOf(const Provision& provision) {
  if (!provision.started) return provision.provision_id;
  std::string what = provision.started->name();
  if (what.empty()) what = Join(provision.started->text(), " ");
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

// Everything the verdict rests on.
struct Evidence {
  ResolvedMeasure before;
  ResolvedMeasure after;
  std::vector<MeasurePoint> points;  // of the counted measure, first to last
  Dose dose;
  std::string provider;

  bool same_measure() const { return before.exists() && before.key == after.key; }
};

// The points of the start measure from the start on, or of the end measure when that differs.
void CollectPoints(const Record& record, const SupportTime& time, CivilDate end,
                   Evidence& evidence) {
  const ResolvedMeasure& measure = evidence.before.counted ? evidence.before : evidence.after;
  if (!measure.counted) return;
  for (MeasurePoint& point : PointsOf(record, measure.key)) {
    if (time.from <= point.day && point.day <= end) evidence.points.push_back(std::move(point));
  }
  if (evidence.after.exists() || evidence.points.empty()) return;
  // Nothing was measured at the end: the last point on the way stands for it, if it is a later one.
  if (evidence.points.back().day > time.from) evidence.after = measure;
}

Evidence EvidenceOf(const Record& record, const Provision& provision, CivilDate end) {
  Evidence evidence{.dose = DoseOf(provision), .provider = ProviderOf(provision)};
  if (provision.started) {
    evidence.before = Resolve(record, provision.started->entry_measure());
  }
  if (provision.ended) evidence.after = Resolve(record, provision.ended->exit_measure());
  if (!evidence.after.exists() && !provision.measures.empty()) {
    evidence.after = Resolve(record, provision.measures.back()->measurement());
  }
  CollectPoints(record, TimeOf(provision), end, evidence);
  return evidence;
}

std::string BeforeAfter(const Evidence& evidence) {
  if (evidence.same_measure() && evidence.before.counted && evidence.points.size() > 1) {
    return SeriesWords(evidence.points, evidence.before.key);
  }
  if (evidence.before.exists() && evidence.after.exists()) {
    return evidence.before.words + " > " + evidence.after.words;
  }
  if (evidence.before.exists()) return evidence.before.words + " > ?";
  return evidence.after.exists() ? "? > " + evidence.after.words : "-";
}

// Why the figures cannot be evidence; empty when they can.
std::vector<std::string> Objections(const Evidence& evidence) {
  std::vector<std::string> objections;
  const std::optional<int> percent = evidence.dose.Percent();
  if (percent.has_value() &&
      100 * *evidence.dose.delivered < kDoseRedBelowPercent * *evidence.dose.planned) {
    objections.push_back(absl::StrFormat("%d%% given", *percent));
  }
  if (!evidence.before.exists()) {
    objections.push_back("no baseline");
  } else if (!evidence.after.exists()) {
    objections.push_back("nothing measured at the end");
  } else if (!evidence.same_measure()) {
    objections.push_back("measure changed");
  } else if (evidence.before.counted && evidence.points.size() < kPointsMin) {
    objections.push_back(Counted(static_cast<int64_t>(evidence.points.size()), "point"));
  }
  return objections;
}

void JudgeTests(const Evidence& evidence, v1::TriedRow& row) {
  const v1::Score* before = evidence.before.score;
  const v1::Score* after = evidence.after.score;
  if (before != nullptr && after != nullptr && before->type() == after->type()) {
    JudgeScores(*before, *after, row);
    return;
  }
  row.set_verdict(v1::VERDICT_CANNOT_TELL);
  row.set_shows("Cannot tell");
}

void JudgeCounts(const Evidence& evidence, v1::TriedRow& row) {
  const MeasurePoint& first = evidence.points.front();
  const MeasurePoint& last = evidence.points.back();
  const bool moved = ValueOf(first.value) != ValueOf(last.value);
  std::string shows = moved ? SignedChange(first.value, last.value) : "No change";
  row.set_verdict(moved ? v1::VERDICT_CHANGE : v1::VERDICT_NO_RELIABLE_CHANGE);
  if (!evidence.dose.delivered.has_value()) {
    // Without a log nothing ties the figures to the support.
    row.set_verdict(v1::VERDICT_CAUSE_UNKNOWN);
    shows += ", cause unknown: no log";
  }
  const bool taught = !evidence.provider.empty() && last.taken_by == evidence.provider;
  row.set_shows(taught ? shows + "; tester taught it" : shows);
}

void Judge(const Evidence& evidence, bool ended, v1::TriedRow& row) {
  const std::vector<std::string> objections = Objections(evidence);
  const bool nothing_yet = !ended && !evidence.after.exists();
  if (nothing_yet || (!evidence.before.exists() && !evidence.after.exists() &&
                      !evidence.dose.delivered.has_value())) {
    row.set_verdict(v1::VERDICT_CANNOT_TELL);
    row.set_shows(ended ? "Cannot tell" : "Cannot tell yet");
  } else if (!objections.empty()) {
    row.set_verdict(v1::VERDICT_NOT_EVIDENCE);
    row.set_shows("Not evidence: " + Join(objections, ", "));
  } else if (evidence.before.counted) {
    JudgeCounts(evidence, row);
  } else {
    JudgeTests(evidence, row);
  }
}

std::vector<EntryPtr> SourcesOf(const Provision& provision, const Evidence& evidence) {
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

TriedRowOf RowOfProvision(const Record& record, const Provision& provision, CivilDate day) {
  const SupportTime time = TimeOf(provision);
  const CivilDate end = time.to.value_or(day);
  const Evidence evidence = EvidenceOf(record, provision, end);

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
  row.set_given(GivenWords(provision, evidence.dose, end));
  row.set_before_after(BeforeAfter(evidence));
  row.set_formula_version(kImpactFormulaVersion);
  Judge(evidence, time.to.has_value(), row);
  return {std::move(row), SourcesOf(provision, evidence)};
}

}  // namespace cairn
