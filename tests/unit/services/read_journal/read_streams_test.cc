#include "services/read_journal/read_streams.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

constexpr int64_t kDay = int64_t{24} * 3600 * 1'000'000;

class ReadStreamsTest : public testing::Test {
 protected:
  const LedgerId ledger_ = *LedgerId::FromBytes("ledger of a test");
  const ReadStreams streams_{ledger_};
  const RecordId january_ = streams_.At(FakeClock::kStartMicros);
};

TEST_F(ReadStreamsTest, HaveOneForEachMonth) {
  EXPECT_EQ(streams_.At(FakeClock::kStartMicros + 26 * kDay), january_);
  EXPECT_NE(streams_.At(FakeClock::kStartMicros + 27 * kDay), january_);
  EXPECT_NE(streams_.At(FakeClock::kStartMicros + 365 * kDay), january_);
}

// 31 March 2026 23:30 UTC is April in London.
TEST_F(ReadStreamsTest, CountMonthsInLondon) {
  constexpr int64_t kLateInMarch = 1'774'999'800'000'000;

  EXPECT_EQ(streams_.At(kLateInMarch), streams_.At(kLateInMarch + kDay));
}

TEST_F(ReadStreamsTest, KnowTheirOwnAndNoOthers) {
  EXPECT_TRUE(streams_.Has(january_));
  EXPECT_TRUE(streams_.Has(streams_.At(FakeClock::kStartMicros + 365 * kDay)));
  EXPECT_FALSE(streams_.Has(RecordNo(1)));
  EXPECT_FALSE(streams_.Has(RecordId()));
  EXPECT_FALSE(ReadStreams(*LedgerId::FromBytes("another ledger..")).Has(january_));
}

}  // namespace
}  // namespace cairn
