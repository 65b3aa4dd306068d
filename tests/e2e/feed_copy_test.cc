// The example consumer, killed at random moments while entries are appended: in the end its table
// is what its sign-in may see of the log, no event missing and none twice.
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "eventstore/base/clock.h"
#include "tests/e2e/feed_consumer.h"
#include "tests/support/entries.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

const TokenIssuer::Person kRegister{"register", "The register", "integration", kHollowtree};
constexpr int kRounds = 40;
constexpr int kRecords = 4;

// An entry that was written and has not been corrected, voided or removed.
struct Note {
  std::string record_id;
  std::string event_id;
  v1::Entry entry;
};

class FeedCopyTest : public ::testing::Test {
 protected:
  FeedCopyTest() {
    Connect();
    for (int i = 0; i < kRecords; ++i) {
      record_ids_.push_back(
          Record(OpeningRequest(NextId(), {OpenedEntry("Pip Larkwhistle")})).record_id());
    }
  }

  void Connect() {
    senco_ = server_.As(kSenco);
    officer_ = server_.As(kOfficer);
  }
  std::string NextId() {
    std::string id(16, '\0');
    for (char& byte : id) byte = static_cast<char>(random_() & 0xff);
    return id;
  }
  int Upto(int most) { return static_cast<int>(random_() % static_cast<uint64_t>(most + 1)); }

  v1::RecordReceipts Record(const v1::AppendEntriesRequest& request) {
    const auto recorded = senco_->AppendEntries(request);
    EXPECT_TRUE(recorded.ok()) << recorded.status();
    return recorded.ok() ? recorded->records(0) : v1::RecordReceipts();
  }
  uint64_t Add(const std::string& record_id, const v1::Entry& entry) {
    const v1::RecordReceipts written = Record(AddingRequest(NextId(), record_id, {entry}));
    if (written.receipts_size() != 1) return 0;
    if (!entry.has_corrects() && !entry.has_entry_voided()) {
      notes_.push_back({record_id, written.receipts(0).event_id(), entry});
    }
    return written.receipts(0).position().value();
  }

  uint64_t AddNote() {
    v1::Entry entry = ObservationEntry("He read the line twice, number " + std::to_string(++said_));
    if (Upto(4) == 0) entry.set_label(v1::LABEL_CONFIDENTIAL);
    return Add(record_ids_[static_cast<size_t>(Upto(kRecords - 1))], entry);
  }
  Note TakeNote() {
    const auto taken = notes_.begin() + Upto(static_cast<int>(notes_.size()) - 1);
    const Note note = *taken;
    notes_.erase(taken);
    return note;
  }
  uint64_t Correct(const Note& note) {
    v1::Entry entry = note.entry;
    entry.mutable_observation_recorded()->set_text(0, "He read it once.");
    entry.set_label(Upto(1) == 0 ? v1::LABEL_LEGAL : v1::LABEL_ORDINARY);
    entry.mutable_corrects()->mutable_target()->set_event_id(note.event_id);
    entry.mutable_corrects()->set_reason("heard again");
    hidden_[note.event_id] = entry.label() == v1::LABEL_LEGAL;
    return Add(note.record_id, entry);
  }
  uint64_t Void(const Note& note) {
    v1::Entry entry;
    *entry.mutable_occurred() = OnDay(2024, 10, 10);
    entry.mutable_entry_voided()->set_reason("wrong child");
    entry.add_links()->set_relation(v1::RELATION_VOIDS);
    entry.mutable_links(0)->mutable_entry()->set_event_id(note.event_id);
    return Add(note.record_id, entry);
  }
  uint64_t Remove(const Note& note) {
    v1::EraseRecordRequest request;
    request.set_request_id(NextId());
    request.set_record_id(note.record_id);
    request.set_event_id(note.event_id);
    request.set_authority(v1::ERASURE_AUTHORITY_WRONG_CHILD);
    const auto removed = officer_->EraseRecord(request);
    EXPECT_TRUE(removed.ok()) << removed.status();
    return 0;
  }
  // Something happens; 0 or the position.
  uint64_t Happen() {
    const int what = Upto(9);
    if (notes_.size() < 3 || what > 3) return AddNote();
    if (what == 0) return Remove(TakeNote());
    return what == 1 ? Void(TakeNote()) : Correct(TakeNote());
  }

