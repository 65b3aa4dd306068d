#include "eventstore/log_rows.h"

#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

using testing::VariantWith;

const RecordId kRecord = *RecordId::FromBytes("record sixteen b");

Hash HashOf(uint8_t byte) {
  Hash hash;
  hash.fill(byte);
  return hash;
}

TEST(EnvelopeKey, OrdersTheVersionsOfARecordAndKeepsRecordsTogether) {
  const RecordId next = *RecordId::FromBytes("record sixteen c");

  EXPECT_LT(EnvelopeKey(kRecord, 1), EnvelopeKey(kRecord, 2));
  EXPECT_LT(EnvelopeKey(kRecord, 255), EnvelopeKey(kRecord, 256));
  EXPECT_LT(EnvelopeKey(kRecord, ~Version{0}), EnvelopeKey(next, 0));
}

TEST(EnvelopeRow, HasThePositionBeforeTheContent) {
  const std::string row = EncodeEnvelopeRow(0x0102, "CRE1...");

  EXPECT_EQ(ToHex(row.substr(0, 8)), "0000000000000102");
  EXPECT_EQ(DecodeEnvelopeRow(row)->position, 0x0102u);
  EXPECT_EQ(DecodeEnvelopeRow(row)->content, "CRE1...");
}

TEST(EnvelopeRow, IsDamagedWithoutPositionOrContent) {
  EXPECT_THAT(DecodeEnvelopeRow("short"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeEnvelopeRow(U64Key(7)), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeEnvelopeRow(U64Key(0) + "x"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST(EnvelopeRow, SaysWhichErasureTookItsEnvelope) {
  const std::string row = EncodeEnvelopeRow(7, U64Key(9));

  EXPECT_EQ(RemovalIn(DecodeEnvelopeRow(row)->content), 9u);
  EXPECT_EQ(RemovalIn("CRE1..."), std::nullopt);
  EXPECT_EQ(RemovalIn("CRE1...long"), std::nullopt);
  EXPECT_EQ(RemovalIn(U64Key(0)), std::nullopt);
}

TEST(GovernanceRow, ComesBackAsItWas) {
  const Leaf leaf{.kind = LeafKind::kErasure, .record = kRecord, .version = 258};
  const std::string row = EncodeGovernanceRow(leaf);

  EXPECT_EQ(row, "\x02" + kRecord.ToBytes() + std::string("\0\0\0\0\0\0\x01\x02", 8));
  EXPECT_THAT(DecodeGovernanceRow(row),
              IsOkAndHolds(GovernanceRow{LeafKind::kErasure, kRecord, 258}));
}

TEST(GovernanceRow, IsDamagedWhenTruncatedExtendedOrOfAnEvent) {
  const std::string row =
      EncodeGovernanceRow({.kind = LeafKind::kKeyChange, .record = kRecord, .version = 1});
  const std::string of_event = EncodeGovernanceRow({.record = kRecord, .version = 1});

  EXPECT_THAT(DecodeGovernanceRow(row.substr(1)), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeGovernanceRow(row + "x"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeGovernanceRow(of_event), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST(RecordHeadRow, ComesBackAsItWas) {
  const RecordHead head{
      .version = 3, .position = 9, .leaf_hash = HashOf(7), .state = RecordState::kErased};

  EXPECT_THAT(DecodeRecordHead(EncodeRecordHead(head)), IsOkAndHolds(head));
}

TEST(RecordHeadRow, IsDamagedWhenTruncatedExtendedOrImpossible) {
  const RecordHead head{.version = 3, .position = 9, .leaf_hash = HashOf(7)};
  const std::string row = EncodeRecordHead(head);
  std::string state = row;
  state[40] = 3;

  EXPECT_THAT(DecodeRecordHead(row.substr(1)), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeRecordHead(row + "x"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeRecordHead(state), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeRecordHead(EncodeRecordHead({.version = 0, .position = 9})),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeRecordHead(EncodeRecordHead({.version = 3, .position = 2})),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST(RequestRow, ComesBackAsItWas) {
  const WrittenRequest written{.first = 5, .count = 2, .recorded_at_us = -1};
  const FencedRequest fenced{.fenced_at_us = 77};

  EXPECT_THAT(DecodeRequestRow(EncodeRequestRow(written)),
              IsOkAndHolds(VariantWith<WrittenRequest>(written)));
  EXPECT_THAT(DecodeRequestRow(EncodeRequestRow(fenced)),
              IsOkAndHolds(VariantWith<FencedRequest>(fenced)));
}

TEST(RequestRow, KeepsTheEntriesForWhichNothingWasWritten) {
  const WrittenRequest written{
      .first = 5,
      .count = 2,
      .recorded_at_us = 9,
      .known = {{.entry = 0, .record = kRecord, .version = 4}, {3, RecordId(), 1}}};
  const std::string row = EncodeRequestRow(written);

  EXPECT_THAT(DecodeRequestRow(row), IsOkAndHolds(VariantWith<WrittenRequest>(written)));
  EXPECT_THAT(DecodeRequestRow(row.substr(0, row.size() - 1)),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  const std::string no_version = row.substr(0, row.size() - 8) + std::string(8, '\0');
  EXPECT_THAT(DecodeRequestRow(no_version), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST(RequestRow, WritesNothingOnlyWhereEverythingWasKnown) {
  const std::vector<KnownEntry> known = {{.entry = 0, .record = kRecord, .version = 4}};
  const WrittenRequest knew_all{.first = 0, .count = 0, .recorded_at_us = 9, .known = known};

  EXPECT_THAT(DecodeRequestRow(EncodeRequestRow(knew_all)),
              IsOkAndHolds(VariantWith<WrittenRequest>(knew_all)));
  EXPECT_EQ(knew_all.last(), 0u);
  for (const WrittenRequest& wrong :
       {WrittenRequest{0, 0, 9}, WrittenRequest{5, 0, 9, known}, WrittenRequest{0, 1, 9, known}}) {
    EXPECT_THAT(DecodeRequestRow(EncodeRequestRow(wrong)),
                HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  }
}

TEST(RequestRow, IsDamagedWhenOfAnotherKindOrLength) {
  const std::string row = EncodeRequestRow(WrittenRequest{5, 2, 0});
  std::string kind = row;
  kind[0] = 3;

  EXPECT_THAT(DecodeRequestRow(""), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeRequestRow(kind), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeRequestRow(row + "x"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(DecodeRequestRow(EncodeRequestRow(WrittenRequest{0, 2, 0})),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST(LogHeadRow, ComesBackAsItWas) {
  const LogHead head{
      .generation = 2, .position = 10, .root = HashOf(1), .recorded_at_us = 1'700'000'000'000'000};

  EXPECT_THAT(DecodeLogHead(EncodeLogHead(head)), IsOkAndHolds(head));
}

TEST(LogHeadRow, IsDamagedWhenTruncated) {
  EXPECT_THAT(DecodeLogHead(EncodeLogHead({.generation = 1}).substr(1)),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST(LogIdentityRow, SaysTheSameFirstInLaterFormats) {
  const LogIdentity later{
      .format = 2, .min_reader_format = 2, .ledger_id = *LedgerId::FromBytes("ledger sixteen b")};

  EXPECT_THAT(DecodeIdentity(EncodeIdentity(later) + "and more"), IsOkAndHolds(later));
}

TEST(LogIdentityRow, IsDamagedWhenOursIsLonger) {
  EXPECT_THAT(DecodeIdentity(EncodeIdentity({}) + "and more"),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

}  // namespace
}  // namespace cairn
