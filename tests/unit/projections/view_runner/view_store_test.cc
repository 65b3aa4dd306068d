#include "projections/view_runner/view_store.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;
using testing::UnorderedElementsAre;

constexpr std::string_view kBoth[] = {kTexts, kCounts};

// Replaces a stored row behind the store's back.
void Overwrite(ViewLog& views, Space space, std::string key, std::string value) {
  Batch batch;
  batch.Put(space, std::move(key), std::move(value));
  ASSERT_EQ(views.storage().Commit(batch, 0, 0), CommitOutcome::kCommitted);
}

TEST(ViewStore, RefusesAViewThatIsComputedForTheFirstTime) {
  ViewLog views;

  EXPECT_THAT(views.store().Read(kBoth).status(), HasReason(v1::ERROR_REASON_POSITION_NOT_REACHED));
}

TEST(ViewStore, ShowsWhatIsOfOnePositionUntilTheReadingEnds) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();

  const auto reading = views.store().Read(kBoth);

  ASSERT_THAT(reading, IsOk());
  EXPECT_EQ(reading->position(), 1u);
}

TEST(ViewStore, TellsWhichRecordsHaveOtherRowsSinceAMark) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  const ViewMark mark = views.store().Read(kBoth)->mark();

  views.Say(2, "b");
  views.Settle();
  views.Say(3, "c");
  views.Settle();

  const auto reading = views.store().Read(kBoth);
  EXPECT_THAT(reading->ChangedSince(mark),
              Optional(UnorderedElementsAre(RecordNo(2), RecordNo(3))));
}

TEST(ViewStore, DoesNotTellWhatChangedBeforeItWasOpened) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  views.Reopen();
  const ViewMark long_ago{.position = 0, .epoch = views.store().Read(kBoth)->mark().epoch};

  EXPECT_EQ(views.store().Read(kBoth)->ChangedSince(long_ago), std::nullopt);
}

TEST(ViewStore, WaitsForAPositionNoLongerThanItMay) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();

  EXPECT_THAT(views.store().WaitFor(kBoth, 1, 0), IsOk());
  EXPECT_THAT(views.store().WaitFor(kBoth, 2, 0), HasReason(v1::ERROR_REASON_POSITION_NOT_REACHED));
}

TEST(ViewStore, HoldsNothingOfAChildInTheClear) {
  ViewLog views;
  views.Say(1, "Pip Larkwhistle");
  views.Settle();

  for (const Space space : kViewSpaces) {
    EXPECT_THAT(views.storage().Scan(space, {},
                                     [](std::string_view key, std::string_view value) {
                                       EXPECT_THAT(std::string(key), Not(HasSubstr("Pip")));
                                       EXPECT_THAT(std::string(value), Not(HasSubstr("Pip")));
                                       return true;
                                     }),
                IsOk());
  }
}

TEST(ViewStore, ComputesAViewAnewWhoseStoredRowsAreDamaged) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  const std::string key = RowKeyOf({kTexts, 1}, RecordNo(1));
  std::string row = **views.storage().Get(Space::kViewRows, key);
  row.back() = static_cast<char>(row.back() ^ 1);
  Overwrite(views, Space::kViewRows, key, row);

  {
    const auto reading = views.store().Read(kBoth);
    const RecordId id = RecordNo(1);
    EXPECT_THAT(reading->Rows(kTexts, std::span(&id, 1)).status(),
                HasReason(v1::ERROR_REASON_POSITION_NOT_REACHED));
  }
  views.Settle();

  EXPECT_THAT(views.RowsOf(kTexts, 1), Optional(ElementsAre("a")));
  EXPECT_EQ(views.StandingOf(kTexts).generation, 2u);
  EXPECT_EQ(views.StandingOf(kCounts).generation, 1u);
}

// Opening rows takes far longer than copying them, and nothing can be written while a Reading
// lives.
TEST(ViewStore, OpensCopiedRowsWhenTheReadingIsGone) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  absl::StatusOr<SealedRows> sealed;
  {
    const auto reading = views.store().Read(kBoth);
    sealed = reading->Sealed(kTexts, {RecordNo(1), RecordNo(2)});
  }
  ASSERT_THAT(sealed, IsOk());
  views.Say(1, "b");
  views.Settle();

  const auto opened = views.store().Opened(*sealed);

  ASSERT_THAT(opened, IsOk());
  ASSERT_EQ(opened->size(), 2U);
  EXPECT_THAT((*opened)[0]->readings.front().bytes, testing::EndsWith("a"));
  EXPECT_FALSE((*opened)[1].has_value());
}

