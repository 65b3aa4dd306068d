#include "projections/timeline/gaps.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"

#include "projections/record/advice.h"
#include "projections/record/review_decisions.h"
#include "projections/timeline/tried_rows.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

class GapList {
 public:
  explicit GapList(CivilDate day) : day_(day) {}

  void Add(std::string_view rule_id, std::string text, CivilDate since, EntryPtr source,
           std::vector<EntryPtr> dated_by = {}) {
    v1::Gap gap;
    gap.set_rule_id(std::string(rule_id));
    gap.set_text(std::move(text));
    *gap.mutable_since() = ToProto(since);
    gap.set_days(day_ - since);
    gaps_.push_back({std::move(gap), std::move(source), std::move(dated_by)});
  }

  std::vector<GapOf> Take() && { return std::move(gaps_); }

 private:
  const CivilDate day_;
  std::vector<GapOf> gaps_;
};

void AddUnsupportedTimes(const Record& record, CivilDate day, GapList& gaps) {
  for (const UnsupportedTime& time : UnsupportedTimes(record, day)) {
    gaps.Add("gap.support",
             absl::StrFormat("No support recorded from %s to %s (%d days)", FormatDate(time.first),
                             FormatDate(time.last), time.last - time.first + 1),
             time.first, time.ended_by, time.dated_by);
  }
}

void AddUnansweredAdvice(const TimelineContext& context, GapList& gaps) {
  for (const Fact<v1::SpecialistReported>& report : context.record.assessments.reports) {
    std::vector<std::string> unanswered;
    for (const Advice& one : context.advice) {
      if (one.report.kind == report.kind && one.answered_by == nullptr) {
        unanswered.push_back(one.recommendation->text());
      }
    }
    if (unanswered.empty()) continue;
    gaps.Add("gap.advice",
             absl::StrFormat("%s advice, %s: unanswered %s", ShortName(report->profession()),
                             Join(unanswered, "; "), Counted(context.day - report.day(), "day")),
             report.day(), report.entry);
  }
}

bool HasCondition(std::string_view term) {
  const std::string padded = " " + std::string(term) + " ";
  for (const std::string_view word : {" if ", " unless ", " should the "}) {
    if (padded.find(word) != std::string::npos) return true;
  }
  return false;
}

// A later fact links CARRIES_OUT to the step, or words the same.
bool IsCarriedOut(const Record& record, const Fact<v1::DisputeStepRecorded>& step,
                  std::string_view term) {
  if (!LinkingTo(record, *step.entry, v1::RELATION_CARRIES_OUT).empty()) return true;
  return std::any_of(record.entries.begin(), record.entries.end(), [&](const EntryPtr& entry) {
    const v1::ProvisionStarted& started = entry->entry().provision_started();
    return step.entry->Order() < entry->Order() && SameWording(started.name(), term);
  });
}

void AddUnkeptTerms(const Record& record, GapList& gaps) {
  for (const Dispute& dispute : record.disputes.disputes) {
    for (const Fact<v1::DisputeStepRecorded>& step : dispute.steps) {
      if (!step->agreement()) continue;
      for (const std::string& term : step->terms()) {
        if (HasCondition(term) || IsCarriedOut(record, step, term)) continue;
        gaps.Add(
            "gap.agreement",
            absl::StrFormat("Agreed %s, %s: nothing recorded since", FormatDate(step.day()), term),
            step.day(), step.entry);
      }
    }
  }
}

std::string_view NothingDone(v1::ReviewDecision decision) {
  if (decision == v1::REVIEW_DECISION_SEEK_ADVICE) return "no advice sought";
  if (decision == v1::REVIEW_DECISION_SEEK_EHC_NEEDS_ASSESSMENT) return "no request recorded";
  return "plan unchanged";
}

// In the order of what happened; a plan issued on the day of its review follows it when it was
// recorded after it.
void AddOpenDecisions(const Record& record, GapList& gaps) {
  for (const Fact<v1::PlanReviewed>& review : record.reviews.reviews) {
    for (const int number : review->decisions()) {
      const auto decision = static_cast<v1::ReviewDecision>(number);
      if (DecisionIsCarriedOut(record, review, decision)) continue;
      gaps.Add("gap.decision",
               absl::StrFormat("Decision of %s, %s: %s", FormatDate(review.day()), Words(decision),
                               NothingDone(decision)),
               review.day(), review.entry);
    }
  }
}

