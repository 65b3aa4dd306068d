#include "projections/record/advice.h"

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

constexpr std::string_view kReport =
    "source { id: 'R' } specialist_reported { recommendations { text: 'Visual timetable' } "
    "recommendations { text: 'Sensory audit' } }";

TEST(SameWording, LooksAtWordsAndNotAtFigures) {
  EXPECT_TRUE(SameWording("Structured multisensory literacy 4x20 min 1:1",
                          "structured multisensory literacy"));
}

TEST(SameWording, NeedsTwoWordsInCommon) {
  EXPECT_FALSE(SameWording("Literacy", "structured literacy"));
  EXPECT_FALSE(SameWording("Language group 2x30 min weekly", "phonics small group"));
}

TEST(SameWording, NeedsEveryWordOfTheShorterText) {
  EXPECT_FALSE(SameWording("Predictable adult 10 h/week", "named adult"));
}

TEST(Advice, IsAnsweredByALinkWithoutAWordInCommon) {
  HistoryBuilder history;
  history.Add("2025-01-10", kReport)
      .Add("2025-02-01",
           "links { relation: RELATION_ANSWERS entry { source_id: 'R' } } concern_answered { text: "
           "'Both declined' }");

  for (const Advice& advice : AdviceOf(Fold({}, history.events()))) {
    EXPECT_NE(advice.answered_by, nullptr);
    EXPECT_FALSE(advice.by_wording);
  }
}

TEST(Advice, IsAnsweredByALinkOnlyWhereTheEntryWordsIt) {
  HistoryBuilder history;
  history.Add("2025-01-10", kReport)
      .Add("2025-02-01",
           "links { relation: RELATION_CARRIES_OUT entry { source_id: 'R' } } provision_started { "
           "provision_id: 'i1' name: 'Visual timetable' }");
  const Record record = Fold({}, history.events());

  const std::vector<Advice> advice = AdviceOf(record);

  EXPECT_NE(advice[0].answered_by, nullptr);
  EXPECT_EQ(advice[1].answered_by, nullptr);
}

TEST(Advice, IsNotAnsweredByWhatWasThereBefore) {
  HistoryBuilder history;
  history.Add("2025-01-01", "provision_started { provision_id: 'i1' name: 'Visual timetable' }")
      .Add("2025-01-10", kReport);

  EXPECT_EQ(AdviceOf(Fold({}, history.events()))[0].answered_by, nullptr);
}

TEST(Advice, IsAnsweredByTheAnswerThatNamesIt) {
  HistoryBuilder history;
  history
      .Add("2025-01-10",
           "specialist_reported { report_id: 'ep1' recommendations { item_id: 'r1' text: 'Visual "
           "timetable' } recommendations { item_id: 'r2' text: 'Sensory audit' } }")
      .Add("2025-01-20",
           "recommendation_answered { report_id: 'ep1' item_id: 'r2' answer: "
           "RECOMMENDATION_ANSWER_DECLINED }");

  const Record record = Fold({}, history.events());
  const std::vector<Advice> advice = AdviceOf(record);

  ASSERT_EQ(advice.size(), 2u);
  EXPECT_EQ(advice[0].answered_by, nullptr);
  EXPECT_TRUE(advice[1].answered_by->entry().has_recommendation_answered());
  EXPECT_FALSE(advice[1].by_wording);
}

}  // namespace
}  // namespace cairn
