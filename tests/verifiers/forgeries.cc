#include "tests/verifiers/forgeries.h"

#include <algorithm>
#include <array>
#include <random>

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/checkpoint.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

using Dice = std::mt19937_64;

constexpr size_t kCountAt = 8 + 2 + Leaf::kSize;

uint64_t Roll(Dice& dice, uint64_t sides) { return sides == 0 ? 0 : dice() % sides; }

Hash AnyHash(Dice& dice) { return Sha256({U64Key(dice())}); }

// A value of the field body that is another one of the same type, or of none.
void DamageValue(ShownField& field, Dice& dice) {
  ByteReader reader(field.body);
  reader.Bytes(reader.U16());
  const size_t type_at = field.body.size() - reader.rest().size();
  if (Roll(dice, 3) == 0) field.body[type_at] = static_cast<char>(Roll(dice, 10));
  const size_t value_at = type_at + 1 + sizeof(uint32_t);
  if (field.body.size() > value_at) {
    const size_t at = value_at + Roll(dice, field.body.size() - value_at);
    field.body[at] = static_cast<char>(Roll(dice, 256));
  }
}

void DamageField(std::vector<DisclosedField>& fields, Dice& dice) {
  DisclosedField& field = fields[Roll(dice, fields.size())];
  auto* const shown = std::get_if<ShownField>(&field);
  switch (Roll(dice, 6)) {
    case 0:
      if (shown != nullptr) field = shown->hash();
      return;
    case 1:
      std::swap(field, fields[Roll(dice, fields.size())]);
      return;
    case 2:
      fields.clear();
      return;
    case 3:
      fields.resize(fields.size() * 2, AnyHash(dice));
      return;
    case 4:
      field = AnyHash(dice);
      return;
    default:
      if (shown != nullptr) DamageValue(*shown, dice);
  }
}

// One field of a leaf as no server would set it.
void DamageLeaf(Leaf& leaf, Dice& dice) {
  switch (Roll(dice, 8)) {
    case 0:
      leaf.record = ForgedRecord(2);
      return;
    case 1:
      leaf.recorded_at_us -= 5;
      return;
    case 2:
      leaf.previous_leaf_hash = AnyHash(dice);
      return;
    case 3:
      leaf.version += Roll(dice, 3);
      return;
    case 4:
      leaf.version = std::max<uint64_t>(1, leaf.version - 1);
      return;
    case 5:
      leaf.event_id = NumberedId<EventId>(Roll(dice, 4), 'e');
      return;
    case 6:
      leaf.recorded_at_us = static_cast<int64_t>(dice());
      return;
    default:
      leaf.content_hash = AnyHash(dice);
  }
}

std::string AnyBody(const ForgedLog& log, Dice& dice) {
  ErasureBody body{.record = ForgedRecord(),
                   .target = log.disclosure(Roll(dice, log.size())).leaf.event_id,
                   .scope = ErasureScope::kEntry,
                   .authority = static_cast<uint16_t>(Roll(dice, 9))};
  if (Roll(dice, 4) == 0) body.target = EventId();
  if (Roll(dice, 4) == 0) body.scope = ErasureScope::kRecord;
  if (Roll(dice, 6) == 0) body.record = ForgedRecord(2);
  std::string bytes = body.Encode();
  if (Roll(dice, 8) == 0) bytes[40] = static_cast<char>(Roll(dice, 4));
  if (Roll(dice, 12) == 0) bytes += 'x';
  return bytes;
}

void AppendControl(ForgedLog& log, Dice& dice) {
  Leaf leaf = log.NextLeaf();
  leaf.kind = LeafKind::kErasure;
  if (Roll(dice, 4) == 0) {
    constexpr std::array<LeafKind, 3> kOthers = {LeafKind::kKeyChange, LeafKind::kAccessBatch,
                                                 LeafKind::kSuccession};
    leaf.kind = kOthers[Roll(dice, kOthers.size())];
    if (Roll(dice, 3) != 0) leaf.record = RecordId();
  }
  SuccessionBody succession{.generation = 2, .previous_generation = 1};
  succession.previous_generation += static_cast<uint32_t>(Roll(dice, 2));
  const KeyChangeBody key_change{.old_epoch = 1,
                                 .new_epoch = 1 + static_cast<uint32_t>(Roll(dice, 2))};
  if (leaf.kind == LeafKind::kSuccession) {
    log.AddControl(leaf, succession.Encode());
  } else if (leaf.kind == LeafKind::kKeyChange && Roll(dice, 4) != 0) {
    log.AddControl(leaf, key_change.Encode());
  } else {
    log.AddControl(leaf, AnyBody(log, dice));
  }
}

