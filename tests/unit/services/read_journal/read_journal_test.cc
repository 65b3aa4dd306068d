#include "services/read_journal/read_journal.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/keys/fields.h"
#include "projections/record/position_and_time.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::vector<RecordId> Records(uint64_t count) {
  std::vector<RecordId> records;
  for (uint64_t i = 1; i <= count; ++i) records.push_back(RecordNo(i));
  return records;
}

class ReadJournalTest : public testing::Test {
 protected:
  const Caller senco_ = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
  const Caller teacher_ = CallerOf(v1::ROLE_TEACHER, "basil.thistlewood");
  FakeClock clock_;
  ReadJournal journal_{clock_};
};

TEST_F(ReadJournalTest, SaysWhoReadWhatOfWhomAndWhen) {
  ASSERT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_RECORD, RecordNo(1)), IsOk());

  const std::vector<v1::AccessBatch> batches = journal_.Take();

  ASSERT_THAT(batches, SizeIs(1));
  ASSERT_THAT(batches[0].reads(), SizeIs(1));
  const v1::ReaderReads& reads = batches[0].reads(0);
  EXPECT_EQ(reads.reader().subject(), "juniper.halloway");
  EXPECT_EQ(reads.reader().role(), v1::ROLE_SENCO);
  EXPECT_EQ(reads.purpose(), v1::READ_PURPOSE_RECORD);
  EXPECT_EQ(ToMicros(reads.first_time()), FakeClock::kStartMicros);
  EXPECT_EQ(reads.record_ids(), RecordNo(1).bytes());
  EXPECT_THAT(journal_.Take(), IsEmpty());
}

TEST_F(ReadJournalTest, PutsTogetherWhatOneReaderDoesInOneWay) {
  ASSERT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_RECORD, RecordNo(1)), IsOk());
  ASSERT_THAT(journal_.Note(teacher_, v1::READ_PURPOSE_RECORD, RecordNo(1)), IsOk());
  clock_.Advance(250'000);
  ASSERT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_RECORD, RecordNo(1)), IsOk());
  ASSERT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_LIST, Records(3)), IsOk());

  const std::vector<v1::AccessBatch> batches = journal_.Take();

  ASSERT_THAT(batches, SizeIs(1));
  ASSERT_THAT(batches[0].reads(), SizeIs(3));
  const v1::ReaderReads& first = batches[0].reads(0);
  EXPECT_EQ(first.record_ids(), RecordNo(1).ToBytes() + RecordNo(1).ToBytes());
  EXPECT_EQ(ToMicros(first.last_time()) - ToMicros(first.first_time()), 250'000);
  EXPECT_EQ(batches[0].reads(1).reader().subject(), "basil.thistlewood");
  EXPECT_EQ(batches[0].reads(2).purpose(), v1::READ_PURPOSE_LIST);
  EXPECT_EQ(ReadsIn(batches[0]), 6u);
}

TEST_F(ReadJournalTest, RefusesTheReadForWhichThereIsNoRoomUntilOthersAreWritten) {
  ReadJournal journal(clock_, /*reads_max=*/4);
  ASSERT_THAT(journal.Note(senco_, v1::READ_PURPOSE_LIST, Records(3)), IsOk());

  // All of a page or none of it.
  EXPECT_THAT(journal.Note(senco_, v1::READ_PURPOSE_LIST, Records(2)),
              HasReason(v1::ERROR_REASON_READS_NOT_NOTED));
  EXPECT_THAT(journal.Note(senco_, v1::READ_PURPOSE_HEAD, RecordNo(1)), IsOk());
  EXPECT_THAT(journal.Take(), SizeIs(1));
  EXPECT_THAT(journal.Note(senco_, v1::READ_PURPOSE_HEAD, RecordNo(1)),
              HasReason(v1::ERROR_REASON_READS_NOT_NOTED));
  EXPECT_THAT(journal.Note(senco_, v1::READ_PURPOSE_LIST, std::vector<RecordId>()), IsOk());

  journal.Release(4);

  EXPECT_THAT(journal.Note(senco_, v1::READ_PURPOSE_LIST, Records(4)), IsOk());
}

// Every batch must be one leaf.
TEST_F(ReadJournalTest, MakesBatchesThatCanBeSealedOfManyReaders) {
  for (int i = 0; i < 600; ++i) {
    Caller reader = CallerOf(v1::ROLE_TEACHER, "teacher " + std::to_string(i));
    reader.id = CallerIdOf(reader.issuer, reader.subject);
    ASSERT_THAT(journal_.Note(reader, v1::READ_PURPOSE_RECORD, RecordNo(1)), IsOk());
  }

  const std::vector<v1::AccessBatch> batches = journal_.Take();

  EXPECT_THAT(batches, SizeIs(3));
  size_t reads = 0;
  for (const v1::AccessBatch& batch : batches) {
    EXPECT_THAT(Flatten(batch), IsOk());
    reads += ReadsIn(batch);
  }
  EXPECT_EQ(reads, 600u);
}

TEST_F(ReadJournalTest, MakesBatchesThatCanBeSealedOfManyRecords) {
  const std::vector<RecordId> records = Records(40'000);
  ASSERT_THAT(journal_.Note(senco_, v1::READ_PURPOSE_LIST, records), IsOk());
  ASSERT_THAT(journal_.Note(teacher_, v1::READ_PURPOSE_LIST, RecordNo(1)), IsOk());

  const std::vector<v1::AccessBatch> batches = journal_.Take();

  EXPECT_THAT(batches, SizeIs(3));
  std::string ids;
  for (const v1::AccessBatch& batch : batches) {
    EXPECT_THAT(Flatten(batch), IsOk());
    ids += batch.reads(0).record_ids();
  }
  std::string expected;
  for (const RecordId& record : records) expected += record.bytes();
  EXPECT_EQ(ids, expected);
  EXPECT_EQ(batches[2].reads(1).reader().subject(), "basil.thistlewood");
}

}  // namespace
}  // namespace cairn
