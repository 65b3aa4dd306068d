#include "services/rules/provision/delivery_rules.h"

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
using testing::Not;

using DeliveryRulesTest = RulesTest;

constexpr char kWholeDelivery[] =
    "evidence_base: 'trials' planned { sessions_per_week { value: 5 } weeks: 12 } "
    "entry_measure { measure: 'words of 100' value { value: 41 } out_of { value: 100 } }";

class DeliveryRules : public RuleCaseTest {};

TEST_P(DeliveryRules, FindIt) { ExpectItIsFound(); }

std::string Delivered(const std::string& more) {
  return "delivery_logged { provision_id: 'i1' delivered_sessions: 8 " + more + " }";
}
std::string Measured(const std::string& more) {
  return "progress_measured { measurement { value { value: 1 } } " + more + " }";
}

const RuleCase kDoCases[] = {
    {"R61_DeliverySaysWhatWasPlanned",
     Delivered(""),
     "delivery.says_what_was_planned @ delivery_logged.planned_sessions",
     Delivered("planned_sessions: 8"),
     {SupportStarted()}},
    {"R59_SessionsNotGivenHaveAReason", Delivered("planned_sessions: 9"),
     "delivery.missed_with_reason @ delivery_logged.missed",
     Delivered("planned_sessions: 9 missed { reason: 1 sessions: 1 }")},
    {"R61_SomebodyElseGaveIt",
     Delivered("deliverer: 'D Fenn'"),
     "delivery.given_by_the_one_named @ delivery_logged.deliverer",
     Delivered("deliverer: 'C Applegarth'"),
     {SupportStarted("provider: 'C Applegarth'")}},
    {"R61_ANewProviderIsTheOneNamed",
     Delivered("deliverer: 'C Applegarth'"),
     "delivery.given_by_the_one_named @ delivery_logged.deliverer",
     Delivered("deliverer: 'D Fenn'"),
     {SupportStarted("provider: 'C Applegarth'"),
      "provision_changed { provision_id: 'i1' provider: 'D Fenn' }"}},
    {"R38_AMeasurementBelongsToSomething", Measured(""),
     "measure.belongs_to_something @ progress_measured.target_id", Measured("target_id: 't1'")},
    {"R62_ParentsHearHowItGoes",
     "provision_ended { provision_id: 'i1' reason: 1 }",
     "provision.parents_heard_how_it_went @ provision_ended",
     Delivered(""),
     {SupportStarted()}},
    {"R75_AnEndHasAMeasure", "provision_ended { provision_id: 'i1' reason: 1 }",
     "provision.has_an_exit_measure @ provision_ended.exit_measure",
     "provision_ended { provision_id: 'i1' reason: 1 exit_measure { value { value: 1 } } }"},
};

INSTANTIATE_TEST_SUITE_P(Rows, DeliveryRules, testing::ValuesIn(kDoCases), NameOf);

TEST_F(DeliveryRulesTest, FindNothingInAWholeStart) {
  EXPECT_THAT(Findings(SupportStarted(kWholeDelivery)), IsEmpty());
}

TEST_F(DeliveryRulesTest, RecordASupportWithoutStartOrDoseAndSaySo) {
  EXPECT_THAT(Findings(SupportStarted()),
              ElementsAre("provision.has_a_baseline @ provision_started.entry_measure",
                          "provision.has_a_planned_dose @ "
                          "provision_started.planned.sessions_per_week",
                          "provision.has_a_trial_length @ provision_started.planned.weeks",
                          "provision.rests_on_evidence @ provision_started.evidence_base"));
}

TEST_F(DeliveryRulesTest, WantNoDoseOfAnAdjustment) {
  EXPECT_THAT(Findings("provision_started { provision_id: 'a1' "
                       "provision_type: PROVISION_TYPE_ADJUSTMENT adjusts: 'school_rule' "
                       "basis: PROVISION_BASIS_EQUALITY_ACT }"),
              IsEmpty());
}

TEST_F(DeliveryRulesTest, FindUntrainedStaff) {
  EXPECT_THAT(Findings(SupportStarted(std::string(kWholeDelivery) + " trained: false")),
              ElementsAre("provision.given_by_trained_staff @ provision_started.trained"));
  EXPECT_THAT(Findings(SupportStarted(std::string(kWholeDelivery) + " trained: true")), IsEmpty());
}

TEST_F(DeliveryRulesTest, FindASecondStartUnderTheSameId) {
  record_.Add(SupportStarted(kWholeDelivery));

  EXPECT_THAT(Findings(SupportStarted(kWholeDelivery)),
              ElementsAre("provision.started_once @ provision_started.provision_id"));
  EXPECT_THAT(FindingsOf(Check(Correcting(2, SupportStarted(kWholeDelivery)))), IsEmpty());
}

