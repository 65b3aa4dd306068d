// How much of the log stays in memory, and which of it.
#include "services/records/record_cache.h"

#include <string>

#include <gtest/gtest.h>

#include "services/recording/draft.h"
#include "services/records/record_bytes.h"
#include "tests/support/entries.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

constexpr size_t kParts = 16;  // the ids of these tests are all of one sixteenth
constexpr size_t kPlenty = kParts << 20;

class RecordCacheTest : public testing::Test {
 protected:
  // Adds `entries` to the record, each with a text of 1,000 bytes.
  void Grow(uint64_t number, int entries) {
    for (int i = 0; i < entries; ++i) {
      const Version version = log_->HeadOf(RecordNo(number))->version;
      AppendRequest request{.request = RequestNo(++requests_)};
      RecordAppend& append = request.records.emplace_back();
      append.record = RecordNo(number);
      append.expected = version;
      const v1::Entry entry =
          version == 0 ? OpenedEntry("Pip Larkwhistle") : ObservationEntry(std::string(1000, 'x'));
      append.contents.push_back(*Flatten(ToRecorded(entry, CallerOf(v1::ROLE_SENCO, "juniper"))));
      ASSERT_THAT(log_->AppendAndWait(request), IsOk());
    }
  }
  RecordPtr Load(RecordCache& records, uint64_t number) {
    const absl::StatusOr<RecordPtr> record = records.Load(RecordNo(number));
    EXPECT_THAT(record, IsOk());
    return record.value_or(nullptr);
  }
  size_t BytesOfOne(uint64_t number) {
    RecordCache records(*log_, kPlenty);
    Load(records, number);
    return records.bytes();
  }

  uint64_t requests_ = 0;
  TestLog log_;
};

// Fifty thousand records were kept, whatever each of them took.
TEST_F(RecordCacheTest, TakesNoMoreThanItWasGivenHoweverLongTheRecordsGrow) {
  Grow(1, 10);
  const size_t room = 3 * BytesOfOne(1);  // for the longest of them, and not for all
  RecordCache records(*log_, kParts * room);

  for (int round = 0; round < 5; ++round) {
    for (uint64_t number = 1; number <= 4; ++number) {
      Grow(number, 3);
      EXPECT_EQ(Load(records, number)->version(), log_->HeadOf(RecordNo(number))->version);
      EXPECT_LE(records.bytes(), room);
    }
  }
}

TEST_F(RecordCacheTest, KeepsWhatWasUsedLast) {
  for (uint64_t number = 1; number <= 3; ++number) Grow(number, 5);
  RecordCache records(*log_, kParts * 5 * BytesOfOne(1) / 2);
  const RecordPtr first = Load(records, 1);
  const RecordPtr second = Load(records, 2);
  Load(records, 1);

  Load(records, 3);

  EXPECT_EQ(Load(records, 1), first);
  EXPECT_NE(Load(records, 2), second);
}

TEST_F(RecordCacheTest, KeepsTheLastRecordAlsoWhenThatAloneIsTooLong) {
  Grow(1, 5);
  Grow(2, 5);
  RecordCache records(*log_, 1);

  const RecordPtr first = Load(records, 1);
  EXPECT_EQ(Load(records, 1), first);
  Load(records, 2);

  EXPECT_EQ(records.bytes(), BytesOfOne(2));
}

TEST_F(RecordCacheTest, CountsARecordThatGrewAsOneThatWasReadAtOnce) {
  Grow(1, 2);
  RecordCache records(*log_, kPlenty);
  for (int round = 0; round < 3; ++round) {
    Load(records, 1);
    Grow(1, 2);
  }

  const RecordPtr record = Load(records, 1);

  EXPECT_EQ(records.bytes(), BytesOfOne(1));
  EXPECT_EQ(records.bytes(), kEmptyRecordBytes + BytesOf(record->events));
  EXPECT_GT(records.bytes(), (record->version() - 1) * 1000);
}

TEST_F(RecordCacheTest, GivesBackWhatAForgottenRecordTook) {
  Grow(1, 2);
  Grow(2, 2);
  RecordCache records(*log_, kPlenty);
  Load(records, 1);
  Load(records, 2);

  records.Forget(RecordNo(1));
  EXPECT_EQ(records.bytes(), BytesOfOne(2));
  records.Forget(RecordNo(2));

  EXPECT_EQ(records.bytes(), 0u);
}

}  // namespace
}  // namespace cairn
