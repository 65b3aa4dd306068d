#include "projections/timeline/computed_lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"

#include "projections/record/wording_given.h"
#include "projections/timeline/support_lines.h"
#include "projections/timeline/tried_scores.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string MissingIn(const v1::Target& target) {
  std::vector<std::string> missing;
  if (!target.has_measure() || !target.has_aim()) missing.push_back("measure");
  if (!target.has_baseline() && !target.has_baseline_text()) missing.push_back("baseline");
  if (!target.has_due()) missing.push_back("date");
  return missing.empty() ? "" : "=" + target.item_id() + " has no " + Join(missing, ", no ");
}

const PlanVersion* VersionBefore(const Record& record, const EffectiveEntry& entry) {
  const PlanHistory* plan = FindPlan(record.plans, entry.entry().plan_issued().plan_id());
  const PlanVersion* before = nullptr;
  for (const PlanVersion& version : plan->versions) {
    if (version.issued.entry->version() == entry.version()) break;
    before = &version;
  }
  return before;
}

// Targets that are new or changed in this version and cannot be checked.
void AddTargetLines(const Record& record, const EffectiveEntry& entry,
                    std::vector<std::string>& lines) {
  const PlanVersion* before = VersionBefore(record, entry);
  for (const v1::Target& target : entry.entry().plan_issued().content().targets()) {
    const v1::Target* same =
        before == nullptr ? nullptr : FindTarget(before->issued->content(), target.item_id());
    if (same != nullptr && same->SerializeAsString() == target.SerializeAsString()) continue;
    const std::string missing = MissingIn(target);
    if (!missing.empty()) lines.push_back(missing);
  }
}

void AddAdviceLines(const TimelineContext& context, const EffectiveEntry& entry,
                    std::vector<std::string>& lines) {
  for (const Advice& advice : context.advice) {
    if (advice.answered_by == nullptr || advice.answered_by->version() != entry.version()) continue;
    if (!context.visible(*advice.report.entry)) continue;
    lines.push_back(absl::StrFormat(
        "=%s after %s advice \"%s\"%s", Counted(entry.FirstDay() - advice.report.day(), "day"),
        ShortName(advice.report->profession()), advice.recommendation->text(),
        advice.by_wording ? ", same wording, no link recorded" : ""));
  }
}

// A version that the school says a parent was not asked about, and no parent agreed to: not even
// where the reader does not see it.
void AddAgreementLine(const TimelineContext& context, const v1::PlanIssued& issued,
                      std::vector<std::string>& lines) {
  bool not_asked = false;
  bool agreed = false;
  for (const Fact<v1::PositionTaken>& position : context.whole.plans.positions) {
    const bool by_parent = position.entry->entry().person().capacity() == v1::CAPACITY_PARENT;
    if (!by_parent || position->plan_id() != issued.plan_id()) continue;
    if (position->plan_version() != issued.plan_version()) continue;
    agreed = agreed || position->stance() == v1::STANCE_AGREE;
    not_asked = not_asked ||
                (position->stance() == v1::STANCE_NOT_ASKED && context.visible(*position.entry));
  }
  if (not_asked && !agreed) lines.push_back("=made without a parent's agreement");
}

// How long support ran before the plan named it; nothing where the version that did is hidden.
void AddStartLine(const TimelineContext& context, const EffectiveEntry& entry,
                  std::vector<std::string>& lines) {
  for (const std::string& item : entry.entry().provision_started().plan_items()) {
    for (const PlanHistory& plan : context.whole.plans.plans) {
      const auto named =
          std::find_if(plan.versions.begin(), plan.versions.end(), [&](const PlanVersion& version) {
            return FindProvisionLine(version.issued->content(), item) != nullptr;
          });
      if (named == plan.versions.end() || named->effective_from <= entry.FirstDay()) continue;
      if (!context.visible(*named->issued.entry)) continue;
      lines.push_back(absl::StrFormat("=%s before it was in the plan",
                                      Counted(named->effective_from - entry.FirstDay(), "day")));
    }
  }
}

// The day the last review, or else the plan, set for this one; nothing where that is hidden, since
// an earlier day no longer held.
std::optional<CivilDate> AgreedDay(const TimelineContext& context, const EffectiveEntry& entry) {
  const v1::PlanReviewed& review = entry.entry().plan_reviewed();
  std::optional<CivilDate> agreed;
  bool shown = true;
  for (const EntryPtr& earlier : context.whole.entries) {
    if (!(earlier->Order() < entry.Order())) break;
    const v1::Entry& fact = earlier->entry();
    if (fact.has_plan_reviewed() && fact.plan_reviewed().plan_id() == review.plan_id() &&
        fact.plan_reviewed().has_next_review()) {
      agreed = EarliestDay(fact.plan_reviewed().next_review());
      shown = context.visible(*earlier);
    }
    if (fact.has_plan_issued() && fact.plan_issued().plan_id() == review.plan_id() &&
        fact.plan_issued().has_review_due() && !agreed.has_value()) {
      agreed = EarliestDay(fact.plan_issued().review_due());
      shown = context.visible(*earlier);
    }
  }
  return shown ? agreed : std::nullopt;
}

