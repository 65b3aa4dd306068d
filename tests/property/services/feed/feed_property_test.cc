// Four writers and four subscribers of one log, with filters, credit, stops and resumes drawn at
// random: what a subscriber has up to a checkpoint is what the writers wrote that is for them, each
// event once and in order. And a copy that follows the changes of access is, in the end, what may
// be seen. Every round has its seed.
#include <atomic>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/mutex.h"
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

class Dice {
 public:
  explicit Dice(uint64_t seed) : random_(seed) {}
  uint64_t Below(uint64_t end) { return random_() % end; }
  bool OneIn(uint64_t n) { return Below(n) == 0; }

 private:
  std::mt19937_64 random_;
};

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
    const bool concern = dice.OneIn(2);
    v1::Entry entry =
        EntryOf(concern ? "concern_raised { text: 'x' }" : "observation_recorded { text: 'x' }");
    const v1::Label label = kLabels[dice.Below(std::size(kLabels))];
    if (label != v1::LABEL_UNSPECIFIED) entry.set_label(label);
    ledger.Note(feed.Write(record, senco, entry).position,
                {record, *senco.setting, concern ? "ConcernRaised" : "ObservationRecorded", label});
  }
}

FeedFilter DrawFilter(Dice& dice) {
  FeedFilter filter;
  if (dice.OneIn(3)) filter.kinds = {"ConcernRaised"};
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
    EXPECT_EQ(reader->safe(), ledger.Wanted(reader->caller(), reader->filter()));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FeedPropertyTest, testing::Range<uint64_t>(1, 9));

// --- Access that comes and goes ---

using Copy = std::map<Position, v1::EventState>;

// All that the caller may see now of the records, up to a position.
Copy Visible(FeedLog& feed, const Caller& caller, const FeedFilter& filter, Position upto) {
  Copy copy;
  for (Position after = 0; after < upto;) {
    const FeedPage page = feed.Read(caller, filter, after).value();
    for (const FeedItem& item : page.items) {
      const auto* event = std::get_if<v1::Event>(&item);
      if (event != nullptr && event->position().value() <= upto) {
        copy[event->position().value()] = event->state();
      }
    }
    after = page.scanned;
  }
  return copy;
}

// A copy that is kept as README.md of clients/feed_to_sqlite says, in memory.
class Keeper {
 public:
  Keeper(FeedLog& feed, Caller caller) : feed_(feed), caller_(std::move(caller)) {}

