#include "services/rules/concern_rules.h"

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

}  // namespace
}  // namespace cairn
