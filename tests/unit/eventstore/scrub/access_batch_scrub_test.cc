// What a scrub looks at of the access log: its batches, and the index by which they are found.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/log_rows.h"
#include "eventstore/scrub/scrub.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;

class AccessBatchScrubTest : public testing::Test {
 protected:
  AccessBatchScrubTest() {
    EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "an event")), IsOk());
    EXPECT_THAT(log_->AppendAndWait(BatchOf(RequestNo(2), stream_, 0, {key_}, "a batch")), IsOk());
  }

  std::vector<Damage> Damages() {
    const absl::StatusOr<ScrubReport> report = Scrub(*log_, log_.storage(), log_.vault, {});
    EXPECT_THAT(report, IsOk());
    return report.ok() ? report->damages : std::vector<Damage>();
  }
  static auto InGovernanceAt(Position position) {
    return AllOf(Field(&Damage::space, Space::kGovernance), Field(&Damage::position, position));
  }

  const RecordId stream_ = RecordNo(100);
  const IndexKey key_ = *IndexKey::FromBytes(RecordNo(1).bytes());
  TestLog log_;
};

TEST_F(AccessBatchScrubTest, FindsNothingInABatchAsItWasWritten) {
  EXPECT_THAT(Damages(), IsEmpty());
  ASSERT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(3), stream_, 1)), IsOk());
  EXPECT_THAT(Damages(), IsEmpty());
}

TEST_F(AccessBatchScrubTest, FindsAFlippedBitAllOverTheEnvelope) {
  const std::string row_key = EnvelopeKey(stream_, 1);
  const std::string row = log_.storage().Get(Space::kEnvelopes, row_key)->value();
  for (size_t byte = 0; byte < row.size(); byte += 3) {
    std::string flipped = row;
    flipped[byte] = static_cast<char>(flipped[byte] ^ 1);
    log_.Overwrite(Space::kEnvelopes, row_key, flipped);
    EXPECT_THAT(Damages(), Contains(Field(&Damage::space, Space::kEnvelopes))) << "byte " << byte;
  }
}

TEST_F(AccessBatchScrubTest, FindsAKeyThatNamesNoBatch) {
  log_.Overwrite(Space::kGovernance, IndexRowKey(key_, 1), "");

  EXPECT_THAT(Damages(), Contains(InGovernanceAt(1)));
}

TEST_F(AccessBatchScrubTest, FindsABatchThatTheIndexOfControlLeavesDoesNotName) {
  log_.Remove(Space::kGovernance, U64Key(2));

  EXPECT_THAT(Damages(), Contains(InGovernanceAt(2)));
}

}  // namespace
}  // namespace cairn
