#include "tests/golden/ledger_vectors.h"

#include <span>
#include <string>
#include <vector>

#include <google/protobuf/text_format.h>

#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/keys/fields.h"
#include "eventstore/keys/wrapped_key.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

// One entry to seal. `version` 1 of each record comes first.
struct VectorCase {
  std::string name;
  char record;  // repeated, the record's id
  KeyGeneration generation;
  std::string recorded;  // a cairn.v1.Recorded in text format
};

LedgerId VectorLedger() {
  std::string bytes;
  for (int i = 0; i < 16; ++i) bytes += static_cast<char>(i);
  return *LedgerId::FromBytes(bytes);
}

// The event ids are 0x20, 0x21, ... repeated, in the order of the log.
EventId EventIdAt(size_t index) { return IdOf<EventId>(0x20 + static_cast<int>(index)); }

// 32 times one byte, so that each record and generation has its own.
RecordKey KeyOf(char record, KeyGeneration generation) {
  return RecordKey(
      SecretBytes(std::string(32, static_cast<char>(record + 0x30 + 0x10 * generation))),
      generation);
}

std::string ElevenParagraphs() {
  std::string text =
      "entry { occurred { from { year: 2026 month: 1 day: 5 } "
      "precision: PRECISION_DAY } observation_recorded { ";
  for (int i = 0; i <= 10; ++i) text += "text: 'Paragraph " + std::to_string(i) + ".' ";
  return text + "} }";
}

// In the order of the log.
std::vector<VectorCase> Cases() {
  return {
      {"an empty message: no field at all", '\x11', 1, ""},
      {"an explicit zero and a message that is present but empty", '\x11', 1,
       "entry { person {} observation_recorded { lessons_observed: 0 } }"},
      {"another record; eleven paragraphs, where /10 comes before /2", '\x12', 1,
       ElevenParagraphs()},
      {"an observation with every part the server adds", '\x11', 1,
       R"(entry { occurred { from { year: 2026 month: 6 day: 1 } precision: PRECISION_MINUTE
                             from_minute: 560 to_minute: 605 utc_offset_minutes: 60 }
                  person { name: "Zo\303\253 Pryce" } means: MEANS_IN_PERSON
                  observation_recorded { text: "Read eight words of ten." text: "" } }
          actor { issuer: "https://sign-in.example" subject: "s-7" name: "A. Marsh"
                  role: ROLE_SENCO }
          setting { id: "\000\001\002\003\004\005\006\007\010\011\012\013\014\015\016\017" }
          schema: 1 rules_version: 1)"},
      {"a correction of the entry before it", '\x11', 1,
       R"(entry { occurred { from { year: 2026 month: 6 } to { year: 2026 month: 7 }
                             precision: PRECISION_MONTH }
                  links { relation: RELATION_ABOUT entry { event_id: "################" } }
                  corrects { target { event_id: "################" } reason: "It was nine words."
                             dispute_statement_attached: false told_on { year: 2026 } }
                  observation_recorded { text: "Read nine words of ten." } })"},
      {"the first record under its second key", '\x11', 2,
       "entry { observation_recorded { text: 'A new key, the same record.' } }"},
  };
}

FieldList FieldsOf(const VectorCase& vector_case) {
  v1::Recorded recorded;
  CAIRN_CHECK(google::protobuf::TextFormat::ParseFromString(vector_case.recorded, &recorded));
  return Flatten(recorded).value();
}

std::string HexOfHash(const Hash& hash) { return ToHex(HashBytes(hash)); }

Json HexList(std::span<const Hash> hashes) {
  Json list = Json::array();
  for (const Hash& hash : hashes) list.push_back(HexOfHash(hash));
  return list;
}

Json FieldVectors(const FieldList& fields, const EventKeys& keys) {
  const std::vector<Hash> hashes = FieldHashes(fields, keys.salt_key());
  Json list = Json::array();
  for (size_t i = 0; i < fields.size(); ++i) {
    list.push_back({{"path", fields[i].path},
                    {"type", static_cast<int>(fields[i].type)},
                    {"value", ToHex(fields[i].value)},
                    {"salt", HexOfHash(FieldSalt(keys.salt_key(), fields[i].path))},
                    {"hash", HexOfHash(hashes[i])}});
  }
  return list;
}

Json DecoyVectors(const FieldList& fields, const EventKeys& keys) {
  const std::vector<Hash> hashes = FieldHashes(fields, keys.salt_key());
  Json list = Json::array();
  for (size_t i = fields.size(); i < hashes.size(); ++i) {
    std::string salted(1, '\0');
    AppendU32(salted, static_cast<uint32_t>(i - fields.size()));
    list.push_back(
        {{"salt", HexOfHash(FieldSalt(keys.salt_key(), salted))}, {"hash", HexOfHash(hashes[i])}});
  }
  return list;
}

// The log as it grows: leaf hashes, and the last leaf of each record.
struct Log {
  std::vector<Leaf> leaves;
  std::vector<Hash> leaf_hashes;

