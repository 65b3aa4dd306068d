// A hold that is placed while somebody erases: the version decides, and whoever comes second is
// told so. Nothing is half erased.
#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/event_log.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

constexpr uint64_t kRounds = 1'000;

TEST(ErasureRace, EitherTheHoldOrTheErasureStandsAndNeverBoth) {
  TestLog log;
  std::vector<absl::StatusOr<Appended>> holds(kRounds + 1);
  std::vector<absl::StatusOr<Appended>> erasures(kRounds + 1);
  for (uint64_t round = 1; round <= kRounds; ++round) {
    ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(round), RecordNo(round), 0, "a")), IsOk());
  }
  std::barrier start(2);
  std::thread holder([&] {
    for (uint64_t round = 1; round <= kRounds; ++round) {
      start.arrive_and_wait();
      holds[round] =
          log->AppendAndWait(AppendOf(RequestNo(10'000 + round), RecordNo(round), 1, "hold"));
    }
  });
  std::thread eraser([&] {
    for (uint64_t round = 1; round <= kRounds; ++round) {
      start.arrive_and_wait();
      erasures[round] =
          log->AppendAndWait(ErasureOf(RequestNo(20'000 + round), RecordNo(round), 1));
    }
  });
  holder.join();
  eraser.join();

  size_t erased = 0;
  for (uint64_t round = 1; round <= kRounds; ++round) {
    ASSERT_NE(holds[round].ok(), erasures[round].ok()) << round;
    const auto events = log->Read(RecordNo(round), 1, Direction::kForward, 9).value();
    ASSERT_EQ(events.size(), 2u);
    if (holds[round].ok()) {
      ASSERT_THAT(erasures[round], HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
      ASSERT_EQ(TextOf(events[0]), "a");
      ASSERT_EQ(TextOf(events[1]), "hold");
    } else {
      ++erased;
      ASSERT_THAT(holds[round], HasReason(v1::ERROR_REASON_RECORD_ERASED));
      ASSERT_EQ(TextOf(events[0]), "(no content)");
    }
  }
  EXPECT_EQ(log.vault.Erasures()->size(), erased);
}

// Removals and appends of one record, all of which go on until they are done.
TEST(ErasureRace, AppendsBesideRemovalsAreAllReadable) {
  TestLog log;
  const RecordId record = RecordNo(1);
  std::atomic<uint64_t> requests = 0;
  const auto append = [&](std::string_view text) {
    for (;;) {
      const auto done = log->AppendAndWait(
          AppendOf(RequestNo(++requests), record, log->HeadOf(record)->version, text));
      if (done.ok()) return done->events.front();
    }
  };
  append("kept");
  std::thread writer([&] {
    for (int i = 0; i < 100; ++i) append("kept");
  });
  std::thread reader([&] {
    for (int i = 0; i < 100; ++i) {
      EXPECT_THAT(log->Read(record, 1, Direction::kForward, 1'000), IsOk());
    }
  });
  for (int i = 0; i < 20; ++i) {
    const AppendedEvent wrong = append("wrong");
    for (;;) {
      const auto done = log->AppendAndWait(
          RemovalOf(RequestNo(++requests), record, log->HeadOf(record)->version, wrong.event_id));
      if (done.ok()) break;
      ASSERT_THAT(done, HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
    }
  }
  writer.join();
  reader.join();
  log.Reopen();

  size_t kept = 0;
  const auto events = log->Read(record, 1, Direction::kForward, 1'000).value();
  for (const StoredEvent& event : events) {
    kept += TextOf(event) == "kept" ? 1 : 0;
    EXPECT_NE(TextOf(event), "wrong");
  }
  EXPECT_EQ(kept, 101u);
}

// Whoever guesses the version that an erasure under way will have has sealed with a key that goes.
TEST(ErasureRace, AGuessedVersionNeverLandsUnderAKeyThatIsGone) {
  TestLog log;
  for (uint64_t round = 1; round <= 200; ++round) {
    const RecordId record = RecordNo(round);
    const AppendedEvent wrong =
        log->AppendAndWait(AppendOf(RequestNo(round), record, 0, "a"))->events.front();
    std::thread remover([&] {
      EXPECT_THAT(
          log->AppendAndWait(RemovalOf(RequestNo(1'000 + round), record, 1, wrong.event_id)),
          IsOk());
    });
    while (!log->AppendAndWait(AppendOf(RequestNo(2'000 + round), record, 2, "b")).ok()) {
    }
    remover.join();
    const auto events = log->Read(record, 3, Direction::kForward, 1);
    ASSERT_THAT(events, IsOk());
    ASSERT_EQ(TextOf(events->front()), "b");
  }
}

}  // namespace
}  // namespace cairn
