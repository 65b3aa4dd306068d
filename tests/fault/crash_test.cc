// Kills the real server with SIGKILL at random moments under load and shows that nothing that was
// acknowledged is lost, nothing is half there, and every interrupted request lands exactly once
// when it is repeated with its request id.
//
// CAIRN_CRASH_ROUNDS sets the number of rounds; CAIRN_CRASH_SEED repeats a run.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <signal.h>

#include "absl/strings/str_format.h"

#include "clients/cpp/client.h"
#include "clients/cpp/refusal.h"
#include "eventstore/base/clock.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/mutex.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/cairnd_process.h"
#include "tests/support/entries.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_people.h"
#include "tests/support/token_issuer.h"

namespace cairn {
namespace {

constexpr int kWriters = 8;
constexpr int kRecords = 6;

int RoundsAsked() {
  const char* rounds = std::getenv("CAIRN_CRASH_ROUNDS");
  return rounds ? std::atoi(rounds) : 50;
}

uint32_t Seed() {
  const char* seed = std::getenv("CAIRN_CRASH_SEED");
  return seed ? static_cast<uint32_t>(std::atoll(seed)) : std::random_device()();
}

// One request and what became of it.
struct Attempt {
  v1::AppendEntriesRequest request;
  std::optional<v1::AppendEntriesResponse> acknowledged;
};

// Counts acknowledgements, so that the kill comes at a moment counted and not timed.
class AckCounter {
 public:
  void Add() {
    MutexLock lock(mutex_);
    ++acks_;
    changed_.NotifyAll();
  }
  // False if they do not come within half a minute.
  bool AwaitMore(int more) {
    MutexLock lock(mutex_);
    const int wanted = acks_ + more;
    while (acks_ < wanted) {
      if (!changed_.WaitFor(mutex_, std::chrono::seconds(30))) return false;
    }
    return true;
  }

 private:
  Mutex mutex_;
  Condition changed_;
  int acks_ ABSL_GUARDED_BY(mutex_) = 0;
};

class CrashTest : public ::testing::Test {
 protected:
  CrashTest() : random_(Seed()) { std::ofstream(folder_ / "jwks.json") << issuer_.Jwks(); }

  // An hour: positions are those of what the test records.
  CairndProcess StartServer(int reads_interval_ms = 3'600'000) {
    absl::StatusOr<CairndProcess> process = CairndProcess::Start(
        {"--data", folder_ / "data", "--listen", "127.0.0.1:0", "--jwks", folder_ / "jwks.json",
         "--issuer", TokenIssuer::kIssuer, "--audience", TokenIssuer::kAudience, "--origin",
         "cairn.test/crash/1", "--disk-reserve-mib", "1", "--reads-interval-ms",
         std::to_string(reads_interval_ms)});
    EXPECT_TRUE(process.ok()) << process.status();
    return *std::move(process);
  }

  std::unique_ptr<client::Client> Connect(const CairndProcess& server) {
    client::ClientOptions options{.target = server.target()};
    options.token = [this]() -> absl::StatusOr<std::string> {
      return issuer_.TokenFor(kSenco, SystemClock().NowMicros());
    };
    options.retry.attempts = 1;
    return *client::Client::Create(std::move(options));
  }

  void OpenRecords(client::Client& client) {
    for (int i = 0; i < kRecords; ++i) {
      const auto opened = client.AppendEntries(
          OpeningRequest(client::DrawRequestId(), {OpenedEntry(absl::StrFormat("Child %d", i))}));
      ASSERT_TRUE(opened.ok()) << opened.status();
      record_ids_.push_back(opened->records(0).record_id());
    }
  }

  // A request that writes to two records at once, under a text of its own.
  v1::AppendEntriesRequest NextRequest(std::mt19937& random, const std::string& mark) {
    const size_t first = random() % kRecords;
    const size_t second = (first + 1 + random() % (kRecords - 1)) % kRecords;
    v1::AppendEntriesRequest request = AddingRequest(client::DrawRequestId(), record_ids_[first],
                                                     {ObservationEntry(mark + " first")});
    *request.add_records() =
        AddingRequest("", record_ids_[second], {ObservationEntry(mark + " second")}).records(0);
    return request;
  }