TEST_F(DeliveryRulesTest, FindSupportThatIsInNoPlan) {
  EXPECT_THAT(Findings(SupportStarted(std::string(kWholeDelivery) + " plan_items: 'p1'")),
              ElementsAre("provision.is_in_the_plan @ provision_started.plan_items[0]"));
  record_.Add(
      "plan_issued { plan_id: 'x' plan_kind: PLAN_KIND_SEN_SUPPORT "
      "content { provisions { item_id: 'p1' what: 'Phonics' } } }");
  EXPECT_THAT(Findings(SupportStarted(std::string(kWholeDelivery) + " plan_items: 'p1'")),
              IsEmpty());
}

TEST_F(DeliveryRulesTest, RefuseMoreThanTheGreatestPossibleNumber) {
  EXPECT_THAT(
      Refusals(SupportStarted("entry_measure { value { value: 101 } out_of { value: 100 } }")),
      ElementsAre("measure.within_its_greatest @ provision_started.entry_measure.value"));
  EXPECT_THAT(Refusals("provision_ended { provision_id: 'i1' reason: 1 "
                       "exit_measure { value { value: 1001 scale: 1 } out_of { value: 100 } } }"),
              ElementsAre("measure.within_its_greatest @ provision_ended.exit_measure.value"));
  EXPECT_THAT(Refusals("progress_measured { measurement { value { value: 100 } "
                       "out_of { value: 100 } } }"),
              IsEmpty());
}

TEST_F(DeliveryRulesTest, RefuseScoresOffTheirScale) {
  EXPECT_THAT(Refusals("progress_measured { measurement { instrument: 'SDQ' "
                       "scores { type: SCORE_TYPE_RAW value { value: 41 } } } }"),
              ElementsAre("score.on_its_scale @ progress_measured.measurement.scores[0].value"));
}

TEST_F(DeliveryRulesTest, RefuseAMeasurementWithoutANumber) {
  EXPECT_THAT(Refusals("progress_measured { measurement { measure: 'words' } }"),
              ElementsAre("measure.says_how_much @ progress_measured.measurement.value"));
  EXPECT_THAT(Refusals("progress_measured { measurement { assessment_id: 'as1' } }"), IsEmpty());
}

TEST_F(DeliveryRulesTest, FindTheEndOfWhatNeverStarted) {
  EXPECT_THAT(Findings("provision_ended { provision_id: 'i9' "
                       "reason: PROVISION_END_REASON_COMPLETED }"),
              ElementsAre("provision.start_recorded @ provision_ended.provision_id",
                          "provision.has_an_exit_measure @ provision_ended.exit_measure"));
}

TEST_F(DeliveryRulesTest, FindAnEndBeforeTheStart) {
  record_.Add(On(2026, 1, 2) + SupportStarted(kWholeDelivery));

  EXPECT_THAT(Findings(On(2026, 1, 1) + "provision_ended { provision_id: 'i1' "
                                        "reason: PROVISION_END_REASON_MOVED "
                                        "exit_measure { value { value: 1 } } }"),
              Contains("provision.ends_after_it_starts @ provision_ended"));
}

constexpr char kNoProgress[] =
    "provision_ended { provision_id: 'i1' reason: PROVISION_END_REASON_NO_PROGRESS "
    "exit_measure { value { value: 41 } } }";

TEST_F(DeliveryRulesTest, R62_AnUpdateWhileItRanIsEnough) {
  record_.Add(SupportStarted(kWholeDelivery));
  record_.Add("notice_sent { notice: NOTICE_KIND_PROGRESS_UPDATE recipients: 'Mother' }");

  EXPECT_THAT(Findings(kNoProgress), IsEmpty());
}

// Case A: 8 of 15 sessions is 53 %.
TEST_F(DeliveryRulesTest, DoNotLetAnInterventionFailThatWasHardlyGiven) {
  record_.Add(SupportStarted(kWholeDelivery));
  record_.Add("delivery_logged { provision_id: 'i1' delivered_sessions: 8 planned_sessions: 15 }");

  EXPECT_THAT(Findings(kNoProgress),
              Contains("provision.given_before_it_is_judged @ provision_ended.reason"));
}

TEST_F(DeliveryRulesTest, LetAnInterventionFailThatWasGiven) {
  record_.Add(SupportStarted(kWholeDelivery));
  record_.Add("delivery_logged { provision_id: 'i1' delivered_sessions: 9 planned_sessions: 15 }");

  EXPECT_THAT(Findings(kNoProgress),
              Not(Contains("provision.given_before_it_is_judged @ provision_ended.reason")));
}

// 596 of 1,000 is red however it is rounded for print.
TEST_F(DeliveryRulesTest, R61_CompareTheDoseBeforeItIsRounded) {
  record_.Add(SupportStarted(kWholeDelivery));
  record_.Add(
      "delivery_logged { provision_id: 'i1' delivered_sessions: 596 planned_sessions: 1000 }");

  EXPECT_THAT(Findings(kNoProgress),
              Contains("provision.given_before_it_is_judged @ provision_ended.reason"));
}

