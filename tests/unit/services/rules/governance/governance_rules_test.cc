#include "services/rules/governance/governance_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using GovernanceRulesTest = RulesTest;

constexpr char kDataHold[] =
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
  record_.Add(kDataHold);

  EXPECT_THAT(Findings(kDataHold), ElementsAre("hold.placed_once @ hold_placed.hold_id"));
}

TEST_F(GovernanceRulesTest, LetAHoldStandAnewUnderAnIdThatWasReleased) {
  record_.Add(kDataHold);
  record_.Add(kRelease);

  EXPECT_THAT(Findings(kDataHold), IsEmpty());
}

TEST_F(GovernanceRulesTest, AcceptTheReleaseOfAHoldThatStands) {
  record_.Add(kDataHold);

  EXPECT_THAT(Findings(kRelease), IsEmpty());
}

TEST_F(GovernanceRulesTest, RefuseTheReleaseOfAHoldThatIsNotThere) {
  record_.Add(kDataHold);

  EXPECT_THAT(Refusals("hold_released { hold_id: 'h2' reason: 'appeal decided' }"),
              ElementsAre("hold.released_was_placed @ hold_released.hold_id"));
}

TEST_F(GovernanceRulesTest, FindASecondReleaseOfTheSameHold) {
  record_.Add(kDataHold);
  record_.Add(kRelease);

  EXPECT_THAT(Findings(kRelease), ElementsAre("hold.released_once @ hold_released.hold_id"));
}

class GovernanceRules : public RuleCaseTest {};

TEST_P(GovernanceRules, FindIt) { ExpectItIsFound(); }

std::string Granted(const std::string& more = "") {
  return "access_granted { sign_in_subject: 'd.fenn' reason: 'covers' " + more + " }";
}
std::string Joined(const std::string& id) {
  return "record_joined { record_id: '" + id + "' reason: 'same child' }";
}
constexpr char kOther[] = "fedcba9876543210";

const RuleCase kGovernanceCases[] = {
    {"JoiningTwiceIsHarmless",
     Joined(kOther),
     "joined.once @ record_joined.record_id",
     Joined("0000000000000000"),
     {Joined(kOther)}},
    {"AccessThatEndsBeforeItBeginsIsRefused", Granted("to { year: 2026 month: 1 day: 4 }"),
     "access.ends_after_it_begins @ access_granted.to",
     Granted("to { year: 2026 month: 1 day: 5 }")},
    {"AccessHasAnEnd", Granted(), "access.has_an_end @ access_granted.to",
     Granted("to { year: 2026 month: 7 }")},
    {"AccessIsSomebodysByName", Granted(), "access.says_whose_it_is @ access_granted.name",
     Granted("name: 'D Fenn'")},
    {"WhatIsRevokedWasGranted",
     "access_revoked { sign_in_subject: 'nobody' }",
     "access.was_granted @ access_revoked.sign_in_subject",
     "access_revoked { sign_in_subject: 'd.fenn' }",
     {Granted()}},
};

INSTANTIATE_TEST_SUITE_P(Rows, GovernanceRules, testing::ValuesIn(kGovernanceCases), NameOf);

TEST_F(GovernanceRulesTest, RefuseToJoinARecordToItself) {
  v1::Entry entry = EntryOf(Joined(kOther));
  entry.mutable_record_joined()->set_record_id(record_.Build().id.ToBytes());

  EXPECT_THAT(RefusalsOf(Check(entry)),
              ElementsAre("joined.not_to_itself @ record_joined.record_id"));
}

}  // namespace
}  // namespace cairn
