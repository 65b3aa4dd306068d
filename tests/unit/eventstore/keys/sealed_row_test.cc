#include "eventstore/keys/sealed_row.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

using testing::HasSubstr;
using testing::Not;

RecordKey KeyOf(std::string_view fill, KeyGeneration generation = 1) {
  return RecordKey(SecretBytes(std::string(32, fill.front())), generation);
}

RowContext Place() {
  return {.view = "register",
          .generation = 2,
          .record = RecordId({7}),
          .version = 12,
          .beside = "in the clear"};
}

class SealedRow : public testing::Test {
 protected:
  SeededRandom random_;
  const std::string sealed_ = SealRow("Pip Larkwhistle", Place(), KeyOf("k"), random_);
};

TEST_F(SealedRow, OpensWhereItWasSealed) {
  EXPECT_THAT(OpenRow(sealed_, Place(), KeyOf("k")), IsOkAndHolds("Pip Larkwhistle"));
  EXPECT_THAT(KeyGenerationOfRow(sealed_), IsOkAndHolds(1));
  EXPECT_THAT(sealed_, Not(HasSubstr("Pip")));
}

TEST_F(SealedRow, IsAnotherOneEachTime) {
  EXPECT_NE(SealRow("Pip Larkwhistle", Place(), KeyOf("k"), random_), sealed_);
}

TEST_F(SealedRow, OpensNowhereElseAndUnderNoOtherKey) {
  std::vector<RowContext> others(6, Place());
  others[0].view = "duties";
  others[1].generation = 3;
  others[2].record = RecordId({8});
  others[3].version = 13;
  others[4].beside = "in the cleaR";
  others[5].ledger_id = LedgerId({1});

  for (const RowContext& other : others) {
    EXPECT_THAT(OpenRow(sealed_, other, KeyOf("k")), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  }
  EXPECT_THAT(OpenRow(sealed_, Place(), KeyOf("x")), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(OpenRow(sealed_, Place(), KeyOf("k", 2)), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(SealedRow, DoesNotOpenWithAnyByteChangedOrMissing) {
  for (size_t i = 0; i < sealed_.size(); ++i) {
    std::string changed = sealed_;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_THAT(OpenRow(changed, Place(), KeyOf("k")), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
    EXPECT_THAT(OpenRow(sealed_.substr(0, i), Place(), KeyOf("k")),
                HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  }
}

}  // namespace
}  // namespace cairn
