#include "services/rules/assess/concern_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using ConcernRulesTest = RulesTest;

TEST_F(ConcernRulesTest, FindNothingInAWorry) {
  EXPECT_THAT(Findings("concern_raised { text: 'hides the book' }"), IsEmpty());
}

TEST_F(ConcernRulesTest, AskWhichWorryAnAnswerAnswers) {
  record_.Add("source { system: 's' id: 'A02' } concern_raised { text: 'x' }");

  EXPECT_THAT(Findings("concern_answered { text: 'we will look' }"),
              ElementsAre("concern.answer_names_its_concern @ concern_answered"));
  EXPECT_THAT(Findings("links { relation: RELATION_ANSWERS entry { source_id: 'A02' } } "
                       "concern_answered { text: 'we will look' }"),
              IsEmpty());
}

TEST_F(ConcernRulesTest, AskWhoseViewsTheyAre) {
  EXPECT_THAT(Findings("voice_captured { text: 'x' }"),
              ElementsAre("voice.whose @ voice_captured"));
  EXPECT_THAT(Findings("person { capacity: CAPACITY_CHILD } voice_captured { text: 'x' }"),
              IsEmpty());
  EXPECT_THAT(Findings("means: MEANS_OWN_SIGN_IN voice_captured { text: 'x' }"), IsEmpty());
}

TEST_F(ConcernRulesTest, WantViewsToSayOrShowSomething) {
  EXPECT_THAT(Findings("person { name: 'Pip' } voice_captured { medium: MEDIUM_PICTURE }"),
              ElementsAre("voice.says_or_shows_something @ voice_captured.text"));
  EXPECT_THAT(Findings("person { name: 'Pip' } attachments { name: 'drawing.png' } "
                       "voice_captured { medium: MEDIUM_PICTURE }"),
              IsEmpty());
}

TEST_F(ConcernRulesTest, FindAConfidenceThatEveryoneCanRead) {
  const std::string told = "voice_captured { text: 'x' confidential_to: 'SENCO' }";

  EXPECT_THAT(Findings("person { name: 'Pip' } " + told),
              ElementsAre("voice.confidence_kept @ voice_captured.confidential_to"));
  EXPECT_THAT(Findings("label: LABEL_CONFIDENTIAL person { name: 'Pip' } " + told), IsEmpty());
  EXPECT_THAT(Findings("audience { roles: ROLE_SENCO } person { name: 'Pip' } " + told), IsEmpty());
}

class ConcernRules : public RuleCaseTest {};

TEST_P(ConcernRules, FindIt) { ExpectItIsFound(); }

constexpr char kAnswers[] = "links { relation: RELATION_ANSWERS entry { source_id: 'A02' } } ";
constexpr char kWorry[] =
    "source { system: 's' id: 'A02' } person { capacity: CAPACITY_PARENT } "
    "concern_raised { text: 'x' slow_progress: SLOW_PROGRESS_THAN_PEERS }";
constexpr char kEarlier[] =
    "person { capacity: CAPACITY_PARENT } "
    "concern_raised { text: 'y' slow_progress: SLOW_PROGRESS_THAN_PEERS }";

std::string Answer(const std::string& more = "") {
  return kAnswers + ("concern_answered { text: 'we will look' " + more + " }");
}

const RuleCase kConcernCases[] = {
    {"R13_AnAnswerNamesItsWorry",
     "concern_answered { text: 'x' }",
     "concern.answer_names_its_concern @ concern_answered",
     Answer(),
     {kWorry}},
    {"R13_AParentsWorryIsComparedWithTheSchoolsView",
     Answer(),
     "concern.compared_with_own_view @ concern_answered.comparison",
     Answer("comparison: 'we see the same'"),
     {kWorry}},
    {"R15_SlowProgressIsLookedInto",
     Answer(),
     "concern.slow_progress_is_looked_into @ concern_answered.further_assessment",
     Answer("further_assessment: true"),
     {kWorry}},
    {"R15_StillSlowTheSencoJoins",
     Answer(),
     "concern.still_slow_so_senco_joins @ concern_answered.senco_involved_on",
     Answer("senco_involved_on { year: 2026 month: 1 }"),
     {kEarlier, kWorry}},
    {"R22_FurtherAssessmentHasAReason",
     Answer("further_assessment: true"),
     "assessment.further_has_a_reason @ concern_answered.further_assessment_reason",
     Answer("further_assessment: true further_assessment_reason: 'reads below his age'"),
     {kWorry}},
    {"R19_ViewsAreSomebodys", "voice_captured { text: 'x' }", "voice.whose @ voice_captured",
     "person { capacity: CAPACITY_PARENT } voice_captured { text: 'x' }"},
    {"R74_AFilmIsNamedAsOne", "attachments { name: 'a.mp4' } voice_captured { }",
     "voice.form_is_named @ voice_captured.medium",
     "attachments { name: 'a.mp4' } voice_captured { medium: MEDIUM_FILM }"},
    {"R74_ViewsSayOrShowSomething", "voice_captured { medium: MEDIUM_FILM }",
     "voice.says_or_shows_something @ voice_captured.text",
     "attachments { name: 'a.mp4' } voice_captured { medium: MEDIUM_FILM }"},
    {"R20_AConfidenceIsKept", "voice_captured { text: 'x' confidential_to: 'SENCO' }",
     "voice.confidence_kept @ voice_captured.confidential_to",
     "label: LABEL_CONFIDENTIAL voice_captured { text: 'x' confidential_to: 'SENCO' }"},
};

INSTANTIATE_TEST_SUITE_P(Rows, ConcernRules, testing::ValuesIn(kConcernCases), NameOf);

TEST_F(ConcernRulesTest, R14_WhenWorriesRemainParentsAreMet) {
  constexpr char kMeet[] = "concern.worries_remain_so_meet @ concern_answered";
  record_.Add(kWorry);
  EXPECT_THAT(Findings(Answer()), testing::Not(testing::Contains(kMeet)));

  record_.Add(kEarlier);

  EXPECT_THAT(Findings(Answer()), testing::Contains(kMeet));
  record_.Add(
      "meeting_held { meeting: MEETING_TYPE_INITIAL "
      "attendees { name: 'Mo' capacity: CAPACITY_PARENT } }");
  EXPECT_THAT(Findings(Answer()), testing::Not(testing::Contains(kMeet)));
}

}  // namespace
}  // namespace cairn