void AppendAny(ForgedLog& log, Dice& dice) {
  constexpr std::array<std::string_view, 5> kEntries = {
      kConcern, kObservation, kCorrection, kUnlabelled,
      "entry { corrects { reason: 'x' } record_exported { to_version: 3 } }"};
  const uint64_t newest = log.NextLeaf().version - 1;
  switch (Roll(dice, 8)) {
    case 0:
      log.AddStranger();
      return;
    case 1:
    case 4:
      AppendControl(log, dice);
      return;
    case 2:
      log.AddEntry(ExportedEntry(newest + Roll(dice, 2)));
      return;
    case 3: {
      Leaf leaf = log.NextLeaf();
      DamageLeaf(leaf, dice);
      log.Add(leaf, kConcern);
      return;
    }
    default:
      log.AddEntry(kEntries[Roll(dice, kEntries.size())]);
  }
}

}  // namespace

void DamageFields(std::string& disclosure, uint64_t seed) {
  Dice dice(seed);
  absl::StatusOr<Disclosure> parsed = Disclosure::Parse(disclosure);
  if (!parsed.ok() || parsed->fields.empty()) {
    if (disclosure.size() > kCountAt) {
      disclosure[Roll(dice, disclosure.size())] ^= static_cast<char>(1 << Roll(dice, 7));
    }
    return;
  }
  DamageField(parsed->fields, dice);
  disclosure = parsed->Encode();
}

std::string OtherNote(const ForgedLog& log, const std::string& note, uint64_t seed) {
  Dice dice(seed);
  const std::string line = note.empty() ? "" : note.substr(note.find("\n\n") + 2);
  const uint64_t size = 1 + Roll(dice, log.size());
  const Checkpoint checkpoint{.origin = log.origin(), .size = size, .root = log.Root(size)};
  switch (Roll(dice, 9)) {
    case 0:
      return log.Note(size);
    case 8: {
      // A bad signature of a known key beside its good one.
      std::string bad = line;
      if (bad.size() > 20) bad[bad.size() - 20] = bad[bad.size() - 20] == 'A' ? 'B' : 'A';
      return Roll(dice, 2) == 0 ? note + bad
                                : note.substr(0, note.size() - line.size()) + bad + line;
    }
    case 1:
      return LogSigner("cairn.example/log/urn-2/1").Sign(checkpoint.Encode()).value();
    case 2:
      return NoteSigner::FromSeed(log.origin(), std::string(32, 'x'))
          ->Sign(checkpoint.Encode())
          .value();
    case 3:
      return note + line;
    case 4:
      return note + "\u2014 stranger.example AAAAAAAA\n";
    case 5:
      return Cosigned(note, Roll(dice, 2) == 0 ? 0 : dice());
    case 6: {
      const Checkpoint other{.origin = log.origin(), .size = log.size(), .root = AnyHash(dice)};
      return LogSigner(log.origin()).Sign(other.Encode()).value();
    }
    default:
      return LogSigner(log.origin()).Sign(checkpoint.Encode() + "an extension\n").value();
  }
}

ExportPack Forge(uint64_t seed) {
  Dice dice(seed);
  ForgedLog log(Roll(dice, 9) == 0 ? "demo.cairn.example/log/1" : kOrigin);
  log.AddEntry(kOpened);
  for (uint64_t events = 1 + Roll(dice, 5); events > 0; --events) AppendAny(log, dice);
  const uint64_t newest = log.NextLeaf().version - 1;
  if (Roll(dice, 3) == 0 && newest > 1) log.Remove(newest, 3);
  if (Roll(dice, 6) == 0) log.Erase(1);
  if (Roll(dice, 3) != 0) log.AddExported();
  if (Roll(dice, 5) == 0) log.AddHonest(1);
  ExportPack pack = log.Export();
  if (Roll(dice, 8) == 0) {
    pack.files["checkpoint"] = log.Note(1 + Roll(dice, log.size()));
    pack.Sum();
  }
  return pack;
}

}  // namespace cairn
