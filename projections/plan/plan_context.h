// What every part of the plan view looks at, and how it says that something is missing. The parts
// are pure functions that add to a v1::Plan; plan.cc calls them in the order of the printed plan.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/plan_view.pb.h"

#include "projections/codes/plan_kinds.h"
#include "projections/record/advice.h"
#include "projections/record/record.h"

namespace cairn {

struct PlanContext {
  const Record& record;
  const PlanHistory& plan;
  const PlanVersion& version;
  CivilDate day;                     // the day of the view
  std::vector<Advice> advice;        // AdviceOf(record), which several parts ask
  const Setting* setting = nullptr;  // null where it is not known

  const v1::PlanContent& content() const { return version.issued->content(); }
  // The version used on the day; null before the first one.
  const PlanVersion* current() const { return VersionOn(plan, day); }
  // Another version has taken its place by the day.
  bool IsSuperseded() const;
  // What is asked of plans of its kind.
  const codes::PlanKindRow& kind() const { return codes::PlanKindOf(plan.kind()); }
  // A plan that says what support is given, and not how adults act.
  bool IsSupportPlan() const { return kind().MustHave("provisions"); }
};

// A rule that a plan is held against: what it is called and where it comes from. None of them is a
// legal duty, unless the kind of the plan rests on a statute: a plan on SEN support rests on
// guidance. `our rule` marks a gap that no guidance names; `computed` a line that states what
// follows from the record and is no gap.
struct PlanRule {
  std::string_view id;
  std::string_view source;
  bool legal_duty = false;
};

namespace plan_rules {
inline constexpr PlanRule kComplete{"plan.complete", "Code of Practice 6.48"};
inline constexpr PlanRule kInUse{"plan.version_in_use", "computed"};
inline constexpr PlanRule kClosed{"plan.closed", "computed"};
inline constexpr PlanRule kEhcPlan{"plan.made_before_ehc_plan", "computed"};
inline constexpr PlanRule kYearStated{"child.year_group_stated", "our rule"};
inline constexpr PlanRule kTeacherNamed{"plan.teacher_named", "Code of Practice 6.52"};
inline constexpr PlanRule kReviewSet{"plan.review_date_set", "Code of Practice 6.48"};
inline constexpr PlanRule kReviewHeld{"plan.review_held_on_date", "Code of Practice 6.53"};
inline constexpr PlanRule kMetThreeTimes{"parents.met_three_times_a_year", "Code of Practice 6.65"};
inline constexpr PlanRule kNotesSent{"meeting.notes_sent", "Code of Practice 6.71"};
inline constexpr PlanRule kDecisionDone{"plan.decision_carried_out", "Code of Practice 6.55"};
inline constexpr PlanRule kAdviceAnswered{"advice.answered", "Code of Practice 6.62"};
inline constexpr PlanRule kVoice{"plan.child_heard", "Code of Practice 6.70"};
inline constexpr PlanRule kNeeds{"plan.needs_identified", "Code of Practice 6.45"};
inline constexpr PlanRule kOutcomeDated{"plan.outcome_dated", "Code of Practice 6.64"};
inline constexpr PlanRule kOutcomeResult{"plan.outcome_result", "Code of Practice 6.53"};
inline constexpr PlanRule kTargetCurrent{"plan.target_current", "Code of Practice 6.53"};
inline constexpr PlanRule kSupportInPlan{"plan.support_written_down", "Code of Practice 6.73"};
inline constexpr PlanRule kStrategies{"plan.strategies_written", "Code of Practice 6.49"};
inline constexpr PlanRule kItemExists{"plan.item_exists", "our rule"};
inline constexpr PlanRule kAgreed{"plan.agreed_with_parents", "Code of Practice 6.48"};
inline constexpr PlanRule kDispute{"plan.dispute", "computed"};
inline constexpr PlanRule kWording{"plan.given_on_earlier_wording", "our rule"};
inline constexpr PlanRule kCopySent{"plan.copy_sent", "Code of Practice 6.71"};
inline constexpr PlanRule kRead{"plan.read_by_staff", "Code of Practice 6.49"};
}  // namespace plan_rules

// The rule as plans of that kind are held to it: its source is what the kind rests on.
PlanRule ForKind(PlanRule rule, const codes::PlanKindRow& kind);

// `field` is the item id, or the section of the plan, that the finding is printed under.
void AddFinding(v1::Plan& plan, const PlanRule& rule, std::string_view field,
                std::string_view sentence);

// Something to be done, `days` after it was due or decided.
void AddToDo(v1::Plan& plan, const PlanRule& rule, std::string_view text, CivilDate since,
             CivilDate day);

}  // namespace cairn
