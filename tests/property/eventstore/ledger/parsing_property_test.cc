// What holds for every parser of the ledger: it takes what was written, and whatever it takes it
// would have written in the same way, so that two texts never say the same.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/note.h"
#include "eventstore/ledger/tlog_proof.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

std::string Bytes(size_t size) {
  return *rc::gen::container<std::string>(size, rc::gen::arbitrary<char>());
}

Hash AnyHash() { return HashLeaf(Bytes(8)); }

Leaf AnyLeaf() {
  return {.kind = *rc::gen::element(LeafKind::kEvent, LeafKind::kErasure, LeafKind::kKeyChange,
                                    LeafKind::kAccessBatch, LeafKind::kSuccession),
          .record = *RecordId::FromBytes(Bytes(16)),
          .version = *rc::gen::arbitrary<uint64_t>(),
          .recorded_at_us = *rc::gen::arbitrary<int64_t>(),
          .event_id = *EventId::FromBytes(Bytes(16)),
          .previous_leaf_hash = AnyHash(),
          .fields_root = AnyHash(),
          .content_hash = AnyHash()};
}

// `bytes` with one byte changed, added or taken away.
std::string Mutated(std::string bytes) {
  const auto at = *rc::gen::inRange<size_t>(0, bytes.size());
  const auto byte = *rc::gen::arbitrary<char>();
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      bytes[at] = byte;
      break;
    case 1:
      bytes.insert(at, 1, byte);
      break;
    default:
      bytes.erase(at, 1);
  }
  return bytes;
}

Disclosure AnyEvent() {
  static constexpr uint8_t kText = 1;
  Disclosure event{.leaf = AnyLeaf()};
  event.leaf.kind = LeafKind::kEvent;
  for (int i = 1; i <= 8; ++i) {
    if (*rc::gen::arbitrary<bool>()) {
      event.fields.emplace_back(AnyHash());
      continue;
    }
    ShownField shown{.salt = AnyHash()};
    AppendU16(shown.body, 3);
    shown.body += "1." + std::to_string(i);
    AppendU8(shown.body, kText);
    const std::string text = *rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
    AppendU32(shown.body, static_cast<uint32_t>(text.size()));
    shown.body += text;
    event.fields.emplace_back(std::move(shown));
  }
  return event;
}

std::string AnyCheckpointNote() {
  const NoteSigner signer = *NoteSigner::FromSeed("origin", Bytes(32));
  const Checkpoint checkpoint{
      .origin = "origin", .size = *rc::gen::inRange<uint64_t>(0, 1'000'000), .root = AnyHash()};
  return *signer.Sign(checkpoint.Encode());
}

TEST(AnyLeaf, DecodesToWhatWasEncoded) {
  ASSERT_TRUE(rc::check([] {
    const Leaf leaf = AnyLeaf();
    RC_ASSERT(*Leaf::Decode(leaf.Encode()) == leaf);
  }));
}

TEST(AnyLeaf, IsDecodedFromOneEncodingOnly) {
  ASSERT_TRUE(rc::check([] {
    const std::string bytes = Mutated(AnyLeaf().Encode());
    const auto leaf = Leaf::Decode(bytes);
    if (leaf.ok()) RC_ASSERT(leaf->Encode() == bytes);
  }));
}

TEST(AnyDisclosure, ParsesToWhatWasEncodedAndToNothingElse) {
  ASSERT_TRUE(rc::check([] {
    const std::string bytes = AnyEvent().Encode();
    RC_ASSERT(Disclosure::Parse(bytes)->Encode() == bytes);
    const std::string mutated = Mutated(bytes);
    const auto parsed = Disclosure::Parse(mutated);
    if (parsed.ok()) RC_ASSERT(parsed->Encode() == mutated);
  }));
}

TEST(AnyTlogProof, ParsesToWhatWasEncodedAndToNothingElse) {
  ASSERT_TRUE(rc::check([] {
    const TlogProof proof{.extra = AnyEvent().Encode(),
                          .index = *rc::gen::inRange<uint64_t>(0, 1'000'000),
                          .path = NumberedLeafHashes(*rc::gen::inRange<uint64_t>(0, 64)),
                          .checkpoint = AnyCheckpointNote()};
    const std::string bytes = *proof.Encode();
    RC_ASSERT(*TlogProof::Parse(bytes)->Encode() == bytes);
    const std::string mutated = Mutated(bytes);
    const auto parsed = TlogProof::Parse(mutated);
    if (parsed.ok()) RC_ASSERT(*parsed->Encode() == mutated);
  }));
}

TEST(AnyNote, IsOpenedByItsKeyAndNotWhenOneByteWasChanged) {
  ASSERT_TRUE(rc::check([] {
    const NoteSigner signer = *NoteSigner::FromSeed("origin", Bytes(32));
    const NoteVerifier verifier = *NoteVerifier::FromVkey(signer.vkey());
    const Checkpoint checkpoint{.origin = "origin", .size = 5, .root = AnyHash()};
    const std::string note = *signer.Sign(checkpoint.Encode());
    RC_ASSERT(*OpenNote(note, {{verifier}}) == checkpoint.Encode());
    const std::string mutated = Mutated(note);
    RC_PRE(mutated != note);
    RC_ASSERT(!OpenNote(mutated, {{verifier}}).ok());
  }));
}

}  // namespace
}  // namespace cairn
