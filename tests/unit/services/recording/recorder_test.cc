// Many who write to the same records at once, and whoever repeats a request at an odd moment.
#include "services/recording/recorder.h"

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/log_rows.h"
#include "projections/record/position_and_time.h"
#include "tests/support/door.h"
#include "tests/support/entries.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/awaited_append.h"
#include "tests/unit/services/record_builder.h"
#include "tests/unit/services/recording_test.h"

namespace cairn {
namespace {

constexpr int kWriters = 64;

class RecorderTest : public RecordingTest {
 protected:
  v1::AppendEntriesRequest Adding(const std::string& record_id, std::string_view text) {
    return AddingRequest(NextId(), record_id, {ObservationEntry(text)});
  }
  // Adds the part of `more` to `request`.
  static v1::AppendEntriesRequest Together(v1::AppendEntriesRequest request,
                                           const v1::AppendEntriesRequest& more) {
    *request.add_records() = more.records(0);
    return request;
  }
  // Calls `work` in as many threads as there are writers.
  template <typename Work>
  static void InEveryWriter(const Work& work) {
    std::vector<std::thread> threads;
    for (int writer = 0; writer < kWriters; ++writer) threads.emplace_back(work, writer);
    for (std::thread& thread : threads) thread.join();
  }
  Version VersionOf(const std::string& record_id) {
    return log_->HeadOf(*RecordId::FromBytes(record_id))->version;
  }
};

// They lost all eight attempts to one another, and were told of a conflict that they had said they
// did not mind.
TEST_F(RecorderTest, WhoMindsNoVersionIsNotToldOfOneHoweverManyWriteToTheRecord) {
  const std::string record_id = Open("Pip Larkwhistle");

  InEveryWriter([&](int writer) {
    for (int i = 0; i < 2; ++i) {
      EXPECT_THAT(Append(Adding(record_id, "Reads alone.")), IsOk()) << writer;
    }
  });

  EXPECT_EQ(VersionOf(record_id), 1u + 2 * kWriters);
}

TEST_F(RecorderTest, WhoWritesToSeveralRecordsAtOnceWaitsForNobodyForEver) {
  const std::string pip = Open("Pip Larkwhistle");
  const std::string wren = Open("Wren Tallow");

  InEveryWriter([&](int writer) {
    const v1::AppendEntriesRequest to_pip = Adding(pip, "Reads alone.");
    const v1::AppendEntriesRequest to_wren = Adding(wren, "Counts on fingers.");
    const bool pip_first = writer % 2 == 0;
    EXPECT_THAT(Append(pip_first ? Together(to_pip, to_wren) : Together(to_wren, to_pip)), IsOk());
  });

  EXPECT_EQ(VersionOf(pip), 1u + kWriters);
  EXPECT_EQ(VersionOf(wren), 1u + kWriters);
}

TEST_F(RecorderTest, WhatTheServerItselfStatesIsRecordedAmongManyWriters) {
  const std::string record_id = Open("Pip Larkwhistle");
  const RecordId record = *RecordId::FromBytes(record_id);

  InEveryWriter([&](int writer) {
    if (writer % 4 != 0) {
      EXPECT_THAT(Append(Adding(record_id, "Reads alone.")), IsOk());
      return;
    }
    EXPECT_THAT(recorder_.AppendOwn(*senco_, record, *RequestId::FromBytes(NextId()),
                                    [](const Record&) { return EntryOf("record_exported {}"); }),
                IsOk());
  });

  EXPECT_EQ(VersionOf(record_id), 1u + kWriters);
}

TEST_F(RecorderTest, TellsWhoeverComesThatTooManyWaitForTheRecord) {
  constexpr size_t kCalls = 600;
  constexpr size_t kRefused = 80;  // 88, but for a few who ask at the same moment
  const std::string record_id = Open("Pip Larkwhistle");
  recorder_.turns().Take(record_id, [] {});  // somebody writes, and takes long
  std::vector<v1::AppendEntriesRequest> requests;
  for (size_t i = 0; i < kCalls; ++i) requests.push_back(Adding(record_id, "Reads alone."));
  std::vector<v1::AppendEntriesResponse> responses(kCalls);
  std::atomic<size_t> refused = 0;
  std::atomic<size_t> done = 0;
  std::promise<void> many_refused;
  std::promise<void> all_done;

  for (size_t i = 0; i < kCalls; ++i) {
    recorder_.Append(senco_, requests[i], responses[i], /*bulk=*/false,
                     [&](const absl::Status& status) {
                       const bool full = ReasonOf(status) == v1::ERROR_REASON_QUEUE_FULL;
                       EXPECT_TRUE(full || status.ok()) << status;
                       if (full && ++refused == kRefused) many_refused.set_value();
                       if (++done == kCalls) all_done.set_value();
                     });
  }
  many_refused.get_future().wait();
  recorder_.turns().End(record_id);
  all_done.get_future().wait();

  EXPECT_LE(refused.load(), kCalls - 512);
  EXPECT_EQ(VersionOf(record_id), 1u + kCalls - refused.load());
}

// They were all taken, and piled up in the queues of the lanes.
TEST_F(RecorderTest, RefusesASingleAppendAtOnceWhileAsManyAsItTakesAreAtWork) {
  Recorder recorder{
      *log_, records_, *guard_, lanes_, log_.clock, log_.random, {.appends_at_once_max = 2}};
  const std::string record_id = Open("Pip Larkwhistle");
  std::vector<v1::AppendEntriesRequest> requests;
  for (int i = 0; i < 4; ++i) requests.push_back(Adding(record_id, "Reads alone."));
  std::vector<v1::AppendEntriesResponse> responses(requests.size());
  std::vector<std::promise<absl::Status>> answers(requests.size());
  const auto append = [&](size_t i, bool bulk) {
    recorder.Append(senco_, requests[i], responses[i], bulk,
                    [&, i](const absl::Status& status) { answers[i].set_value(status); });
  };
  const auto answer = [&](size_t i) { return answers[i].get_future().get(); };

  recorder.turns().Take(record_id, [] {});  // somebody writes, and takes long
  append(0, /*bulk=*/false);
  append(1, /*bulk=*/false);
  append(2, /*bulk=*/false);
  EXPECT_THAT(answer(2), HasReason(v1::ERROR_REASON_QUEUE_FULL));
  append(3, /*bulk=*/true);
  recorder.turns().End(record_id);
  for (const size_t taken : {0, 1, 3}) EXPECT_THAT(answer(taken), IsOk()) << taken;

  EXPECT_THAT(AppendAndAwait(recorder, senco_, requests[2]), IsOk()) << "there is room again";
  EXPECT_EQ(VersionOf(record_id), 1u + 4);
}

TEST_F(RecorderTest, OfManyWhoNameTheSameVersionOneIsHeard) {
  const std::string record_id = Open("Pip Larkwhistle");
  std::atomic<int> heard = 0;

  InEveryWriter([&](int /*writer*/) {
    v1::AppendEntriesRequest request = Adding(record_id, "Reads alone.");
    request.mutable_records(0)->mutable_expected()->set_exactly(1);
    const auto answer = Append(request);
    if (answer.ok()) {
      ++heard;
    } else {
      EXPECT_THAT(answer, HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
    }
  });

  EXPECT_EQ(heard, 1);
}

// It was told that the record was erased, which is no answer to whether it had landed.
TEST_F(RecorderTest, ARepeatIsToldWhatItDidAlsoWhileThatIsBeingErased) {
  const std::string record_id = Open("Pip Larkwhistle");
  const v1::AppendEntriesRequest request = Adding(record_id, "Reads alone.");
  const auto first = Append(request);
  ASSERT_THAT(first, IsOk());
  log_.Reopen();  // nobody has unwrapped the record's key
  RecordCache records(*log_, 1 << 20);
  Recorder recorder(*log_, records, *guard_, lanes_, log_.clock, log_.random, {});
  Door door;
  Answers erased;
  std::atomic<bool> looking = false;
  log_.storage().before_commit = [&] {
    door.WaitToPass();
    return std::nullopt;
  };
  log_.storage().after_get = [&](Space space) {
    if (space == Space::kEnvelopes) looking = true;
    if (space == Space::kHeads && looking) door.Open();
  };
  log_->Append(ErasureOf(RequestNo(1), *RecordId::FromBytes(record_id), 2), erased.Taker());
  door.AwaitSomebody();

  const auto again = AppendAndAwait(recorder, senco_, request);

  EXPECT_THAT(erased.Await(1).front(), IsOk());
  log_.Close();  // what it calls goes first
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->repeated_request());
  EXPECT_EQ(again->records(0).receipts(0).SerializeAsString(),
            first->records(0).receipts(0).SerializeAsString());
}

// Rows written before they named what was there already hold what the request wrote alone.
TEST_F(RecorderTest, ARepeatFindsWhatWasThereAlreadyAlsoByARowThatDoesNotNameIt) {
  const std::string record_id = Open("Pip Larkwhistle");
  v1::Entry imported = ObservationEntry("Reads alone.");
  imported.mutable_source()->set_system("school-mis");
  imported.mutable_source()->set_id("note-1");
  ASSERT_THAT(Append(AddingRequest(NextId(), record_id, {imported})), IsOk());
  const v1::AppendEntriesRequest request =
      AddingRequest(NextId(), record_id, {imported, ObservationEntry("Counts on fingers.")});
  const auto first = Append(request);
  ASSERT_THAT(first, IsOk());
  const std::string key = RequestRowKey({senco_->id, *RequestId::FromBytes(request.request_id())});
  const std::string stored = log_.storage().Get(Space::kRequests, key)->value();
  WrittenRequest written = std::get<WrittenRequest>(*DecodeRequestRow(stored));
  ASSERT_EQ(written.known.size(), 1u);
  written.known.clear();
  log_.Overwrite(Space::kRequests, key, EncodeRequestRow(written));

  const auto again = Append(request);

  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->repeated_request());
  EXPECT_EQ(again->records(0).receipts(0).SerializeAsString(),
            first->records(0).receipts(0).SerializeAsString());
  EXPECT_EQ(again->records(0).receipts(1).SerializeAsString(),
            first->records(0).receipts(1).SerializeAsString());
  v1::AppendEntriesRequest other = request;
  other.mutable_records(0)->mutable_entries(0)->mutable_source()->set_id("note-2");
  EXPECT_THAT(Append(other), HasReason(v1::ERROR_REASON_REQUEST_ID_REUSED));
}

TEST_F(RecorderTest, ARepeatIsToldWhatItDidAlsoWhereItsSimulatedTimeIsRefused) {
  Recorder simulated(*log_, records_, *guard_, lanes_, log_.clock, log_.random,
                     {.simulated_clock = true});
  v1::AppendEntriesRequest request = OpeningRequest(NextId(), {OpenedEntry("Pip Larkwhistle")});
  *request.mutable_simulated_time() = ToTimestamp(log_.clock.NowMicros());
  const auto first = AppendAndAwait(simulated, senco_, request);
  ASSERT_THAT(first, IsOk());

  const auto again = Append(request);

  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->repeated_request());
  EXPECT_EQ(again->records(0).record_id(), first->records(0).record_id());
  request.set_request_id(NextId());
  EXPECT_THAT(Append(request), HasReason(v1::ERROR_REASON_SIMULATED_TIME_OFF));
}

}  // namespace
}  // namespace cairn
