#include "projections/record/effective_entries.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Entry Note(std::string_view day, std::string_view id, std::string_view text) {
  return EntryOn(day, "source { id: '" + std::string(id) + "' } observation_recorded { text: '" +
                          std::string(text) + "' }");
}

v1::Entry Correction(std::string_view day, std::string_view id, std::string_view target,
                     std::string_view text) {
  v1::Entry entry = Note(day, id, text);
  entry.mutable_corrects()->mutable_target()->set_source_id(std::string(target));
  return entry;
}

v1::Entry Void(std::string_view day, std::string_view id, std::string_view target) {
  return EntryOn(day, "source { id: '" + std::string(id) +
                          "' } links { relation: RELATION_VOIDS entry { source_id: '" +
                          std::string(target) + "' } } entry_voided { reason: 'wrong child' }");
}

std::vector<std::string> Texts(const std::vector<EntryPtr>& entries) {
  std::vector<std::string> texts;
  for (const EntryPtr& entry : entries) {
    const v1::Entry& fact = entry->entry();
    texts.push_back(fact.has_entry_voided() ? "void" : fact.observation_recorded().text(0));
  }
  return texts;
}

TEST(EffectiveEntries, StandInTheOrderInWhichTheyHappened) {
  HistoryBuilder history;
  history.Add("2024-10-09", Note("2024-10-09", "A03", "recorded first"))
      .Add("2024-10-09", Note("2024-09-27", "A04", "happened first"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())),
              ElementsAre("happened first", "recorded first"));
}

TEST(EffectiveEntries, KeepTheOrderOfVersionsOnOneDay) {
  HistoryBuilder history;
  history.Add("2024-10-09", Note("2024-10-09", "A", "one"))
      .Add("2024-10-09", Note("2024-10-09", "B", "two"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("one", "two"));
}

TEST(EffectiveEntries, PutAKnownMinuteAfterTheDayAsAWhole) {
  HistoryBuilder history;
  v1::Entry at_noon = Note("2024-10-09", "A", "at noon");
  at_noon.mutable_occurred()->set_precision(v1::PRECISION_MINUTE);
  at_noon.mutable_occurred()->set_from_minute(12 * 60);
  at_noon.mutable_occurred()->set_utc_offset_minutes(60);
  history.Add("2024-10-09", at_noon).Add("2024-10-09", Note("2024-10-09", "B", "that day"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("that day", "at noon"));
}

TEST(EffectiveEntries, ShowTheCorrectionInPlaceOfItsTarget) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A05", "79"))
      .Add("2024-10-16", Note("2024-10-15", "A06", "other"))
      .Add("2024-10-21", Correction("2024-10-15", "A08", "A05", "76"));

  const std::vector<EntryPtr> entries = EffectiveEntries(history.events());

  EXPECT_THAT(Texts(entries), ElementsAre("76", "other"));
  EXPECT_THAT(entries[0]->Labels(), ElementsAre("A05", "A08"));
  EXPECT_EQ(entries[0]->original->version, 1u);
  EXPECT_EQ(entries[0]->current->version, 3u);
}

TEST(EffectiveEntries, LetTheLastCorrectionWinAlsoOverACorrection) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A", "first"))
      .Add("2024-10-16", Correction("2024-10-15", "B", "A", "second"))
      .Add("2024-10-17", Correction("2024-10-15", "C", "B", "third"))
      .Add("2024-10-18", Correction("2024-10-15", "D", "A", "fourth"));

  const std::vector<EntryPtr> entries = EffectiveEntries(history.events());

  EXPECT_THAT(Texts(entries), ElementsAre("fourth"));
  EXPECT_THAT(entries[0]->Labels(), ElementsAre("A", "B", "C", "D"));
}

TEST(EffectiveEntries, MoveAnEntryWhoseDateWasCorrected) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-10", "A", "wrong day"))
      .Add("2024-10-15", Note("2024-10-12", "B", "between"))
      .Add("2024-10-16", Correction("2024-10-14", "C", "A", "right day"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("between", "right day"));
}

TEST(EffectiveEntries, LeaveOutWhatIsVoid) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A", "wrong child"))
      .Add("2024-10-16", Void("2024-10-16", "B", "A"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("void"));
}

