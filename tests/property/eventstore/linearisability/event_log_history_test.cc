// Eight clients of one log, whose storage fails them now and then: whatever they are told must be
// what a log that does one thing after the other could have told them. Every round has its seed;
// CAIRN_HISTORY_ROUNDS asks for more of them.
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/event_log.h"
#include "tests/property/eventstore/linearisability/history.h"
#include "tests/property/eventstore/linearisability/log_rules.h"
#include "tests/property/eventstore/linearisability/record_search.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::IsEmpty;

constexpr uint64_t kClients = 8;
constexpr uint64_t kRecords = 4;
constexpr int kPhases = 3;  // each ends with a log that is opened anew
constexpr int kOperations = 14;
constexpr int kReadsOnceStopped = 3;
constexpr size_t kAll = 100'000;

uint64_t NumberOf(const RecordId& record) {
  for (uint64_t number = 0; number < kRecords; ++number) {
    if (record == RecordNo(number)) return number;
  }
  ADD_FAILURE() << "nobody appended to record " << ToHex(record.bytes());
  return kRecords;
}

std::vector<SeenEvent> Seen(const std::vector<StoredEvent>& events) {
  std::vector<SeenEvent> seen;
  for (const StoredEvent& event : events) {
    seen.push_back({.position = event.position,
                    .record = NumberOf(event.leaf.record),
                    .version = event.leaf.version,
                    .token = std::stoull(TextOf(event))});
  }
  return seen;
}

// What was acknowledged, with the tokens that the request gave in the same order.
std::vector<SeenEvent> Seen(const Appended& appended, const AppendCall& call) {
  std::vector<uint64_t> tokens;
  for (const AppendCall::Part& part : call.parts) {
    tokens.insert(tokens.end(), part.tokens.begin(), part.tokens.end());
  }
  std::vector<SeenEvent> seen;
  for (size_t i = 0; i < appended.events.size(); ++i) {
    const AppendedEvent& event = appended.events[i];
    seen.push_back({.position = event.position,
                    .record = NumberOf(event.record),
                    .version = event.version,
                    .token = i < tokens.size() ? tokens[i] : 0});
  }
  return seen;
}

AppendRequest RequestOf(RequestKey key, const AppendCall& call) {
  AppendRequest request{.request = key};
  for (const AppendCall::Part& part : call.parts) {
    RecordAppend& record = request.records.emplace_back();
    record.record = RecordNo(part.record);
    record.expected = part.expected;
    for (const uint64_t token : part.tokens) {
      record.contents.push_back(Saying(std::to_string(token)));
    }
  }
  return request;
}

std::map<uint64_t, uint64_t> ActualVersions(const absl::Status& conflict, const AppendCall& call) {
  const v1::ErrorDetail detail = DetailOf(conflict).value();
  std::map<uint64_t, uint64_t> actual;
  for (const AppendCall::Part& part : call.parts) {
    const auto found =
        detail.metadata().find("record." + ToHex(RecordNo(part.record).bytes()) + ".actual");
    if (found != detail.metadata().end()) actual[part.record] = std::stoull(found->second);
  }
  return actual;
}

// One thread that uses the log, and remembers what it was told. It decides on what it has learned
// itself, so that its versions are often stale.
class Client {
 public:
  Client(TestLog& log, uint64_t number, uint64_t seed, std::atomic<uint64_t>& now)
      : log_(log), number_(number), random_(seed), recording_(number, now) {}

  // Until it has done enough, or the log has stopped.
  void Run() {
    RepeatWhatIsOpen();
    for (int i = 0; i < kOperations; ++i) {
      if (log_->Failure().ok()) {
        Step();
      } else {
        for (int read = 0; read < kReadsOnceStopped; ++read) Read();
        return;
      }
    }
  }

  // Everything there is, once nobody writes any more.
  void ReadAtTheEnd() {
    ReadLog();
    for (uint64_t record = 0; record < kRecords; ++record) {
      ReadRecord(record);
      ReadHead(record);
    }
  }

  const History& history() const { return recording_.history(); }

 private:
  struct Request {
    RequestKey key;
    size_t operation;
    AppendCall call;
    bool sent = false;
    std::vector<AppendedEvent> events;
  };

  void Step() {
    const uint64_t what = random_() % 10;
    if (what < 5) return Append();
    if (what == 5 && !written_.empty()) return RepeatWhatWasWritten();
    Read();
  }

