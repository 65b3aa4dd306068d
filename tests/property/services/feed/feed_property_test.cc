// Four writers and four subscribers of one log, with filters, credit, stops and resumes drawn at
// random: what a subscriber has up to a checkpoint is what the writers wrote that is for them, each
// event once and in order. Every round has its seed.
#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/mutex.h"
#include "tests/property/services/feed/feed_dice.h"
#include "tests/support/feed_log.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

constexpr int kWriters = 4;
constexpr int kSubscribers = 4;
constexpr int kRecordsEach = 3;
constexpr int kWritesEach = 150;
constexpr int kWaitMs = 20;

struct Written {
  RecordId record;
  RecordId setting;
  std::string kind;
  v1::Label label;
};

// What the writers wrote, by position. Thread-safe.
class Ledger {
 public:
  void Note(Position position, const Written& written) {
    MutexLock lock(mutex_);
    written_[position] = written;
  }
  // What passes, in order.
  std::vector<Position> Wanted(const Caller& caller, const FeedFilter& filter) {
    MutexLock lock(mutex_);
    std::vector<Position> wanted;
    for (const auto& [position, written] : written_) {
      if (MaySee(caller, written) && Passes(filter, written)) wanted.push_back(position);
    }
    return wanted;
  }

 private:
  // By hand: the SENCO sees all of her school but safeguarding, a system what is ordinary.
  static bool MaySee(const Caller& caller, const Written& written) {
    if (caller.setting != written.setting) return false;
    if (caller.role == v1::ROLE_SENCO) return written.label != v1::LABEL_SAFEGUARDING;
    return written.label == v1::LABEL_UNSPECIFIED || written.label == v1::LABEL_ORDINARY;
  }
  static bool Passes(const FeedFilter& filter, const Written& written) {
    return (filter.settings.empty() || filter.settings.contains(written.setting)) &&
           (filter.kinds.empty() || filter.kinds.contains(written.kind)) &&
           (filter.labels.empty() || filter.labels.contains(written.label)) &&
           (filter.records.empty() || filter.records.contains(written.record));
  }

  Mutex mutex_;
  std::map<Position, Written> written_ ABSL_GUARDED_BY(mutex_);
};

struct Kind {
  const char* name;
  const char* text;
};
constexpr Kind kCommon[] = {{"ConcernRaised", "concern_raised { text: 'x' }"},
                            {"ObservationRecorded", "observation_recorded { text: 'x' }"}};
// So seldom that whole pages of leaves hold none.
constexpr Kind kRare = {"VoiceCaptured", "voice_captured {}"};

RecordId RecordOf(int writer, int number) {
  return RecordNo(100 + static_cast<uint64_t>(writer * kRecordsEach + number));
}

void WriteMuch(FeedLog& feed, Ledger& ledger, int writer, uint64_t seed) {
  Dice dice(seed);
  Caller senco = CallerOf(v1::ROLE_SENCO, "senco");
  if (writer == kWriters - 1) senco.setting = Fenmarch();
  constexpr v1::Label kLabels[] = {v1::LABEL_UNSPECIFIED, v1::LABEL_ORDINARY,
                                   v1::LABEL_CONFIDENTIAL, v1::LABEL_SAFEGUARDING};
  std::set<RecordId> opened;
  for (int i = 0; i < kWritesEach; ++i) {
    const RecordId record = RecordOf(writer, static_cast<int>(dice.Below(kRecordsEach)));
    if (opened.insert(record).second) {
      ledger.Note(feed.Open(record, senco).position,
                  {record, *senco.setting, "RecordOpened", v1::LABEL_UNSPECIFIED});
      continue;
    }
    const Kind& kind = dice.OneIn(40) ? kRare : kCommon[dice.Below(std::size(kCommon))];
    v1::Entry entry = EntryOf(kind.text);
    const v1::Label label = kLabels[dice.Below(std::size(kLabels))];
    if (label != v1::LABEL_UNSPECIFIED) entry.set_label(label);
    ledger.Note(feed.Write(record, senco, entry).position,
                {record, *senco.setting, kind.name, label});
  }
}

FeedFilter DrawFilter(Dice& dice) {
  FeedFilter filter;
  if (dice.OneIn(2)) filter.kinds = {dice.OneIn(2) ? kRare.name : kCommon[0].name};
  if (dice.OneIn(3)) filter.labels = {v1::LABEL_ORDINARY};
  if (dice.OneIn(4)) filter.settings = {Hollowtree()};
  if (dice.OneIn(3)) filter.records = {RecordOf(0, 0), RecordOf(1, 2), RecordOf(3, 1)};
  return filter;
}