  std::string TokenFile() {
    const std::string path = folder_ / "token";
    std::ofstream(path) << server_.issuer().TokenFor(kRegister, SystemClock().NowMicros());
    chmod(path.c_str(), 0600);
    return path;
  }
  std::string database() const { return folder_ / "copy.sqlite"; }

  // Lets it run for a while and kills it: at once, after its first word, or once it has what was
  // appended beside it.
  void RunAndKill() {
    FeedConsumer consumer(database(), server_.target(), TokenFile());
    const int until = Upto(2);
    if (until > 0) {
      EXPECT_TRUE(consumer.NextCheckpoint().has_value());
    }
    uint64_t last = 0;
    for (int left = Upto(8); left > 0; --left) last = std::max(last, Happen());
    for (uint64_t safe = 0; until == 2 && safe < last;) {
      const std::optional<uint64_t> next = consumer.NextCheckpoint();
      ASSERT_TRUE(next.has_value()) << "the consumer has ended";
      safe = *next;
    }
    consumer.Kill();
  }

  // What the register may see, by hand from the audit trail of the data protection officer, who
  // sees everything.
  std::map<uint64_t, CopiedEvent> Expected() {
    std::map<uint64_t, CopiedEvent> expected;
    for (const std::string& record_id : record_ids_) {
      v1::ListEventsRequest request;
      request.set_record_id(record_id);
      request.set_page_size(1000);
      const auto trail = officer_->ListEvents(request);
      EXPECT_TRUE(trail.ok()) << trail.status();
      for (const v1::Event& event : trail->events()) {
        if (!MayBeTold(event)) continue;
        expected[event.position().value()] = {.event_id = event.event_id(),
                                              .kind = event.kind_name(),
                                              .state = v1::EventState_Name(event.state()),
                                              .summary = event.summary(),
                                              .has_content = event.has_recorded()};
      }
    }
    return expected;
  }
  bool MayBeTold(const v1::Event& event) const {
    const auto hidden = hidden_.find(event.event_id());
    if (hidden != hidden_.end() && hidden->second) return false;
    const v1::Label label = event.recorded().entry().label();
    return event.state() != v1::EVENT_STATE_VOIDED &&
           (label == v1::LABEL_UNSPECIFIED || label == v1::LABEL_ORDINARY);
  }

  std::mt19937_64 random_{20260915};
  const TempFolder folder_;
  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> officer_;
  std::vector<std::string> record_ids_;
  std::vector<Note> notes_;
  std::map<std::string, bool> hidden_;  // by event: its last wording is held more closely
  int said_ = 0;
};

TEST_F(FeedCopyTest, HasEveryEventOnceHoweverOftenTheConsumerIsKilled) {
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(round);
    RunAndKill();
    if (HasFatalFailure()) return;
    if (round % 10 == 9) {
      server_.Restart();
      Connect();
    }
  }

  FeedConsumer last(database(), server_.target(), TokenFile(), /*until_caught_up=*/true);
  ASSERT_EQ(last.Wait(), 0);

  const std::map<uint64_t, CopiedEvent> expected = Expected();
  EXPECT_GT(expected.size(), 50u);
  EXPECT_EQ(CopiedEvents(database()), expected);
}

TEST_F(FeedCopyTest, DeletesItsCopyOfARecordThatWasErased) {
  for (int i = 0; i < 10; ++i) AddNote();
  ASSERT_EQ(FeedConsumer(database(), server_.target(), TokenFile(), true).Wait(), 0);
  const size_t before = CopiedEvents(database()).size();
  v1::EraseRecordRequest request;
  request.set_request_id(NextId());
  request.set_record_id(record_ids_[0]);
  request.set_authority(v1::ERASURE_AUTHORITY_RETENTION_ENDED);
  ASSERT_TRUE(officer_->EraseRecord(request).ok());

  ASSERT_EQ(FeedConsumer(database(), server_.target(), TokenFile(), true).Wait(), 0);

  record_ids_.erase(record_ids_.begin());
  EXPECT_LT(CopiedEvents(database()).size(), before);
  EXPECT_EQ(CopiedEvents(database()), Expected());
}

}  // namespace
}  // namespace cairn
