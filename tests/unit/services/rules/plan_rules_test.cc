#include "services/rules/plan_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using PlanRulesTest = RulesTest;

constexpr char kTarget[] =
    "targets { item_id: 't1' text: 'Read words' outcome_id: 'o1' measure: 'words of 100' "
    "baseline { value: 41 } aim { value: 70 } due { year: 2026 month: 7 } }";
constexpr char kLine[] =
    "provisions { item_id: 'p1' what: 'Phonics' provider: 'C Applegarth' "
    "sessions_per_week { value: 5 } minutes_per_session: 20 }";
constexpr char kRest[] =
    "aspirations { text: 'Read a football magazine' } outcomes { item_id: 'o1' text: 'Reads' } "
    "responsibilities { text: 'Read aloud daily' }";
constexpr char kHead[] = "review_due { year: 2026 month: 3 } responsible_teacher: 'B Thistlewood'";

std::string Plan(std::string_view content, std::string_view head = kHead) {
  return absl::StrFormat(
      "plan_issued { plan_id: 'plan-1' plan_kind: PLAN_KIND_SEN_SUPPORT %s content { %s } }", head,
      content);
}

std::string WholePlan(std::string_view head = kHead) {
  return Plan(absl::StrFormat("%s %s %s", kTarget, kLine, kRest), head);
}

TEST_F(PlanRulesTest, FindNothingInAWholePlan) { EXPECT_THAT(Findings(WholePlan()), IsEmpty()); }

TEST_F(PlanRulesTest, RecordAnEmptyPlanAndSayWhatIsMissing) {
  EXPECT_THAT(Findings(Plan("", "")),
              UnorderedElementsAre("plan.review_date_set @ plan_issued.review_due",
                                   "plan.teacher_named @ plan_issued.responsible_teacher",
                                   "plan.has_outcomes @ plan_issued.content.outcomes",
                                   "plan.has_aspirations @ plan_issued.content.aspirations",
                                   "plan.has_responsibilities @ "
                                   "plan_issued.content.responsibilities"));
}

TEST_F(PlanRulesTest, WantLessOfARelationalPlan) {
  EXPECT_THAT(Findings("plan_issued { plan_id: 'r' plan_kind: PLAN_KIND_RELATIONAL_SUPPORT "
                       "content { relational { safe_place: 'library' } } }"),
              ElementsAre("plan.review_date_set @ plan_issued.review_due"));
}

TEST_F(PlanRulesTest, FindATargetThatCannotBeChecked) {
  EXPECT_THAT(
      Findings(Plan(absl::StrFormat("targets { item_id: 't1' text: 'Read better' } %s", kRest))),
      ElementsAre("plan.target_measurable @ plan_issued.content.targets[0].measure",
                  "plan.target_has_a_start @ plan_issued.content.targets[0].baseline",
                  "plan.target_has_a_date @ plan_issued.content.targets[0].due"));
}

TEST_F(PlanRulesTest, TakeAStartInWords) {
  EXPECT_THAT(Findings(Plan(absl::StrFormat(
                  "targets { item_id: 't1' text: 'x' measure: 'm' baseline_text: 'few' "
                  "aim { value: 1 } due { year: 2026 } } %s",
                  kRest))),
              IsEmpty());
}

TEST_F(PlanRulesTest, FindAMeasureWithoutAnAim) {
  EXPECT_THAT(Findings(Plan(absl::StrFormat(
                  "targets { item_id: 't1' text: 'x' measure: 'm' baseline { value: 1 } "
                  "due { year: 2026 } } %s",
                  kRest))),
              ElementsAre("plan.target_has_an_aim @ plan_issued.content.targets[0].aim"));
}

TEST_F(PlanRulesTest, FindATargetOfAnUnknownOutcome) {
  EXPECT_THAT(Findings(Plan(
                  absl::StrFormat("targets { item_id: 't1' text: 'x' outcome_id: 'o9' measure: 'm' "
                                  "baseline { value: 1 } aim { value: 2 } due { year: 2026 } } %s",
                                  kRest))),
              ElementsAre("plan.target_serves_an_outcome @ "
                          "plan_issued.content.targets[0].outcome_id"));
}

TEST_F(PlanRulesTest, FindSupportThatIsNeitherSpecificNorQuantified) {
  EXPECT_THAT(
      Findings(Plan(absl::StrFormat("provisions { item_id: 'p1' what: 'Help' } %s", kRest))),
      ElementsAre("plan.provision_specific @ plan_issued.content.provisions[0].provider",
                  "plan.provision_quantified @ "
                  "plan_issued.content.provisions[0].sessions_per_week"));
}

TEST_F(PlanRulesTest, TakeHoursAWeekAsAQuantity) {
  EXPECT_THAT(Findings(Plan(absl::StrFormat("provisions { item_id: 'p1' what: 'Help' "
                                            "provider_role: 'TA' hours_per_week { value: 10 } } %s",
                                            kRest))),
              IsEmpty());
}

TEST_F(PlanRulesTest, FindAReviewBeforeThePlanBegins) {
  EXPECT_THAT(Findings(WholePlan("responsible_teacher: 'B' effective_from { year: 2026 month: 4 } "
                                 "review_due { year: 2026 month: 3 }")),
              ElementsAre("plan.review_after_start @ plan_issued.review_due"));
}

