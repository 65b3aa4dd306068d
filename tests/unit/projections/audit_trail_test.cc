#include "projections/audit_trail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"
#include "tests/support/served_events.h"

namespace cairn {
namespace {

TEST(EventOf, SaysWhatEveryEventSaysAlsoWhenItNoLongerCounts) {
  const std::vector<v1::Event> trail = ServedEvents(Fold(CaseRecordId(), CaseEvents("case-a")));

  ASSERT_EQ(trail.size(), CaseEvents("case-a").size());
  int corrected = 0;
  for (const v1::Event& event : trail) {
    corrected += event.state() == v1::EVENT_STATE_CORRECTED ? 1 : 0;
    EXPECT_NE(event.summary(), "");
    EXPECT_NE(event.kind_name(), "");
  }
  EXPECT_EQ(corrected, 1);
}

TEST(EventOf, CarriesPlaceTimesAndActor) {
  HistoryBuilder history;
  history.Add("2024-10-21", EntryOn("2024-10-15", "observation_recorded { text: 'Guesses' }"));

  const v1::Event event = EventOf(Fold(CaseRecordId(), history.events()), history.events()[0],
                                  v1::EVENT_STATE_EFFECTIVE, 3);

  EXPECT_EQ(event.record_id(), CaseRecordId().bytes());
  EXPECT_EQ(event.position().generation(), 3u);
  EXPECT_EQ(event.position().value(), 1u);
  EXPECT_EQ(event.version(), 1u);
  EXPECT_EQ(event.recorded().actor().name(), "Ash Senco");
  EXPECT_EQ(event.leaf_hash().size(), 32u);
  EXPECT_EQ(event.recorded_time().seconds() * 1'000'000, history.events()[0]->recorded_at_us);
}

TEST(EventOf, NamesWhoSpokeAndWhoTypedItForThemAndWhen) {
  HistoryBuilder history;
  history.Add("2024-10-21",
              EntryOn("2024-10-15",
                      "person { name: 'Delphine Larkwhistle' capacity: CAPACITY_PARENT } means: "
                      "MEANS_PHONE concern_raised { text: 'Hides the book' }"));

  const v1::Event event = EventOf(Fold(CaseRecordId(), history.events()), history.events()[0],
                                  v1::EVENT_STATE_EFFECTIVE, 1);

  EXPECT_EQ(event.recorded().entry().person().name(), "Delphine Larkwhistle");
  EXPECT_EQ(event.recorded().actor().name(), "Ash Senco");
  EXPECT_EQ(event.recorded().entry().occurred().from().day(), 15);
  EXPECT_EQ(DayOfMicros(event.recorded_time().seconds() * 1'000'000), Day("2024-10-21"));
  EXPECT_EQ(event.event_id(), history.events()[0]->event_id.ToBytes());
}

TEST(EventOf, HidesKindAndContentOfWhatIsWithheld) {
  HistoryBuilder history;
  history.Add("2024-10-21", EntryOn("2024-10-15", "observation_recorded { text: 'Guesses' }"));

  const v1::Event event = EventOf(Fold(CaseRecordId(), history.events()), history.events()[0],
                                  v1::EVENT_STATE_WITHHELD, 1);

  EXPECT_EQ(event.kind_name(), "");
  EXPECT_EQ(event.summary(), "");
  EXPECT_FALSE(event.has_recorded());
  EXPECT_EQ(event.version(), 1u);
}

TEST(EventOf, KeepsTheProofOfWhatWasErased) {
  HistoryBuilder history;
  history.AddErased("2024-10-21");

  const v1::Event event = EventOf(Fold(CaseRecordId(), history.events()), history.events()[0],
                                  v1::EVENT_STATE_ERASED, 1);

  EXPECT_FALSE(event.has_recorded());
  EXPECT_EQ(event.leaf_hash().size(), 32u);
}

TEST(EventOf, SaysWhenAndOnWhatGroundContentWasRemoved) {
  HistoryBuilder history;
  history.AddErased("2024-10-21")
      .AddErased("2024-10-21")
      .AddRemoval("2024-11-04", v1::ERASURE_AUTHORITY_WRONG_CHILD, 2);
  const std::vector<v1::Event> trail = ServedEvents(Fold(CaseRecordId(), history.events()));

  EXPECT_FALSE(trail[0].has_removed());
  EXPECT_EQ(trail[1].state(), v1::EVENT_STATE_ERASED);
  EXPECT_EQ(trail[1].removed().authority(), v1::ERASURE_AUTHORITY_WRONG_CHILD);
  EXPECT_EQ(trail[1].removed().version(), 3u);
  EXPECT_EQ(trail[1].removed().recorded_time().seconds() * 1'000'000,
            history.events()[2]->recorded_at_us);
}

TEST(EventOf, ShowsARemovalAsAnEventOfItsOwn) {
  HistoryBuilder history;
  history.AddErased("2024-10-21").AddRemoval("2024-11-04", v1::ERASURE_AUTHORITY_WRONG_CHILD, 1);
  const v1::Event removal = ServedEvents(Fold(CaseRecordId(), history.events()))[1];

  EXPECT_EQ(removal.state(), v1::EVENT_STATE_EFFECTIVE);
  EXPECT_EQ(removal.kind_name(), "ContentErased");
  EXPECT_EQ(removal.summary(),
            "Content of entry #1 removed: it was about another child (UK GDPR art. 5(1)(d))");
  EXPECT_EQ(removal.erasure().event_id(), history.events()[0]->event_id.bytes());
  EXPECT_FALSE(removal.has_removed());
}

TEST(EventOf, NamesTheFirstRemovalOfWhatWasErasedTwice) {
  HistoryBuilder history;
  history.AddErased("2024-10-21")
      .AddErased("2024-10-21")
      .AddRemoval("2024-11-04", v1::ERASURE_AUTHORITY_WRONG_CHILD, 1)
      .AddRemoval("2024-11-05", v1::ERASURE_AUTHORITY_RETENTION_ENDED);
  const std::vector<v1::Event> trail = ServedEvents(Fold(CaseRecordId(), history.events()));

  EXPECT_EQ(trail[0].removed().version(), 3u);
  EXPECT_EQ(trail[1].removed().version(), 4u);
  EXPECT_EQ(trail[3].summary(),
            "Content of the whole record removed: the time for which it is kept has ended (UK GDPR "
            "art. 5(1)(e))");
}

TEST(EventOf, NamesAGroundThatIsNewerThanItself) {
  HistoryBuilder history;
  history.AddRemoval("2024-11-04", static_cast<v1::ErasureAuthority>(200));

  EXPECT_EQ(ServedEvents(Fold(CaseRecordId(), history.events()))[0].summary(),
            "Content of the whole record removed: on ground number 200");
}

}  // namespace
}  // namespace cairn