  void CatchUp() {
    const std::unique_ptr<Subscription> subscription = feed_.Subscribe(caller_, {}, checkpoint_);
    ASSERT_THAT(subscription->AddCredit(10'000), IsOk());
    for (const v1::SubscribeResponse& said : AllOf(*subscription)) {
      for (const v1::Event& event : said.events().events()) Take(event);
      if (said.has_access_changed()) changed_.insert(said.access_changed().record_id());
      if (said.has_checkpoint()) Save(said.checkpoint().position().value());
      if (said.has_caught_up()) Save(said.caught_up().position().value());
    }
  }
  const Copy& copy() const { return copy_; }

 private:
  void Take(const v1::Event& event) {
    copy_[event.position().value()] = event.state();
    record_of_[event.position().value()] = event.record_id();
    if (event.kind_name() == "EntryCorrected" || event.kind_name() == "EntryVoided") {
      changed_.insert(event.record_id());
    }
  }
  void Save(Position checkpoint) {
    for (const std::string& record : changed_) {
      std::erase_if(copy_, [&](const auto& row) { return record_of_[row.first] == record; });
      const FeedFilter one{.records = {*RecordId::FromBytes(record)}};
      for (const auto& [position, state] : Visible(feed_, caller_, one, checkpoint)) {
        copy_[position] = state;
        record_of_[position] = record;
      }
    }
    changed_.clear();
    checkpoint_ = checkpoint;
  }

  FeedLog& feed_;
  const Caller caller_;
  Position checkpoint_ = 0;
  Copy copy_;
  std::map<Position, std::string> record_of_;
  std::set<std::string> changed_;
};

// Anything that lets in, shuts out, hides or shows.
void Govern(FeedLog& feed, Dice& dice, std::vector<AppendedEvent>& notes) {
  const RecordId record = RecordNo(1 + dice.Below(2));
  const Caller senco = CallerOf(v1::ROLE_SENCO, "senco");
  const std::string who = "sign_in_subject: 'basil' ";
  const std::string link = "name: 'Basil' " + who + "relationship: RELATIONSHIP_CLASS_TEACHER ";
  v1::Entry entry;
  const AppendedEvent& note = notes[dice.Below(notes.size())];
  switch (dice.Below(9)) {
    case 0:
      feed.Write(record, senco, EntryOf("access_granted { " + who + "reason: 'cover' }"));
      return;
    case 1:
      feed.Write(record, senco, EntryOf("access_revoked { " + who + "}"));
      return;
    case 2:
      notes.push_back(feed.Write(record, senco, EntryOf("person_linked { " + link + "}")));
      return;
    case 3:
      feed.Write(
          record, senco,
          EntryOf("person_unlinked { " + link + "last_day { year: 2026 month: 1 day: 4 } }"));
      return;
    case 4:
      entry = EntryOf("entry_voided { reason: 'wrong child' }");
      entry.add_links()->set_relation(v1::RELATION_VOIDS);
      entry.mutable_links(0)->mutable_entry()->set_event_id(note.event_id.ToBytes());
      notes.push_back(feed.Write(note.record, senco, entry));
      return;
    case 5:
      entry = EntryOf(dice.OneIn(2) ? "label: LABEL_LEGAL concern_raised { text: 'y' }"
                                    : "concern_raised { text: 'y' }");
      entry.mutable_corrects()->mutable_target()->set_event_id(note.event_id.ToBytes());
      notes.push_back(feed.Write(note.record, senco, entry));
      return;
    case 6:
      notes.push_back(feed.Write(record, CallerOf(v1::ROLE_TEACHER, "basil"),
                                 EntryOf("assessment_recorded {}")));
      return;
    default:
      notes.push_back(feed.Write(record, senco, EntryOf("concern_raised { text: 'x' }")));
  }
}

class FeedAccessPropertyTest : public testing::TestWithParam<uint64_t> {};

TEST_P(FeedAccessPropertyTest, KeepsACopyThatIsWhatMayBeSeen) {
  FeedLog feed;
  Dice dice(GetParam());
  std::vector<AppendedEvent> notes;
  for (const uint64_t record : {1, 2}) {
    notes.push_back(feed.Open(RecordNo(record), CallerOf(v1::ROLE_SENCO, "senco")));
  }
  std::vector<Caller> callers = {CallerOf(v1::ROLE_TEACHER, "basil"),
                                 CallerOf(v1::ROLE_INTEGRATION, "register"),
                                 CallerOf(v1::ROLE_DATA_PROTECTION_OFFICER, "officer")};
  callers.push_back(CallerOf(v1::ROLE_HEAD, "basil"));
  callers.back().setting = Fenmarch();
  std::vector<Keeper> keepers;
  for (const Caller& caller : callers) keepers.emplace_back(feed, caller);

  for (int step = 0; step < 60; ++step) {
    Govern(feed, dice, notes);
    for (size_t i = 0; i < keepers.size(); ++i) {
      if (!dice.OneIn(3)) continue;  // the others catch up later, over several changes at once
      keepers[i].CatchUp();
      ASSERT_EQ(keepers[i].copy(), Visible(feed, callers[i], {}, feed.log->Head().position))
          << "step " << step << " of " << v1::Role_Name(callers[i].role);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FeedAccessPropertyTest, testing::Range<uint64_t>(1, 41));

}  // namespace
}  // namespace cairn
