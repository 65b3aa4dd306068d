#include "projections/view_runner/runner.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;

MATCHER_P(Rows, inner, "has rows that match") {
  return testing::ExplainMatchResult(Optional(inner), arg, result_listener);
}

TEST(Runner, ComputesTheRowsOfWhatWasRecordedBeforeThereWereViews) {
  ViewLog views;
  views.Say(1, "a");
  views.Say(1, "b");

  views.Settle();

  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("a|b")));
  EXPECT_THAT(views.RowsOf(kCounts, 1), Rows(ElementsAre("3:2")));
  EXPECT_EQ(views.StandingOf(kTexts).position, 2u);
  EXPECT_EQ(views.StandingOf(kTexts).records, 1u);
}

TEST(Runner, FollowsAppendsCorrectionsVoidsAndLateEntries) {
  ViewLog views;
  views.Settle();
  views.Say(1, "b", 20);
  views.Settle();
  views.Say(1, "a", 10);
  views.Settle();
  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("a|b")));

  views.Correct(1, 1, "c");
  views.Void(1, 2);
  views.Settle();

  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("c")));
}

TEST(Runner, MakesRowsForEachReadingAndNamesWhoStandsApart) {
  ViewLog views;
  views.Say(1, "a");
  views.Say(1, "secret");
  views.Say(1, "apart");

  views.Settle();

  EXPECT_THAT(views.RowsOf(kCounts, 1), Rows(ElementsAre("1:3", "2:2", "apart:someone-apart")));
}

TEST(Runner, FindsRecordsByTheirKeysAndForgetsKeysThatEnded) {
  ViewLog views;
  views.Say(1, "a");
  views.Say(2, "a");
  views.Settle();
  EXPECT_THAT(views.Members("says:a"), ElementsAre(RecordNo(1), RecordNo(2)));

  views.Correct(1, 1, "b");
  views.Settle();

  EXPECT_THAT(views.Members("says:a"), ElementsAre(RecordNo(2)));
  EXPECT_THAT(views.Members("says:b"), ElementsAre(RecordNo(1)));
}

TEST(Runner, FoldsARecordToTheEndOfTheBatchAndNoFurther) {
  ViewLog views({TextsView(), CountsView()}, {.batch_records = 1});
  views.Settle();
  views.Say(1, "a");
  views.Say(2, "b");
  views.Say(1, "c");

  ASSERT_THAT(views.runner().Step(), IsOkAndHolds(true));

  EXPECT_EQ(views.StandingOf(kTexts).position, 1u);
  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("a")));
}

TEST(Runner, WritesNothingForARecordWhoseRowsStayTheSame) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  const auto before = views.storage().Get(Space::kViewRows, RowKeyOf({kTexts, 1}, RecordNo(1)));
  const ViewMark mark = views.store().Read(std::span(&kTexts, 1))->mark();

  views.Void(1, 7);
  views.Settle();

  EXPECT_EQ(views.StandingOf(kTexts).position, 2u);
  EXPECT_EQ(*views.storage().Get(Space::kViewRows, RowKeyOf({kTexts, 1}, RecordNo(1))), *before);
  EXPECT_THAT(views.store().Read(std::span(&kTexts, 1))->ChangedSince(mark), Optional(IsEmpty()));
}

TEST(Runner, LeavesNothingOfARecordThatWasErased) {
  ViewLog views;
  views.Say(1, "a");
  views.Say(2, "b");
  views.Settle();

  views.Remove(1, std::nullopt);
  views.Settle();

  EXPECT_EQ(views.RowsOf(kTexts, 1), std::nullopt);
  EXPECT_EQ(views.RowsOf(kCounts, 1), std::nullopt);
  EXPECT_THAT(views.Members("says:a"), IsEmpty());
  EXPECT_EQ(views.StandingOf(kTexts).records, 1u);
  for (const Space space : {Space::kViewRows, Space::kViewKeys}) {
    EXPECT_THAT(views.storage().Scan(space, {},
                                     [](std::string_view key, std::string_view) {
                                       EXPECT_THAT(std::string(key),
                                                   Not(HasSubstr(RecordNo(1).ToBytes())));
                                       return true;
                                     }),
                IsOk());
  }
}

TEST(Runner, ServesNoRowsOfRemovedContentBeforeItPassesTheRemoval) {
  ViewLog views;
  const AppendedEvent said = views.Say(1, "a");
  views.Say(1, "b");
  views.Settle();

  views.Remove(1, said.event_id);
  EXPECT_EQ(views.RowsOf(kTexts, 1), std::nullopt);
  views.Settle();

  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("b")));
  EXPECT_THAT(views.Members("says:a"), IsEmpty());
}

TEST(Runner, StopsAViewAloneBeforeTheEventItCannotBeComputedFor) {
  ViewLog views;
  views.Settle();
  views.Say(1, "a");
  views.Settle();
  views.Say(1, "b");
  views.Say(1, "bad");
  views.Say(1, "c");
  views.Settle();

  const ViewStanding stopped = views.StandingOf(kTexts);
  EXPECT_EQ(stopped.condition, ViewCondition::kStopped);
  EXPECT_EQ(stopped.position, 1u);
  EXPECT_EQ(stopped.stopped_at, 3u);
  EXPECT_EQ(stopped.stopped_because, "An entry is of no use.");
  EXPECT_THAT(views.store().Read(std::span(&kTexts, 1)).status(),
              HasReason(v1::ERROR_REASON_VIEW_STOPPED));
  EXPECT_THAT(views.store().WaitFor(std::span(&kTexts, 1), 4, 0),
              HasReason(v1::ERROR_REASON_VIEW_STOPPED));
  EXPECT_THAT(views.RowsOf(kCounts, 1), Rows(ElementsAre("3:4")));
}

