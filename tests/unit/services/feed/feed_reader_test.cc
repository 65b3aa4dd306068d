// What one follower is told of a log, and what not.
#include "services/feed/feed_reader.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/limits.h"
#include "tests/support/feed_log.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const RecordId kPipsRecord = RecordNo(7);
const RecordId kSam = RecordNo(8);

class FeedReaderTest : public testing::Test {
 protected:
  FeedReaderTest() { feed_.Open(kPipsRecord, senco_); }

  Position Write(const RecordId& record, const std::string& entry) {
    return feed_.Write(record, senco_, EntryOf(entry)).position;
  }
  v1::Entry Correcting(const AppendedEvent& target, const std::string& text) {
    v1::Entry entry = EntryOf(text);
    entry.mutable_corrects()->mutable_target()->set_event_id(target.event_id.ToBytes());
    return entry;
  }
  v1::Entry Voiding(const AppendedEvent& target) {
    v1::Entry entry = EntryOf("entry_voided { reason: 'about another child' }");
    entry.add_links()->set_relation(v1::RELATION_VOIDS);
    entry.mutable_links(0)->mutable_entry()->set_event_id(target.event_id.ToBytes());
    return entry;
  }
  std::vector<Position> Told(const Caller& caller, const FeedFilter& filter = {},
                             Position after = 0) {
    const absl::StatusOr<FeedPage> page = feed_.Read(caller, filter, after);
    EXPECT_THAT(page, IsOk());
    return PositionsIn(*page);
  }
  // Positions at which the caller's view of a record changed, and whether it is visible now.
  std::vector<std::pair<Position, bool>> Changes(const Caller& caller, Position after = 0) {
    std::vector<std::pair<Position, bool>> changes;
    for (Position head = after + 1; after < head;) {
      const absl::StatusOr<FeedPage> page = feed_.Read(caller, {}, after);
      EXPECT_THAT(page, IsOk());
      for (const FeedItem& item : page->items) {
        if (const auto* change = std::get_if<v1::FeedAccessChanged>(&item)) {
          changes.emplace_back(change->position().value(), change->visible());
        }
      }
      after = page->scanned;
      head = page->head;
    }
    return changes;
  }

  const Caller senco_ = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
  const Caller system_ = CallerOf(v1::ROLE_INTEGRATION, "register");
  const Caller teacher_ = CallerOf(v1::ROLE_TEACHER, "basil.thistlewood");
  const Caller officer_ = CallerOf(v1::ROLE_DATA_PROTECTION_OFFICER, "minerva.ledgerwood");
  FeedLog feed_;
};

constexpr char kLinked[] =
    "person_linked { name: 'Basil Thistlewood' sign_in_subject: 'basil.thistlewood' "
    "relationship: RELATIONSHIP_CLASS_TEACHER }";
constexpr char kUnlinked[] =
    "person_unlinked { name: 'Basil Thistlewood' sign_in_subject: 'basil.thistlewood' "
    "relationship: RELATIONSHIP_CLASS_TEACHER last_day { year: 2026 month: 1 day: 4 } }";

TEST_F(FeedReaderTest, TellsOfEveryRecordInTheOrderOfTheLog) {
  const Position second = Write(kPipsRecord, "concern_raised { text: 'a' }");
  const Position third = feed_.Open(kSam, senco_).position;
  const Position fourth = Write(kPipsRecord, "concern_raised { text: 'b' }");

  const absl::StatusOr<FeedPage> page = feed_.Read(system_);

  ASSERT_THAT(page, IsOk());
  EXPECT_THAT(PositionsIn(*page), ElementsAre(second - 1, second, third, fourth));
  EXPECT_EQ(page->scanned, fourth);
  EXPECT_EQ(page->head, fourth);
}

TEST_F(FeedReaderTest, ServesAnEventAsTheAuditTrailDoes) {
  Write(kPipsRecord, "concern_raised { text: 'a' }");

  const v1::Event event = std::get<v1::Event>(feed_.Read(senco_)->items.back());

  EXPECT_EQ(event.record_id(), kPipsRecord.bytes());
  EXPECT_EQ(event.version(), 2u);
  EXPECT_EQ(event.kind_name(), "ConcernRaised");
  EXPECT_EQ(event.state(), v1::EVENT_STATE_EFFECTIVE);
  EXPECT_EQ(event.recorded().entry().concern_raised().text(0), "a");
}