TEST_F(DeliveryRulesTest, FindSessionsThatDoNotAddUp) {
  record_.Add(SupportStarted(kWholeDelivery));
  constexpr char kSum[] = "delivery.adds_up @ delivery_logged.planned_sessions";

  EXPECT_THAT(Findings("delivery_logged { provision_id: 'i1' delivered_sessions: 8 "
                       "planned_sessions: 15 missed { reason: 1 sessions: 7 } }"),
              IsEmpty());
  EXPECT_THAT(Findings("delivery_logged { provision_id: 'i1' delivered_sessions: 8 "
                       "planned_sessions: 15 missed { reason: 1 sessions: 8 } }"),
              ElementsAre(kSum));
}

TEST_F(DeliveryRulesTest, FindSessionsOutsideTheTimeOfTheSupport) {
  record_.Add(On(2026, 1, 2) + SupportStarted(kWholeDelivery));
  constexpr char kOutside[] = "delivery.while_it_ran @ delivery_logged";
  constexpr char kOne[] = "delivery_logged { provision_id: 'i1' delivered_sessions: 1 }";

  EXPECT_THAT(Findings(On(2026, 1, 1) + kOne), ElementsAre(kOutside));
  EXPECT_THAT(Findings(On(2026, 1, 2) + kOne), IsEmpty());
  record_.Add(On(2026, 1, 3) + "provision_ended { provision_id: 'i1' reason: 1 }");
  EXPECT_THAT(Findings(On(2026, 1, 3) + kOne), IsEmpty());
  EXPECT_THAT(Findings(On(2026, 1, 4) + kOne), ElementsAre(kOutside));
}

TEST_F(DeliveryRulesTest, RecordSessionsOfASupportWhoseStartNobodyRecorded) {
  EXPECT_THAT(Findings("delivery_logged { provision_id: 'i9' delivered_sessions: 1 }"),
              ElementsAre("provision.start_recorded @ delivery_logged.provision_id"));
}

TEST_F(DeliveryRulesTest, FindAChangedMeasure) {
  const auto measured = [](const char* measure) {
    return absl::StrFormat(
        "progress_measured { target_id: 't1' measurement { measure: '%s' value { value: 1 } } }",
        measure);
  };
  record_.Add(measured("words"));

  EXPECT_THAT(Findings(measured("words")), IsEmpty());
  EXPECT_THAT(Findings(measured("sentences")),
              ElementsAre("measure.stays_the_same @ progress_measured.measurement.measure"));
}

// --- IncidentRecorded ---

std::string Suspended(int sessions, std::string_view more = "reason_code: 'DB'") {
  return absl::StrFormat("incident_recorded { incident: INCIDENT_KIND_SUSPENSION sessions: %d %s }",
                         sessions, more);
}

TEST_F(DeliveryRulesTest, FindNothingInASuspensionThatIsWholeForAChildWithoutSen) {
  EXPECT_THAT(Findings(Suspended(4)), IsEmpty());
}

TEST_F(DeliveryRulesTest, AskForAdjustmentsBeforeAChildWithSenIsSuspended) {
  record_.Add("sen_status_set { status: SEN_PROVISION_K }");

  EXPECT_THAT(Findings(Suspended(4)),
              ElementsAre("suspension.adjustments_considered @ "
                          "incident_recorded.reasonable_adjustments_considered"));
  EXPECT_THAT(Findings(Suspended(4, "reasonable_adjustments_considered: false")), IsEmpty());
}

TEST_F(DeliveryRulesTest, CountFortyFiveDaysOfSuspensionInASchoolYear) {
  constexpr char kLong[] = "suspension.within_45_days_a_year @ incident_recorded.sessions";
  record_.Add(On(2025, 9, 1) + Suspended(60));
  record_.Add(On(2025, 7, 1) + Suspended(60));  // the school year before

  EXPECT_THAT(Findings(Suspended(30)), IsEmpty());
  EXPECT_THAT(Findings(Suspended(31)), ElementsAre(kLong));
}

TEST_F(DeliveryRulesTest, AskHowLongAndForWhichCensusReason) {
  EXPECT_THAT(
      Findings("incident_recorded { incident: INCIDENT_KIND_SUSPENSION reason_code: 'ZZ' }"),
      ElementsAre("suspension.how_long @ incident_recorded.sessions",
                  "suspension.reason_code_known @ incident_recorded.reason_code"));
}

TEST_F(DeliveryRulesTest, RemindOfTheDutyToTellParentsOfForceFromApril2026) {
  constexpr char kForce[] =
      "incident_recorded { incident: INCIDENT_KIND_USE_OF_FORCE staff: 'B' minutes: 2 "
      "tried_before: 'space' talked_through: 'x' }";
  const Facts facts{.today = CivilDate::Of(2026, 4, 1).value()};

  const Verdict after = CheckEntry(record_.Build(), EntryOf(On(2026, 4, 1) + kForce), facts);
  const Verdict before = CheckEntry(record_.Build(), EntryOf(On(2026, 3, 31) + kForce), facts);

  EXPECT_THAT(FindingsOf(after),
              ElementsAre("incident.parents_told @ incident_recorded.parents_told_on"));
  EXPECT_TRUE(after.findings.front().legal_duty());
  EXPECT_THAT(FindingsOf(before), IsEmpty());
}

}  // namespace
}  // namespace cairn
