#include "projections/audit_trail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

TEST(AuditTrail, ShowsEveryEventAlsoWhenItNoLongerCounts) {
  const std::vector<v1::Event> trail = AuditTrail(Fold(CaseRecordId(), CaseEvents("case-a")), 1);

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

  const v1::Event event =
      EventOf(CaseRecordId(), history.events()[0], v1::EVENT_STATE_EFFECTIVE, 3);

  EXPECT_EQ(event.record_id(), CaseRecordId().bytes());
  EXPECT_EQ(event.position().generation(), 3u);
  EXPECT_EQ(event.position().value(), 1u);
  EXPECT_EQ(event.version(), 1u);
  EXPECT_EQ(event.recorded().actor().name(), "Ash Senco");
  EXPECT_EQ(event.leaf_hash().size(), 32u);
  EXPECT_EQ(event.recorded_time().seconds() * 1'000'000, history.events()[0]->recorded_at_us);
}

TEST(EventOf, HidesKindAndContentOfWhatIsWithheld) {
  HistoryBuilder history;
  history.Add("2024-10-21", EntryOn("2024-10-15", "observation_recorded { text: 'Guesses' }"));

  const v1::Event event = EventOf(CaseRecordId(), history.events()[0], v1::EVENT_STATE_WITHHELD, 1);

  EXPECT_EQ(event.kind_name(), "");
  EXPECT_EQ(event.summary(), "");
  EXPECT_FALSE(event.has_recorded());
  EXPECT_EQ(event.version(), 1u);
}

TEST(EventOf, KeepsTheProofOfWhatWasErased) {
  HistoryBuilder history;
  history.AddErased("2024-10-21");

  const v1::Event event = EventOf(CaseRecordId(), history.events()[0], v1::EVENT_STATE_ERASED, 1);

  EXPECT_FALSE(event.has_recorded());
  EXPECT_EQ(event.leaf_hash().size(), 32u);
}

}  // namespace
}  // namespace cairn