TEST_F(FeedReaderTest, LeavesOutWhollyWhatTheFollowerMayNotSee) {
  Write(kPipsRecord, "label: LABEL_SAFEGUARDING concern_raised { text: 'a' }");
  Write(kPipsRecord, "dispute_opened {}");
  Write(kPipsRecord, "label: LABEL_CONFIDENTIAL concern_raised { text: 'b' }");

  EXPECT_THAT(Told(system_), ElementsAre(1));
  EXPECT_THAT(Told(teacher_), IsEmpty());
  EXPECT_THAT(Told(senco_), ElementsAre(1, 3, 4));
}

TEST_F(FeedReaderTest, TellsAnotherSettingNothing) {
  Caller other = system_;
  other.setting = Fenmarch();

  const absl::StatusOr<FeedPage> page = feed_.Read(other);

  EXPECT_THAT(page->items, IsEmpty());
  EXPECT_EQ(page->scanned, 1u);
}

TEST_F(FeedReaderTest, HoldsTheFirstWordingAsCloselyAsTheOneThatCounts) {
  const AppendedEvent note =
      feed_.Write(kPipsRecord, senco_, EntryOf("concern_raised { text: 'a' }"));
  EXPECT_THAT(Told(system_), ElementsAre(1, 2));

  feed_.Write(kPipsRecord, senco_,
              Correcting(note, "label: LABEL_LEGAL concern_raised { text: 'b' }"));

  EXPECT_THAT(Told(system_), ElementsAre(1));
  EXPECT_THAT(Changes(system_), ElementsAre(std::pair(Position{3}, true)));
}

TEST_F(FeedReaderTest, SaysThatAVoidHidAnEntryAndThatItsOwnVoidShowedItAgain) {
  const AppendedEvent note =
      feed_.Write(kPipsRecord, senco_, EntryOf("concern_raised { text: 'a' }"));
  const AppendedEvent gone = feed_.Write(kPipsRecord, senco_, Voiding(note));
  EXPECT_THAT(Changes(system_, 2), ElementsAre(std::pair(gone.position, true)));

  const AppendedEvent back = feed_.Write(kPipsRecord, senco_, Voiding(gone));

  EXPECT_THAT(Changes(system_, gone.position), ElementsAre(std::pair(back.position, true)));
}

TEST_F(FeedReaderTest, ShowsARecordToWhomALinkLetsIn) {
  Write(kPipsRecord, "concern_raised { text: 'a' }");
  const Position linked = Write(kPipsRecord, kLinked);

  EXPECT_THAT(Told(teacher_), ElementsAre(1, 2, linked));
  EXPECT_THAT(Changes(teacher_), ElementsAre(std::pair(linked, true)));
}

TEST_F(FeedReaderTest, ShowsNothingOfTheBeginningToWhomWasShutOutSince) {
  Write(kPipsRecord, "concern_raised { text: 'a' }");
  const Position linked = Write(kPipsRecord, kLinked);
  const Position unlinked = Write(kPipsRecord, kUnlinked);
  Write(kPipsRecord, "concern_raised { text: 'b' }");

  EXPECT_THAT(Told(teacher_), IsEmpty());
  EXPECT_THAT(Changes(teacher_), ElementsAre(std::pair(linked, false), std::pair(unlinked, false)));
}

TEST_F(FeedReaderTest, FollowsAGrantAndItsEnd) {
  const Position granted =
      Write(kPipsRecord, "access_granted { sign_in_subject: 'basil.thistlewood' reason: 'cover' }");
  EXPECT_THAT(Changes(teacher_), ElementsAre(std::pair(granted, true)));

  const Position revoked =
      Write(kPipsRecord, "access_revoked { sign_in_subject: 'basil.thistlewood' }");

  EXPECT_THAT(Changes(teacher_, granted), ElementsAre(std::pair(revoked, false)));
}

TEST_F(FeedReaderTest, SaysNothingOfTheLinksOfOthers) {
  Write(kPipsRecord,
        "person_linked { name: 'Ada' sign_in_subject: 'ada' "
        "relationship: RELATIONSHIP_CLASS_TEACHER }");

  EXPECT_THAT(Changes(teacher_), IsEmpty());
  EXPECT_THAT(Changes(system_), IsEmpty());
}

TEST_F(FeedReaderTest, LetsInWhoBeginsToWorkWithTheChild) {
  const Position worked =
      feed_.Write(kPipsRecord, teacher_, EntryOf("assessment_recorded {}")).position;

  EXPECT_THAT(Told(teacher_), ElementsAre(1, worked));
  EXPECT_THAT(Changes(teacher_), ElementsAre(std::pair(worked, true)));
  EXPECT_THAT(Changes(system_), IsEmpty());
}

