// An erasure among those who write to the same record.
#include "services/administration/eraser.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/entries.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"
#include "tests/unit/services/recording_test.h"

namespace cairn {
namespace {

constexpr int kWriters = 32;

class EraserTest : public RecordingTest {
 protected:
  EraserTest() {
    const auto opened = Append(OpeningRequest(
        RequestIdOf('0'), {OpenedEntry("Pip Larkwhistle"), ObservationEntry("Of another child.")}));
    EXPECT_THAT(opened, IsOk());
    record_id_ = opened->records(0).record_id();
    mistaken_ = opened->records(0).receipts(1).event_id();
  }

  // Removes the entry that is about another child.
  absl::Status Erase() {
    v1::EraseRecordRequest request;
    request.set_request_id(RequestIdOf('e'));
    request.set_record_id(record_id_);
    request.set_event_id(mistaken_);
    request.set_authority(v1::ERASURE_AUTHORITY_WRONG_CHILD);
    return eraser_.Erase(officer_, request).status();
  }

  const Caller officer_ = CallerOf(v1::ROLE_DATA_PROTECTION_OFFICER, "minerva.ledgerwood");
  Eraser eraser_{*log_, records_, *guard_, recorder_.turns(), {}};
  std::string record_id_;
  std::string mistaken_;
};

TEST_F(EraserTest, WaitsForItsTurnBehindThoseWhoWriteToTheRecord) {
  Turns& turns = recorder_.turns();
  turns.Take(record_id_, [] {});  // somebody writes

  auto erased = std::async(std::launch::async, [this] { return Erase(); });
  const auto ended = [&] {
    return erased.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  };
  while (turns.WaitingAt(record_id_) == 0 && !ended()) std::this_thread::yield();

  EXPECT_FALSE(ended());
  turns.End(record_id_);
  EXPECT_THAT(erased.get(), IsOk());
  EXPECT_TRUE(turns.idle());
}

// It lost all its attempts to them, and the officer was told of a conflict that nobody could mend.
TEST_F(EraserTest, IsCarriedOutHoweverManyWriteToTheRecord) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([this, writer] {
      const char mark = static_cast<char>('A' + writer);
      EXPECT_THAT(
          Append(AddingRequest(RequestIdOf(mark), record_id_, {ObservationEntry("Reads.")})),
          IsOk());
    });
  }

  EXPECT_THAT(Erase(), IsOk());
  for (std::thread& writer : writers) writer.join();
  EXPECT_TRUE(recorder_.turns().idle());
}

}  // namespace
}  // namespace cairn
