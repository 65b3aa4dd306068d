#include "services/read_journal/read_list.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/log_rows.h"
#include "services/read_journal/read_writer.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ReadListTest : public testing::Test {
 protected:
  void Read(const std::string& subject, uint64_t record) {
    Caller reader = CallerOf(v1::ROLE_TEACHER, subject);
    reader.id = CallerIdOf(reader.issuer, subject);
    ASSERT_THAT(journal_.Note(reader, v1::READ_PURPOSE_RECORD, RecordNo(record)), IsOk());
  }
  void Write() { ASSERT_THAT(writer_.Flush(), IsOk()); }

  // The subjects of pages of `size`, page by page to the end.
  std::vector<std::string> Pages(uint64_t record, size_t size) {
    std::vector<std::string> pages;
    uint64_t from = 0;
    do {
      const auto page = ReadsOf(*log_, RecordNo(record), from, size);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      std::string& subjects = pages.emplace_back();
      for (const v1::RecordRead& read : page->reads) subjects += read.reader().subject();
      from = page->next;
    } while (from != 0);
    return pages;
  }

  TestLog log_;
  ReadJournal journal_{log_.clock};
  ReadWriter writer_{*log_, journal_, log_.clock, log_.random, {.interval_ms = 0}};
};

TEST_F(ReadListTest, GivesTheNewestFirstInPagesThatMayEndWithinALeaf) {
  for (const char* reader : {"a", "b", "c"}) Read(reader, 1);
  Write();
  Read("d", 2);
  Write();
  for (const char* reader : {"e", "f"}) Read(reader, 1);
  Write();

  EXPECT_THAT(Pages(1, 100), ElementsAre("fecba"));
  EXPECT_THAT(Pages(1, 5), ElementsAre("fecba"));
  EXPECT_THAT(Pages(1, 2), ElementsAre("fe", "cb", "a"));
  EXPECT_THAT(Pages(1, 1), ElementsAre("f", "e", "c", "b", "a"));
  EXPECT_THAT(Pages(2, 1), ElementsAre("d"));
}

TEST_F(ReadListTest, IsEmptyForARecordThatNobodyHasRead) {
  Read("a", 1);
  Write();

  EXPECT_THAT(ReadsOf(*log_, RecordNo(9), 0, 10)->reads, IsEmpty());
}

TEST_F(ReadListTest, GoesOnThroughManyLeaves) {
  for (int i = 0; i < 250; ++i) {
    Read("a", 1);
    Write();
  }

  EXPECT_EQ(Pages(1, 1000), std::vector<std::string>{std::string(250, 'a')});
}

TEST_F(ReadListTest, RefusesAnIndexThatNamesWhatDoesNotTellOfTheRecord) {
  Read("a", 1);
  Write();
  ASSERT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(5), 0, "an event")), IsOk());
  const auto index = [](uint64_t record, Position position) {
    return IndexRowKey(*IndexKey::FromBytes(RecordNo(record).bytes()), position);
  };
  log_.Overwrite(Space::kGovernance, index(7, 1), "");
  log_.Overwrite(Space::kGovernance, index(8, 2), "");

  EXPECT_THAT(ReadsOf(*log_, RecordNo(7), 0, 10), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(ReadsOf(*log_, RecordNo(8), 0, 10), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

}  // namespace
}  // namespace cairn
