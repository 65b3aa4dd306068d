#include "services/rules/review_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class ReviewRulesTest : public RulesTest {
 protected:
  ReviewRulesTest() {
    record_.Add(On(2025, 9, 10) +
                "plan_issued { plan_id: 'plan-1' plan_kind: PLAN_KIND_SEN_SUPPORT plan_version: 1 "
                "review_due { year: 2026 month: 1 day: 4 } content { "
                "targets { item_id: 't1' text: 'x' out_of { value: 100 } } "
                "provisions { item_id: 'p1' what: 'y' } } }");
  }
};

std::string Review(std::string_view more) {
  return absl::StrFormat(
      "plan_reviewed { plan_id: 'plan-1' decisions: REVIEW_DECISION_CONTINUE %s }", more);
}
constexpr char kWhole[] =
    "next_review { year: 2026 month: 4 } targets { target_id: 't1' value { value: 70 } } "
    "provisions { provision_id: 'p1' working: true }";

TEST_F(ReviewRulesTest, FindNothingInAWholeReviewInTime) {
  EXPECT_THAT(Findings(On(2026, 1, 4) + Review(kWhole)), IsEmpty());
}

TEST_F(ReviewRulesTest, RecordALateReviewAndSaySo) {
  const Verdict verdict = Check(EntryOf(Review(kWhole)));

  EXPECT_THAT(FindingsOf(verdict), ElementsAre("review.on_the_agreed_date @ plan_reviewed"));
  EXPECT_FALSE(verdict.findings.front().legal_duty());
}

// The plan says 4 January; a review held before moved that to the 5th, or to no day.
TEST_F(ReviewRulesTest, TakeTheDateOfTheLastReviewBeforeThePlans) {
  RecordBuilder without_date = record_;
  record_.Add(On(2025, 12, 1) +
              "plan_reviewed { plan_id: 'plan-1' decisions: 1 "
              "next_review { year: 2026 month: 1 day: 5 } }");
  without_date.Add(On(2025, 12, 1) + "plan_reviewed { plan_id: 'plan-1' decisions: 1 }");

  EXPECT_THAT(Findings(Review(kWhole)), IsEmpty());
  EXPECT_THAT(FindingsOf(CheckEntry(without_date.Build(), EntryOf(Review(kWhole)),
                                    {.today = CivilDate::Of(2026, 1, 5).value()})),
              IsEmpty());
}

TEST_F(ReviewRulesTest, SayWhatAReviewLeavesOut) {
  EXPECT_THAT(Findings(On(2026, 1, 4) + Review("")),
              ElementsAre("review.next_date_set @ plan_reviewed.next_review",
                          "review.every_target @ plan_reviewed.targets",
                          "review.impact_of_each_provision @ plan_reviewed.provisions"));
}

TEST_F(ReviewRulesTest, FindAReviewOfWhatIsNotThere) {
  EXPECT_THAT(
      Findings("plan_reviewed { plan_id: 'plan-9' decisions: 1 next_review { year: 2026 } }"),
      ElementsAre("review.plan_is_in_the_record @ plan_reviewed.plan_id"));
  EXPECT_THAT(Findings(On(2026, 1, 4) + Review(std::string(kWhole) + " plan_version: 7")),
              Contains("review.plan_is_in_the_record @ plan_reviewed.plan_id"));
  EXPECT_THAT(
      Findings(On(2026, 1, 4) + Review(std::string(kWhole) + " targets { target_id: 't9' }")),
      ElementsAre("review.target_is_in_the_plan @ plan_reviewed.targets[1].target_id"));
}

TEST_F(ReviewRulesTest, RefuseMoreThanTheGreatestPossibleNumber) {
  EXPECT_THAT(Refusals(Review("targets { target_id: 't1' value { value: 101 } }")),
              ElementsAre("review.within_the_greatest @ plan_reviewed.targets[0].value"));
}

TEST_F(ReviewRulesTest, AskWhyParentAndChildAreNotOnTheList) {
  EXPECT_THAT(Findings("meeting_held { meeting: MEETING_TYPE_REVIEW notes: 'x' }"),
              ElementsAre("meeting.parent_invited @ meeting_held.attendees",
                          "meeting.learner_invited_or_heard @ meeting_held.attendees"));
  EXPECT_THAT(Findings("meeting_held { meeting: MEETING_TYPE_REVIEW notes: 'x' "
                       "attendees { name: 'Mother' capacity: CAPACITY_PARENT } "
                       "attendees { name: 'Pip' capacity: CAPACITY_CHILD part: 3 } }"),
              IsEmpty());
}

TEST_F(ReviewRulesTest, WantNoParentOfAYoungPersonsMeeting) {
  EXPECT_THAT(Findings("meeting_held { meeting: MEETING_TYPE_REVIEW notes: 'x' "
                       "attendees { name: 'Pip' capacity: CAPACITY_YOUNG_PERSON } }"),
              IsEmpty());
}

TEST_F(ReviewRulesTest, AskWhatWasAgreedInAMeetingAboutOutcomes) {
  EXPECT_THAT(Findings("meeting_held { meeting: MEETING_TYPE_PLANNING "
                       "attendees { name: 'Mother' capacity: CAPACITY_PARENT } "
                       "attendees { name: 'Pip' capacity: CAPACITY_CHILD } }"),
              ElementsAre("meeting.what_was_agreed @ meeting_held.notes"));
  EXPECT_THAT(Findings("meeting_held { meeting: MEETING_TYPE_PARENTS_EVENING }"), IsEmpty());
}

}  // namespace
}  // namespace cairn
