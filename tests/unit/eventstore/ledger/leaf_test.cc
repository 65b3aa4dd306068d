#include "eventstore/ledger/leaf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

constexpr char kHex[] =
    "434149524e4c46310100000100000000"
    "11111111111111111111111111111111"
    "0000000000000001000647a0b3f85600"
    "21212121212121212121212121212121"
    "0000000000000000000000000000000000000000000000000000000000000000"
    "c722497768cb7c65630a0343955d75e1cb2b88bce9a872e60d3a3950d6c51aa2"
    "038ee31a4b012581203bd0c5fde1cc06c6330fc84e717dca20aed320be0ff09b";

std::string LeafBytes() { return *FromHex(kHex); }

// The leaf with byte `at` set to `value`.
absl::StatusOr<Leaf> DecodeWith(size_t at, uint8_t value) {
  std::string bytes = LeafBytes();
  bytes[at] = static_cast<char>(value);
  return Leaf::Decode(bytes);
}

Hash HashOfHex(std::string_view hex) { return *HashFrom(*FromHex(hex)); }

Leaf FirstLeaf() {
  return {
      .kind = LeafKind::kEvent,
      .record = IdOf<RecordId>('\x11'),
      .version = 1,
      .recorded_at_us = 1'767'605'400'000'000,
      .event_id = IdOf<EventId>('\x21'),
      .fields_root = HashOfHex("c722497768cb7c65630a0343955d75e1cb2b88bce9a872e60d3a3950d6c51aa2"),
      .content_hash =
          HashOfHex("038ee31a4b012581203bd0c5fde1cc06c6330fc84e717dca20aed320be0ff09b")};
}

TEST(Leaf, EncodesAsTheWorkedVector) { EXPECT_EQ(ToHex(FirstLeaf().Encode()), kHex); }

TEST(Leaf, HasTheHashOfTheWorkedVector) {
  EXPECT_EQ(ToHex(HashBytes(FirstLeaf().hash())),
            "aff58617e1b2776453c7cc1a924dd238e99539c679835f30e2bcb81988356636");
}

TEST(Leaf, DecodesToWhatWasEncoded) {
  EXPECT_THAT(Leaf::Decode(LeafBytes()), IsOkAndHolds(FirstLeaf()));
}

TEST(Leaf, KeepsEveryFieldApart) {
  const Leaf leaf = {.kind = LeafKind::kSuccession,
                     .record = IdOf<RecordId>('r'),
                     .version = 0x0102030405060708,
                     .recorded_at_us = -2,
                     .event_id = IdOf<EventId>('e'),
                     .previous_leaf_hash = HashLeaf("previous"),
                     .fields_root = HashLeaf("fields"),
                     .content_hash = HashLeaf("content")};

  EXPECT_THAT(Leaf::Decode(leaf.Encode()), IsOkAndHolds(leaf));
}

TEST(Leaf, KnowsFiveKinds) {
  EXPECT_THAT(DecodeWith(8, 1), IsOk());
  EXPECT_THAT(DecodeWith(8, 2), IsOk());
  EXPECT_THAT(DecodeWith(8, 4), IsOk());
  EXPECT_THAT(DecodeWith(8, 5), IsOk());
  EXPECT_THAT(DecodeWith(8, 6), IsOk());
}

TEST(Leaf, RefusesEveryOtherKind) {
  EXPECT_THAT(DecodeWith(8, 0), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(DecodeWith(8, 3), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(DecodeWith(8, 7), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(DecodeWith(8, 255), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Leaf, RefusesAnotherLength) {
  EXPECT_THAT(Leaf::Decode(""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Leaf::Decode(LeafBytes().substr(1)), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Leaf::Decode(LeafBytes() + "x"), StatusIs(absl::StatusCode::kInvalidArgument));
}

// A bit of the head of a leaf: magic, flags, suite and reserved bytes, all but the kind.
class LeafHeadBit : public testing::TestWithParam<int> {};

TEST_P(LeafHeadBit, IsRefusedWhenFlipped) {
  std::string bytes = LeafBytes();
  bytes[static_cast<size_t>(GetParam() / 8)] ^= static_cast<char>(1 << GetParam() % 8);

  EXPECT_THAT(Leaf::Decode(bytes), StatusIs(absl::StatusCode::kInvalidArgument));
}

INSTANTIATE_TEST_SUITE_P(Magic, LeafHeadBit, testing::Range(0, 8 * 8));
INSTANTIATE_TEST_SUITE_P(FlagsSuiteAndReserved, LeafHeadBit, testing::Range(9 * 8, 16 * 8));

}  // namespace
}  // namespace cairn
