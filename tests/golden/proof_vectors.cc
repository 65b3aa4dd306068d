#include "tests/golden/proof_vectors.h"

#include <map>
#include <string>
#include <vector>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/control_body.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/field_selection.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/note.h"
#include "eventstore/ledger/tile_export.h"
#include "eventstore/ledger/tlog_proof.h"
#include "tests/support/grown_ledger.h"
#include "tests/support/test_ids.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

constexpr char kLogName[] = "cairn.example/log/urn-100000/1";
constexpr uint64_t kTileSize = 600;

std::string Bytes(const Json& hex) { return FromHex(hex.get<std::string>()).value(); }
Hash HashOf(const Json& hex) { return HashFrom(Bytes(hex)).value(); }
std::string HexOf(const Hash& hash) { return ToHex(HashBytes(hash)); }

NoteSigner Signer() {
  std::string seed;
  for (int i = 0; i < 32; ++i) seed += static_cast<char>(i);
  return NoteSigner::FromSeed(kLogName, seed).value();
}

std::string NoteOf(uint64_t size, const Hash& root) {
  const Checkpoint checkpoint{.origin = kLogName, .size = size, .root = root};
  return Signer().Sign(checkpoint.Encode()).value();
}

// A field of the vectors in `file`, as a disclosure holds it.
DisclosedField FieldOf(const Json& field, const FieldSelection& selection) {
  const auto path = field["path"].get<std::string>();
  if (!selection.Shows(path)) return HashOf(field["hash"]);
  const std::string value = Bytes(field["value"]);
  ShownField shown{.salt = HashOf(field["salt"])};
  AppendU16(shown.body, static_cast<uint16_t>(path.size()));
  shown.body += path;
  AppendU8(shown.body, static_cast<uint8_t>(field["type"].get<int>()));
  AppendU32(shown.body, static_cast<uint32_t>(value.size()));
  shown.body += value;
  return shown;
}

Disclosure DisclosureOf(const Json& event, const FieldSelection& selection) {
  Disclosure disclosure{.leaf = Leaf::Decode(Bytes(event["leaf"])).value()};
  for (const Json& field : event["fields"]) {
    disclosure.fields.push_back(FieldOf(field, selection));
  }
  for (const Json& decoy : event["decoys"]) disclosure.fields.emplace_back(HashOf(decoy["hash"]));
  return disclosure;
}

// The log of ledger_vectors.json, and the control leaves that come after it.
class ProvedLog {
 public:
  explicit ProvedLog(const Json& vectors) {
    for (const Json& event : vectors["events"]) {
      Add(DisclosureOf(event, FieldSelection::All()));
    }
  }

  void Add(Disclosure disclosure) {
    hashes_.push_back(disclosure.leaf.hash());
    newest_[std::string(disclosure.leaf.record.bytes())] = disclosures_.size();
    disclosures_.push_back(std::move(disclosure));
  }

  Json AddControl(const std::string& name, LeafKind kind, RecordId record,
                  const std::string& body) {
    const size_t index = disclosures_.size();
    Leaf leaf{.kind = kind,
              .record = record,
              .version = 1,
              .recorded_at_us = disclosures_.back().leaf.recorded_at_us + 86'400'000'000,
              .event_id = IdOf<EventId>(0x20 + static_cast<int>(index)),
              .content_hash = Sha256({body})};
    const auto before = newest_.find(record.bytes());
    if (before != newest_.end()) {
      leaf.version = disclosures_[before->second].leaf.version + 1;
      leaf.previous_leaf_hash = hashes_[before->second];
    }
    Add({.leaf = leaf, .body = body});
    return {{"name", name},
            {"index", index},
            {"kind", static_cast<int>(kind)},
            {"body", ToHex(body)},
            {"leaf", ToHex(leaf.Encode())},
            {"leaf_hash", HexOf(leaf.hash())},
            {"disclosure", ToHex(disclosures_.back().Encode())}};
  }

  uint64_t size() const { return hashes_.size(); }
  Hash Root(uint64_t size) const { return MerkleRoot(std::span<const Hash>(hashes_).first(size)); }
  const std::vector<Hash>& hashes() const { return hashes_; }
  const Disclosure& disclosure(size_t index) const { return disclosures_[index]; }

 private:
  std::vector<Disclosure> disclosures_;
  std::vector<Hash> hashes_;
  std::map<std::string, size_t, std::less<>> newest_;  // by record
};

