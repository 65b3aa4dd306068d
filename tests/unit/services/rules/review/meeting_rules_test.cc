#include "services/rules/review/meeting_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class MeetingRules : public RuleCaseTest {};

TEST_P(MeetingRules, FindIt) { ExpectItIsFound(); }

std::string Held(const std::string& more = "", const std::string& type = "REVIEW") {
  return "meeting_held { meeting: MEETING_TYPE_" + type + " " + more + " }";
}
std::string Scheduled(const std::string& more = "", const std::string& type = "REVIEW") {
  return "meeting_scheduled { meeting: MEETING_TYPE_" + type +
         " scheduled_for { year: 2026 month: 2 day: 2 } " + more + " }";
}
std::string NotHeld(const std::string& more = "", const std::string& reason = "STAFF") {
  return "meeting_not_held { meeting: MEETING_TYPE_REVIEW reason: MEETING_NOT_HELD_REASON_" +
         reason + " " + more + " }";
}
std::string With(const std::string& capacity, const std::string& more = "") {
  return "attendees { name: 'A' capacity: CAPACITY_" + capacity + " " + more + " } ";
}

const RuleCase kHeld[] = {
    {"R70_AParentIsInvited", Held(), "meeting.parent_invited @ meeting_held.attendees",
     Held(With("PARENT"))},
    {"R65_AMeetingWithoutAParentDoesNotCount", Held(With("PARENT", "part: ATTENDANCE_PART_NONE")),
     "meeting.parent_came @ meeting_held.attendees", Held(With("PARENT"))},
    {"R66_AParentsEveningIsNoReview", Held("plan_id: 'p'", "PARENTS_EVENING"),
     "meeting.evening_is_no_review @ meeting_held.meeting", Held("", "PARENTS_EVENING")},
    {"R72_TheChildIsInvitedOrHeard", Held(),
     "meeting.learner_invited_or_heard @ meeting_held.attendees", Held(With("CHILD"))},
    {"R72_TheChildsPartIsStated", Held(With("CHILD")),
     "meeting.learners_part_stated @ meeting_held.attendees[0].part",
     Held(With("CHILD", "part: ATTENDANCE_PART_PART"))},
    {"R70_RolesAreStated", Held("attendees { name: 'A' }"),
     "meeting.roles_stated @ meeting_held.attendees[0].capacity", Held(With("PARENT"))},
    {"R70_SomebodyLedIt", Held(), "meeting.led_by_somebody @ meeting_held.led_by",
     Held("led_by: 'B'")},
    {"R70_TheTeacherLeadsIt", Held(With("SENCO") + "led_by: 'A'"),
     "meeting.led_by_the_teacher @ meeting_held.led_by",
     Held(With("CLASS_TEACHER") + "led_by: 'A'")},
    {"R71_TheSencoIsMetYearly",
     Held(),
     "meeting.senco_met_yearly @ meeting_held.attendees",
     Held(With("SENCO")),
     {On(2025, 1, 5) + "sen_status_set { status: SEN_PROVISION_K }"}},
    {"R78_WhatWasAgreedIsWrittenDown", Held(), "meeting.what_was_agreed @ meeting_held.notes",
     Held("actions: 'phonics daily'")},
    {"R73_AMeetingIsLongEnough", Held("minutes: 29"), "meeting.long_enough @ meeting_held.minutes",
     Held("minutes: 30")},
    {"R68_TheNextDateIsSet", Held(), "meeting.next_date_set @ meeting_held.next_meeting",
     Held("next_meeting { year: 2026 month: 4 }")},
    {"R91_AnAnnualReviewInvitesHeadAndAuthority", Held(With("HEAD"), "ANNUAL_REVIEW"),
     "meeting.annual_review_invites @ meeting_held.attendees",
     Held(With("HEAD") + With("LA_OFFICER"), "ANNUAL_REVIEW")},
    {"R91_AnAnnualReviewComesInAYear",
     Held("", "ANNUAL_REVIEW"),
     "meeting.annual_review_in_a_year @ meeting_held",
     "late_reason: 'import' " + On(2026, 1, 3) + Held("", "ANNUAL_REVIEW"),
     {On(2025, 1, 3) + Held("", "ANNUAL_REVIEW")}},
};