// What one subscriber has, and what it checks on the way.
class Reader {
 public:
  Reader(FeedLog& feed, Caller caller, FeedFilter filter, uint64_t seed)
      : feed_(feed), caller_(std::move(caller)), filter_(std::move(filter)), dice_(seed) {}

  // One connection: some credit, some messages, and gone.
  void Connect() {
    const std::unique_ptr<Subscription> subscription =
        feed_.Subscribe(caller_, filter_, checkpoint_);
    unsafe_.clear();
    uint64_t left = 0;
    for (uint64_t steps = 1 + dice_.Below(40); steps > 0; --steps) {
      const uint64_t credit = dice_.Below(20);
      if (left + credit <= 100 && subscription->AddCredit(credit).ok()) left += credit;
      const auto next = subscription->Next();
      ASSERT_THAT(next, IsOk());
      if (*next) Take(**next, left);
    }
  }

  const std::vector<Position>& safe() const { return safe_; }
  Position checkpoint() const { return checkpoint_; }
  const Caller& caller() const { return caller_; }
  const FeedFilter& filter() const { return filter_; }

 private:
  void Take(const v1::SubscribeResponse& said, uint64_t& left) {
    for (const v1::Event& event : said.events().events()) {
      ASSERT_GT(left, 0u) << "sent without credit";
      --left;
      unsafe_.push_back(event.position().value());
    }
    if (said.has_checkpoint()) Save(said.checkpoint().position().value());
    if (said.has_caught_up() && said.caught_up().position().value() > checkpoint_) {
      Save(said.caught_up().position().value());
    }
  }
  void Save(Position checkpoint) {
    ASSERT_GT(checkpoint, checkpoint_);
    for (const Position position : unsafe_) {
      EXPECT_GT(position, checkpoint_);
      EXPECT_LE(position, checkpoint);
    }
    safe_.insert(safe_.end(), unsafe_.begin(), unsafe_.end());
    unsafe_.clear();
    checkpoint_ = checkpoint;
  }

  FeedLog& feed_;
  const Caller caller_;
  const FeedFilter filter_;
  Dice dice_;
  Position checkpoint_ = 0;
  std::vector<Position> safe_;    // up to the checkpoint
  std::vector<Position> unsafe_;  // sent since
};

class FeedPropertyTest : public testing::TestWithParam<uint64_t> {};

TEST_P(FeedPropertyTest, GivesEverySubscriberItsEventsOnceAndInOrder) {
  FeedLog feed;
  Ledger ledger;
  std::atomic<int> writing = kWriters;
  std::vector<std::unique_ptr<Reader>> readers;
  Dice dice(GetParam());
  for (int i = 0; i < kSubscribers; ++i) {
    readers.push_back(std::make_unique<Reader>(
        feed, CallerOf(dice.OneIn(2) ? v1::ROLE_SENCO : v1::ROLE_INTEGRATION, "reader"),
        DrawFilter(dice), GetParam() * 10 + static_cast<uint64_t>(i)));
  }

  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      WriteMuch(feed, ledger, writer, GetParam() * 100 + static_cast<uint64_t>(writer));
      --writing;
    });
  }
  for (const std::unique_ptr<Reader>& reader : readers) {
    threads.emplace_back([&feed, &writing, &reader = *reader] {
      while (!testing::Test::HasFatalFailure()) {
        const bool last = writing == 0;
        if (last && reader.checkpoint() == feed.log->Head().position) return;
        reader.Connect();
        feed.log->WaitFor(reader.checkpoint() + 1, last ? 0 : kWaitMs);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  for (const std::unique_ptr<Reader>& reader : readers) {
    const std::vector<Position> wanted = ledger.Wanted(reader->caller(), reader->filter());
    EXPECT_EQ(reader->safe(), wanted);
    // One that begins when everything is there is far behind from the first page on.
    Reader late(feed, reader->caller(), reader->filter(), GetParam());
    while (late.checkpoint() < feed.log->Head().position && !HasFatalFailure()) late.Connect();
    EXPECT_EQ(late.safe(), wanted);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FeedPropertyTest, testing::Range<uint64_t>(1, 9));

}  // namespace
}  // namespace cairn