  // Appends until the server is gone. The last attempt, if any, has no acknowledgement.
  std::vector<Attempt> WriteUntilKilled(client::Client& client, uint32_t seed, int round,
                                        int writer, AckCounter& acks) {
    std::mt19937 random(seed);
    std::vector<Attempt> attempts;
    for (int i = 0;; ++i) {
      const std::string mark = absl::StrFormat("r%d w%d n%d", round, writer, i);
      attempts.push_back({.request = NextRequest(random, mark)});
      auto response = client.AppendEntries(attempts.back().request);
      // Eight lost races in a row are an answer too: nothing was written, and the request is over.
      if (absl::IsAborted(response.status())) {
        attempts.pop_back();
        continue;
      }
      if (!response.ok()) return attempts;
      attempts.back().acknowledged = *std::move(response);
      acks.Add();
    }
  }

  // One round of load, killed after a random number of acknowledgements.
  std::vector<Attempt> LoadAndKill(CairndProcess server, int round) {
    AckCounter acks;
    const std::unique_ptr<client::Client> client = Connect(server);
    std::vector<std::vector<Attempt>> written(kWriters);
    std::vector<std::thread> writers;
    for (int w = 0; w < kWriters; ++w) {
      writers.emplace_back([&, w, seed = random_()] {
        written[w] = WriteUntilKilled(*client, seed, round, w, acks);
      });
    }
    EXPECT_TRUE(acks.AwaitMore(1 + static_cast<int>(random_() % 60)));
    EXPECT_EQ(server.Stop(SIGKILL), -SIGKILL);
    std::vector<Attempt> all;
    for (int w = 0; w < kWriters; ++w) {
      writers[w].join();
      all.insert(all.end(), written[w].begin(), written[w].end());
    }
    return all;
  }

  // Every event of every record, by position.
  std::map<uint64_t, v1::Event> AllEvents(client::Client& client) {
    std::map<uint64_t, v1::Event> events;
    for (const std::string& record_id : record_ids_) {
      v1::ListEventsRequest request;
      request.set_record_id(record_id);
      request.set_page_size(1000);
      do {
        const auto page = client.ListEvents(request);
        EXPECT_TRUE(page.ok()) << page.status();
        if (!page.ok()) return events;
        for (const v1::Event& event : page->events()) events[event.position().value()] = event;
        request.set_page_token(page->next_page_token());
      } while (!request.page_token().empty());
    }
    return events;
  }

  void CheckAcknowledged(const Attempt& attempt, const std::map<uint64_t, v1::Event>& events) {
    for (int r = 0; r < attempt.request.records_size(); ++r) {
      const v1::Receipt& receipt = attempt.acknowledged->records(r).receipts(0);
      const auto found = events.find(receipt.position().value());
      ASSERT_NE(found, events.end()) << "an acknowledged event is lost";
      EXPECT_EQ(found->second.event_id(), receipt.event_id());
      EXPECT_EQ(found->second.leaf_hash(), receipt.leaf_hash());
      EXPECT_EQ(found->second.recorded().entry().SerializeAsString(),
                attempt.request.records(r).entries(0).SerializeAsString());
    }
  }

  static Hash RootOf(const std::map<uint64_t, v1::Event>& events, uint64_t size) {
    std::vector<Hash> leaves;
    for (const auto& [position, event] : events) {
      if (position <= size) leaves.push_back(*HashFrom(event.leaf_hash()));
    }
    return MerkleRoot(leaves);
  }

  void CheckLog(client::Client& client, const std::map<uint64_t, v1::Event>& events) {
    ASSERT_FALSE(events.empty());
    EXPECT_EQ(events.rbegin()->first, events.size()) << "positions have a gap";
    v1::GetCheckpointRequest request;
    const auto checkpoint = client.GetCheckpoint(request);
    ASSERT_TRUE(checkpoint.ok()) << checkpoint.status();
    EXPECT_EQ(checkpoint->position().value(), events.size());
    const std::string root = absl::StrFormat("\n%d\n%s\n", events.size(),
                                             ToBase64(HashBytes(RootOf(events, events.size()))));
    EXPECT_NE(checkpoint->checkpoint().find(root), std::string::npos) << "roots differ";
  }

