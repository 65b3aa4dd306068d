#include "services/rules/assess/assess_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "services/rules/rule_list.h"
#include "services/rules/shape/score_scales.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using AssessRulesTest = RulesTest;

std::string Assessed(std::string_view scores, std::string_view more = "") {
  return absl::StrFormat("assessment_recorded { instrument: 'YARC_PRIMARY' %s %s }", scores, more);
}

struct ScaleCase {
  const char* name;
  const char* instrument;
  const char* score;
  bool on_scale;
};

class Scales : public RulesTest, public testing::WithParamInterface<ScaleCase> {};

TEST_P(Scales, HoldTheScoresOfTheirType) {
  const std::string entry =
      absl::StrFormat("assessment_recorded { instrument: '%s' scores { %s } }",
                      GetParam().instrument, GetParam().score);
  const std::vector<std::string> expected =
      GetParam().on_scale
          ? std::vector<std::string>()
          : std::vector<std::string>{"score.on_its_scale @ assessment_recorded.scores[0].value"};

  EXPECT_EQ(Refusals(entry), expected);
}

INSTANTIATE_TEST_SUITE_P(
    AssessRules, Scales,
    testing::Values(
        ScaleCase{"Standard40", "X", "type: SCORE_TYPE_STANDARD value { value: 40 }", true},
        ScaleCase{"Standard160", "X", "type: SCORE_TYPE_STANDARD value { value: 160 }", true},
        ScaleCase{"Standard39", "X", "type: SCORE_TYPE_STANDARD value { value: 39 }", false},
        ScaleCase{"Standard161", "X", "type: SCORE_TYPE_STANDARD value { value: 161 }", false},
        ScaleCase{"StandardJustAbove", "X",
                  "type: SCORE_TYPE_STANDARD value { value: 1601 scale: 1 }", false},
        ScaleCase{"Percentile1", "X", "type: SCORE_TYPE_PERCENTILE value { value: 1 }", true},
        ScaleCase{"Percentile99", "X", "type: SCORE_TYPE_PERCENTILE value { value: 99 }", true},
        ScaleCase{"Percentile0", "X", "type: SCORE_TYPE_PERCENTILE value { value: 0 }", false},
        ScaleCase{"Percentile100", "X", "type: SCORE_TYPE_PERCENTILE value { value: 100 }", false},
        ScaleCase{"Stanine9", "X", "type: SCORE_TYPE_STANINE value { value: 9 }", true},
        ScaleCase{"Stanine10", "X", "type: SCORE_TYPE_STANINE value { value: 10 }", false},
        ScaleCase{"Scaled0", "X", "type: SCORE_TYPE_SCALED value { value: 0 }", false},
        ScaleCase{"TNegative", "X", "type: SCORE_TYPE_T value { value: -1 }", false},
        ScaleCase{"SdqSubscale10", "SDQ",
                  "type: SCORE_TYPE_RAW value { value: 10 } subscale: 'conduct'", true},
        ScaleCase{"SdqSubscale11", "SDQ",
                  "type: SCORE_TYPE_RAW value { value: 11 } subscale: 'conduct'", false},
        ScaleCase{"SdqTotal40", "SDQ", "type: SCORE_TYPE_RAW value { value: 40 }", true},
        ScaleCase{"SdqTotal41", "SDQ", "type: SCORE_TYPE_RAW value { value: 41 }", false},
        ScaleCase{"RawOfAnother", "BOXALL_YP", "type: SCORE_TYPE_RAW value { value: 136 }", true},
        ScaleCase{"Count", "X", "type: SCORE_TYPE_COUNT value { value: 5000 }", true},
        ScaleCase{"AgeEquivalent361", "X",
                  "type: SCORE_TYPE_AGE_EQUIVALENT_MONTHS value { value: 361 }", false}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(AssessRulesTest, CompareNumbersHoweverTheyAreScaled) {
  v1::Decimal tenth, hundredths;
  tenth.set_value(1);
  tenth.set_scale(1);
  hundredths.set_value(10);
  hundredths.set_scale(2);

  EXPECT_EQ(rules::NumberOf(tenth), rules::NumberOf(hundredths));
}

TEST_F(AssessRulesTest, RefuseAnIntervalTheWrongWayRound) {
  EXPECT_THAT(Refusals(Assessed("scores { type: SCORE_TYPE_STANDARD value { value: 76 } "
                                "interval_low { value: 81 } interval_high { value: 71 } }")),
              ElementsAre("score.interval_in_order @ assessment_recorded.scores[0].interval_low"));
}

TEST_F(AssessRulesTest, RefuseALevelThatIsNoPercentage) {
  EXPECT_THAT(Refusals(Assessed("scores { type: SCORE_TYPE_STANDARD value { value: 76 } "
                                "interval_level_percent: 100 }")),
              ElementsAre("OUT_OF_RANGE @ assessment_recorded.scores[0].interval_level_percent"));
}

constexpr char kLevel[] =
    "score.interval_has_its_level @ assessment_recorded.scores[0].interval_level_percent";

TEST_F(AssessRulesTest, AskForTheLevelOfAnInterval) {
  const std::string interval =
      "scores { type: SCORE_TYPE_STANDARD value { value: 76 } interval_low { value: 71 } "
      "interval_high { value: 81 } ";

  EXPECT_THAT(Findings(Assessed(interval + "}")), ElementsAre(kLevel));
  EXPECT_THAT(Findings(Assessed(interval + "interval_level_percent: 95 }")), IsEmpty());
  EXPECT_THAT(Findings(Assessed(interval + "standard_error { value: 45 scale: 1 } }")), IsEmpty());
}

TEST_F(AssessRulesTest, FindAScoreOutsideItsOwnInterval) {
  EXPECT_THAT(Findings(Assessed("scores { type: SCORE_TYPE_STANDARD value { value: 86 } "
                                "interval_low { value: 71 } interval_high { value: 81 } "
                                "interval_level_percent: 95 }")),
              ElementsAre("score.lies_in_its_interval @ assessment_recorded.scores[0].value"));
}

// Born 11 February 2017: 92 months on 15 October 2024.
TEST_F(AssessRulesTest, FindAnAgeThatIsNotTheChilds) {
  constexpr char kAge[] = "assessment.age_agrees @ assessment_recorded.age_months";
  const auto aged = [](const char* months) {
    return On(2024, 10, 15) + "late_reason: 'import' " +
           Assessed("scores { type: SCORE_TYPE_STANDARD value { value: 76 } }",
                    std::string("age_months: ") + months);
  };

  EXPECT_THAT(Findings(aged("92")), IsEmpty());
  EXPECT_THAT(Findings(aged("93")), IsEmpty());
  EXPECT_THAT(Findings(aged("94")), ElementsAre(kAge));
  EXPECT_THAT(Findings(aged("80")), ElementsAre(kAge));
}

// The rules look at entries whose shape was refused, too: the difference to this age overflowed.
TEST_F(AssessRulesTest, StandTheSmallestOfAllNumbersAsAnAge) {
  const std::string text =
      On(2024, 10, 15) + Assessed("scores { type: SCORE_TYPE_STANDARD value { value: 76 } }",
                                  "age_months: -2147483648");

  EXPECT_THAT(Refusals(text), Contains(HasSubstr("assessment_recorded.age_months")));
}

TEST_F(AssessRulesTest, FindTwoNeedsOfTheSameRank) {
  EXPECT_THAT(Findings("needs_identified { needs { type: SEN_TYPE_SPLD rank: 1 } "
                       "needs { type: SEN_TYPE_SLCN rank: 1 } }"),
              Contains("needs.one_of_each_rank @ needs_identified.needs[1].rank"));
  EXPECT_THAT(Findings("needs_identified { needs { type: SEN_TYPE_SPLD rank: 1 } "
                       "needs { type: SEN_TYPE_SLCN rank: 2 } }"),
              Not(Contains("needs.one_of_each_rank @ needs_identified.needs[1].rank")));
}

TEST_F(AssessRulesTest, KeepNsaFromAChildWithAPlan) {
  constexpr char kNsa[] = "needs_identified { needs { type: SEN_TYPE_NSA } }";
  record_.Add(On(2026, 1, 2) + "sen_status_set { status: SEN_PROVISION_K }");
  EXPECT_THAT(Findings(kNsa),
              Not(Contains("needs.nsa_not_with_e @ needs_identified.needs[0].type")));

  record_.Add("sen_status_set { status: SEN_PROVISION_E }");

  EXPECT_THAT(Findings(kNsa), Contains("needs.nsa_not_with_e @ needs_identified.needs[0].type"));
}

// --- SpecialistReported ---

constexpr char kEpReport[] =
    "specialist_reported { profession: PROFESSION_EDUCATIONAL_PSYCHOLOGIST }";
constexpr char kNone[] = "report.permission_recorded @ specialist_reported";
constexpr char kStopped[] = "report.permission_stands @ specialist_reported";

std::string Ep(std::string_view act) {
  return absl::StrFormat(
      "permission_recorded { act: PERMISSION_ACT_%s services: "
      "OUTSIDE_SERVICE_EDUCATIONAL_PSYCHOLOGY }",
      act);
}

TEST_F(AssessRulesTest, AskForThePermissionBehindAReport) {
  EXPECT_THAT(Findings(kEpReport), Contains(kNone));
  record_.Add(On(2026, 1, 2) + Ep("GIVEN"));
  EXPECT_THAT(Findings(kEpReport), Not(Contains(kNone)));
}

TEST_F(AssessRulesTest, RecordAReportAgainstARefusalAndSaySo) {
  record_.Add(On(2026, 1, 2) + Ep("REFUSED"));

  EXPECT_THAT(Findings(kEpReport), Contains(kStopped));
}

TEST_F(AssessRulesTest, LeaveReportsFromBeforeAWithdrawalAlone) {
  record_.Add(On(2025, 9, 1) + Ep("GIVEN"));
  record_.Add(On(2026, 1, 2) + Ep("WITHDRAWN"));

  EXPECT_THAT(Findings("specialist_reported { profession: PROFESSION_EDUCATIONAL_PSYCHOLOGIST "
                       "assessed_on { year: 2025 month: 12 day: 1 } }"),
              Not(Contains(kStopped)));
  EXPECT_THAT(Findings(kEpReport), Contains(kStopped));
}

TEST_F(AssessRulesTest, DoNotTakeOneServicesPermissionForAnothers) {
  record_.Add(On(2026, 1, 2) + Ep("GIVEN"));

  EXPECT_THAT(
      Findings("specialist_reported { profession: PROFESSION_SPEECH_AND_LANGUAGE_THERAPIST }"),
      Contains(kNone));
}

TEST_F(AssessRulesTest, FindAReportDatedBeforeTheChildWasSeen) {
  EXPECT_THAT(Findings("specialist_reported { profession: PROFESSION_SOCIAL_WORKER "
                       "assessed_on { year: 2025 month: 12 day: 2 } "
                       "report_date { year: 2025 month: 12 day: 1 } }"),
              Contains("report.dates_in_order @ specialist_reported.report_date"));
}

class AssessRules : public RuleCaseTest {};

TEST_P(AssessRules, FindIt) { ExpectItIsFound(); }

const RuleCase kAssessCases[] = {
    {"R23_AScoreIsComparedWithTheAge",
     "assessment_recorded { instrument: 'x' scores { type: SCORE_TYPE_RAW value { value: 3 } } }",
     "assessment.compared_with_age @ assessment_recorded.expected_for_age",
     "assessment_recorded { instrument: 'x' scores { type: SCORE_TYPE_RAW value { value: 3 } } "
     "band: 'average' }"},
};

INSTANTIATE_TEST_SUITE_P(Rows, AssessRules, testing::ValuesIn(kAssessCases), NameOf);

TEST_F(AssessRulesTest, R4_NobodyAsksForADiagnosis) {
  for (const rules::Rule& rule : rules::AllRules()) {
    EXPECT_THAT(std::string(rule.sentence), Not(testing::HasSubstr("diagnos"))) << rule.id;
  }
}

TEST_F(AssessRulesTest, LeaveObservationsAlone) {
  EXPECT_THAT(Findings("observation_recorded { text: 'Guesses from the first letter' }"),
              IsEmpty());
}

}  // namespace
}  // namespace cairn