TEST_F(PlanRulesTest, WantAParentsAgreementToAPartTimeTimetable) {
  const std::string part_time = Plan(
      absl::StrFormat("provisions { item_id: 'p1' what: 'Mornings' hours_per_week { value: 15 } "
                      "attendance_code: 'C2' } %s",
                      kRest));
  constexpr char kAgreed[] =
      "plan.part_time_agreed @ plan_issued.content.provisions[0].attendance_code";

  EXPECT_THAT(Findings(part_time), ElementsAre(kAgreed));
  record_.Add(
      "person { capacity: CAPACITY_PARENT } position_taken { stance: STANCE_AGREE "
      "plan_id: 'plan-1' }");
  EXPECT_THAT(Findings(part_time), IsEmpty());
}

TEST_F(PlanRulesTest, RefuseTwoItemsWithOneId) {
  EXPECT_THAT(
      Refusals(Plan("outcomes { item_id: 'x' text: 'a' } targets { item_id: 'x' text: 'b' } "
                    "provisions { item_id: 'y' what: 'c' } "
                    "provisions { item_id: 'y' what: 'd' }")),
      ElementsAre("plan.item_ids_differ @ plan_issued.content.targets[0].item_id",
                  "plan.item_ids_differ @ plan_issued.content.provisions[1].item_id"));
}

TEST_F(PlanRulesTest, RefuseAVersionThatIsThereAlready) {
  record_.Add(WholePlan("plan_version: 1"));

  EXPECT_THAT(Refusals(WholePlan("plan_version: 1")),
              ElementsAre("plan.version_is_new @ plan_issued.plan_version"));
  EXPECT_THAT(Refusals(WholePlan("plan_version: 2")), IsEmpty());
  EXPECT_THAT(RefusalsOf(Check(Correcting(2, WholePlan("plan_version: 1")))), IsEmpty());
}

// --- PositionTaken ---

TEST_F(PlanRulesTest, RefuseAPositionAboutNothing) {
  EXPECT_THAT(Refusals("position_taken { stance: STANCE_DISAGREE }"),
              ElementsAre("position.about_something @ position_taken.plan_id"));
}

TEST_F(PlanRulesTest, TakeAPositionOnAPlanOrAnEntry) {
  record_.Add(WholePlan());
  record_.Add("source { system: 's' id: 'A03' } concern_raised { text: 'x' }");

  EXPECT_THAT(Findings("position_taken { stance: STANCE_AGREE plan_id: 'plan-1' }"), IsEmpty());
  EXPECT_THAT(Findings("links { relation: RELATION_ABOUT entry { source_id: 'A03' } } "
                       "position_taken { stance: STANCE_AGREE }"),
              IsEmpty());
}

TEST_F(PlanRulesTest, FindWhatIsSaidOfAPlanThatIsNotThere) {
  EXPECT_THAT(Findings("position_taken { stance: STANCE_AGREE plan_id: 'plan-9' }"),
              ElementsAre("plan.is_in_the_record @ position_taken.plan_id"));
  EXPECT_THAT(Findings("item_acknowledged { plan_id: 'plan-9' }"),
              ElementsAre("plan.is_in_the_record @ item_acknowledged.plan_id"));
}

// --- NoticeSent ---

TEST_F(PlanRulesTest, AskWhichPlanAndWhichYearWasSent) {
  EXPECT_THAT(Findings("notice_sent { notice: NOTICE_KIND_PLAN_COPY recipients: 'Mother' }"),
              ElementsAre("notice.says_which_plan @ notice_sent.plan_id"));
  EXPECT_THAT(Findings("notice_sent { notice: NOTICE_KIND_ANNUAL_REPORT recipients: 'Mother' }"),
              ElementsAre("notice.says_which_year @ notice_sent.school_year"));
  EXPECT_THAT(Findings("notice_sent { notice: NOTICE_KIND_PROGRESS_UPDATE recipients: 'Mother' }"),
              IsEmpty());
}

// Case B: permission for CAMHS is withdrawn on 8 January; what was shared before stays.
TEST_F(PlanRulesTest, FindSharingAfterPermissionWasWithdrawn) {
  const std::string shared =
      "late_reason: 'import' notice_sent { notice: NOTICE_KIND_PROGRESS_UPDATE recipients: "
      "'Mother' "
      "recipients: 'CAMHS duty team' }";
  record_.Add(On(2024, 10, 16) +
              "permission_recorded { act: PERMISSION_ACT_GIVEN "
              "services: OUTSIDE_SERVICE_CAMHS }");
  record_.Add(On(2025, 1, 8) +
              "permission_recorded { act: PERMISSION_ACT_WITHDRAWN "
              "services: OUTSIDE_SERVICE_CAMHS }");

  const Verdict after = Check(EntryOf(On(2025, 2, 1) + shared));

  EXPECT_THAT(FindingsOf(after),
              ElementsAre("notice.permission_stands @ notice_sent.recipients[1]"));
  EXPECT_EQ(after.findings.front().source(), "Code of Practice 6.47");
  EXPECT_FALSE(after.refused());
  EXPECT_THAT(Findings(On(2025, 1, 7) + shared), IsEmpty());
}

// --- ItemAcknowledged ---

TEST_F(PlanRulesTest, FindThatNotEveryoneHasReadThePlan) {
  constexpr char kRead[] = "plan.read_by_all @ item_acknowledged.outstanding";
  record_.Add(WholePlan());

  EXPECT_THAT(Findings("item_acknowledged { plan_id: 'plan-1' outstanding: 'supply teacher' }"),
              ElementsAre(kRead));
  EXPECT_THAT(Findings("item_acknowledged { plan_id: 'plan-1' required_count: 12 "
                       "acknowledged_count: 9 }"),
              ElementsAre(kRead));
  EXPECT_THAT(Findings("item_acknowledged { plan_id: 'plan-1' required_count: 3 "
                       "acknowledged_count: 3 }"),
              IsEmpty());
}

}  // namespace
}  // namespace cairn
