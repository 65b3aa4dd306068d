#include "services/rules/governance_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using GovernanceRulesTest = RulesTest;

TEST_F(GovernanceRulesTest, AskWhetherAHoldStopsDisposal) {
  EXPECT_THAT(Findings("hold_placed { hold_id: 'h1' reason: 'appeal' }"),
              ElementsAre("hold.says_no_disposal @ hold_placed.no_disposal"));
  EXPECT_THAT(Findings("hold_placed { hold_id: 'h1' reason: 'appeal' no_disposal: true }"),
              IsEmpty());
}

TEST_F(GovernanceRulesTest, FindASecondHoldUnderTheSameId) {
  record_.Add("hold_placed { hold_id: 'h1' reason: 'appeal' no_disposal: true }");

  EXPECT_THAT(Findings("hold_placed { hold_id: 'h1' reason: 'appeal' no_disposal: true }"),
              ElementsAre("hold.placed_once @ hold_placed.hold_id"));
}

TEST_F(GovernanceRulesTest, RemindOfTheFileAndItsReceipt) {
  const Verdict verdict = Check(EntryOf("record_handed_over { to_school: 'Larchmere' }"));

  EXPECT_THAT(FindingsOf(verdict),
              ElementsAre("handover.sen_file_sent @ record_handed_over.sen_file_sent",
                          "handover.receipt_confirmed @ record_handed_over.receipt_confirmed"));
  EXPECT_TRUE(verdict.findings.front().legal_duty());
  EXPECT_FALSE(verdict.findings.back().legal_duty());
}

TEST_F(GovernanceRulesTest, FindAReceiptBeforeTheSending) {
  EXPECT_THAT(Findings("record_handed_over { to_school: 'Larchmere' "
                       "sen_file_sent { year: 2026 month: 1 day: 5 } "
                       "receipt_confirmed { year: 2026 month: 1 day: 4 } }"),
              ElementsAre("handover.receipt_after_sending @ record_handed_over.receipt_confirmed"));
}

}  // namespace
}  // namespace cairn