  Leaf Next(const VectorCase& vector_case, const SealedEvent& sealed) const {
    Leaf leaf;
    leaf.record = IdOf<RecordId>(vector_case.record);
    leaf.version = 1;
    for (size_t i = 0; i < leaves.size(); ++i) {
      if (leaves[i].record != leaf.record) continue;
      leaf.version = leaves[i].version + 1;
      leaf.previous_leaf_hash = leaf_hashes[i];
    }
    leaf.recorded_at_us =
        1'767'605'400'000'000 + static_cast<int64_t>(leaves.size()) * 86'400'000'000;
    leaf.event_id = EventIdAt(leaves.size());
    leaf.fields_root = sealed.fields_root;
    leaf.content_hash = Sha256({sealed.envelope});
    return leaf;
  }
};

Json MakeEvent(const VectorCase& vector_case, Log& log) {
  const RecordKey key = KeyOf(vector_case.record, vector_case.generation);
  const SealContext context = {VectorLedger(), IdOf<RecordId>(vector_case.record),
                               EventIdAt(log.leaves.size())};
  const EventKeys keys(key, context.event_id);
  const FieldList fields = FieldsOf(vector_case);
  const SealedEvent sealed = Seal(fields, context, key).value();
  const Leaf leaf = log.Next(vector_case, sealed);
  Json event = {
      {"name", vector_case.name},
      {"index", log.leaves.size()},
      {"record", ToHex(context.record.bytes())},
      {"version", leaf.version},
      {"recorded_at_us", leaf.recorded_at_us},
      {"event_id", ToHex(context.event_id.bytes())},
      {"record_key", ToHex(key.secret())},
      {"generation", key.generation()},
      {"enc", ToHex(keys.enc())},
      {"commit", ToHex(keys.commit())},
      {"salt_key", ToHex(keys.salt_key())},
      {"recorded", vector_case.recorded},
      {"fields", FieldVectors(fields, keys)},
      {"decoys", DecoyVectors(fields, keys)},
      {"fields_root", HexOfHash(sealed.fields_root)},
      {"plaintext", ToHex(EncodeFields(fields))},
      {"envelope", ToHex(sealed.envelope)},
      {"previous_leaf_hash", HexOfHash(leaf.previous_leaf_hash)},
      {"leaf", ToHex(leaf.Encode())},
      {"leaf_hash", HexOfHash(leaf.hash())},
  };
  log.leaves.push_back(leaf);
  log.leaf_hashes.push_back(leaf.hash());
  return event;
}

// Every tree that the log has been, with a path for each of its leaves.
Json TreeVectors(const std::vector<Hash>& leaf_hashes) {
  Json trees = Json::array();
  const NodeReader nodes = [&](int level, uint64_t index) -> absl::StatusOr<Hash> {
    return MerkleRoot(std::span(leaf_hashes).subspan(index << level, size_t{1} << level));
  };
  for (size_t size = 1; size <= leaf_hashes.size(); ++size) {
    Json paths = Json::array();
    for (size_t index = 0; index < size; ++index) {
      paths.push_back(HexList(InclusionPath(index, size, nodes).value()));
    }
    trees.push_back({{"size", size},
                     {"root", HexOfHash(MerkleRoot(std::span(leaf_hashes).first(size)))},
                     {"inclusion_paths", paths}});
  }
  return trees;
}

Json WrappedKeyVector() {
  const WrapContext context = {
      .level = WrapLevel::kRecordKey,
      .key_id = IdOf<KeyId>(0x11),
      .wrapper_id = IdOf<KeyId>(0x77),
      .ledger_id = VectorLedger(),
      .record = IdOf<RecordId>(0x11),
      .generation = 1,
      .epoch = 0x77777777,
  };
  const std::string wrapper(32, '\x66');
  SeededRandom random;
  const RecordKey key = KeyOf('\x11', 1);
  return {{"level", 1},
          {"key_id", ToHex(context.key_id.bytes())},
          {"wrapper_id", ToHex(context.wrapper_id.bytes())},
          {"record", ToHex(context.record.bytes())},
          {"generation", context.generation},
          {"epoch", context.epoch},
          {"wrapper", ToHex(wrapper)},
          {"secret", ToHex(key.secret())},
          {"wrapped", ToHex(WrapSecret(context, wrapper, key.secret(), random))}};
}

}  // namespace

Json MakeLedgerVectors() {
  Log log;
  Json events = Json::array();
  for (const VectorCase& vector_case : Cases()) events.push_back(MakeEvent(vector_case, log));
  return {
      {"about",
       "Test vectors of the Cairn ledger. Bytes are hexadecimal. The children, the words and the "
       "keys are made up. `recorded` is a cairn.v1.Recorded in protobuf's text format; `fields` "
       "and "
       "`decoys` are in the order in which fields_root commits to them; `trees` are over leaf_hash "
       "in the order of the events."},
      {"ledger_id", ToHex(VectorLedger().bytes())},
      {"events", events},
      {"trees", TreeVectors(log.leaf_hashes)},
      {"wrapped_key", WrappedKeyVector()},
  };
}

}  // namespace cairn
