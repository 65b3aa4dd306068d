// A copy that is kept by the rules of clients/feed_to_sqlite while people are let in and shut out
// and entries are hidden and shown: whenever it has caught up, it is what may be seen. Every round
// has its seed.
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/property/services/feed/feed_dice.h"
#include "tests/support/feed_log.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

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

INSTANTIATE_TEST_SUITE_P(Seeds, FeedAccessPropertyTest, testing::Range<uint64_t>(1, 25));

}  // namespace
}  // namespace cairn
