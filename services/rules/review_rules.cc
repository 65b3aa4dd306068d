#include "services/rules/review_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "services/rules/score_scales.h"

namespace cairn::rules {
namespace {

bool IsAboutOutcomes(const v1::MeetingHeld& meeting) {
  return meeting.meeting() == v1::MEETING_TYPE_PLANNING ||
         meeting.meeting() == v1::MEETING_TYPE_REVIEW ||
         meeting.meeting() == v1::MEETING_TYPE_ANNUAL_REVIEW;
}

bool Lists(const v1::MeetingHeld& meeting, v1::Capacity capacity) {
  return std::any_of(meeting.attendees().begin(), meeting.attendees().end(),
                     [&](const v1::Attendee& attendee) { return attendee.capacity() == capacity; });
}

bool ListsTheLearner(const v1::MeetingHeld& meeting) {
  return Lists(meeting, v1::CAPACITY_CHILD) || Lists(meeting, v1::CAPACITY_YOUNG_PERSON);
}

constexpr KindRule<v1::MeetingHeld> kMeetingRules[] = {
    {{"meeting.parent_invited", Effect::kGuidance, "Code of Practice 6.65",
      "No parent is on the list of those invited."},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting) && !Lists(meeting, v1::CAPACITY_PARENT) &&
                       !Lists(meeting, v1::CAPACITY_YOUNG_PERSON),
                   "attendees");
     }},
    {{"meeting.learner_invited_or_heard", Effect::kGuidance, "Code of Practice 6.70",
      "The child is not on the list. Say how much of the meeting they attended, if only \"none\", "
      "and record their views."},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting) && !ListsTheLearner(meeting), "attendees");
     }},
    {{"meeting.what_was_agreed", Effect::kGuidance, "Code of Practice 6.71",
      "Write down what was discussed and agreed."},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting) && meeting.notes().empty() && meeting.actions().empty(),
                   "notes");
     }},
};

// The version that the review is about: the one it names, or the one in use on its day.
const PlanVersion* Reviewed(const v1::PlanReviewed& review, const Situation& at) {
  const PlanHistory* plan = FindPlan(at.before.plans, review.plan_id());
  if (plan == nullptr) return nullptr;
  return review.has_plan_version() ? FindVersion(*plan, review.plan_version())
                                   : VersionOn(*plan, at.day);
}

// The day that was agreed on for this review: by the last review of this version, or by the plan.
std::optional<CivilDate> AgreedDay(const PlanVersion& version, const v1::PlanReviewed& review,
                                   const Situation& at) {
  std::optional<CivilDate> agreed = LatestDay(version.issued->review_due());
  for (const auto& earlier : at.before.reviews.reviews) {
    const bool is_between = version.effective_from <= earlier.day() && earlier.day() < at.day;
    if (is_between && earlier->plan_id() == review.plan_id()) {
      agreed = LatestDay(earlier->next_review());
    }
  }
  return agreed;
}

bool IsLate(const v1::PlanReviewed& review, const Situation& at) {
  const PlanVersion* version = Reviewed(review, at);
  if (version == nullptr) return false;
  const std::optional<CivilDate> agreed = AgreedDay(*version, review, at);
  return agreed && *agreed < at.day;
}

bool Covers(const v1::PlanReviewed& review, std::string_view target_id) {
  return std::any_of(
      review.targets().begin(), review.targets().end(),
      [&](const v1::TargetReview& target) { return target.target_id() == target_id; });
}

bool LeavesTargetsOut(const v1::PlanReviewed& review, const Situation& at) {
  const PlanVersion* version = Reviewed(review, at);
  if (version == nullptr) return false;
  const auto& targets = version->issued->content().targets();
  return std::any_of(targets.begin(), targets.end(),
                     [&](const v1::Target& target) { return !Covers(review, target.item_id()); });
}

Places TargetsWhere(const v1::PlanReviewed& review, const Situation& at, std::string_view field,
                    bool (*is_broken)(const v1::TargetReview&, const v1::Target*)) {
  const PlanVersion* version = Reviewed(review, at);
  Places places;
  for (int i = 0; version != nullptr && i < review.targets_size(); ++i) {
    const v1::TargetReview& target = review.targets(i);
    const v1::Target* planned = FindTarget(version->issued->content(), target.target_id());
    if (is_broken(target, planned)) places.push_back(Item("targets", i, field));
  }
  return places;
}

bool IsMoreThanPossible(const v1::TargetReview& target, const v1::Target* planned) {
  return planned != nullptr && planned->has_out_of() && target.has_value() &&
         NumberOf(target.value()) > NumberOf(planned->out_of());
}

bool IsUnknown(const v1::TargetReview&, const v1::Target* planned) { return planned == nullptr; }

constexpr KindRule<v1::PlanReviewed> kReviewRules[] = {
    {{"review.within_the_greatest", Effect::kRefuse, "",
      "The number is greater than the greatest possible one in the plan.", "SCORE_OUT_OF_SCALE"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return TargetsWhere(review, at, "value", IsMoreThanPossible);
     }},
    {{"review.plan_is_in_the_record", Effect::kGuidance, "computed",
      "No plan with this id, or not this version of it, is in the record."},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(Reviewed(review, at) == nullptr, "plan_id");
     }},
    {{"review.target_is_in_the_plan", Effect::kGuidance, "computed",
      "The plan has no such target."},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return TargetsWhere(review, at, "target_id", IsUnknown);
     }},
    {{"review.on_the_agreed_date", Effect::kGuidance, "Code of Practice 6.53",
      "This review was held after the date that was agreed on for it."},
     [](const v1::PlanReviewed& review, const Situation& at) { return When(IsLate(review, at)); }},
    {{"review.next_date_set", Effect::kGuidance, "Code of Practice 6.65",
      "Agree on a date for the next review."},
     [](const v1::PlanReviewed& review, const Situation&) {
       return When(!review.has_next_review(), "next_review");
     }},
    {{"review.every_target", Effect::kGuidance, "Code of Practice 6.53",
      "Not every target of the plan is reviewed."},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(LeavesTargetsOut(review, at), "targets");
     }},
    {{"review.impact_of_each_provision", Effect::kGuidance, "Code of Practice 6.53",
      "Say of each support whether it works and how good it is."},
     [](const v1::PlanReviewed& review, const Situation& at) {
       const PlanVersion* version = Reviewed(review, at);
       return When(version != nullptr && !version->issued->content().provisions().empty() &&
                       review.provisions().empty(),
                   "provisions");
     }},
};

}  // namespace

void CheckKind(const v1::MeetingHeld& meeting, const Situation& at, Verdict& verdict) {
  Judge(kMeetingRules, meeting, at, verdict);
}
void CheckKind(const v1::PlanReviewed& review, const Situation& at, Verdict& verdict) {
  Judge(kReviewRules, review, at, verdict);
}

void ListReviewRules(std::vector<Rule>& list) {
  ListRules(kMeetingRules, list);
  ListRules(kReviewRules, list);
}

}  // namespace cairn::rules