TEST_F(FeedReaderTest, TellsOfARemovalWhoeverMaySeeTheRecord) {
  const AppendedEvent note =
      feed_.Write(kPipsRecord, senco_, EntryOf("concern_raised { text: 'a' }"));
  const Position removed = feed_.Remove(kPipsRecord, note.event_id).position;

  const FeedPage page = feed_.Read(system_, {.kinds = {"PlanIssued"}}).value();

  ASSERT_THAT(PositionsIn(page), ElementsAre(removed));
  const v1::Event& event = std::get<v1::Event>(page.items[0]);
  EXPECT_EQ(event.kind_name(), "ContentErased");
  EXPECT_EQ(event.erasure().event_id(), note.event_id.bytes());
  EXPECT_THAT(Changes(system_), ElementsAre(std::pair(removed, true)));
}

TEST_F(FeedReaderTest, TellsEverybodyWhoMayHaveSomeOfARecordThatItIsGoneAndNothingElseOfIt) {
  Write(kPipsRecord, "concern_raised { text: 'a' }");
  const Position erased = feed_.Remove(kPipsRecord).position;
  Caller other = system_;
  other.setting = Fenmarch();

  for (const Caller& caller : {system_, teacher_, other}) {
    EXPECT_THAT(Told(caller), IsEmpty());
    for (const Position first_or_more : {1, 2}) {
      EXPECT_THAT(Changes(caller, first_or_more), ElementsAre(std::pair(erased, false)));
    }
  }
  EXPECT_THAT(Told(officer_), ElementsAre(1, 2, erased));
}

TEST_F(FeedReaderTest, TellsOfARecordThatIsGoneNobodyWhoBeginsBelowItsFirstEvent) {
  const Position last_of_pip = Write(kPipsRecord, "concern_raised { text: 'a' }");
  feed_.Open(kSam, senco_);
  Write(kSam, "concern_raised { text: 'b' }");
  const Position erased = feed_.Remove(kSam).position;

  EXPECT_THAT(Changes(system_), IsEmpty());
  EXPECT_THAT(Changes(system_, last_of_pip), IsEmpty());
  // Somebody who had begun there when it was not gone yet may have had it.
  const FeedCopy had{.after = last_of_pip, .judged_from = erased - 1};
  const FeedPage page =
      feed_.reader.Read(system_, {}, erased - 1, {.events = 9, .bytes = 1'000'000}, had).value();
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_EQ(std::get<v1::FeedAccessChanged>(page.items[0]).record_id(), kSam.bytes());
}

TEST_F(FeedReaderTest, TellsOfTheRemovalOfOneEntryNobodyOutside) {
  const AppendedEvent note =
      feed_.Write(kPipsRecord, senco_, EntryOf("concern_raised { text: 'a' }"));
  feed_.Remove(kPipsRecord, note.event_id);
  Caller other = system_;
  other.setting = Fenmarch();

  EXPECT_THAT(Changes(other), IsEmpty());
  EXPECT_THAT(Changes(CallerOf(v1::ROLE_PARENT, "somebody")), IsEmpty());
}

TEST_F(FeedReaderTest, FiltersByKindLabelRecordAndSetting) {
  Write(kPipsRecord, "label: LABEL_ORDINARY concern_raised { text: 'a' }");
  Write(kPipsRecord, "observation_recorded { text: 'b' }");
  feed_.Open(kSam, senco_);
  Caller fenmarch = senco_;
  fenmarch.setting = Fenmarch();
  feed_.Open(RecordNo(9), fenmarch);

  EXPECT_THAT(Told(senco_, {.kinds = {"ObservationRecorded"}}), ElementsAre(3));
  EXPECT_THAT(Told(senco_, {.labels = {v1::LABEL_ORDINARY}}), ElementsAre(2));
  EXPECT_THAT(Told(senco_, {.labels = {v1::LABEL_UNSPECIFIED}}), ElementsAre(1, 3, 4));
  EXPECT_THAT(Told(senco_, {.records = {kSam}}), ElementsAre(4));
  EXPECT_THAT(Told(senco_, {.settings = {Fenmarch()}}), IsEmpty());
  EXPECT_THAT(Told(senco_, {.settings = {Hollowtree()}}), ElementsAre(1, 2, 3, 4));
}

