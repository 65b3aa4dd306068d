#include "eventstore/ledger/control_body.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

ErasureBody RemovalOfOneEntry() {
  return {.record = IdOf<RecordId>('r'),
          .target = IdOf<EventId>('t'),
          .scope = ErasureScope::kEntry,
          .authority = 0x0203,
          .actor = IdOf<CallerId>('a')};
}

SuccessionBody SecondGeneration() {
  return {.ledger_id = IdOf<LedgerId>('l'),
          .generation = 2,
          .previous_generation = 1,
          .previous_size = 41,
          .previous_root = HashLeaf("root")};
}

TEST(ErasureBody, IsFiftyNineBytesInTheOrderOfTheGrammar) {
  const std::string bytes = RemovalOfOneEntry().Encode();

  EXPECT_EQ(bytes, "CAIRNEB1" + std::string(16, 'r') + std::string(16, 't') + "\x02\x02\x03" +
                       std::string(16, 'a'));
  EXPECT_EQ(bytes.size(), 59u);
}

TEST(ErasureBody, DecodesToWhatWasEncoded) {
  EXPECT_THAT(ErasureBody::Decode(RemovalOfOneEntry().Encode()), IsOkAndHolds(RemovalOfOneEntry()));
}

TEST(ErasureBody, OfAWholeRecordHasNoTarget) {
  ErasureBody body = RemovalOfOneEntry();
  body.scope = ErasureScope::kRecord;

  EXPECT_THAT(ErasureBody::Decode(body.Encode()), StatusIs(absl::StatusCode::kInvalidArgument));
  body.target = EventId();
  EXPECT_THAT(ErasureBody::Decode(body.Encode()), IsOkAndHolds(body));
}

TEST(ErasureBody, OfOneEntryHasATarget) {
  ErasureBody body = RemovalOfOneEntry();
  body.target = EventId();

  EXPECT_THAT(ErasureBody::Decode(body.Encode()), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ErasureBody, RefusesOtherBytes) {
  const std::string good = RemovalOfOneEntry().Encode();
  std::string other_magic = good;
  other_magic[7] = '2';
  std::string other_scope = good;
  other_scope[40] = 3;

  EXPECT_THAT(ErasureBody::Decode(""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ErasureBody::Decode(good + "x"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ErasureBody::Decode(other_magic), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ErasureBody::Decode(other_scope), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(KeyChangeBody, IsSeventeenBytesInTheOrderOfTheGrammar) {
  const KeyChangeBody body{.old_epoch = 2, .new_epoch = 0x0103};

  EXPECT_EQ(body.Encode(), std::string("CAIRNKB1\x01\0\0\0\x02\0\0\x01\x03", 17));
  EXPECT_THAT(KeyChangeBody::Decode(body.Encode()), IsOkAndHolds(body));
}

TEST(KeyChangeBody, RefusesOtherBytes) {
  const std::string good = KeyChangeBody{.old_epoch = 2, .new_epoch = 3}.Encode();
  std::string other_key = good;
  other_key[8] = 2;
  const std::string no_growth = KeyChangeBody{.old_epoch = 3, .new_epoch = 3}.Encode();

  for (const std::string& bytes :
       {std::string(), good + "x", "x" + good.substr(1), other_key, no_growth}) {
    EXPECT_THAT(KeyChangeBody::Decode(bytes), StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(ControlBody, IsDecodedByTheKindOfItsLeaf) {
  const std::vector<ControlBody> bodies = {RemovalOfOneEntry(), SecondGeneration(),
                                           KeyChangeBody{.old_epoch = 1, .new_epoch = 2}};
  for (const ControlBody& body : bodies) {
    const std::string bytes = EncodeControlBody(body);
    EXPECT_THAT(DecodeControlBody(KindOf(body), bytes), IsOkAndHolds(body));
    EXPECT_THAT(DecodeControlBody(LeafKind::kEvent, bytes),
                StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(DecodeControlBody(LeafKind::kAccessBatch, bytes),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(SuccessionBody, IsSeventyTwoBytesAndDecodesToWhatWasEncoded) {
  const std::string bytes = SecondGeneration().Encode();

  EXPECT_EQ(bytes.size(), 72u);
  EXPECT_THAT(SuccessionBody::Decode(bytes), IsOkAndHolds(SecondGeneration()));
}

TEST(SuccessionBody, RefusesAGenerationThatDoesNotGrow) {
  SuccessionBody body = SecondGeneration();
  body.generation = body.previous_generation;

  EXPECT_THAT(SuccessionBody::Decode(body.Encode()), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(SuccessionBody, RefusesOtherBytes) {
  const std::string good = SecondGeneration().Encode();

  EXPECT_THAT(SuccessionBody::Decode(good.substr(1)), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(SuccessionBody::Decode("x" + good.substr(1)),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace cairn