TEST(Runner, TriesAStoppedViewAgainAsAnotherVersionAndNotBefore) {
  ViewLog views;
  views.Say(1, "bad");
  views.Settle();
  views.Reopen();
  views.Settle();
  EXPECT_EQ(views.StandingOf(kTexts).condition, ViewCondition::kStopped);

  ++views.views[0].code_version;
  views.views[0].rows_of = views.views[1].rows_of;
  views.Reopen();
  views.Settle();

  EXPECT_EQ(views.StandingOf(kTexts).condition, ViewCondition::kLive);
  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("1")));
}

TEST(Runner, KeepsServingTheOldRowsWhileAnotherVersionIsComputed) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  ++views.views[0].code_version;

  views.Reopen();

  EXPECT_EQ(views.StandingOf(kTexts).condition, ViewCondition::kRebuilding);
  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("a")));
  const ViewMark before = views.store().Read(std::span(&kTexts, 1))->mark();
  views.Settle();
  EXPECT_EQ(views.StandingOf(kTexts).condition, ViewCondition::kLive);
  EXPECT_EQ(views.StandingOf(kTexts).generation, 2u);
  EXPECT_EQ(views.store().Read(std::span(&kTexts, 1))->ChangedSince(before), std::nullopt);
}

TEST(Runner, GoesOnFromItsCheckpointAfterARestart) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  views.Reopen();

  views.Say(1, "b");
  views.Settle();

  EXPECT_EQ(views.StandingOf(kTexts).generation, 1u);
  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("a|b")));
}

TEST(Runner, RebuildsWhatItIsAskedToAndReportsIt) {
  ViewLog views;
  for (uint64_t record = 1; record <= 150; ++record) views.Say(record, "a");
  views.Settle();
  uint64_t done = 0;

  const std::vector<std::string> names = {std::string(kCounts)};
  const auto reports = views.runner().Rebuild(
      names, {.progress = [&](const RebuildProgress& progress) { done = progress.records_done; },
              .cancelled = [] { return false; }});

  ASSERT_THAT(reports, IsOk());
  ASSERT_EQ(reports->size(), 1u);
  EXPECT_EQ(reports->front().view, kCounts);
  EXPECT_EQ(reports->front().generation, 2u);
  EXPECT_EQ(reports->front().records, 150u);
  EXPECT_EQ(reports->front().events, 150u);
  EXPECT_GT(reports->front().sampled, 50u);
  EXPECT_EQ(reports->front().refused_because, "");
  EXPECT_EQ(done, 150u);
  EXPECT_EQ(views.StandingOf(kTexts).generation, 1u);
}

TEST(Runner, RebuildsNoViewThatItDoesNotHave) {
  ViewLog views;
  const std::vector<std::string> names = {"weather"};

  EXPECT_THAT(views.runner().Rebuild(names, {}).status(),
              HasReason(v1::ERROR_REASON_INVALID_REQUEST));
}

TEST(Runner, GoesOnWithARebuildThatWasEndedEarly) {
  ViewLog views({TextsView(), CountsView()}, {.rebuild_threads = 1});
  for (uint64_t record = 1; record <= 200; ++record) views.Say(record, "a");
  int asked = 0;
  const auto ended = views.runner().Rebuild(
      {}, {.progress = [](const RebuildProgress&) {}, .cancelled = [&] { return ++asked > 2; }});
  EXPECT_THAT(ended.status(), StatusIs(absl::StatusCode::kCancelled));
  views.Reopen();

  uint64_t first = 0;
  const auto reports = views.runner().Rebuild({}, {.progress =
                                                       [&](const RebuildProgress& progress) {
                                                         if (first == 0)
                                                           first = progress.records_done;
                                                       },
                                                   .cancelled = [] { return false; }});

  ASSERT_THAT(reports, IsOk());
  EXPECT_EQ(first, 192u);  // of chunks of 64
  EXPECT_EQ(reports->front().records, 200u);
}

TEST(Runner, LeavesAGoodViewAsItWasWhenItCannotBeRebuilt) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  views.views[0].rows_of = [](const Record&) -> absl::StatusOr<ViewRows> {
    return absl::InternalError("It cannot.");
  };
  views.Reopen();

  const auto reports = views.runner().Rebuild({}, {});

  ASSERT_THAT(reports, IsOk());
  EXPECT_EQ(reports->front().refused_because, "It cannot.");
  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("a")));
}

TEST(Runner, FollowsTheLogInAThreadOfItsOwn) {
  ViewLog views;
  views.runner().Start();

  const AppendedEvent said = views.Say(1, "a");

  EXPECT_THAT(views.store().WaitFor(std::span(&kTexts, 1), said.position, 60'000), IsOk());
  EXPECT_THAT(views.RowsOf(kTexts, 1), Rows(ElementsAre("a")));
}

}  // namespace
}  // namespace cairn
