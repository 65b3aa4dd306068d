// Views while the disk is nearly full: what is left of it is the log's.
#include <cstdint>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/view_runner/runner.h"
#include "tests/support/status_matchers.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Optional;

constexpr uint64_t kReserve = 5'000'000;

class RunnerDiskTest : public testing::Test {
 protected:
  void Fill() { views_.storage().free_bytes = kReserve - 1; }
  void MakeRoom() { views_.storage().free_bytes = kReserve; }
  // Counts what is written from now on.
  void CountCommits() {
    views_.storage().before_commit = [this] {
      ++commits_;
      return std::nullopt;
    };
  }

  ViewLog views_{{TextsView(), CountsView()},
                 {.rebuild_threads = 1, .disk_reserve_bytes = kReserve}};
  int commits_ = 0;
};

TEST_F(RunnerDiskTest, WritesNoRowsUntilThereIsRoomAgain) {
  views_.Say(1, "a");
  views_.Settle();
  Fill();
  CountCommits();
  views_.Say(1, "b");

  EXPECT_THAT(views_.runner().Step(), HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  EXPECT_EQ(commits_, 0);
  EXPECT_TRUE(views_.runner().WaitsForRoom());
  EXPECT_THAT(views_.RowsOf(kTexts, 1), Optional(ElementsAre("a")));
  EXPECT_EQ(views_.StandingOf(kTexts).position, 1u);
  EXPECT_EQ(views_.StandingOf(kTexts).condition, ViewCondition::kLive);

  MakeRoom();
  EXPECT_THAT(views_.runner().Step(), IsOkAndHolds(true));
  EXPECT_FALSE(views_.runner().WaitsForRoom());
  EXPECT_THAT(views_.RowsOf(kTexts, 1), Optional(ElementsAre("a|b")));
}

TEST_F(RunnerDiskTest, MindsNoFullDiskWhileThereIsNothingToWrite) {
  views_.Say(1, "a");
  views_.Settle();
  Fill();

  EXPECT_THAT(views_.runner().Step(), IsOkAndHolds(false));
}

TEST_F(RunnerDiskTest, BeginsNoRebuildWithoutRoom) {
  views_.Say(1, "a");
  Fill();
  CountCommits();

  EXPECT_THAT(views_.runner().RebuildWhatMustBe(), HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  EXPECT_EQ(commits_, 0);

  MakeRoom();
  EXPECT_THAT(views_.runner().RebuildWhatMustBe(), IsOk());
  EXPECT_THAT(views_.RowsOf(kTexts, 1), Optional(ElementsAre("a")));
}

TEST_F(RunnerDiskTest, GoesOnWithARebuildThatFilledTheDisk) {
  for (uint64_t record = 1; record <= 200; ++record) views_.Say(record, "a");
  views_.Settle();
  const RebuildWatch fills{.progress = [&](const RebuildProgress&) { Fill(); }};
  EXPECT_THAT(views_.runner().Rebuild({}, fills).status(),
              HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  MakeRoom();

  uint64_t first = 0;
  const RebuildWatch notes{.progress = [&](const RebuildProgress& progress) {
    if (first == 0) first = progress.records_done;
  }};
  const auto reports = views_.runner().Rebuild({}, notes);

  ASSERT_THAT(reports, IsOk());
  EXPECT_EQ(first, 128u);  // of chunks of 64, one of which was there
  EXPECT_EQ(reports->front().records, 200u);
  EXPECT_EQ(reports->front().generation, 2u);
}

}  // namespace
}  // namespace cairn
