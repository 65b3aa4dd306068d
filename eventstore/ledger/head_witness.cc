#include "eventstore/ledger/head_witness.h"

#include <cerrno>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/crc32c.h"
#include "eventstore/ledger/private_file.h"

namespace cairn {
namespace {

constexpr std::string_view kSlotMagic = "CAIRNHW1";
constexpr size_t kSlotBytes = 4096;
constexpr size_t kSlots = 2;

std::string EncodeSlot(const WitnessedHead& head) {
  std::string slot(kSlotMagic);
  slot += head.ledger_id.bytes();
  AppendU32(slot, head.generation);
  AppendU64(slot, head.size);
  slot += HashBytes(head.root);
  AppendU32(slot, Crc32c(slot));
  slot.resize(kSlotBytes);
  return slot;
}

// Nothing unless the slot is exactly as EncodeSlot writes it.
std::optional<WitnessedHead> DecodeSlot(std::string_view slot) {
  ByteReader reader(slot);
  if (reader.Bytes(kSlotMagic.size()) != kSlotMagic) return std::nullopt;
  WitnessedHead head;
  head.ledger_id = *LedgerId::FromBytes(reader.Bytes(LedgerId::kSize));
  head.generation = reader.U32();
  head.size = reader.U64();
  head.root = *HashFrom(reader.Bytes(sizeof(Hash)));
  if (EncodeSlot(head) != slot) return std::nullopt;
  return head;
}

auto Age(const WitnessedHead& head) { return std::tuple(head.generation, head.size); }

absl::Status Damaged(const char* sentence) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, sentence);
}

absl::Status Unknown() {
  return Refusal(v1::ERROR_REASON_OUTCOME_UNKNOWN, "The head witness could not be written.");
}

absl::Status CheckSuccessor(const WitnessedHead& newest, const WitnessedHead& head) {
  if (head.ledger_id != newest.ledger_id) {
    return Damaged("The head witness belongs to another log.");
  }
  if (Age(head) < Age(newest)) return Damaged("The head witness has seen a newer head.");
  if (Age(head) == Age(newest) && head.root != newest.root) {
    return Damaged("The head witness has seen another root for the same size.");
  }
  return absl::OkStatus();
}

bool WriteAt(int descriptor, std::string_view bytes, off_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(descriptor, bytes.data(), bytes.size(), offset);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
    offset += written;
  }
  return true;
}

struct Newest {
  WitnessedHead head;
  int slot;
};

absl::StatusOr<Newest> NewestOf(std::string_view file) {
  if (file.size() != kSlots * kSlotBytes) return Damaged("The head witness has a wrong length.");
  const std::optional<WitnessedHead> first = DecodeSlot(file.substr(0, kSlotBytes));
  const std::optional<WitnessedHead> second = DecodeSlot(file.substr(kSlotBytes));
  if (!first && !second) return Damaged("No slot of the head witness is valid.");
  if (!second) return Newest{*first, 0};
  if (!first) return Newest{*second, 1};
  if (Age(*first) < Age(*second)) {
    CAIRN_RETURN_IF_ERROR(CheckSuccessor(*first, *second));
    return Newest{*second, 1};
  }
  CAIRN_RETURN_IF_ERROR(CheckSuccessor(*second, *first));
  return Newest{*first, 0};
}

}  // namespace

absl::StatusOr<HeadWitness> HeadWitness::Create(const std::string& path,
                                                const WitnessedHead& head) {
  const std::string slot = EncodeSlot(head);
  CAIRN_RETURN_IF_ERROR(CreatePrivateFile(path, slot + slot));
  return Open(path);
}

absl::StatusOr<HeadWitness> HeadWitness::Open(const std::string& path) {
  return Open(path, [](int descriptor) { return fdatasync(descriptor); });
}

absl::StatusOr<HeadWitness> HeadWitness::Open(const std::string& path, Sync sync) {
  CAIRN_ASSIGN_OR_RETURN(const std::string file, ReadPrivateFile(path, kSlots * kSlotBytes));
  CAIRN_ASSIGN_OR_RETURN(const Newest newest, NewestOf(file));
  CAIRN_ASSIGN_OR_RETURN(FileHandle opened, OpenPrivateFile(path, O_WRONLY));
  return HeadWitness(std::move(opened), std::move(sync), newest.head, newest.slot);
}

absl::Status HeadWitness::Write(const WitnessedHead& head) {
  if (failed_) return Unknown();
  CAIRN_RETURN_IF_ERROR(CheckSuccessor(newest_, head));
  const int slot = 1 - newest_slot_;
  const off_t offset = static_cast<off_t>(slot) * static_cast<off_t>(kSlotBytes);
  if (!WriteAt(file_.number(), EncodeSlot(head), offset) || sync_(file_.number()) != 0) {
    failed_ = true;
    return Unknown();
  }
  newest_ = head;
  newest_slot_ = slot;
  return absl::OkStatus();
}

}  // namespace cairn
