#include "tests/histories/reviewing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace cairn::histories {
namespace {

// Weeks of the school year near the ends of its terms.
constexpr int kReviewWeeks[] = {12, 23, 35};
constexpr int kMissedPerMille = 130;
constexpr int kWeeksBetweenMin = 5;

void Invite(v1::MeetingHeld& meeting, std::string_view name, v1::Capacity capacity,
            v1::AttendancePart part) {
  v1::Attendee& attendee = *meeting.add_attendees();
  attendee.set_name(std::string(name));
  attendee.set_capacity(capacity);
  attendee.set_invited(true);
  attendee.set_part(part);
}

v1::Entry MeetingOf(Story& story, int week, Day day, v1::MeetingType type) {
  v1::Entry entry = On(day);
  v1::MeetingHeld& meeting = *entry.mutable_meeting_held();
  meeting.set_meeting(type);
  meeting.set_led_by(story.dice.Chance(600) ? story.Teacher(week).name : story.school.senco.name);
  meeting.set_mode(story.dice.Chance(800) ? "in person" : "telephone");
  meeting.set_minutes(story.dice.Between(20, 60));
  meeting.add_notes(story.SayOne(kMeetingNotes));
  if (story.dice.Chance(500)) meeting.add_actions(story.SayOne(story.words.strategies));
  const bool comes = story.dice.Chance(890);
  Invite(meeting, story.child.mother, v1::CAPACITY_PARENT,
         comes ? v1::ATTENDANCE_PART_ALL : v1::ATTENDANCE_PART_NONE);
  if (!story.child.father.empty()) {
    Invite(meeting, story.child.father, v1::CAPACITY_PARENT,
           story.dice.Chance(450) ? v1::ATTENDANCE_PART_ALL : v1::ATTENDANCE_PART_NONE);
  }
  static constexpr v1::AttendancePart kParts[] = {v1::ATTENDANCE_PART_ALL, v1::ATTENDANCE_PART_PART,
                                                  v1::ATTENDANCE_PART_NONE};
  Invite(meeting, story.child.name, v1::CAPACITY_CHILD, story.dice.Pick(kParts));
  Invite(meeting, story.school.senco.name, v1::CAPACITY_SENCO, v1::ATTENDANCE_PART_ALL);
  return entry;
}

void ReviewGoal(Story& story, const Goal& goal, v1::PlanReviewed& review) {
  v1::TargetReview& target = *review.add_targets();
  target.set_target_id(goal.target);
  *target.mutable_value() = Number(goal.now);
  *target.mutable_aim() = Number(goal.aim);
  const int way = goal.aim > goal.baseline
                      ? 100 * (goal.now - goal.baseline) / (goal.aim - goal.baseline)
                      : 100;
  if (story.dice.Chance(800)) {
    target.set_rag(way >= 100  ? v1::STATED_RAG_GREEN
                   : way >= 50 ? v1::STATED_RAG_AMBER
                               : v1::STATED_RAG_RED);
  }
  if (story.dice.Chance(150)) target.set_goal_attainment(std::clamp(way / 50 - 2, -2, 2));
  v1::ProvisionReview& provision = *review.add_provisions();
  provision.set_provision_id(goal.line);
  provision.set_working(way >= 40);
  provision.set_as_planned(story.dice.Chance(800));
}

v1::ReviewDecision DecisionOf(Story& story) {
  static constexpr Weighted<v1::ReviewDecision> kDecisions[] = {
      {v1::REVIEW_DECISION_CONTINUE, 40},     {v1::REVIEW_DECISION_CHANGE, 25},
      {v1::REVIEW_DECISION_NEW_OUTCOMES, 15}, {v1::REVIEW_DECISION_REDUCE, 6},
      {v1::REVIEW_DECISION_INCREASE, 7},      {v1::REVIEW_DECISION_SEEK_ADVICE, 7}};
  return story.dice.Pick(kDecisions);
}

}  // namespace

NextReview DrawNextReview(Story& story, int week, int until) {
  NextReview next{.week = until};
  const int year = week / kWeeksAYear * kWeeksAYear;
  for (int first = year; first < until; first += kWeeksAYear) {
    for (const int in_year : kReviewWeeks) {
      const int review = first + in_year + story.dice.Between(-1, 1);
      if (review < week + kWeeksBetweenMin) continue;
      if (review >= until) return next;
      if (!story.dice.Chance(kMissedPerMille)) {
        next.week = review;
        return next;
      }
      next.missed.push_back(review);
    }
  }
  return next;
}

