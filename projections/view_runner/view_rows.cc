#include "projections/view_runner/view_rows.h"

#include <optional>
#include <utility>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/sealed_row.h"

namespace cairn {
namespace {

constexpr std::string_view kInfo = "cairn/v1/view";
constexpr std::string_view kZero("\0", 1);

absl::Status Damaged() {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, "A stored row of a view is damaged.");
}

// A row in its parts; views into it.
struct Parts {
  Version version = 0;
  std::vector<std::string_view> codes;
  std::string_view beside;
  std::string_view sealed;
};

std::optional<Parts> Split(std::string_view row) {
  ByteReader reader(row);
  Parts parts;
  parts.version = reader.U64();
  const uint32_t codes = reader.U32();
  for (uint32_t i = 0; i < codes && reader.ok(); ++i) {
    parts.codes.push_back(reader.Bytes(RowSeal::kCodeBytes));
  }
  if (!reader.ok()) return std::nullopt;
  parts.sealed = reader.rest();
  parts.beside = row.substr(0, row.size() - parts.sealed.size());
  return parts;
}

}  // namespace

std::string RowPlace::prefix() const {
  std::string prefix(view);
  prefix += kZero;
  AppendU32(prefix, generation);
  return prefix;
}

std::string RowKeyOf(const RowPlace& place, const RecordId& record) {
  return place.prefix().append(record.bytes());
}

std::string CodeRowKeyOf(const RowPlace& place, std::string_view code, const RecordId& record) {
  return place.prefix().append(code).append(record.bytes());
}

std::string EncodeContent(const RecordRows& rows) {
  std::string content;
  AppendU16(content, static_cast<uint16_t>(rows.readings.size()));
  for (const RecordRows::Reading& reading : rows.readings) {
    AppendU32(content, reading.groups);
    AppendU32(content, static_cast<uint32_t>(reading.bytes.size()));
    content += reading.bytes;
  }
  AppendU32(content, static_cast<uint32_t>(rows.apart.size()));
  for (const std::string& subject : rows.apart) {
    AppendU16(content, static_cast<uint16_t>(subject.size()));
    content += subject;
  }
  return content;
}

absl::StatusOr<RecordRows> DecodeContent(std::string_view content) {
  ByteReader reader(content);
  RecordRows rows;
  const uint16_t readings = reader.U16();
  for (uint16_t i = 0; i < readings && reader.ok(); ++i) {
    RecordRows::Reading& reading = rows.readings.emplace_back();
    reading.groups = reader.U32();
    reading.bytes = reader.Bytes(reader.U32());
  }
  const uint32_t apart = reader.U32();
  for (uint32_t i = 0; i < apart && reader.ok(); ++i) {
    rows.apart.emplace_back(reader.Bytes(reader.U16()));
  }
  if (!reader.AtEnd()) return Damaged();
  return rows;
}

absl::StatusOr<std::vector<std::string>> CodesOf(std::string_view row) {
  const std::optional<Parts> parts = Split(row);
  if (!parts) return Damaged();
  return std::vector<std::string>(parts->codes.begin(), parts->codes.end());
}

absl::StatusOr<RowSeal> RowSeal::Make(const LedgerId& ledger_id, RecordKeys& keys, Random& random) {
  CAIRN_ASSIGN_OR_RETURN(const RecordKey log_key, keys.Get(RecordId()));
  return RowSeal(ledger_id, keys, random,
                 HkdfSha256(log_key.secret(), ledger_id.bytes(), kInfo, kKeyBytes));
}

std::string RowSeal::CodeOf(std::string_view view, std::string_view key) const {
  const Hash code = HmacSha256(code_key_.view()).Of({view, kZero, key});
  return std::string(HashBytes(code).substr(0, kCodeBytes));
}

std::string RowSeal::Seal(const RowPlace& place, const RecordId& record, Version version,
                          std::span<const std::string> codes, std::string_view content,
                          const RecordKey& key) const {
  std::string row;
  AppendU64(row, version);
  AppendU32(row, static_cast<uint32_t>(codes.size()));
  for (const std::string& code : codes) row += code;
  row += SealRow(content,
                 {.ledger_id = ledger_id_,
                  .view = place.view,
                  .generation = place.generation,
                  .record = record,
                  .version = version,
                  .beside = row},
                 key, *random_);
  return row;
}

absl::StatusOr<RowSeal::Opened> RowSeal::Open(const RowPlace& place, const RecordId& record,
                                              std::string_view row) const {
  const std::optional<Parts> parts = Split(row);
  if (!parts) return Damaged();
  CAIRN_ASSIGN_OR_RETURN(const KeyGeneration generation, KeyGenerationOfRow(parts->sealed));
  const absl::StatusOr<RecordKey> key = keys_->Get(record, generation);
  if (ReasonOf(key.status()) == v1::ERROR_REASON_RECORD_ERASED) {
    return absl::NotFoundError("The record was erased.");
  }
  CAIRN_RETURN_IF_ERROR(key.status());
  CAIRN_ASSIGN_OR_RETURN(std::string content, OpenRow(parts->sealed,
                                                      {.ledger_id = ledger_id_,
                                                       .view = place.view,
                                                       .generation = place.generation,
                                                       .record = record,
                                                       .version = parts->version,
                                                       .beside = parts->beside},
                                                      *key));
  return Opened{parts->version, std::move(content)};
}

}  // namespace cairn
