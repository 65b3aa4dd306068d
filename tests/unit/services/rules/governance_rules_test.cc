#include "services/rules/governance_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using GovernanceRulesTest = RulesTest;

constexpr char kHold[] =
    "hold_placed { hold_id: 'h1' reason: 'appeal' scope: 'all' no_disposal: true }";
constexpr char kRelease[] = "hold_released { hold_id: 'h1' reason: 'appeal decided' }";

TEST_F(GovernanceRulesTest, AskWhetherAHoldStopsDisposal) {
  EXPECT_THAT(Findings("hold_placed { hold_id: 'h1' reason: 'appeal' scope: 'all' }"),
              ElementsAre("hold.says_no_disposal @ hold_placed.no_disposal"));
  EXPECT_THAT(
      Findings("hold_placed { hold_id: 'h1' reason: 'appeal' scope: 'all' no_disposal: true }"),
      IsEmpty());
}

TEST_F(GovernanceRulesTest, AskWhatAHoldHolds) {
  EXPECT_THAT(Findings("hold_placed { hold_id: 'h1' reason: 'appeal' no_disposal: true }"),
              ElementsAre("hold.names_what_it_holds @ hold_placed.scope"));
}

TEST_F(GovernanceRulesTest, FindASecondHoldUnderTheSameId) {
  record_.Add(kHold);

  EXPECT_THAT(Findings(kHold), ElementsAre("hold.placed_once @ hold_placed.hold_id"));
}

TEST_F(GovernanceRulesTest, LetAHoldStandAnewUnderAnIdThatWasReleased) {
  record_.Add(kHold);
  record_.Add(kRelease);

  EXPECT_THAT(Findings(kHold), IsEmpty());
}

TEST_F(GovernanceRulesTest, AcceptTheReleaseOfAHoldThatStands) {
  record_.Add(kHold);

  EXPECT_THAT(Findings(kRelease), IsEmpty());
}

TEST_F(GovernanceRulesTest, RefuseTheReleaseOfAHoldThatIsNotThere) {
  record_.Add(kHold);

  EXPECT_THAT(Refusals("hold_released { hold_id: 'h2' reason: 'appeal decided' }"),
              ElementsAre("hold.released_was_placed @ hold_released.hold_id"));
}

TEST_F(GovernanceRulesTest, FindASecondReleaseOfTheSameHold) {
  record_.Add(kHold);
  record_.Add(kRelease);

  EXPECT_THAT(Findings(kRelease), ElementsAre("hold.released_once @ hold_released.hold_id"));
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
