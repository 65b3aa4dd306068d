#include "tests/unit/clients/verify/export_pack.h"

#include <filesystem>
#include <set>

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/recorded.pb.h"

#include "clients/verify/verify.h"
#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/note.h"
#include "eventstore/ledger/tlog_proof.h"
#include "eventstore/proof_builder.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/support/test_log.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

constexpr std::string_view kOpened =
    R"(entry { occurred { from { year: 2025 month: 9 day: 3 } precision: PRECISION_DAY }
               source { system: "case-x" id: "A01" }
               record_opened { name: "Ottilie Brann" fictional: true } }
       actor { subject: "senco" name: "Maud Ellery" })";
constexpr std::string_view kConcern =
    R"(entry { occurred { from { year: 2025 month: 9 day: 12 } precision: PRECISION_MINUTE
                          from_minute: 620 utc_offset_minutes: 60 }
               source { system: "case-x" id: "A02" }
               concern_raised { text: "Reads the first sound and guesses." text: "Tired." } })";
constexpr std::string_view kObservation =
    R"(entry { occurred { from { year: 2025 month: 10 } precision: PRECISION_MONTH }
               source { system: "case-x" id: "A03" }
               observation_recorded { text: "Zo\303\253 asked for help twice."
                                      lessons_observed: 0 } })";
constexpr std::string_view kCorrection =
    R"(entry { occurred { from { year: 2025 month: 10 day: 2 } precision: PRECISION_DAY }
               source { system: "case-x" id: "A04" }
               corrects { target { source_id: "A03" } reason: "Three times." }
               observation_recorded { text: "Asked for help three times." } })";
constexpr std::string_view kUnlabelled =
    R"(entry { occurred { from { year: 2025 } precision: PRECISION_YEAR }
               concern_raised { text: "Still tired." } })";

std::string Exported(uint64_t to_version) {
  return absl::StrFormat(
      R"(entry { occurred { from { year: 2025 month: 12 day: 19 } precision: PRECISION_DAY }
                 record_exported { to_version: %d tree_size: 9 purpose: "review" } })",
      to_version);
}

NoteSigner SignerOf(std::string_view origin) {
  return NoteSigner::FromSeed(origin, std::string(NoteSigner::kSeedSize, 'k')).value();
}

void AddSchemaFile(const google::protobuf::FileDescriptor& file, std::set<std::string>& seen,
                   google::protobuf::FileDescriptorSet& set) {
  if (!seen.insert(file.name()).second) return;
  for (int i = 0; i < file.dependency_count(); ++i) AddSchemaFile(*file.dependency(i), seen, set);
  file.CopyTo(set.add_file());
}

// Everything beside the proofs.
void AddCompanions(ExportPack& pack, const std::string& note) {
  google::protobuf::FileDescriptorSet schema;
  std::set<std::string> seen;
  AddSchemaFile(*v1::Recorded::descriptor()->file(), seen, schema);
  pack.files["schema.binpb"] = schema.SerializeAsString();
  pack.files["README.txt"] = "This folder holds one record.\n";
  pack.files["events.txt"] = "    1  RecordOpened\n";
  pack.files["checkpoint"] = note;
  pack.files["trust/policy.txt"] = "log " + pack.vkey + "\nquorum none\n";
  pack.Sum();
}

void Append(TestLog& log, RecordId record, Version expected, const FieldList& fields) {
  static constexpr int64_t kMinuteMicros = 60'000'000;
  log.clock.Advance(kMinuteMicros);
  const RequestKey request = {*CallerId::FromBytes(std::string(16, 'c')),
                              log.random.NewId<RequestId>()};
  const absl::StatusOr<Appended> appended = log->AppendAndWait(
      {.request = request,
       .records = {{.record = record, .expected = expected, .contents = {fields}}}});
  CAIRN_CHECK(appended.ok());
}

// Two records taking turns, and what came after the export.
void Fill(TestLog& log, RecordId record, RecordId other, int later_events) {
  const std::vector<std::string> entries = {std::string(kOpened),      std::string(kConcern),
                                            std::string(kObservation), std::string(kCorrection),
                                            std::string(kUnlabelled),  Exported(kLastVersion - 1)};
  for (Version version = 0; version < entries.size(); ++version) {
    Append(log, record, version, FieldsOf(entries[version]));
    if (version % 2 == 0) Append(log, other, version / 2, FieldsOf(kUnlabelled));
  }
  const Version others = (entries.size() + 1) / 2;
  for (int i = 0; i < later_events; ++i) Append(log, other, others + i, FieldsOf(kUnlabelled));
}

}  // namespace

