#include "services/recording/draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/entries.h"
#include "tests/support/history_builder.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

constexpr int64_t kNowUs = 1'732'000'000'000'000;  // 19 Nov 2024

RecordPtr OpenedRecord() {
  HistoryBuilder history;
  history.Add("2024-10-01", OpenedEntry("Wren Ashdown"));
  return std::make_shared<const Record>(Fold({}, history.events()));
}

v1::RecordEntries Adding(std::initializer_list<v1::Entry> entries) {
  return AddingRequest(RequestIdOf('r'), std::string(16, 'c'), entries).records(0);
}

absl::StatusOr<RecordDraft> DraftOf(const RecordPtr& record, const v1::RecordEntries& entries) {
  const Caller caller{.name = "Ash Senco", .role = v1::ROLE_SENCO};
  const Facts facts{.now_us = kNowUs, .today = DayOfMicros(kNowUs)};
  return DraftEntries(record, entries, caller, facts);
}

TEST(Draft, HoldsWhatEachNewEntryWillSay) {
  const RecordPtr record = OpenedRecord();

  const absl::StatusOr<RecordDraft> draft =
      DraftOf(record, Adding({ObservationEntry("Reads alone"), ConcernEntry("Tired at home")}));

  ASSERT_THAT(draft, IsOk());
  EXPECT_THAT(draft->faults, testing::IsEmpty());
  ASSERT_THAT(draft->fresh, testing::SizeIs(2));
  EXPECT_TRUE(draft->fresh[0].entry().has_observation_recorded());
  EXPECT_TRUE(draft->fresh[1].entry().has_concern_raised());
  EXPECT_EQ(draft->fresh[1].actor().name(), "Ash Senco");
}

// The lists of a record grow in place, behind what its readers see, and a draft tries its entries
// on one: the record that stays in memory went on holding what was refused.
TEST(Draft, LeavesNothingOfARefusedEntryInTheRecordItWasTriedOn) {
  const RecordPtr record = OpenedRecord();
  const v1::Entry nameless = ConcernEntry("");

  const absl::StatusOr<RecordDraft> draft =
      DraftOf(record, Adding({ObservationEntry("Reads alone"), nameless}));

  ASSERT_THAT(draft, IsOk());
  ASSERT_THAT(draft->faults, testing::Not(testing::IsEmpty()));
  ASSERT_EQ(record->version(), 1u);
  const EventPtr& tried = *record->events.end();  // the room for one more that the list has
  EXPECT_TRUE(tried == nullptr || !tried->recorded.has_value());
}

}  // namespace
}  // namespace cairn
