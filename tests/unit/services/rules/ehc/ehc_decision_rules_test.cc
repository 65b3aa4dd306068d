#include "services/rules/ehc/ehc_decision_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class EhcDecisionRules : public RuleCaseTest {};

TEST_P(EhcDecisionRules, FindIt) { ExpectItIsFound(); }

std::string DecidedAfter(const std::string& decision, int month, int day,
                         const std::string& more = "") {
  return "ehc_decision_notified { decision: EHC_DECISION_" + decision +
         " notice_sent { year: 2025 month: " + std::to_string(month) +
         " day: " + std::to_string(day) + " } " + more + " }";
}
constexpr char kReassess[] =
    "ehc_requested { requester: CAPACITY_PARENT reassessment: true "
    "received_by_authority { year: 2025 month: 12 day: 1 } }";
std::string AskedBy(const std::string& requester, int day) {
  return "ehc_requested { requester: CAPACITY_" + requester +
         " received_by_authority { year: 2025 month: 9 day: " + std::to_string(day) + " } }";
}
const std::string kReviewed =
    On(2025, 11, 12) + "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }";
constexpr char kAfterReview[] = "after_annual_review: true ";

const RuleCase kEhcDecisionCases[] = {
    {"ARequestWhileAnotherWaitsMovesNoLimit",
     DecidedAfter("ASSESS", 10, 14),
     "ehc.decided_in_six_weeks @ ehc_decision_notified.notice_sent",
     DecidedAfter("ASSESS", 10, 13),
     {AskedBy("PARENT", 1), AskedBy("HEAD", 22)}},
    {"AReassessmentIsDecidedInFifteenDays",
     DecidedAfter("REFUSE_TO_REASSESS", 12, 17),
     "ehc.reassessment_decided_in_fifteen_days @ ehc_decision_notified.notice_sent",
     DecidedAfter("REFUSE_TO_REASSESS", 12, 16),
     {kReassess}},
    {"R91_AReviewIsDecidedInFourWeeks",
     DecidedAfter("MAINTAIN", 12, 11, kAfterReview),
     "ehc.review_decided_in_four_weeks @ ehc_decision_notified.notice_sent",
     DecidedAfter("MAINTAIN", 12, 10, kAfterReview),
     {kReviewed}},
    {"R91_ChangesGoWithTheNotice",
     DecidedAfter("AMEND", 12, 10, std::string(kAfterReview) + "changes_sent_with_it: false"),
     "ehc.changes_go_with_the_notice @ ehc_decision_notified.changes_sent_with_it",
     DecidedAfter("AMEND", 12, 10, kAfterReview)},
    {"R91_SilenceAboutTheChangesBreaksNoLaw", DecidedAfter("AMEND", 12, 10, kAfterReview),
     "ehc.changes_with_the_notice_stated @ ehc_decision_notified.changes_sent_with_it",
     DecidedAfter("AMEND", 12, 10, std::string(kAfterReview) + "changes_sent_with_it: false")},
    {"ARefusalHasReasons", DecidedAfter("REFUSE_TO_ASSESS", 6, 17),
     "ehc.refusal_has_reasons @ ehc_decision_notified.reasons",
     DecidedAfter("REFUSE_TO_ASSESS", 6, 17, "reasons: 'x'")},
    {"APlanCeasesForAReason", DecidedAfter("CEASE", 6, 17),
     "ehc.ceases_for_a_reason @ ehc_decision_notified.cease_reason_code",
     DecidedAfter("CEASE", 6, 17, "cease_reason_code: '2'")},
    {"ANoticeIsServedAfterItWasSent",
     DecidedAfter("ASSESS", 6, 17, "served_on { year: 2025 month: 6 day: 16 }"),
     "ehc.served_after_it_was_sent @ ehc_decision_notified.served_on",
     DecidedAfter("ASSESS", 6, 17, "served_on { year: 2025 month: 6 day: 17 }")},
};

INSTANTIATE_TEST_SUITE_P(Rows, EhcDecisionRules, testing::ValuesIn(kEhcDecisionCases), NameOf);

}  // namespace
}  // namespace cairn
