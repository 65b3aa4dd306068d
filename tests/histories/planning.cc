#include "tests/histories/planning.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "tests/histories/assessing.h"

namespace cairn::histories {
namespace {

constexpr Weighted<v1::Stance> kStances[] = {{v1::STANCE_AGREE, 86},
                                             {v1::STANCE_PARTLY, 7},
                                             {v1::STANCE_DISAGREE, 4},
                                             {v1::STANCE_NOT_ASKED, 3}};

Goal NewGoal(Story& story) {
  const Programme& programme = DrawProgramme(story.child.need, story.school.primary, story.dice);
  Goal goal{.programme = &programme};
  goal.target = absl::StrCat("t", ++story.targets);
  goal.line = absl::StrCat("p", story.targets);
  goal.baseline = goal.now = story.dice.Between(programme.start_low, programme.start_high);
  goal.aim = std::min(
      programme.out_of,
      goal.baseline + std::max(1, story.dice.Between(programme.gain_low, programme.gain_high)));
  return goal;
}

// What was reached or did not help makes room for something else.
void SetGoals(Story& story) {
  std::erase_if(story.goals,
                [&](const Goal& goal) { return goal.now >= goal.aim || story.dice.Chance(200); });
  const size_t wanted = story.dice.Chance(450) ? 2 : 1;
  while (story.goals.size() < wanted) story.goals.push_back(NewGoal(story));
}

void AddTarget(Story& story, const Goal& goal, Day due, v1::PlanContent& content) {
  v1::Target& target = *content.add_targets();
  target.set_item_id(goal.target);
  target.set_text(std::string(goal.programme->aim));
  target.set_outcome_id("o1");
  // Some targets cannot be measured, and people find out at the review.
  const bool measurable = story.dice.Chance(930);
  if (measurable) target.set_measure(std::string(goal.programme->measure));
  *target.mutable_baseline() = Number(goal.now);
  if (measurable) *target.mutable_aim() = Number(goal.aim);
  *target.mutable_out_of() = Number(goal.programme->out_of);
  *target.mutable_due() = ToDate(due);
  target.add_set_by("school");
  if (story.dice.Chance(600)) target.add_set_by("parent");
  if (story.dice.Chance(500)) target.add_set_by("pupil");
}

void AddLine(Story& story, const Goal& goal, int week, v1::PlanContent& content) {
  const Programme& programme = *goal.programme;
  v1::ProvisionLine& line = *content.add_provisions();
  line.set_item_id(goal.line);
  line.set_what(std::string(programme.name));
  line.set_provider(story.Assistant(week).name);
  line.set_provider_role("TA");
  line.set_oversight(story.school.senco.name);
  *line.mutable_sessions_per_week() = Number(programme.sessions_a_week);
  line.set_minutes_per_session(programme.minutes);
  line.set_group_size(programme.group_size);
  line.set_weeks(programme.weeks);
  line.add_serves(goal.target);
}

v1::PlanContent ContentOf(Story& story, int week, Day review_due) {
  v1::PlanContent content;
  v1::Aspiration& aspiration = *content.add_aspirations();
  aspiration.set_whose(v1::CAPACITY_CHILD);
  aspiration.set_text(story.SayOne(kAspirations));
  content.add_strengths(story.SayOne(kStrengths));
  content.add_needs(story.SayOne(story.words.needs));
  v1::Outcome& outcome = *content.add_outcomes();
  outcome.set_item_id("o1");
  outcome.set_text(story.SayOne(story.words.outcomes));
  outcome.set_area(AreaOf(story.child.need));
  *outcome.mutable_by() = ToDate(review_due);
  for (const Goal& goal : story.goals) AddTarget(story, goal, review_due, content);
  for (const Goal& goal : story.goals) AddLine(story, goal, week, content);
  content.add_strategies(story.SayOne(story.words.strategies));
  if (story.dice.Chance(500)) content.add_adjustments(story.SayOne(kAdjustments));
  v1::Responsibility& school = *content.add_responsibilities();
  school.set_whose("school");
  school.set_text("gives what is in the plan and tells the parents how it goes");
  if (story.dice.Chance(700)) {
    v1::Responsibility& parent = *content.add_responsibilities();
    parent.set_whose("parent");
    parent.set_text("ten minutes of the same at home, three times a week");
  }
  return content;
}

v1::PlanKind KindOf(const Story& story) {
  return story.status == v1::SEN_PROVISION_E ? v1::PLAN_KIND_SHORT_TERM_UNDER_EHC_PLAN
                                             : v1::PLAN_KIND_SEN_SUPPORT;
}

// Put to the family some days before.
void Propose(Story& story, int week, Day day, const v1::PlanContent& content) {
  const When when = story.ThenOn(day - days(story.dice.Between(1, 3)));
  v1::Entry entry = On(when.day);
  v1::PlanProposed& proposed = *entry.mutable_plan_proposed();
  proposed.set_plan_id(kPlanId);
  proposed.set_plan_kind(KindOf(story));
  *proposed.mutable_content() = content;
  proposed.add_proposed_to(story.child.mother);
  *proposed.mutable_answer_by() = ToDate(day);
  ByTeacher(entry, story, week);
  story.Write(when, story.Teacher(week), std::move(entry));
}

v1::Entry PlanOf(Story& story, int week, Day day, Day review_due) {
  v1::Entry entry = On(day);
  v1::PlanIssued& plan = *entry.mutable_plan_issued();
  plan.set_plan_id(kPlanId);
  plan.set_plan_kind(KindOf(story));
  plan.set_plan_version(story.plan_version);
  *plan.mutable_content() = ContentOf(story, week, review_due);
  if (story.plan_version > 1 && story.dice.Chance(250)) {
    Propose(story, week, day, plan.content());
  }
  *plan.mutable_effective_from() = ToDate(day);
  *plan.mutable_review_due() = ToDate(review_due);
  plan.set_responsible_teacher(story.Teacher(week).name);
  plan.set_nc_year(YearIn(story.child, week));
  if (story.plan_version > 1) plan.add_replaced_because("what the review decided");
  ByTeacher(entry, story, week);
  return entry;
}

void TakePosition(Story& story, const When& when, std::string_view party, v1::Capacity capacity,
                  v1::Stance stance) {
  v1::Entry entry = On(when.day);
  By(entry, party, capacity, v1::MEANS_MEETING);
  v1::PositionTaken& position = *entry.mutable_position_taken();
  position.set_plan_id(kPlanId);
  position.set_plan_version(story.plan_version);
  position.set_stance(stance);
  if (stance == v1::STANCE_PARTLY || stance == v1::STANCE_DISAGREE) {
    position.add_grounds(story.SayOne(kDisagreements));
    position.add_wants(story.SayOne(kWishes));
    if (stance == v1::STANCE_PARTLY) position.add_items(story.goals.front().line);
  }
  story.Write(when, story.school.senco, std::move(entry));
}

void SendCopy(Story& story, Day day, const Written& plan) {
  const When when = Story::After(
      story.ThenOn(story.terms.OpenOnOrAfter(day + days(story.dice.Between(1, 14)))), plan);
  v1::Entry entry = On(when.day);
  v1::NoticeSent& notice = *entry.mutable_notice_sent();
  notice.set_notice(v1::NOTICE_KIND_PLAN_COPY);
  notice.add_recipients(story.child.mother);
  if (!story.child.father.empty()) notice.add_recipients(story.child.father);
  notice.set_method(story.dice.Chance(650) ? "email" : "letter");
  notice.set_plan_id(kPlanId);
  notice.set_plan_version(story.plan_version);
  notice.set_notes_included(story.dice.Chance(600));
  story.Write(when, story.school.office, std::move(entry));
}

void Acknowledge(Story& story, int week, Day day, const Written& plan) {
  const When when = Story::After(
      story.ThenOn(story.terms.OpenOnOrAfter(day + days(story.dice.Between(3, 21)))), plan);
  v1::Entry entry = On(when.day);
  v1::ItemAcknowledged& acknowledged = *entry.mutable_item_acknowledged();
  acknowledged.set_plan_id(kPlanId);
  acknowledged.set_plan_version(story.plan_version);
  if (story.school.primary) {
    const std::string& teacher = story.Teacher(week).name;
    const std::string& assistant = story.Assistant(week).name;
    for (const std::string& name : {teacher, assistant}) acknowledged.add_required(name);
    acknowledged.add_acknowledged(teacher);
    story.dice.Chance(800) ? acknowledged.add_acknowledged(assistant)
                           : acknowledged.add_outstanding(assistant);
  } else {
    const int required = story.dice.Between(8, 13);
    acknowledged.set_required_count(required);
    acknowledged.set_acknowledged_count(required - std::max(0, story.dice.Between(-3, 4)));
  }
  story.Write(when, story.school.senco, std::move(entry));
}

void TellParents(Story& story, Day day) {
  if (!story.dice.Chance(950)) return;
  const When when =
      story.SometimeOn(story.terms.OpenOnOrAfter(day + days(story.dice.Between(1, 5))));
  v1::Entry entry = On(when.day);
  v1::NoticeSent& notice = *entry.mutable_notice_sent();
  notice.set_notice(v1::NOTICE_KIND_SEN_SUPPORT_STARTS);
  notice.add_recipients(story.child.mother);
  if (!story.child.father.empty()) notice.add_recipients(story.child.father);
  notice.set_method("letter");
  notice.set_legal_basis("Children and Families Act 2014 s68");
  story.Write(when, story.school.senco, std::move(entry));
}

void HoldPlanningMeeting(Story& story, int week, const When& when) {
  v1::Entry entry = On(when.day);
  v1::MeetingHeld& meeting = *entry.mutable_meeting_held();
  meeting.set_meeting(v1::MEETING_TYPE_PLANNING);
  meeting.set_led_by(story.Teacher(week).name);
  meeting.set_mode(story.dice.Chance(850) ? "in person" : "video");
  meeting.set_minutes(story.dice.Between(25, 70));
  meeting.add_notes(story.SayOne(kMeetingNotes));
  const struct {
    const std::string& name;
    v1::Capacity capacity;
  } people[] = {{story.child.mother, v1::CAPACITY_PARENT},
                {story.Teacher(week).name, v1::CAPACITY_CLASS_TEACHER},
                {story.school.senco.name, v1::CAPACITY_SENCO}};
  for (const auto& person : people) {
    v1::Attendee& attendee = *meeting.add_attendees();
    attendee.set_name(person.name);
    attendee.set_capacity(person.capacity);
    attendee.set_invited(true);
    attendee.set_part(v1::ATTENDANCE_PART_ALL);
  }
  story.Write(when, story.school.senco, std::move(entry));
}

}  // namespace

void MeetToPlan(Story& story, int week) {
  const When when = story.Then(week);
  HoldPlanningMeeting(story, week, when);
  IdentifyNeeds(story, when);
  if (story.status != v1::SEN_PROVISION_N) return;
  v1::Entry entry = On(when.day);
  entry.mutable_sen_status_set()->set_status(v1::SEN_PROVISION_K);
  entry.mutable_sen_status_set()->set_previous(v1::SEN_PROVISION_N);
  entry.mutable_sen_status_set()->set_decided_at("planning meeting");
  story.Write(when, story.school.senco, std::move(entry));
  story.status = v1::SEN_PROVISION_K;
  TellParents(story, when.day);
}

void IssuePlan(Story& story, int week, Day day, Day review_due) {
  SetGoals(story);
  ++story.plan_version;
  story.plan_from = day;
  const When when = story.ThenOn(day);
  const Written plan = story.Write(when, story.Teacher(week), PlanOf(story, week, day, review_due));
  const When stands = Story::After(when, plan);
  if (story.dice.Chance(940)) {
    TakePosition(story, stands, story.child.mother, v1::CAPACITY_PARENT, story.dice.Pick(kStances));
  }
  if (story.dice.Chance(550)) {
    TakePosition(story, stands, story.child.name, v1::CAPACITY_CHILD, v1::STANCE_AGREE);
  }
  if (story.dice.Chance(900)) SendCopy(story, day, plan);
  if (story.dice.Chance(800)) Acknowledge(story, week, day, plan);
}

void ClosePlan(Story& story, const When& when) {
  if (story.plan_version == 0) return;
  v1::Entry entry = On(when.day);
  v1::PlanClosed& closed = *entry.mutable_plan_closed();
  closed.set_plan_id(kPlanId);
  closed.set_reason(v1::PLAN_END_REASON_OUTCOMES_MET);
  story.Write(when, story.school.senco, std::move(entry));
}

}  // namespace cairn::histories