// What was logged of all support up to the review and since the one before. Empty where any of it
// is hidden: a sum of the rest would be taken for all.
std::string LoggedUpTo(const TimelineContext& context, CivilDate after, CivilDate day) {
  int delivered = 0;
  int planned = 0;
  std::optional<CivilDate> last;
  for (const Provision& provision : context.whole.provisions.provisions) {
    for (const Fact<v1::DeliveryLogged>& delivery : provision.deliveries) {
      const CivilDate end = delivery.entry->LastDay();
      if (end > day || end <= after || !delivery->has_planned_sessions()) continue;
      if (!context.visible(*delivery.entry)) return "";
      delivered += delivery->delivered_sessions();
      planned += delivery->planned_sessions();
      last = std::max(last.value_or(end), end);
    }
  }
  if (planned == 0 || !last.has_value()) return "=no log to compare";
  return absl::StrFormat("=log %d%% (%d/%d) to %s", (200 * delivered + planned) / (2 * planned),
                         delivered, planned, FormatDate(*last));
}

// How long after what it follows a notice was sent; nothing of a status or a meeting that is
// hidden.
void AddNoticeLine(const TimelineContext& context, const EffectiveEntry& entry,
                   std::vector<std::string>& lines) {
  const v1::NoticeSent& notice = entry.entry().notice_sent();
  if (notice.notice() == v1::NOTICE_KIND_SEN_SUPPORT_STARTS) {
    const Fact<v1::SenStatusSet> began = StatusSince(context.whole.people, entry.FirstDay());
    if (!began || began->status() != v1::SEN_PROVISION_K || !context.visible(*began.entry)) return;
    lines.push_back(absl::StrFormat("=%s after SEN support began",
                                    Counted(entry.FirstDay() - began.day(), "day")));
  }
  for (const EntryPtr& about : LinkedFrom(context.record, entry, v1::RELATION_ABOUT)) {
    if (!context.visible(*about)) continue;
    if (!about->entry().has_plan_reviewed() && !about->entry().has_meeting_held()) continue;
    lines.push_back(absl::StrFormat("=%s after the meeting",
                                    Counted(entry.FirstDay() - about->FirstDay(), "day")));
  }
}

// What was agreed, read or sent before a correction is about the wording that stood then.
void AddWordingLines(const TimelineContext& context, const EffectiveEntry& entry,
                     std::vector<std::string>& lines) {
  for (const EntryPtr& target : SpokenAbout(context.record, entry)) {
    const std::optional<CivilDate> wording = EarlierWordingOf(*target, entry);
    if (!wording.has_value() || !context.visible(*target)) continue;
    lines.push_back(
        absl::StrFormat("=given on the wording of %s, corrected since", FormatDate(*wording)));
  }
}

CivilDate ReviewBefore(const Record& record, const EffectiveEntry& entry) {
  CivilDate before;
  for (const Fact<v1::PlanReviewed>& review : record.reviews.reviews) {
    if (review.entry->Order() < entry.Order()) before = review.day();
  }
  return before;
}

}  // namespace

std::vector<std::string> ComputedLines(const TimelineContext& context,
                                       const EffectiveEntry& entry) {
  std::vector<std::string> lines;
  AddPlanLines(context, entry, lines);
  AddSupportLines(context, entry, lines);
  AddReviewLines(context, entry, lines);
  AddClockLines(context, entry, lines);
  AddWordingLines(context, entry, lines);
  return lines;
}

void AddPlanLines(const TimelineContext& context, const EffectiveEntry& entry,
                  std::vector<std::string>& lines) {
  const Record& record = context.record;
  const v1::Entry& fact = entry.entry();
  if (fact.has_plan_issued()) {
    AddTargetLines(record, entry, lines);
    AddAgreementLine(context, fact.plan_issued(), lines);
  }
  if (fact.has_provision_started()) AddStartLine(context, entry, lines);
  if (fact.has_plan_issued() || fact.has_provision_started()) {
    AddAdviceLines(context, entry, lines);
  }
}

void AddReviewLines(const TimelineContext& context, const EffectiveEntry& entry,
                    std::vector<std::string>& lines) {
  const Record& record = context.record;
  if (entry.entry().has_notice_sent()) AddNoticeLine(context, entry, lines);
  if (!entry.entry().has_plan_reviewed()) return;
  const v1::PlanReviewed& review = entry.entry().plan_reviewed();
  const CivilDate day = entry.FirstDay();
  if (review.has_stated_delivery_rate()) {
    std::string log = LoggedUpTo(context, ReviewBefore(record, entry), day);
    if (!log.empty()) lines.push_back(std::move(log));
  }
  if (review.has_stated_score_change() || review.has_stated_ratio_gain()) {
    for (const TriedRowOf& tests : RowsOfRepeatedTests(context.whole)) {
      if (EarliestDay(tests.row.to()) > day || !context.AllVisible(tests.sources)) continue;
      lines.push_back("=" + tests.row.before_after() + ", " + tests.row.shows());
    }
  }
  const std::optional<CivilDate> agreed = AgreedDay(context, entry);
  if (agreed.has_value() && *agreed < day) {
    lines.push_back(absl::StrFormat("=%s after the agreed date %s", Counted(day - *agreed, "day"),
                                    FormatDate(*agreed)));
  }
}

}  // namespace cairn
