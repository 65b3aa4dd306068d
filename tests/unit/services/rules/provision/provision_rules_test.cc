#include "services/rules/provision/provision_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class ProvisionRules : public RuleCaseTest {};

TEST_P(ProvisionRules, FindIt) { ExpectItIsFound(); }

std::string Changed(const std::string& more = "funder: 'school'") {
  return "provision_changed { provision_id: 'i1' " + more + " }";
}

const RuleCase kStarts[] = {
    {"R38_SupportHasABaseline", SupportStarted(),
     "provision.has_a_baseline @ provision_started.entry_measure",
     SupportStarted("entry_measure { value { value: 41 } }")},
    {"R41_SupportHasAPlannedDose", SupportStarted(),
     "provision.has_a_planned_dose @ provision_started.planned.sessions_per_week",
     SupportStarted("planned { sessions_per_week { value: 5 } }")},
    {"R60_SupportHasATrialLength", SupportStarted(),
     "provision.has_a_trial_length @ provision_started.planned.weeks",
     SupportStarted("planned_end { year: 2026 month: 4 }")},
    {"R60_ATrialIsLongEnoughToTell", SupportStarted("planned { weeks: 5 }"),
     "provision.long_enough_to_tell @ provision_started.planned.weeks",
     SupportStarted("planned { weeks: 6 }")},
    {"R61_StaffAreTrained", SupportStarted("trained: false"),
     "provision.given_by_trained_staff @ provision_started.trained",
     SupportStarted("trained: true")},
    {"R48_SupportRestsOnEvidence", SupportStarted(),
     "provision.rests_on_evidence @ provision_started.evidence_base",
     SupportStarted("evidence_base: 'trials, 2019'")},
    {"R1_WhatEveryoneGetsIsNotSenSupport",
     SupportStarted("tier: TIER_UNIVERSAL basis: PROVISION_BASIS_SEN_SUPPORT"),
     "provision.universal_is_not_special @ provision_started.tier",
     SupportStarted("tier: TIER_TARGETED basis: PROVISION_BASIS_SEN_SUPPORT")},
    {"R3_AnAdjustmentSaysOnWhatBasis", SupportStarted("", "ADJUSTMENT"),
     "adjustment.says_on_what_basis @ provision_started.basis",
     SupportStarted("basis: PROVISION_BASIS_EQUALITY_ACT", "ADJUSTMENT")},
    {"R42_AnAdjustmentSaysWhatItChanges", SupportStarted("", "ADJUSTMENT"),
     "adjustment.says_what_it_changes @ provision_started.adjusts",
     SupportStarted("adjusts: 'school_rule'", "ADJUSTMENT")},
    {"R80_SupportIsInThePlan", SupportStarted("plan_items: 'p1'"),
     "provision.is_in_the_plan @ provision_started.plan_items[0]", SupportStarted()},
    {"SupportThatEndsBeforeItBeginsIsRefused",
     SupportStarted("planned_end { year: 2026 month: 1 day: 4 }"),
     "provision.ends_after_it_begins @ provision_started.planned_end",
     SupportStarted("planned_end { year: 2026 month: 1 day: 5 }")},
};

INSTANTIATE_TEST_SUITE_P(Starts, ProvisionRules, testing::ValuesIn(kStarts), NameOf);

const RuleCase kChanges[] = {
    {"AChangeOfNothingIsRefused", Changed("reason: 'x'"),
     "provision.change_says_something @ provision_changed", Changed()},
    // Told on 5 January: "it was to have stopped on the 2nd".
    {"AChangedEndComesAfterTheStartAndNotTheChange",
     Changed("planned_end { year: 2026 month: 1 day: 1 }"),
     "provision.ends_after_it_begins @ provision_changed.planned_end",
     Changed("planned_end { year: 2026 month: 1 day: 2 }"),
     {On(2026, 1, 2) + SupportStarted()}},
    {"R59_AChangeOfUnknownSupportIsAFinding", Changed(),
     "provision.start_recorded @ provision_changed.provision_id", SupportStarted()},
    {"R93_AChangeHasAReason", Changed(), "provision.change_has_a_reason @ provision_changed.reason",
     Changed("funder: 'school' reason: 'reads faster'")},
    {"AChangeComesWhileItRuns",
     On(2026, 1, 1) + Changed(),
     "provision.changed_while_it_ran @ provision_changed",
     Changed(),
     {On(2026, 1, 2) + SupportStarted()}},
    {"R61_AChangedProviderIsTrained", Changed("provider: 'D' trained: false"),
     "provision.given_by_trained_staff @ provision_changed.trained",
     Changed("provider: 'D' trained: true")},
    {"R80_AChangeIsInThePlan", Changed("plan_items: 'p1'"),
     "provision.is_in_the_plan @ provision_changed.plan_items[0]", Changed()},
};

INSTANTIATE_TEST_SUITE_P(Changes, ProvisionRules, testing::ValuesIn(kChanges), NameOf);

}  // namespace
}  // namespace cairn