TEST(ViewStore, FindsAmongSomeRecordsThoseWithAKey) {
  ViewLog views;
  views.Say(1, "a");
  views.Say(2, "b");
  views.Say(3, "a");
  views.Settle();
  const std::vector<RecordId> some = {RecordNo(2), RecordNo(3), RecordNo(4)};

  EXPECT_THAT(views.store().Read(kBoth)->MembersAmong(kTexts, "says:a", some),
              IsOkAndHolds(ElementsAre(RecordNo(3))));
}

TEST(ViewStore, BeginsAnewWithTheRowsOfAnotherLogOrOfAnotherGenerationOfIt) {
  for (const LogOfViews& other : {LogOfViews{LedgerId(), 1}, LogOfViews{{}, 7}}) {
    ViewLog views;
    views.Say(1, "a");
    views.Settle();
    views.Close();
    const LedgerId id = other.generation == 1 ? other.ledger_id : views.log()->ledger_id();
    Overwrite(views, Space::kViewMeta, std::string(kLogRowKey),
              EncodeLogRow({id, other.generation}));

    ASSERT_THAT(views.Open(), IsOk());

    EXPECT_EQ(views.StandingOf(kTexts).generation, 0u);
    views.Settle();
    EXPECT_THAT(views.RowsOf(kTexts, 1), Optional(ElementsAre("a")));
  }
}

TEST(ViewStore, ServesNothingThatOtherReadersWereMeantToSee) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  views.Close();
  ++views.views[0].readers_version;

  ASSERT_THAT(views.Open(), IsOk());

  EXPECT_EQ(views.StandingOf(kTexts).generation, 0u);
  EXPECT_EQ(views.StandingOf(kCounts).generation, 0u);
  views.Settle();
  EXPECT_THAT(views.RowsOf(kTexts, 1), Optional(ElementsAre("a")));
}

TEST(ViewStore, BeginsAnewWhenItsCheckpointIsAboveTheLog) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  views.Close();
  Overwrite(views, Space::kViewMeta, "view texts",
            EncodeState({.generation = 1, .last_generation = 1, .checkpoint = 99}));

  ASSERT_THAT(views.Open(), IsOk());

  EXPECT_EQ(views.StandingOf(kTexts).generation, 0u);
  EXPECT_EQ(views.StandingOf(kCounts).generation, 0u);
}

TEST(ViewStore, BeginsAnewWhenWhatItSaysOfItselfIsDamaged) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  views.Close();
  Overwrite(views, Space::kViewMeta, "view texts", "?");

  ASSERT_THAT(views.Open(), IsOk());

  EXPECT_EQ(views.StandingOf(kTexts).generation, 0u);
}

TEST(ViewStore, RemovesTheRowsOfAViewThatIsNoMore) {
  ViewLog views;
  views.Say(1, "a");
  views.Settle();
  views.views.erase(views.views.begin());

  views.Reopen();

  int rows = 0;
  for (const Space space : kViewSpaces) {
    ASSERT_THAT(views.storage().Scan(space, {},
                                     [&](std::string_view key, std::string_view) {
                                       EXPECT_THAT(std::string(key), Not(HasSubstr(kTexts)));
                                       ++rows;
                                       return true;
                                     }),
                IsOk());
  }
  EXPECT_EQ(rows, 3);  // the log, the state and the row of the view that is left
}

TEST(ViewStore, SaysThatItCannotServeOnceItCannotBeWritten) {
  ViewLog views;
  views.Settle();
  views.Say(1, "a");
  views.storage().before_commit = [] { return CommitOutcome::kUnknown; };

  EXPECT_THAT(views.runner().Step().status(), HasReason(v1::ERROR_REASON_NOT_SERVING));

  EXPECT_THAT(views.store().Read(kBoth).status(), HasReason(v1::ERROR_REASON_NOT_SERVING));
  EXPECT_THAT(views.store().WaitFor(kBoth, 1, 60'000), HasReason(v1::ERROR_REASON_NOT_SERVING));
}

}  // namespace
}  // namespace cairn
