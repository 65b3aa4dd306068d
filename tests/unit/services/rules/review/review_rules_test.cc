#include "services/rules/review/review_rules.h"

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
constexpr char kWholeReview[] =
    "next_review { year: 2026 month: 4 } targets { target_id: 't1' value { value: 70 } } "
    "provisions { provision_id: 'p1' working: true as_planned: true text: 'likes it' } "
    "child_views: 'x' parent_views: 'y' reasons: 'z' ";

TEST_F(ReviewRulesTest, FindNothingInAWholeReviewInTime) {
  EXPECT_THAT(Findings(On(2026, 1, 4) + Review(kWholeReview)), IsEmpty());
}

TEST_F(ReviewRulesTest, RecordALateReviewAndSaySo) {
  const Verdict verdict = Check(EntryOf(Review(kWholeReview)));

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

  EXPECT_THAT(Findings(Review(kWholeReview)), IsEmpty());
  EXPECT_THAT(FindingsOf(CheckEntry(without_date.Build(), EntryOf(Review(kWholeReview)),
                                    {.today = CivilDate::Of(2026, 1, 5).value()})),
              IsEmpty());
}

TEST_F(ReviewRulesTest, SayWhatAReviewLeavesOut) {
  EXPECT_THAT(Findings(On(2026, 1, 4) + Review("")),
              ElementsAre("review.next_date_set @ plan_reviewed.next_review",
                          "review.every_target @ plan_reviewed.targets",
                          "review.impact_of_each_provision @ plan_reviewed.provisions",
                          "review.child_is_heard @ plan_reviewed.child_views",
                          "review.parents_are_heard @ plan_reviewed.parent_views",
                          "review.gives_its_reasons @ plan_reviewed.reasons"));
}

TEST_F(ReviewRulesTest, FindAReviewOfWhatIsNotThere) {
  EXPECT_THAT(
      Findings("plan_reviewed { plan_id: 'plan-9' decisions: 1 next_review { year: 2026 } }"),
      Contains("review.plan_is_in_the_record @ plan_reviewed.plan_id"));
  EXPECT_THAT(Findings(On(2026, 1, 4) + Review(std::string(kWholeReview) + " plan_version: 7")),
              Contains("review.plan_is_in_the_record @ plan_reviewed.plan_id"));
  EXPECT_THAT(
      Findings(On(2026, 1, 4) + Review(std::string(kWholeReview) + " targets { target_id: 't9' }")),
      Contains("review.target_is_in_the_plan @ plan_reviewed.targets[1].target_id"));
}

// The plan's own number may be the wrong one; only scales of the catalogue refuse.
TEST_F(ReviewRulesTest, FindMoreThanThePlansGreatestNumberAndRecordTheReview) {
  const Verdict verdict =
      Check(EntryOf(Review("targets { target_id: 't1' value { value: 101 } }")));

  EXPECT_THAT(RefusalsOf(verdict), IsEmpty());
  EXPECT_THAT(FindingsOf(verdict),
              Contains("review.within_the_greatest @ plan_reviewed.targets[0].value"));
}

class ReviewRules : public RuleCaseTest {};

TEST_P(ReviewRules, FindIt) { ExpectItIsFound(); }

constexpr char kReviewedPlan[] =
    "plan_issued { plan_id: 'plan-1' plan_kind: PLAN_KIND_SEN_SUPPORT content { "
    "targets { item_id: 't1' text: 'x' } provisions { item_id: 'p1' what: 'y' } } }";
constexpr char kRed[] = "targets { target_id: 't1' rag: STATED_RAG_RED }";

std::string Judged(const std::string& more) {
  return Review("provisions { provision_id: 'i1' " + more + " }");
}

const RuleCase kReviewCases[] = {
    {"R75_EachProvisionIsJudged", Judged("working: true"),
     "review.judges_each_provision @ plan_reviewed.provisions[0]",
     Judged("working: true as_planned: true how_much: 'some' reaction: 'likes it' "
            "quality: 'good'")},
    {"R75_EachTargetIsMeasured", Review("targets { target_id: 't1' }"),
     "review.measures_each_target @ plan_reviewed.targets[0]", Review(kRed)},
    {"R75_TheChildIsHeard", Review(""), "review.child_is_heard @ plan_reviewed.child_views",
     Review("child_views: 'I can read signs'")},
    {"R75_TheParentsAreHeard", Review(""), "review.parents_are_heard @ plan_reviewed.parent_views",
     Review("parent_views: 'he reads to us'")},
    {"R76_DecisionsHaveReasons", Review(""), "review.gives_its_reasons @ plan_reviewed.reasons",
     Review("reasons: 'target met'")},
    {"R29_NeedsAreRecheckedEveryYear",
     Review(""),
     "review.rechecks_the_needs @ plan_reviewed.needs_reviewed",
     Review("needs_reviewed: true"),
     {On(2025, 1, 4) + "needs_identified { needs { type: SEN_TYPE_SPLD } }"}},
    {"R61_ARedDoseIsNoFailure",
     Judged("working: false"),
     "provision.given_before_it_is_judged @ plan_reviewed.provisions[0].working",
     Judged("working: true"),
     {"provision_started { provision_id: 'i1' provision_type: 1 }",
      "delivery_logged { provision_id: 'i1' delivered_sessions: 8 planned_sessions: 15 }"}},
    {"R85_SpecialistsAreConsideredWithoutProgress",
     Review(kRed),
     "review.considers_specialists @ plan_reviewed.decisions",
     "plan_reviewed { plan_id: 'plan-1' decisions: REVIEW_DECISION_SEEK_ADVICE " +
         std::string(kRed) + " }",
     {kReviewedPlan, On(2025, 12, 1) + Review(kRed)}},
};

INSTANTIATE_TEST_SUITE_P(Rows, ReviewRules, testing::ValuesIn(kReviewCases), NameOf);

TEST_F(ReviewRulesTest, R75_ViewsGivenSinceThePlanAreViews) {
  record_.Add(On(2025, 12, 1) + "person { capacity: CAPACITY_CHILD } voice_captured { text: 'x' }");

  EXPECT_THAT(Findings(Review("")), testing::Not(Contains("review.child_is_heard @ "
                                                          "plan_reviewed.child_views")));
}

// No end state is ever forced: a plan may be reviewed and go on for years.
TEST_F(ReviewRulesTest, R7_GoingOnIsAlwaysADecision) {
  record_.Add(On(2025, 10, 1) + Review(kWholeReview));
  record_.Add(On(2025, 11, 1) + Review(kWholeReview));

  EXPECT_FALSE(Check(EntryOf(Review(kWholeReview))).refused());
}

}  // namespace
}  // namespace cairn
