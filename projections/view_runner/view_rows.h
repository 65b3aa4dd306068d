// The bytes of rows in a folder of views.
//
//   place      := view ‖ 0x00 ‖ u32 generation
//   view_rows:    place ‖ record[16] -> row
//   view_keys:    place ‖ code[16] ‖ record[16] -> (empty)
//   row        := u64 version ‖ u32 n ‖ code[16] × n ‖ sealed_row eventstore/keys/sealed_row.h,
//                                                    where all before it is what stands beside it
//   content    := u16 n ‖ (u32 groups ‖ u32 size ‖ bytes) × n ‖ u32 n ‖ (u16 size ‖ subject) × n
//   code       := first 16 bytes of HMAC-SHA-256(K_view, view ‖ 0x00 ‖ key)
//   K_view     := HKDF-SHA-256(key of record zero, salt = ledger_id, info = "cairn/v1/view", 32)
//
// The codes of a row are those under which `view_keys` has its record: when its keys are destroyed
// they say what else must go. Nothing about a child is in the clear.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/keys/secret_bytes.h"

namespace cairn {

// The rows of one view for one record, opened. A value.
struct RecordRows {
  struct Reading {
    uint32_t groups = 0;
    std::string bytes;

    friend bool operator==(const Reading&, const Reading&) = default;
  };
  // The version of the record at which these rows became what they are.
  Version version = 0;
  // As RecordReadings, without those that the view has no rows for; one reading of all groups for a
  // view of whole records.
  std::vector<Reading> readings;
  std::vector<std::string> apart;
};

// The groups of a reading that is everybody's.
inline constexpr uint32_t kAllGroups = ~uint32_t{0};

// One generation of the rows of one view.
struct RowPlace {
  std::string_view view;
  uint32_t generation = 0;

  // What the keys of its rows begin with, in both spaces.
  std::string prefix() const;
};

std::string RowKeyOf(const RowPlace& place, const RecordId& record);
std::string CodeRowKeyOf(const RowPlace& place, std::string_view code, const RecordId& record);

// The content that is sealed: equal rows have equal bytes.
std::string EncodeContent(const RecordRows& rows);
// DATA_DAMAGED; `version` is not among it.
absl::StatusOr<RecordRows> DecodeContent(std::string_view content);

// The codes in the clear part of a row; DATA_DAMAGED.
absl::StatusOr<std::vector<std::string>> CodesOf(std::string_view row);

// Seals and opens rows of one log. Thread-safe.
class RowSeal {
 public:
  static constexpr size_t kCodeBytes = 16;

  // kNotFound, or an error of the vault, when the log has no key of its own. `keys` and `random`
  // outlive it.
  static absl::StatusOr<RowSeal> Make(const LedgerId& ledger_id, RecordKeys& keys, Random& random);

  std::string CodeOf(std::string_view view, std::string_view key) const;

  // The row with this content.
  std::string Seal(const RowPlace& place, const RecordId& record, Version version,
                   std::span<const std::string> codes, std::string_view content,
                   const RecordKey& key) const;

  struct Opened {
    Version version = 0;
    std::string content;
  };
  //   kNotFound     the key it was sealed with is gone: content of the record was removed
  //   DATA_DAMAGED  it was not sealed for this place
  absl::StatusOr<Opened> Open(const RowPlace& place, const RecordId& record,
                              std::string_view row) const;

 private:
  RowSeal(const LedgerId& ledger_id, RecordKeys& keys, Random& random, SecretBytes code_key)
      : ledger_id_(ledger_id), keys_(&keys), random_(&random), code_key_(std::move(code_key)) {}

  LedgerId ledger_id_;
  RecordKeys* keys_;
  Random* random_;
  SecretBytes code_key_;
};

}  // namespace cairn