INSTANTIATE_TEST_SUITE_P(Held, MeetingRules, testing::ValuesIn(kHeld), NameOf);

const RuleCase kOthers[] = {
    {"R70_AParentIsInvitedAhead", Scheduled(), "meeting.parent_invited @ meeting_scheduled.invited",
     Scheduled("invited { name: 'Mo' capacity: CAPACITY_PARENT }")},
    {"R68_TheDateIsAgreed", Scheduled(), "meeting.date_agreed @ meeting_scheduled.agreed_with",
     Scheduled("agreed_with: 'Mother'")},
    {"ADateIsMadeAhead",
     On(2026, 1, 5) + "meeting_scheduled { meeting: 3 scheduled_for { "
                      "year: 2026 month: 1 day: 4 } }",
     "meeting.scheduled_ahead @ meeting_scheduled.scheduled_for", Scheduled()},
    {"R91_AnAnnualReviewHasTwoWeeksNotice",
     Scheduled("invited_on { year: 2026 month: 1 day: 20 }", "ANNUAL_REVIEW"),
     "meeting.annual_review_with_notice @ meeting_scheduled.invited_on",
     Scheduled("invited_on { year: 2026 month: 1 day: 19 }", "ANNUAL_REVIEW")},
    {"AMeetingThatWasNotHeldWasScheduled",
     NotHeld("meeting_id: 'm9'"),
     "meeting.was_scheduled @ meeting_not_held.meeting_id",
     NotHeld("meeting_id: 'm1'"),
     {Scheduled("meeting_id: 'm1'")}},
    {"R69_OtherDatesAreOffered", NotHeld(), "meeting.other_dates_offered @ meeting_not_held.offers",
     NotHeld("offers { year: 2026 month: 1 day: 12 }")},
    {"R69_AnotherReasonIsGivenInWords", NotHeld("", "OTHER"),
     "meeting.not_held_with_reason @ meeting_not_held.detail", NotHeld("detail: 'x'", "OTHER")},
};

INSTANTIATE_TEST_SUITE_P(Others, MeetingRules, testing::ValuesIn(kOthers), NameOf);

using MeetingRulesTest = RulesTest;

TEST_F(MeetingRulesTest, FindNothingInAWholeMeeting) {
  EXPECT_THAT(Findings(Held(With("PARENT") + With("CHILD", "part: ATTENDANCE_PART_ALL") +
                            "attendees { name: 'B' capacity: CAPACITY_CLASS_TEACHER } led_by: 'B' "
                            "notes: 'x' minutes: 60 next_meeting { year: 2026 month: 4 }")),
              IsEmpty());
}

TEST_F(MeetingRulesTest, WantNoParentOfAYoungPersonsMeeting) {
  EXPECT_THAT(Findings(Held(With("YOUNG_PERSON"))),
              Not(Contains("meeting.parent_invited @ meeting_held.attendees")));
}

TEST_F(MeetingRulesTest, WantLittleOfAParentsEvening) {
  EXPECT_THAT(Findings(Held("", "PARENTS_EVENING")), IsEmpty());
}

TEST_F(MeetingRulesTest, R71_AMeetingWithTheSencoLastsAYear) {
  record_.Add(On(2024, 9, 2) + "sen_status_set { status: SEN_PROVISION_K }");
  record_.Add(On(2025, 1, 6) + Held(With("SENCO")));

  EXPECT_THAT(Findings(Held()), Not(Contains("meeting.senco_met_yearly @ meeting_held.attendees")));
}

}  // namespace
}  // namespace cairn