  // How many events say `mark`, first and second half together.
  static void CheckNothingHalf(const std::map<uint64_t, v1::Event>& events) {
    std::map<std::string, int> halves;
    for (const auto& [position, event] : events) {
      const auto& observation = event.recorded().entry().observation_recorded();
      if (observation.text().empty()) continue;
      const std::string& text = observation.text(0);
      ++halves[text.substr(0, text.rfind(' '))];
    }
    for (const auto& [mark, count] : halves) EXPECT_EQ(count, 2) << mark;
  }

  // Repeats every request, acknowledged or not: each must answer, and none may land twice.
  void RepeatAll(client::Client& client, std::vector<Attempt>& attempts) {
    for (Attempt& attempt : attempts) {
      const auto again = client.AppendEntries(attempt.request);
      ASSERT_TRUE(again.ok()) << again.status();
      if (attempt.acknowledged) {
        EXPECT_TRUE(again->repeated_request());
        EXPECT_EQ(again->records(0).receipts(0).position().value(),
                  attempt.acknowledged->records(0).receipts(0).position().value());
      }
      attempt.acknowledged = *again;
    }
  }

  TempFolder folder_;
  TokenIssuer issuer_;
  std::mt19937 random_;
  std::vector<std::string> record_ids_;
};

TEST_F(CrashTest, NothingAcknowledgedIsLostAndNothingIsHalfThereWhenTheServerIsKilled) {
  CairndProcess server = StartServer();
  OpenRecords(*Connect(server));
  for (int round = 0; round < RoundsAsked() && !HasFailure(); ++round) {
    std::vector<Attempt> attempts = LoadAndKill(std::move(server), round);

    const absl::StatusOr<HeadWitness> witness = HeadWitness::Open(folder_ / "data/head.witness");
    ASSERT_TRUE(witness.ok()) << witness.status();
    const WitnessedHead witnessed = witness->newest();

    server = StartServer();
    const std::unique_ptr<client::Client> client = Connect(server);
    const std::map<uint64_t, v1::Event> survived = AllEvents(*client);
    CheckLog(*client, survived);
    CheckNothingHalf(survived);
    EXPECT_GE(survived.size(), witnessed.size);
    EXPECT_EQ(RootOf(survived, witnessed.size), witnessed.root);
    for (const Attempt& attempt : attempts) {
      if (attempt.acknowledged) CheckAcknowledged(attempt, survived);
    }

    RepeatAll(*client, attempts);
    const std::map<uint64_t, v1::Event> repeated = AllEvents(*client);
    CheckLog(*client, repeated);
    CheckNothingHalf(repeated);
    for (const Attempt& attempt : attempts) CheckAcknowledged(attempt, repeated);
  }
  EXPECT_EQ(server.Stop(SIGTERM), 0);
}

// How often the record was read by its head, as far as the log says.
int64_t HeadsReadIn(client::Client& client, const std::string& record_id) {
  v1::ListReadsRequest request;
  request.set_record_id(record_id);
  request.set_page_size(1000);
  const auto reads = client.ListReads(request);
  EXPECT_TRUE(reads.ok()) << reads.status();
  if (!reads.ok()) return 0;
  int64_t times = 0;
  for (const v1::RecordRead& read : reads->reads()) {
    if (read.purpose() == v1::READ_PURPOSE_HEAD) times += read.times();
  }
  return times;
}

TEST_F(CrashTest, KeepsWhoHasReadARecordOnceThatIsWritten) {
  CairndProcess server = StartServer(/*reads_interval_ms=*/1);
  const std::unique_ptr<client::Client> before = Connect(server);
  OpenRecords(*before);
  v1::GetRecordRequest reading;
  reading.set_record_id(record_ids_[0]);
  ASSERT_TRUE(before->GetRecord(reading).ok());
  // Each question is a read as well, so the log goes on and this ends.
  while (HeadsReadIn(*before, record_ids_[0]) == 0 && !HasFailure()) {
  }
  EXPECT_EQ(server.Stop(SIGKILL), -SIGKILL);

  server = StartServer();
  const std::unique_ptr<client::Client> after = Connect(server);

  EXPECT_EQ(HeadsReadIn(*after, record_ids_[0]), 1);
  EXPECT_EQ(HeadsReadIn(*after, record_ids_[1]), 0);
  EXPECT_EQ(server.Stop(SIGTERM), 0);
}

}  // namespace
}  // namespace cairn