  void Read() {
    switch (random_() % 4) {
      case 0:
        return ReadLog();
      case 1:
        return ReadHead(random_() % kRecords);
      case 2:
        return ReadLogHead();
      default:
        return ReadRecord(random_() % kRecords);
    }
  }

  void Append() {
    AppendCall call;
    const uint64_t first = random_() % kRecords;
    const uint64_t parts = 1 + random_() % 2;
    for (uint64_t i = 0; i < parts; ++i) {
      AppendCall::Part& part = call.parts.emplace_back();
      part.record = (first + i) % kRecords;
      part.expected = known_[part.record];
      part.tokens.resize(1 + random_() % 2);
      for (uint64_t& token : part.tokens) token = number_ * 1'000'000 + ++tokens_;
    }
    Request request{.key = RequestNo(call.parts.front().tokens.front()), .call = std::move(call)};
    request.operation = recording_.Begin(request.call);
    Send(std::move(request));
  }

  // An append whose outcome is unknown goes on until a copy of it is answered, or for ever.
  void RepeatWhatIsOpen() {
    std::vector<Request> open = std::move(open_);
    open_.clear();
    for (Request& request : open) {
      if (random_() % 2 == 0) Send(std::move(request));
    }
  }

  void Send(Request request) {
    AppendCall& call = request.call;
    const absl::StatusOr<Appended> answer = log_->AppendAndWait(RequestOf(request.key, call));
    if (answer.ok()) {
      call.written = Seen(*answer, call);
      for (const SeenEvent& event : *call.written) Learn(event.record, event.version);
      recording_.End(request.operation, call);
      request.events = answer->events;
      written_.push_back(std::move(request));
      return;
    }
    const v1::ErrorReason reason = ReasonOf(answer.status());
    // A copy that found the log stopped says nothing of the one before it.
    const bool copy_not_taken = request.sent && reason == v1::ERROR_REASON_NOT_SERVING;
    request.sent = true;
    if (reason == v1::ERROR_REASON_OUTCOME_UNKNOWN || copy_not_taken) {
      open_.push_back(std::move(request));
      return;
    }
    call.refused = true;
    if (reason == v1::ERROR_REASON_VERSION_CONFLICT) {
      call.actual = ActualVersions(answer.status(), call);
      for (const auto& [record, version] : call.actual) Learn(record, version);
    } else if (reason != v1::ERROR_REASON_NOT_SERVING) {
      ADD_FAILURE() << answer.status();
    }
    recording_.End(request.operation, call);
  }

  void RepeatWhatWasWritten() {
    const Request& request = written_[random_() % written_.size()];
    const auto answer = log_->AppendAndWait(RequestOf(request.key, request.call));
    if (!answer.ok()) return ExpectStopped(answer.status());
    EXPECT_TRUE(answer->repeated);
    EXPECT_EQ(answer->events, request.events);
  }

  void ReadLog() {
    const size_t operation = recording_.Begin(LogCall{});
    const absl::StatusOr<std::vector<StoredEvent>> events = log_->ReadAll(0, kAll);
    if (!events.ok()) return Failed(operation, events.status());
    LogCall call{Seen(*events)};
    for (const SeenEvent& event : call.events) Learn(event.record, event.version);
    recording_.End(operation, std::move(call));
  }

  void ReadRecord(uint64_t record) {
    RecordCall call{.record = record};
    const size_t operation = recording_.Begin(call);
    const absl::StatusOr<std::vector<StoredEvent>> events =
        log_->Read(RecordNo(record), 1, Direction::kForward, kAll);
    if (events.ok()) {
      call.events = Seen(*events);
    } else if (ReasonOf(events.status()) != v1::ERROR_REASON_RECORD_NOT_FOUND) {
      return Failed(operation, events.status());
    }
    Learn(record, call.events.size());
    recording_.End(operation, std::move(call));
  }

  void ReadHead(uint64_t record) {
    HeadCall call{.record = record};
    const size_t operation = recording_.Begin(call);
    const absl::StatusOr<RecordHead> head = log_->HeadOf(RecordNo(record));
    if (!head.ok()) return Failed(operation, head.status());
    call.version = head->version;
    Learn(record, call.version);
    recording_.End(operation, call);
  }

  void ReadLogHead() {
    const size_t operation = recording_.Begin(LogHeadCall{});
    recording_.End(operation, LogHeadCall{log_->Head().position});
  }

  void Failed(size_t operation, const absl::Status& why) {
    ExpectStopped(why);
    recording_.Forget(operation);
  }

