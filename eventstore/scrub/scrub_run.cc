#include "eventstore/scrub/scrub_run.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

constexpr std::string_view kCursorMagic = "CAIRNSC1";
constexpr size_t kPageBytes = size_t{8} << 20;
constexpr int64_t kMicrosPerSecond = 1'000'000;

// The first 8 bytes of a key as a number: how far apart keys are, roughly.
uint64_t Place(std::string_view key) {
  std::string padded(key.substr(0, sizeof(uint64_t)));
  padded.resize(sizeof(uint64_t), '\0');
  return ByteReader(padded).U64();
}

std::string KeyName(std::string_view key) { return key.empty() ? "the beginning" : ToHex(key); }

}  // namespace

bool IsDamage(const absl::Status& status) {
  return ReasonOf(status) == v1::ERROR_REASON_DATA_DAMAGED;
}

std::string_view ScrubPartName(ScrubPart part) {
  switch (part) {
    case ScrubPart::kFiles:
      return "files";
    case ScrubPart::kLeaves:
      return "leaves";
    case ScrubPart::kTiles:
      return "tiles";
    case ScrubPart::kRecords:
      return "records";
    case ScrubPart::kHeads:
      return "heads";
    case ScrubPart::kRequests:
      return "requests";
    case ScrubPart::kClaims:
      return "claims";
    case ScrubPart::kKeys:
      return "keys";
    case ScrubPart::kEntryKeys:
      return "entry_keys";
    case ScrubPart::kGovernance:
      return "governance";
    case ScrubPart::kDone:
      return "done";
  }
  CAIRN_CHECK_UNREACHABLE();
}

std::string ScrubCursor::Encode() const {
  std::string bytes_out(kCursorMagic);
  bytes_out += ledger_id.bytes();
  AppendU64(bytes_out, size);
  bytes_out += HashBytes(root);
  AppendU8(bytes_out, static_cast<uint8_t>(part));
  AppendU64(bytes_out, events);
  AppendU64(bytes_out, bytes);
  AppendU64(bytes_out, damages);
  AppendU64(bytes_out, version);
  bytes_out += HashBytes(leaf_hash);
  return bytes_out + key;
}

absl::StatusOr<ScrubCursor> ScrubCursor::Decode(std::string_view encoded) {
  ByteReader reader(encoded);
  const bool ours = reader.Bytes(kCursorMagic.size()) == kCursorMagic;
  ScrubCursor cursor;
  const std::optional<LedgerId> ledger_id = LedgerId::FromBytes(reader.Bytes(LedgerId::kSize));
  cursor.size = reader.U64();
  const std::optional<Hash> root = HashFrom(reader.Bytes(sizeof(Hash)));
  const uint8_t part = reader.U8();
  cursor.events = reader.U64();
  cursor.bytes = reader.U64();
  cursor.damages = reader.U64();
  cursor.version = reader.U64();
  const std::optional<Hash> leaf_hash = HashFrom(reader.Bytes(sizeof(Hash)));
  if (!ours || !reader.ok() || part > static_cast<uint8_t>(ScrubPart::kDone)) {
    return absl::InvalidArgumentError("This is not the cursor of a scrub.");
  }
  cursor.ledger_id = *ledger_id;
  cursor.root = *root;
  cursor.part = static_cast<ScrubPart>(part);
  cursor.leaf_hash = *leaf_hash;
  cursor.key = std::string(reader.rest());
  return cursor;
}

ScrubRun::ScrubRun(const Storage& storage, const ScrubOptions& options, ScrubCursor begin)
    : storage_(storage),
      options_(options),
      // Every row is read twice: with its file, and by itself.
      bytes_expected_(2 * storage.StoredBytes()),
      cursor_(std::move(begin)) {}

