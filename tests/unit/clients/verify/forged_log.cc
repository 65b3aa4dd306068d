#include "tests/unit/clients/verify/forged_log.h"

#include <algorithm>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/tlog_proof.h"
#include "tests/support/test_ids.h"
#include "tests/support/trees.h"

namespace cairn {

RecordId ForgedRecord(int number) { return NumberedId<RecordId>(static_cast<uint64_t>(number)); }

Leaf ForgedLog::NextLeaf() const {
  const auto position = static_cast<int64_t>(disclosures_.size()) + 1;
  Leaf leaf{.record = ForgedRecord(),
            .version = 1,
            .recorded_at_us = 1'767'605'400'000'000 + position,
            .event_id = NumberedId<EventId>(static_cast<uint64_t>(position), 'e'),
            .content_hash = Sha256({"envelope"})};
  for (size_t i = 0; i < disclosures_.size(); ++i) {
    if (disclosures_[i].leaf.record != leaf.record) continue;
    leaf.version = disclosures_[i].leaf.version + 1;
    leaf.previous_leaf_hash = leaf_hashes_[i];
  }
  return leaf;
}

ForgedLog& ForgedLog::Add(Leaf leaf, std::string_view recorded) {
  const std::string salt_key = "salts of one event " + U64Key(disclosures_.size());
  const FieldList fields = FieldsOf(recorded);
  const std::vector<Hash> hashes = FieldHashes(fields, salt_key);
  leaf.fields_root = MerkleRoot(hashes);
  Disclosure disclosure{.leaf = leaf};
  for (size_t i = 0; i < hashes.size(); ++i) {
    if (i >= fields.size()) {
      disclosure.fields.emplace_back(hashes[i]);
      continue;
    }
    ShownField shown{.salt = FieldSalt(salt_key, fields[i].path)};
    AppendFieldBody(fields[i], shown.body);
    disclosure.fields.emplace_back(std::move(shown));
  }
  leaf_hashes_.push_back(leaf.hash());
  disclosures_.push_back(std::move(disclosure));
  return *this;
}

ForgedLog& ForgedLog::AddControl(Leaf leaf, std::string_view body) {
  leaf.content_hash = Sha256({body});
  leaf_hashes_.push_back(leaf.hash());
  disclosures_.push_back({.leaf = leaf, .body = std::string(body)});
  return *this;
}

ForgedLog& ForgedLog::AddHonest(int count) {
  for (int i = 0; i < count; ++i) AddEntry(NextLeaf().version == 1 ? kOpened : kConcern);
  return *this;
}

ForgedLog& ForgedLog::AddExported() { return AddEntry(ExportedEntry(NextLeaf().version - 1)); }

ForgedLog& ForgedLog::Remove(uint64_t version, uint16_t authority) {
  const ErasureBody body{.record = ForgedRecord(),
                         .target = OfVersion(version).leaf.event_id,
                         .scope = ErasureScope::kEntry,
                         .authority = authority};
  Leaf leaf = NextLeaf();
  leaf.kind = LeafKind::kErasure;
  return AddControl(leaf, body.Encode()).ShowLeafAlone(version);
}

ForgedLog& ForgedLog::Erase(uint16_t authority) {
  Leaf leaf = NextLeaf();
  leaf.kind = LeafKind::kErasure;
  AddControl(leaf, ErasureBody{.record = ForgedRecord(), .authority = authority}.Encode());
  for (Disclosure& disclosure : disclosures_) {
    if (disclosure.leaf.record == ForgedRecord()) disclosure.fields.clear();
  }
  return *this;
}

ForgedLog& ForgedLog::Succeed(uint32_t generation, std::string origin) {
  const SuccessionBody body{.generation = generation,
                            .previous_generation = generation - 1,
                            .previous_size = size() + 2,
                            .previous_root = Sha256({"lost"})};
  Leaf leaf = NextLeaf();
  leaf.kind = LeafKind::kSuccession;
  leaf.record = RecordId();
  leaf.version = generation - 1;
  leaf.previous_leaf_hash = Hash{};
  origin_ = std::move(origin);
  not_exported_.insert(size());
  return AddControl(leaf, body.Encode());
}

ForgedLog& ForgedLog::AddStranger() {
  Leaf leaf = NextLeaf();
  leaf.record = ForgedRecord(2);
  not_exported_.insert(size());
  leaf.version = 1;
  leaf.previous_leaf_hash = Hash{};
  return Add(leaf, kUnlabelled);
}

ForgedLog& ForgedLog::ShowLeafAlone(uint64_t version) {
  OfVersion(version).fields.clear();
  return *this;
}

ForgedLog& ForgedLog::Show(uint64_t version,
                           const std::function<bool(std::string_view path)>& shown) {
  for (DisclosedField& field : OfVersion(version).fields) {
    const auto* open = std::get_if<ShownField>(&field);
    if (open == nullptr) continue;
    ByteReader reader(open->body);
    if (!shown(reader.Bytes(reader.U16()))) field = open->hash();
  }
  return *this;
}

Hash ForgedLog::Root(uint64_t size) const {
  return MerkleRoot(std::span<const Hash>(leaf_hashes_).first(size));
}

std::string ForgedLog::Note(uint64_t size) const {
  const Checkpoint checkpoint{.origin = origin_, .size = size, .root = Root(size)};
  return LogSigner(origin_).Sign(checkpoint.Encode()).value();
}

std::string ForgedLog::Proof(uint64_t index, uint64_t size) const {
  TlogProof proof{.extra = disclosures_[index].Encode(), .index = index};
  proof.path = InclusionPath(index, size, NodesOf(leaf_hashes_)).value();
  proof.checkpoint = Note(size);
  return proof.Encode().value();
}

ExportPack ForgedLog::Export() const {
  ExportPack pack{.vkey = LogSigner(origin_).vkey()};
  for (uint64_t index = 0; index < disclosures_.size(); ++index) {
    if (not_exported_.contains(index)) continue;
    pack.files[ProofPathOf(disclosures_[index].leaf.version)] = Proof(index, leaf_hashes_.size());
  }
  AddCompanions(pack, Note(leaf_hashes_.size()));
  return pack;
}

Disclosure& ForgedLog::OfVersion(uint64_t version) {
  const auto found = std::find_if(
      disclosures_.rbegin(), disclosures_.rend(), [version](const Disclosure& disclosure) {
        return disclosure.leaf.record == ForgedRecord() && disclosure.leaf.version == version;
      });
  CAIRN_CHECK(found != disclosures_.rend());
  return *found;
}

}  // namespace cairn