  // The only reason for which a log may not answer a reader.
  static void ExpectStopped(const absl::Status& why) {
    const v1::ErrorReason reason = ReasonOf(why);
    EXPECT_TRUE(reason == v1::ERROR_REASON_NOT_SERVING ||
                reason == v1::ERROR_REASON_OUTCOME_UNKNOWN)
        << why;
  }

  void Learn(uint64_t record, uint64_t version) {
    known_[record] = std::max(known_[record], version);
  }

  TestLog& log_;
  const uint64_t number_;
  std::mt19937_64 random_;
  Recording recording_;
  uint64_t tokens_ = 0;
  std::map<uint64_t, uint64_t> known_;
  std::vector<Request> open_;
  std::vector<Request> written_;
};

// From now on, one of the next commits fails: before it writes, or after.
void FailACommitSoon(TestLog& log, std::mt19937_64& random) {
  const auto left = std::make_shared<std::atomic<int64_t>>(2 + random() % 12);
  if (random() % 2 == 0) {
    log.storage().before_commit = [left]() -> std::optional<CommitOutcome> {
      if (--*left > 0) return std::nullopt;
      return CommitOutcome::kUnknown;
    };
  } else {
    log.storage().after_commit = [left] {
      return --*left > 0 ? CommitOutcome::kCommitted : CommitOutcome::kUnknown;
    };
  }
}

History Play(StorageKind kind, uint64_t seed) {
  TestLog log(kind);
  std::mt19937_64 random(seed);
  std::atomic<uint64_t> now = 1;
  std::vector<std::unique_ptr<Client>> clients;
  for (uint64_t i = 0; i <= kClients; ++i) {
    clients.push_back(std::make_unique<Client>(log, i + 1, seed * 100 + i, now));
  }
  for (int phase = 0; phase < kPhases; ++phase) {
    const bool last = phase + 1 == kPhases;
    if (!last) FailACommitSoon(log, random);
    std::vector<std::thread> threads;
    for (uint64_t i = 0; i < kClients; ++i) {
      threads.emplace_back([&clients, i] { clients[i]->Run(); });
    }
    for (std::thread& thread : threads) thread.join();
    log.Close();
    const absl::Status opened = log.Open();
    EXPECT_THAT(opened, IsOk());
    if (!opened.ok()) return {};
  }
  clients.back()->ReadAtTheEnd();
  History history;
  for (const auto& client : clients) {
    history.insert(history.end(), client->history().begin(), client->history().end());
  }
  return history;
}

// How the appends of some histories ended: a run in which nothing went wrong would prove little.
struct Outcomes {
  size_t written = 0;
  size_t refused = 0;
  size_t open = 0;

  void Count(const History& history) {
    for (const Operation& operation : history) {
      const auto* append = std::get_if<AppendCall>(&operation.call);
      if (append == nullptr) continue;
      written += append->written ? 1 : 0;
      refused += append->refused ? 1 : 0;
      open += operation.returned ? 0 : 1;
    }
  }
};

uint64_t Rounds(uint64_t by_default) {
  const char* asked = std::getenv("CAIRN_HISTORY_ROUNDS");
  return asked == nullptr ? by_default : std::strtoull(asked, nullptr, 10);
}

class EventLogHistory : public testing::TestWithParam<StorageKind> {};

TEST_P(EventLogHistory, CouldHaveBeenTheHistoryOfOneThread) {
  const uint64_t rounds = Rounds(GetParam() == StorageKind::kMemory ? 30 : 8);
  Outcomes ends;
  for (uint64_t seed = 1; seed <= rounds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));

    const History history = Play(GetParam(), seed);

    ends.Count(history);
    EXPECT_THAT(BrokenRules(history), IsEmpty());
    for (const uint64_t record : RecordsIn(history)) {
      EXPECT_TRUE(IsLinearisable(history, record)) << "record " << record;
    }
  }
  EXPECT_GT(ends.written, 10 * rounds);
  EXPECT_GT(ends.refused, 10 * rounds);
  EXPECT_GT(ends.open, rounds);
  RecordProperty("written", static_cast<int>(ends.written));
  RecordProperty("refused", static_cast<int>(ends.refused));
  RecordProperty("open", static_cast<int>(ends.open));
}

constexpr auto NameOf = [](const auto& kind) {
  return kind.param == StorageKind::kMemory ? "Memory" : "RocksDb";
};

INSTANTIATE_TEST_SUITE_P(All, EventLogHistory,
                         testing::Values(StorageKind::kMemory, StorageKind::kRocksDb), NameOf);

}  // namespace
}  // namespace cairn