void ExportPack::Sum() {
  files.erase("SHA256SUMS");
  std::string sums;
  for (const auto& [path, content] : files) {
    sums += absl::StrFormat("%s  %s\n", ToHex(HashBytes(Sha256({content}))), path);
  }
  files["SHA256SUMS"] = sums;
}

std::string& ExportPack::proof(uint64_t version) { return files.at(ProofPathOf(version)); }

verify::VerifyReport ExportPack::VerifyWith(const std::string& key) const {
  const TempFolder folder;
  WriteFiles(files, folder.path());
  return verify::Verify(folder.path(), {.vkey = key}).value();
}

std::string ProofPathOf(uint64_t version) {
  return absl::StrFormat("events/%05d.tlog-proof", version);
}

void WriteFiles(const std::map<std::string, std::string>& files, const std::string& folder) {
  for (const auto& [path, content] : files) {
    const std::filesystem::path full = std::filesystem::path(folder) / path;
    std::filesystem::create_directories(full.parent_path());
    WriteFile(full.string(), content);
  }
}

std::string OtherVkey(std::string_view origin) {
  return NoteSigner::FromSeed(origin, std::string(NoteSigner::kSeedSize, 'x'))->vkey();
}

ExportPack MakeExport(const ExportRecipe& recipe) {
  TestLog log;
  const RecordId record = RecordNo(1);
  Fill(log, record, RecordNo(2), recipe.later_events);
  const NoteSigner signer = SignerOf(recipe.origin);
  const LogHead head = log->Head();
  const Checkpoint checkpoint{.origin = recipe.origin, .size = head.position, .root = head.root};
  const std::string note = signer.Sign(checkpoint.Encode()).value();

  ExportPack pack{.vkey = signer.vkey()};
  const ProofBuilder proofs(log->ledger(), log->keys());
  const std::vector<StoredEvent> events = log->Read(record, 1, Direction::kForward, 100).value();
  for (const StoredEvent& event : events) {
    const uint64_t version = event.leaf.version;
    pack.files[ProofPathOf(version)] =
        proofs
            .Build(event, head.position, note,
                   [&](std::string_view path) { return recipe.shown(version, path); })
            .value();
  }
  AddCompanions(pack, note);
  return pack;
}

FieldList FieldsOf(std::string_view text) {
  v1::Recorded recorded;
  CAIRN_CHECK(google::protobuf::TextFormat::ParseFromString(std::string(text), &recorded));
  return Flatten(recorded).value();
}

Leaf ForgedLog::NextLeaf() const {
  const uint64_t version = disclosures_.size() + 1;
  Leaf leaf{.record = RecordNo(1),
            .version = version,
            .recorded_at_us = 1'767'605'400'000'000 + static_cast<int64_t>(version),
            .event_id = *EventId::FromBytes(std::string(8, 'e') + U64Key(version)),
            .content_hash = Sha256({"envelope"})};
  if (version > 1) leaf.previous_leaf_hash = leaf_hashes_.back();
  return leaf;
}

ForgedLog& ForgedLog::Add(Leaf leaf, std::string_view recorded) {
  const std::string salt_key(32, 's');
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
  for (int i = 0; i < count; ++i) Add(NextLeaf(), leaf_hashes_.empty() ? kOpened : kConcern);
  return *this;
}

ForgedLog& ForgedLog::AddExported() { return Add(NextLeaf(), Exported(disclosures_.size())); }

std::string ForgedLog::Note(uint64_t size) const {
  const Checkpoint checkpoint{.origin = origin_,
                              .size = size,
                              .root = MerkleRoot(std::span<const Hash>(leaf_hashes_).first(size))};
  return SignerOf(origin_).Sign(checkpoint.Encode()).value();
}

std::string ForgedLog::Proof(uint64_t index, uint64_t size) const {
  TlogProof proof{.extra = disclosures_[index].Encode(), .index = index};
  proof.path = InclusionPath(index, size, NodesOf(leaf_hashes_)).value();
  proof.checkpoint = Note(size);
  return proof.Encode().value();
}

ExportPack ForgedLog::Export() const {
  ExportPack pack{.vkey = SignerOf(origin_).vkey()};
  for (uint64_t index = 0; index < disclosures_.size(); ++index) {
    pack.files[ProofPathOf(disclosures_[index].leaf.version)] = Proof(index, leaf_hashes_.size());
  }
  AddCompanions(pack, Note(leaf_hashes_.size()));
  return pack;
}

}  // namespace cairn
