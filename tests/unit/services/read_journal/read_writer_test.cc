#include "services/read_journal/read_writer.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/read_journal/read_list.h"
#include "services/records/record_cache.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr int64_t kDayOfReads = int64_t{24} * 3600 * 1'000'000;

class ReadWriterTest : public testing::Test {
 protected:
  void Note(uint64_t record) {
    ASSERT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_RECORD, RecordNo(record)), IsOk());
  }
  std::vector<v1::RecordRead> ReadsOf(uint64_t record) {
    const auto page = cairn::ReadsOf(*log_, RecordNo(record), 0, 1000);
    EXPECT_THAT(page, IsOk());
    return page.ok() ? page->reads : std::vector<v1::RecordRead>();
  }

  const Caller senco_ = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
  TestLog log_;
  ReadJournal journal_{log_.clock, /*reads_max=*/10};
  ReadWriter writer_{*log_, journal_, log_.clock, log_.random, {.interval_ms = 0}};
};

TEST_F(ReadWriterTest, WritesWhatWasNotedAsOneLeaf) {
  Note(1);
  Note(2);
  Note(1);

  ASSERT_THAT(writer_.Flush(), IsOk());

  EXPECT_EQ(log_->Head().position, 1u);
  ASSERT_THAT(ReadsOf(1), SizeIs(1));
  EXPECT_EQ(ReadsOf(1)[0].times(), 2);
  EXPECT_EQ(ReadsOf(1)[0].position().value(), 1u);
  EXPECT_THAT(ReadsOf(2), SizeIs(1));
  EXPECT_THAT(ReadsOf(3), IsEmpty());
}

TEST_F(ReadWriterTest, WritesNothingWhenNobodyHasRead) {
  ASSERT_THAT(writer_.Flush(), IsOk());

  EXPECT_EQ(log_->Head().position, 0u);
}

TEST_F(ReadWriterTest, KeepsWhatTheLogRefusesAndItsPlace) {
  for (uint64_t i = 1; i <= 10; ++i) Note(i);
  log_.storage().free_bytes = 1;

  EXPECT_THAT(writer_.Flush(), HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  EXPECT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_RECORD, RecordNo(1)),
              HasReason(v1::ERROR_REASON_READS_NOT_NOTED));

  log_.storage().free_bytes = uint64_t{1} << 40;
  ASSERT_THAT(writer_.Flush(), IsOk());
  EXPECT_THAT(ReadsOf(10), SizeIs(1));
  EXPECT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_RECORD, RecordNo(1)), IsOk());
}

TEST_F(ReadWriterTest, GoesOnInAStreamOfEachMonth) {
  Note(1);
  ASSERT_THAT(writer_.Flush(), IsOk());
  Note(1);
  ASSERT_THAT(writer_.Flush(), IsOk());
  const RecordId january = ReadStreams(log_->ledger_id()).At(log_.clock.NowMicros());
  log_.clock.Advance(30 * kDayOfReads);
  Note(1);
  ASSERT_THAT(writer_.Flush(), IsOk());

  EXPECT_EQ(log_->HeadOf(january)->version, 2u);
  const RecordId february = ReadStreams(log_->ledger_id()).At(log_.clock.NowMicros());
  EXPECT_EQ(log_->HeadOf(february)->version, 1u);
  EXPECT_THAT(ReadsOf(1), SizeIs(3));
}

// What was read in a month can go without anything else.
TEST_F(ReadWriterTest, ListsNoMoreOfAMonthWhoseKeysWereDestroyed) {
  Note(1);
  ASSERT_THAT(writer_.Flush(), IsOk());
  const RecordId january = ReadStreams(log_->ledger_id()).At(log_.clock.NowMicros());
  log_.clock.Advance(30 * kDayOfReads);
  Note(1);
  ASSERT_THAT(writer_.Flush(), IsOk());

  ASSERT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(1), january, 1)), IsOk());

  const std::vector<v1::RecordRead> left = ReadsOf(1);
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].position().value(), 2u);
}

TEST_F(ReadWriterTest, WritesInAThreadOfItsOwnAndAtTheEnd) {
  ReadWriter writer(*log_, journal_, log_.clock, log_.random, {.interval_ms = 1});
  writer.Start();
  Note(1);
  ASSERT_TRUE(log_->WaitFor(1, /*wait_ms=*/60'000));
  Note(2);

  writer.Stop();

  EXPECT_THAT(ReadsOf(2), SizeIs(1));
}

// The stream is no record, whoever asks for it by its id.
TEST_F(ReadWriterTest, MakesNoRecordOfTheStream) {
  Note(1);
  ASSERT_THAT(writer_.Flush(), IsOk());
  RecordCache records(*log_, 1 << 20);

  EXPECT_THAT(records.Load(ReadStreams(log_->ledger_id()).At(log_.clock.NowMicros())),
              HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
}

}  // namespace
}  // namespace cairn
