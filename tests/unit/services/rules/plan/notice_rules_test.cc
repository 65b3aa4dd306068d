#include "services/rules/plan/notice_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::Not;

class NoticeRules : public RuleCaseTest {};

TEST_P(NoticeRules, FindIt) { ExpectItIsFound(); }

std::string Sent(const std::string& kind, const std::string& more = "") {
  return "late_reason: 'import' notice_sent { notice: NOTICE_KIND_" + kind +
         " recipients: 'Mother' " + more + " }";
}
std::string ToCamhs(const std::string& more = "") {
  return Sent("PROGRESS_UPDATE", "recipients: 'CAMHS duty team' " + more);
}
constexpr char kVersionOne[] = "plan_issued { plan_id: 'p' plan_kind: 1 content {} }";
const std::string kMet = On(2025, 12, 1) +
                         "meeting_held { meeting: MEETING_TYPE_REVIEW "
                         "attendees { name: 'Mo' capacity: CAPACITY_PARENT } }";
const std::string kReviewComing = On(2025, 11, 3) +
                                  "meeting_scheduled { meeting: MEETING_TYPE_ANNUAL_REVIEW "
                                  "scheduled_for { year: 2025 month: 12 day: 15 } }";
const std::string kReviewHeld =
    On(2025, 12, 1) + "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }";

const RuleCase kNoticeCases[] = {
    {"R26_TellingAServiceWithoutPermissionIsAFinding", ToCamhs(),
     "notice.permission_recorded @ notice_sent.recipients[1]", Sent("PROGRESS_UPDATE")},
    {"R26_TellingAServiceAgainstARefusalIsAFinding",
     ToCamhs(),
     "notice.permission_stands @ notice_sent.recipients[1]",
     ToCamhs("override_ground: OVERRIDE_GROUND_STATUTORY_DUTY override_reason: 'reg 8'"),
     {"permission_recorded { act: PERMISSION_ACT_REFUSED services: OUTSIDE_SERVICE_CAMHS }"}},
    {"R26_AnOverrideHasAReason", ToCamhs("override_ground: OVERRIDE_GROUND_SAFEGUARDING"),
     "override.reason_given @ notice_sent.override_reason",
     ToCamhs("override_ground: OVERRIDE_GROUND_SAFEGUARDING override_reason: 'x'")},
    {"R52_ACopySaysOfWhichPlan", Sent("PLAN_COPY"), "notice.says_which_plan @ notice_sent.plan_id",
     Sent("PLAN_COPY", "plan_id: 'p'")},
    {"R52_ACopySaysOfWhichVersion",
     Sent("PLAN_COPY", "plan_id: 'p'"),
     "notice.says_which_version @ notice_sent.plan_version",
     Sent("PLAN_COPY", "plan_id: 'p' plan_version: 2"),
     {kVersionOne, kVersionOne}},
    {"R79_NotesGoOutWithinAWeek",
     On(2025, 12, 9) + Sent("MEETING_NOTES"),
     "notice.copy_within_a_week @ notice_sent",
     On(2025, 12, 8) + Sent("MEETING_NOTES"),
     {kMet}},
    {"R81_AnAnnualReportSaysOfWhichYear", Sent("ANNUAL_REPORT"),
     "notice.says_which_year @ notice_sent.school_year",
     Sent("ANNUAL_REPORT", "school_year: '2025/26'")},
    {"R81_AnAnnualReportGoesOutInItsYear", Sent("ANNUAL_REPORT", "school_year: '2024/25'"),
     "notice.annual_report_in_time @ notice_sent.school_year",
     Sent("ANNUAL_REPORT", "school_year: '2025/26'")},
    {"R12_AdviceIsPointedToByName", Sent("ADVICE_SIGNPOSTED"),
     "notice.says_where_to_turn @ notice_sent.pointed_to",
     Sent("ADVICE_SIGNPOSTED", "pointed_to: 'Wexmere SENDIASS'")},
    {"R91_AnnualReviewPapersGoOutTwoWeeksAhead",
     On(2025, 12, 2) + Sent("ANNUAL_REVIEW_PAPERS"),
     "notice.annual_review_in_time @ notice_sent",
     On(2025, 12, 1) + Sent("ANNUAL_REVIEW_PAPERS"),
     {kReviewComing}},
    {"R91_TheReportOfAnAnnualReviewTakesTwoWeeks",
     On(2025, 12, 16) + Sent("ANNUAL_REVIEW_REPORT"),
     "notice.annual_review_report_in_time @ notice_sent",
     On(2025, 12, 15) + Sent("ANNUAL_REVIEW_REPORT"),
     {kReviewHeld}},
    {"R50_APlanIsReadByAll", "item_acknowledged { plan_id: 'p' outstanding: 'supply teacher' }",
     "plan.read_by_all @ item_acknowledged.outstanding",
     "item_acknowledged { plan_id: 'p' acknowledged: 'class teacher' }"},
    {"R50_APlanIsReadInAVersion",
     "item_acknowledged { plan_id: 'p' }",
     "plan.read_in_which_version @ item_acknowledged.plan_version",
     "item_acknowledged { plan_id: 'p' plan_version: 2 }",
     {kVersionOne, kVersionOne}},
};

INSTANTIATE_TEST_SUITE_P(Rows, NoticeRules, testing::ValuesIn(kNoticeCases), NameOf);

using NoticeRulesTest = RulesTest;

TEST_F(NoticeRulesTest, R79_NotesThatWentOutAreNotAskedForAgain) {
  record_.Add(kMet);
  record_.Add(On(2025, 12, 3) + Sent("MEETING_NOTES"));

  EXPECT_THAT(Findings(On(2025, 12, 20) + Sent("MEETING_NOTES")),
              Not(Contains("notice.copy_within_a_week @ notice_sent")));
}

TEST_F(NoticeRulesTest, R26_NoNoticeIsRefused) {
  record_.Add(
      "permission_recorded { act: PERMISSION_ACT_REFUSED services: OUTSIDE_SERVICE_CAMHS }");

  EXPECT_FALSE(Check(EntryOf(ToCamhs())).refused());
}

}  // namespace
}  // namespace cairn