TEST_F(FeedReaderTest, EndsAPageWithTheLastEventThereIsRoomFor) {
  for (int i = 0; i < 5; ++i) Write(kPipsRecord, "concern_raised { text: 'a' }");

  const FeedPage page = feed_.Read(senco_, {}, 1, 2).value();

  EXPECT_THAT(PositionsIn(page), ElementsAre(2, 3));
  EXPECT_EQ(page.scanned, 3u);
  EXPECT_EQ(page.head, 6u);
}

TEST_F(FeedReaderTest, EndsAPageWithTheRecordThatItHasNoRoomToLookAt) {
  constexpr FeedPageLimits kOneRecord = {.events = 100, .bytes = 1'000'000, .looked_at = 10};
  feed_.Write(kPipsRecord, senco_, EntryOf("concern_raised { text: 'a' }"), 20);
  feed_.Open(kSam, senco_);
  const FeedFilter nothing{.kinds = {"PlanIssued"}};

  // The first place costs a record that nobody has looked at: it is looked at, and that is all.
  const FeedPage first = feed_.reader.Read(system_, nothing, 0, kOneRecord).value();
  EXPECT_EQ(first.scanned, 1u);
  // Then the record is known, and its places cost one each.
  const FeedPage next = feed_.reader.Read(system_, nothing, first.scanned, kOneRecord).value();
  EXPECT_EQ(next.scanned, 11u);
  EXPECT_EQ(next.head, 22u);
  EXPECT_THAT(next.items, IsEmpty());
}

TEST_F(FeedReaderTest, CountsWhatItComparesToFindAChangeOfAccess) {
  feed_.Write(kPipsRecord, senco_, EntryOf("concern_raised { text: 'a' }"), 20);
  // It ends nothing, but it names who asks.
  const Position named = Write(kPipsRecord, kUnlinked);
  Write(kPipsRecord, "concern_raised { text: 'b' }");
  EXPECT_THAT(Changes(teacher_), IsEmpty());  // and what is judged is known from now on

  const FeedPage page =
      feed_.reader
          .Read(teacher_, {}, named - 1, {.events = 100, .bytes = 1'000'000, .looked_at = 10})
          .value();

  EXPECT_EQ(page.scanned, named);
}

TEST_F(FeedReaderTest, ReadsNothingWithoutRoom) {
  const FeedPage page = feed_.Read(senco_, {}, 0, 0).value();

  EXPECT_THAT(page.items, IsEmpty());
  EXPECT_EQ(page.scanned, 0u);
}

TEST_F(FeedReaderTest, RefusesAPositionThatTheLogHasNotReached) {
  EXPECT_THAT(feed_.Read(senco_, {}, 9),
              StatusIs(absl::StatusCode::kDataLoss, testing::HasSubstr("never reached")));
}

TEST_F(FeedReaderTest, NotesOfWhichChildrenItTellsAndOfNoOthers) {
  Write(kPipsRecord, "concern_raised { text: 'a' }");
  feed_.Open(kSam, senco_);
  Told(senco_);
  Told(teacher_);
  Told(system_, {.kinds = {"PlanIssued"}});

  const std::vector<v1::AccessBatch> noted = feed_.reads.Take();

  ASSERT_EQ(noted.size(), 1u);
  ASSERT_EQ(noted[0].reads_size(), 1);
  const v1::ReaderReads& reads = noted[0].reads(0);
  EXPECT_EQ(reads.reader().subject(), senco_.subject);
  EXPECT_EQ(reads.purpose(), v1::READ_PURPOSE_FEED);
  EXPECT_THAT(reads.record_ids(), testing::AnyOf(kPipsRecord.ToBytes() + kSam.ToBytes(),
                                                 kSam.ToBytes() + kPipsRecord.ToBytes()));
}

TEST_F(FeedReaderTest, FindsAFewRecordsInALongLogAsScanningWould) {
  std::vector<Position> expected = {1};
  while (feed_.log->Head().position < limits::kFollowLeavesMax + 50) {
    feed_.Write(kSam, senco_, EntryOf("concern_raised { text: 'x' }"), 999);
    expected.push_back(Write(kPipsRecord, "concern_raised { text: 'a' }"));
  }
  const FeedFilter filter{.records = {kPipsRecord, RecordNo(99)}};

  std::vector<Position> told;
  Position after = 0;
  FeedPage page;
  do {
    page = feed_.Read(senco_, filter, after, 1).value();
    for (const Position position : PositionsIn(page)) told.push_back(position);
    EXPECT_GT(page.scanned, after);
    after = page.scanned;
  } while (page.scanned < page.head);

  EXPECT_EQ(told, expected);
}

}  // namespace
}  // namespace cairn