// The day that the last version or review of the main plan set for the next review.
void AddReviewNotHeld(const Record& record, CivilDate day, GapList& gaps) {
  const PlanHistory* plan = MainPlan(record.plans);
  if (plan == nullptr || ClosingOf(record.plans, *plan)) return;
  std::optional<CivilDate> agreed;
  EntryPtr source;
  for (const EntryPtr& entry : record.entries) {
    const v1::Entry& fact = entry->entry();
    if (fact.plan_issued().plan_id() == plan->plan_id && fact.plan_issued().has_review_due()) {
      agreed = EarliestDay(fact.plan_issued().review_due());
      source = entry;
    }
    if (fact.plan_reviewed().plan_id() == plan->plan_id && fact.has_plan_reviewed()) {
      agreed = EarliestDay(fact.plan_reviewed().next_review());
      source = entry;
    }
  }
  if (!agreed.has_value() || day <= *agreed) return;
  gaps.Add("gap.review",
           absl::StrFormat("Review agreed for %s: none recorded", FormatDate(*agreed)), *agreed,
           source);
}

void AddMeetingsThatVanished(const Record& record, CivilDate day, GapList& gaps) {
  for (const Fact<v1::MeetingScheduled>& scheduled : record.reviews.scheduled) {
    const std::optional<CivilDate> on = EarliestDay(scheduled->scheduled_for());
    if (!on.has_value() || *on >= day) continue;
    if (WasHeld(record.reviews, *scheduled) || WasCalledOff(record.reviews, *scheduled)) continue;
    gaps.Add("gap.meeting",
             absl::StrFormat("Meeting made for %s (%s): neither held nor called off",
                             FormatDate(*on), Words(scheduled->meeting())),
             *on, scheduled.entry);
  }
}

bool HasReport(const Record& record, const Fact<v1::SpecialistReferred>& referral) {
  const auto& reports = record.assessments.reports;
  return std::any_of(
      reports.begin(), reports.end(), [&](const Fact<v1::SpecialistReported>& report) {
        const bool by_id =
            referral->has_referral_id() && report->referral_id() == referral->referral_id();
        const std::vector<EntryPtr> answered =
            LinkedFrom(record, *report.entry, v1::RELATION_ANSWERS);
        return by_id ||
               std::find(answered.begin(), answered.end(), referral.entry) != answered.end();
      });
}

void AddReferralsWithoutReport(const TimelineContext& context, GapList& gaps) {
  for (const Fact<v1::SpecialistReferred>& referral : context.record.assessments.referrals) {
    if (HasReport(context.record, referral)) continue;
    gaps.Add(
        "gap.referral",
        absl::StrFormat("Referred to %s on %s: no report for %s", Words(referral->service()),
                        FormatDate(referral.day()), Counted(context.day - referral.day(), "day")),
        referral.day(), referral.entry);
  }
}

bool HasTakenAPosition(const Record& record, std::string_view name) {
  return std::any_of(record.plans.positions.begin(), record.plans.positions.end(),
                     [&](const Fact<v1::PositionTaken>& position) {
                       return position->has_plan_id() &&
                              position->stance() != v1::STANCE_NOT_ASKED &&
                              position.entry->entry().person().name() == name;
                     });
}

void AddMissingPositions(const Record& record, CivilDate day, GapList& gaps) {
  const PlanHistory* plan = MainPlan(record.plans);
  if (plan == nullptr || plan->versions.empty()) return;
  const PlanVersion& first = plan->versions.front();
  for (const Fact<v1::PersonLinked>& holder : HoldersOfResponsibility(record.people, day)) {
    if (HasTakenAPosition(record, holder->name())) continue;
    gaps.Add("gap.position",
             absl::StrFormat("%s's (%s) position on any plan: never recorded",
                             Capitalised(Words(holder->relationship())), holder->name()),
             first.issued.day(), holder.entry);
  }
}

}  // namespace

std::vector<GapOf> Gaps(const TimelineContext& context) {
  GapList gaps(context.day);
  AddUnsupportedTimes(context.record, context.day, gaps);
  AddReferralsWithoutReport(context, gaps);
  AddUnansweredAdvice(context, gaps);
  AddUnkeptTerms(context.record, gaps);
  AddOpenDecisions(context.record, gaps);
  AddReviewNotHeld(context.record, context.day, gaps);
  AddMeetingsThatVanished(context.record, context.day, gaps);
  AddMissingPositions(context.record, context.day, gaps);
  return std::move(gaps).Take();
}

}  // namespace cairn