Json ControlVectors(ProvedLog& log) {
  const ErasureBody removal{.record = IdOf<RecordId>(0x11),
                            .target = IdOf<EventId>(0x23),
                            .scope = ErasureScope::kEntry,
                            .authority = 3,
                            .actor = IdOf<CallerId>(0x99)};
  const ErasureBody erasure{
      .record = IdOf<RecordId>(0x12), .authority = 1, .actor = IdOf<CallerId>(0x99)};
  const KeyChangeBody rotation{.old_epoch = 1, .new_epoch = 2};
  const SuccessionBody succession{.ledger_id = IdOf<LedgerId>(0x0f),
                                  .generation = 2,
                                  .previous_generation = 1,
                                  .previous_size = 11,
                                  .previous_root = Sha256({"a head that was lost"})};
  return {
      log.AddControl("the content of event 23.. is removed", LeafKind::kErasure, removal.record,
                     removal.Encode()),
      log.AddControl("the other record is erased", LeafKind::kErasure, erasure.record,
                     erasure.Encode()),
      log.AddControl("the master key changes", LeafKind::kKeyChange, RecordId(), rotation.Encode()),
      log.AddControl("a second generation begins", LeafKind::kSuccession, RecordId(),
                     succession.Encode())};
}

Json RedactionVectors(const Json& vectors) {
  struct Case {
    std::string name;
    size_t event;
    std::vector<std::string> hidden;
  };
  const std::vector<Case> cases = {{"everything is shown", 3, {}},
                                   {"the words are hidden, and who typed them", 3, {"1.140", "2"}},
                                   {"one paragraph of eleven is hidden", 2, {"1.140.1/10"}},
                                   {"a boolean and a date are hidden", 4, {"1.11.6", "1.11.7"}},
                                   {"nothing is shown", 4, {"1"}}};
  Json list = Json::array();
  for (const Case& each : cases) {
    const Json& event = vectors["events"][each.event];
    const FieldSelection selection = FieldSelection::Hiding(each.hidden).value();
    Json shown = Json::array();
    for (const Json& field : event["fields"]) {
      if (selection.Shows(field["path"].get<std::string>())) shown.push_back(field["path"]);
    }
    list.push_back({{"name", each.name},
                    {"event", each.event},
                    {"hidden", each.hidden},
                    {"shown", shown},
                    {"disclosure", ToHex(DisclosureOf(event, selection).Encode())}});
  }
  list.push_back(
      {{"name", "the leaf alone"},
       {"event", 3},
       {"hidden", Json::array()},
       {"shown", Json::array()},
       {"disclosure",
        ToHex(Disclosure{.leaf = DisclosureOf(vectors["events"][3], FieldSelection::All()).leaf}
                  .Encode())}});
  return list;
}

Json HexList(const std::vector<Hash>& hashes) {
  Json list = Json::array();
  for (const Hash& hash : hashes) list.push_back(HexOf(hash));
  return list;
}

Json ConsistencyVectors(const ProvedLog& log) {
  Json list = Json::array();
  for (uint64_t size2 = 1; size2 <= log.size(); ++size2) {
    for (uint64_t size1 = 1; size1 <= size2; ++size1) {
      list.push_back(
          {{"size1", size1},
           {"size2", size2},
           {"root1", HexOf(log.Root(size1))},
           {"root2", HexOf(log.Root(size2))},
           {"path", HexList(ConsistencyPath(size1, size2, NodesOf(log.hashes())).value())}});
    }
  }
  return list;
}

Json ProofFileVectors(const ProvedLog& log) {
  Json list = Json::array();
  for (uint64_t index = 0; index < log.size(); ++index) {
    TlogProof proof{.extra = log.disclosure(index).Encode(), .index = index};
    proof.path = InclusionPath(index, log.size(), NodesOf(log.hashes())).value();
    proof.checkpoint = NoteOf(log.size(), log.Root(log.size()));
    list.push_back(proof.Encode().value());
  }
  return list;
}

Json TileVectors() {
  const GrownLedger grown(kTileSize);
  const Hash root = grown.ledger().root();
  Json files = Json::object();
  CAIRN_CHECK(
      ExportTiles(
          grown.ledger(), NoteOf(kTileSize, root),
          [&files](std::string_view path, std::string_view bytes) {
            files[std::string(path)] = {{"size", bytes.size()}, {"sha256", HexOf(Sha256({bytes}))}};
            return true;
          })
          .ok());
  return {{"about", "leaf i is of kind 1 and version i + 1; everything else in it is zero"},
          {"tree_size", kTileSize},
          {"root", HexOf(root)},
          {"files", files}};
}

}  // namespace

Json MakeProofVectors() {
  const Json vectors = MakeLedgerVectors();
  ProvedLog log(vectors);
  Json control = ControlVectors(log);
  return {
      {"about",
       "More test vectors of the Cairn ledger. The log is that of ledger_vectors.json, followed by "
       "`control_leaves`; bytes are hexadecimal, `proof_files` and `checkpoint` are texts. "
       "`redactions` show an event of ledger_vectors.json without the fields of `hidden` and all "
       "below them. Everything in it is made up."},
      {"vkey", Signer().vkey()},
      {"checkpoint", NoteOf(log.size(), log.Root(log.size()))},
      {"control_leaves", control},
      {"redactions", RedactionVectors(vectors)},
      {"consistency", ConsistencyVectors(log)},
      {"proof_files", ProofFileVectors(log)},
      {"tiles", TileVectors()},
  };
}

}  // namespace cairn