void ScheduleReview(Story& story, int week, const NextReview& next) {
  if (next.Agreed() > story.child.last_week) return;
  const When when = story.ThenOn(story.terms.On(week, 4));
  v1::Entry entry = On(when.day);
  v1::MeetingScheduled& meeting = *entry.mutable_meeting_scheduled();
  meeting.set_meeting(v1::MEETING_TYPE_REVIEW);
  *meeting.mutable_scheduled_for() = ToDate(ReviewDay(story, next.Agreed()));
  meeting.set_meeting_id(absl::StrCat("m", ++story.meetings));
  meeting.set_plan_id(kPlanId);
  if (story.dice.Chance(600)) meeting.add_agreed_with(story.child.mother);
  story.Write(when, story.school.office, std::move(entry));
}

void MissReviews(Story& story, const NextReview& next) {
  static constexpr Weighted<v1::MeetingNotHeldReason> kReasons[] = {
      {v1::MEETING_NOT_HELD_REASON_PARENTS, 30},
      {v1::MEETING_NOT_HELD_REASON_STAFF, 40},
      {v1::MEETING_NOT_HELD_REASON_CHILD, 10},
      {v1::MEETING_NOT_HELD_REASON_AGREED, 15},
      {v1::MEETING_NOT_HELD_REASON_OTHER, 5}};
  for (const int week : next.missed) {
    // Half of what was missed is not written down either.
    if (!story.dice.Chance(500)) continue;
    const Day day = ReviewDay(story, week);
    const When when = story.SometimeOn(day);
    v1::Entry entry = On(day);
    v1::MeetingNotHeld& meeting = *entry.mutable_meeting_not_held();
    meeting.set_meeting(v1::MEETING_TYPE_REVIEW);
    meeting.set_reason(story.dice.Pick(kReasons));
    *meeting.mutable_scheduled_for() = ToDate(day);
    if (story.dice.Chance(500)) *meeting.add_offers() = ToDate(day + days(7));
    story.Write(when, story.school.senco, std::move(entry));
  }
}

void ReviewPlan(Story& story, int week, const NextReview& next) {
  const When when = story.SometimeOn(ReviewDay(story, week));
  const Written meeting = story.Write(when, story.school.senco,
                                      MeetingOf(story, week, when.day, v1::MEETING_TYPE_REVIEW));
  v1::Entry entry = On(when.day);
  v1::PlanReviewed& review = *entry.mutable_plan_reviewed();
  review.set_plan_id(kPlanId);
  review.set_plan_version(story.plan_version);
  review.set_review_number(++story.reviews);
  review.add_decisions(DecisionOf(story));
  for (const Goal& goal : story.goals) ReviewGoal(story, goal, review);
  if (story.dice.Chance(920)) {
    *review.mutable_next_review() = ToDate(ReviewDay(story, next.Agreed()));
  }
  Refer(entry, v1::RELATION_FROM_MEETING, meeting);
  story.Write(when, story.school.senco, std::move(entry));
}

void ReviewEhcPlan(Story& story, int week) {
  const When when = story.Sometime(week);
  story.Write(when, story.school.senco,
              MeetingOf(story, week, when.day, v1::MEETING_TYPE_ANNUAL_REVIEW));
  // Four weeks are the law; a third of the notices take longer.
  const bool amends = story.dice.Chance(300);
  const Day sent = when.day + days(story.dice.Chance(650) ? story.dice.Between(14, 28)
                                                          : story.dice.Between(29, 75));
  const When told = Story::After(story.ThenOn(story.terms.OpenOnOrAfter(sent + days(2))),
                                 {.source_id = "", .typed_at_s = when.typed_at_s});
  v1::Entry decision = On(sent);
  By(decision, kAuthority, v1::CAPACITY_LA_OFFICER, v1::MEANS_LETTER);
  v1::EhcDecisionNotified& notified = *decision.mutable_ehc_decision_notified();
  notified.set_decision(amends ? v1::EHC_DECISION_AMEND : v1::EHC_DECISION_MAINTAIN);
  *notified.mutable_notice_sent() = ToDate(sent);
  story.Write(told, story.school.senco, std::move(decision));
  if (!amends) return;

  const Day served = sent + days(story.dice.Between(30, 80));
  if (served > story.terms.On(story.child.last_week, 4)) return;
  const When came = story.ThenOn(story.terms.OpenOnOrAfter(served + days(2)));
  v1::Entry entry = On(served);
  By(entry, kAuthority, v1::CAPACITY_LA_OFFICER, v1::MEANS_LETTER);
  v1::EhcPlanServed& plan = *entry.mutable_ehc_plan_served();
  plan.set_stage(v1::EHC_PLAN_STAGE_AMENDED_FINAL);
  *plan.mutable_plan_date() = ToDate(served);
  plan.set_named_school(story.school.name);
  story.Write(came, story.school.senco, std::move(entry));
}

}  // namespace cairn::histories
