#include "services/rules/governance/transfer_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

using TransferRulesTest = RulesTest;

TEST_F(TransferRulesTest, RemindOfTheFileAndItsReceipt) {
  const Verdict verdict = Check(EntryOf("record_handed_over { to_school: 'Larchmere' }"));

  EXPECT_THAT(FindingsOf(verdict),
              ElementsAre("handover.sen_file_sent @ record_handed_over.sen_file_sent",
                          "handover.common_transfer_file_sent @ record_handed_over.ctf_sent",
                          "handover.receipt_confirmed @ record_handed_over.receipt_confirmed"));
  for (const v1::Finding& finding : verdict.findings) {
    EXPECT_FALSE(finding.legal_duty()) << "15 school days have only begun: " << finding.rule_id();
  }
}

TEST_F(TransferRulesTest, FindAReceiptBeforeTheSending) {
  EXPECT_THAT(Findings("record_handed_over { to_school: 'Larchmere' "
                       "ctf_sent { year: 2026 } sen_file_sent { year: 2026 month: 1 day: 5 } "
                       "receipt_confirmed { year: 2026 month: 1 day: 4 } }"),
              ElementsAre("handover.receipt_after_sending @ record_handed_over.receipt_confirmed"));
}

class TransferRules : public RuleCaseTest {};

TEST_P(TransferRules, FindIt) { ExpectItIsFound(); }

std::string Received(const std::string& more = "") {
  return "record_received { from_school: 'Fenmarch' " + more + " }";
}
std::string Disclosed(const std::string& more = "") {
  return "disclosed { to: 'CAMHS duty team' what: 'plan' service: OUTSIDE_SERVICE_CAMHS " + more +
         " }";
}
std::string Disposal(const std::string& decision, const std::string& more = "") {
  return "disposal_decided { decision: DISPOSAL_DECISION_" + decision +
         " decided_by: 'head' authority: ERASURE_AUTHORITY_RETENTION_ENDED " + more + " }";
}
constexpr char kHoldOnTransfer[] =
    "hold_placed { hold_id: 'h' reason: 'appeal' no_disposal: true }";
constexpr char kRestriction[] = "hold_placed { hold_id: 'h' reason: 'x' restricts_use: true }";
const std::string kSent = On(2026, 1, 2) +
                          "record_handed_over { to_school: 'Hollowtree' "
                          "sen_file_sent { year: 2026 month: 1 day: 2 } }";

const RuleCase kTransferCases[] = {
    {"TheSenFileComes", Received(), "receipt.of_the_sen_file @ record_received.sen_file_received",
     Received("sen_file_received { year: 2026 month: 1 day: 5 }")},
    {"ReceiptIsConfirmed", Received(), "receipt.confirmed @ record_received.receipt_confirmed",
     Received("receipt_confirmed { year: 2026 month: 1 day: 5 }")},
    {"NothingIsMissing", Received("missing: 'plans'"),
     "receipt.of_everything @ record_received.missing", Received()},
    {"AFileComesAfterItWasSent",
     Received("sen_file_received { year: 2026 month: 1 day: 1 }"),
     "receipt.after_it_was_sent @ record_received.sen_file_received",
     Received("sen_file_received { year: 2026 month: 1 day: 2 }"),
     {kSent}},
    {"R26_DisclosureWithoutPermissionIsAFinding", Disclosed(),
     "disclosure.permission_recorded @ disclosed.service",
     "disclosed { to: 'Mother' what: 'plan' }"},
    {"R26_DisclosureAgainstARefusalIsAFinding",
     Disclosed(),
     "disclosure.permission_stands @ disclosed.service",
     Disclosed("override_ground: OVERRIDE_GROUND_SAFEGUARDING override_reason: 'x'"),
     {"permission_recorded { act: PERMISSION_ACT_REFUSED services: OUTSIDE_SERVICE_CAMHS }"}},
    {"R26_AnOverrideHasAReason", Disclosed("override_ground: OVERRIDE_GROUND_STATUTORY_DUTY"),
     "override.reason_given @ disclosed.override_reason",
     Disclosed("override_ground: OVERRIDE_GROUND_STATUTORY_DUTY override_reason: 'reg 8'")},
    {"ADisclosureSaysWhatFor", Disclosed(), "disclosure.says_what_for @ disclosed.purpose",
     Disclosed("purpose: 'assessment'")},
    {"NothingIsDisclosedUnderARestriction",
     Disclosed(),
     "disclosure.not_while_restricted @ disclosed.legal_basis",
     Disclosed("legal_basis: 'court order'"),
     {kRestriction}},
    {"NothingIsDisposedOfUnderAHold",
     Disposal("APPROVED"),
     "disposal.not_under_a_hold @ disposal_decided.decision",
     Disposal("DEFERRED"),
     {kHoldOnTransfer}},
    {"AFileIsKeptItsTime", Disposal("APPROVED"),
     "disposal.after_its_time @ disposal_decided.authority",
     "disposal_decided { decision: DISPOSAL_DECISION_APPROVED decided_by: 'head' "
     "authority: ERASURE_AUTHORITY_COURT_ORDER }"},
    // Born 11 February 2017.
    {"TheTimeStatedIsThirtyOneYears",
     Disposal("DEFERRED", "stated_retain_until { year: 2042 month: 2 day: 11 }"),
     "disposal.time_agrees @ disposal_decided.stated_retain_until",
     Disposal("DEFERRED", "stated_retain_until { year: 2048 month: 2 day: 11 }")},
    {"DisposalTakesTwoPeople", Disposal("APPROVED", "proposed_by: 'head'"),
     "disposal.two_people @ disposal_decided.proposed_by",
     Disposal("APPROVED", "proposed_by: 'office'")},
    {"DisposalHasACertificate", Disposal("APPROVED"),
     "disposal.has_a_certificate @ disposal_decided.certificate",
     Disposal("APPROVED", "certificate: '17'")},
    {"WhatIsKeptHasAReason", Disposal("REFUSED"),
     "disposal.kept_with_a_reason @ disposal_decided.reason",
     Disposal("REFUSED", "reason: 'a claim may come'")},
};

INSTANTIATE_TEST_SUITE_P(Rows, TransferRules, testing::ValuesIn(kTransferCases), NameOf);

TEST_F(TransferRulesTest, AFileThatHasNotComeBreaksNoLawWhileItsTimeRuns) {
  for (const v1::Finding& finding : Check(EntryOf(Received())).findings) {
    EXPECT_FALSE(finding.legal_duty()) << finding.rule_id();
  }
}

// A decision that was taken is recorded; Cairn itself removes nothing.
TEST_F(TransferRulesTest, ADisposalUnderAHoldIsRecordedAndNotRefused) {
  record_.Add(kHoldOnTransfer);

  EXPECT_FALSE(Check(EntryOf(Disposal("APPROVED"))).refused());
}

TEST_F(TransferRulesTest, R26_APermissionThatStandsCoversADisclosure) {
  constexpr char kFound[] = "disclosure.permission_recorded @ disclosed.service";
  EXPECT_THAT(Findings(Disclosed()), Contains(kFound));

  record_.Add("permission_recorded { act: PERMISSION_ACT_GIVEN services: OUTSIDE_SERVICE_CAMHS }");

  EXPECT_THAT(Findings(Disclosed()), Not(Contains(kFound)));
}

}  // namespace
}  // namespace cairn