absl::StatusOr<ScrubPage> ScrubRun::ReadPage(Space space, const std::string& from,
                                             const std::string& to_exclusive) {
  ScrubPage page{.last = true};
  size_t bytes = 0;
  const absl::Status scanned = storage_.Scan(space, {.from = from, .to_exclusive = to_exclusive},
                                             [&](std::string_view key, std::string_view value) {
                                               if (bytes >= kPageBytes) {
                                                 page.next = std::string(key);
                                                 page.last = false;
                                                 return false;
                                               }
                                               bytes += key.size() + value.size();
                                               page.rows.emplace_back(key, value);
                                               return true;
                                             });
  if (scanned.ok()) return page;
  if (!IsDamage(scanned)) return scanned;
  const std::string after = page.rows.empty() ? from : page.rows.back().first;
  CAIRN_RETURN_IF_ERROR(SkipDamage(space, after, to_exclusive, page));
  return page;
}

// Tries ever farther keys until one can be read from, first within what begins alike: at most twice
// as far as the damage goes.
absl::Status ScrubRun::SkipDamage(Space space, const std::string& after,
                                  const std::string& to_exclusive, ScrubPage& page) {
  page.last = true;
  for (const size_t at : {sizeof(uint64_t), size_t{0}}) {
    if (after.size() <= at || !page.last) continue;
    const uint64_t begin = Place(after.substr(at));
    for (uint64_t step = 1; step != 0 && begin + step > begin && page.last; step *= 2) {
      const std::string candidate = after.substr(0, at) + U64Key(begin + step);
      if (!to_exclusive.empty() && candidate >= to_exclusive) break;
      const absl::Status tried =
          storage_.Scan(space, {.from = candidate, .to_exclusive = to_exclusive, .limit = 1},
                        [](std::string_view, std::string_view) { return true; });
      if (!tried.ok() && !IsDamage(tried)) return tried;
      if (!tried.ok()) continue;
      page.next = candidate;
      page.last = false;
    }
  }
  Report(space,
         absl::StrFormat("rows after %s, before %s", KeyName(after),
                         page.last ? "the end" : ToHex(page.next)),
         "They cannot be read: a block of the file is not as it was written.");
  return absl::OkStatus();
}

bool ScrubRun::Pace(uint64_t bytes) {
  cursor_.bytes += bytes;
  options_.progress({.part = ScrubPartName(cursor_.part),
                     .bytes_done = cursor_.bytes,
                     .bytes_total = std::max(cursor_.bytes, bytes_expected_),
                     .damages = cursor_.damages,
                     .cursor = cursor_.Encode()});
  if (options_.bytes_per_s > 0 && bytes > 0) {
    const int64_t due_us = static_cast<int64_t>(static_cast<double>(bytes) * kMicrosPerSecond /
                                                static_cast<double>(options_.bytes_per_s));
    if (options_.pause) {
      options_.pause(due_us);
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(due_us));
    }
  }
  return !options_.cancelled();
}

void ScrubRun::EndPart(uint64_t bytes) {
  cursor_.part = static_cast<ScrubPart>(static_cast<uint8_t>(cursor_.part) + 1);
  cursor_.key.clear();
  cursor_.version = 0;
  cursor_.leaf_hash = Hash{};
  Pace(bytes);
}

void ScrubRun::Report(std::optional<Space> space, std::string where, std::string sentence,
                      Position position) {
  ++cursor_.damages;
  Damage damage{.space = space,
                .where = std::move(where),
                .sentence = std::move(sentence),
                .position = position};
  options_.damaged(damage);
  if (damages_.size() < options_.damages_max) damages_.push_back(std::move(damage));
}

absl::Status ScrubRun::ReportIfDamage(const absl::Status& status, Space space, std::string where,
                                      Position position) {
  if (!IsDamage(status)) return status;
  Report(space, std::move(where), std::string(status.message()), position);
  return absl::OkStatus();
}

ScrubReport ScrubRun::TakeReport() {
  ScrubReport report{.complete = cursor_.part == ScrubPart::kDone,
                     .size = cursor_.size,
                     .events = cursor_.events,
                     .bytes = cursor_.bytes,
                     .damages_all = cursor_.damages,
                     .damages = std::move(damages_)};
  if (!report.complete) report.cursor = cursor_.Encode();
  return report;
}

}  // namespace cairn