TEST(EffectiveEntries, LeaveOutACorrectedFactThatIsVoidAsAWhole) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A", "first"))
      .Add("2024-10-16", Correction("2024-10-15", "B", "A", "second"))
      .Add("2024-10-17", Void("2024-10-17", "C", "A"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("void"));
}

TEST(EffectiveEntries, TakeAVoidCorrectionBackAndNoMore) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A", "first"))
      .Add("2024-10-16", Correction("2024-10-15", "B", "A", "second"))
      .Add("2024-10-17", Void("2024-10-17", "C", "B"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("first", "void"));
}

TEST(EffectiveEntries, CountAgainWhenTheVoidIsVoid) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A", "right child after all"))
      .Add("2024-10-16", Void("2024-10-16", "B", "A"))
      .Add("2024-10-17", Void("2024-10-17", "C", "B"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())),
              ElementsAre("right child after all", "void"));
}

TEST(EffectiveEntries, AreAsKnownBeforeTheCorrection) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A05", "79"))
      .Add("2024-10-21", Correction("2024-10-15", "A08", "A05", "76"));
  const KnownAt before{.recorded_at_us = StartOfDayMicros(Day("2024-10-21")) - 1};

  EXPECT_THAT(Texts(EffectiveEntries(history.events(), before)), ElementsAre("79"));
}

TEST(EffectiveEntries, LeaveOutWhatHappenedAfterTheDayAskedFor) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-14", "A", "before"))
      .Add("2024-10-15", Note("2024-10-15", "B", "after"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events(), {}, AsOf{Day("2024-10-14")})),
              ElementsAre("before"));
}

TEST(EffectiveEntries, LeaveOutWhatWasRemoved) {
  HistoryBuilder history;
  history.AddErased("2024-10-15");

  EXPECT_THAT(EffectiveEntries(history.events()), IsEmpty());
}

TEST(EffectiveEntries, KeepACorrectionWhoseTargetWasRemoved) {
  HistoryBuilder history;
  v1::Entry correction = Note("2024-10-15", "B", "what counts");
  history.AddErased("2024-10-15");
  correction.mutable_corrects()->mutable_target()->set_event_id(
      history.events()[0]->event_id.ToBytes());
  history.Add("2024-10-16", correction);

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("what counts"));
}

TEST(EffectiveEntries, SurviveCorrectionsThatNameEachOther) {
  HistoryBuilder history;
  history.Add("2024-10-15", Correction("2024-10-15", "A", "B", "a"))
      .Add("2024-10-15", Correction("2024-10-15", "B", "A", "b"));

  EXPECT_THAT(Texts(EffectiveEntries(history.events())), ElementsAre("a", "b"));
}

TEST(StatesOf, SaysWhatHasBecomeOfEachEvent) {
  HistoryBuilder history;
  history.Add("2024-10-15", Note("2024-10-15", "A", "corrected"))
      .Add("2024-10-16", Correction("2024-10-15", "B", "A", "counts"))
      .Add("2024-10-17", Note("2024-10-15", "C", "void"))
      .Add("2024-10-18", Void("2024-10-18", "D", "C"))
      .AddErased("2024-10-19")
      .Add("2024-10-20", Note("2024-10-20", "F", "not known yet"));
  const KnownAt known{.recorded_at_us = StartOfDayMicros(Day("2024-10-20"))};

  EXPECT_THAT(
      StatesOf(history.events(), known),
      ElementsAre(v1::EVENT_STATE_CORRECTED, v1::EVENT_STATE_EFFECTIVE, v1::EVENT_STATE_VOIDED,
                  v1::EVENT_STATE_EFFECTIVE, v1::EVENT_STATE_ERASED, v1::EVENT_STATE_UNSPECIFIED));
}

TEST(DaysToRecording, CountsFromTheLastDayOfWhatOccurred) {
  HistoryBuilder history;
  v1::Entry weeks = Note("2024-11-18", "A", "three weeks");
  *weeks.mutable_occurred()->mutable_to() = ToProto(Day("2024-12-06"));
  history.Add("2024-12-09", weeks);

  EXPECT_EQ(DaysToRecording(*EffectiveEntries(history.events())[0]), 3);
}

}  // namespace
}  // namespace cairn
