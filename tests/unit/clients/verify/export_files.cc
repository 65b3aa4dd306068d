#include "tests/unit/clients/verify/export_files.h"

#include <filesystem>
#include <set>

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/recorded.pb.h"

#include "clients/verify/verify.h"
#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/ledger/hash.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

void AddSchemaFile(const google::protobuf::FileDescriptor& file, std::set<std::string>& seen,
                   google::protobuf::FileDescriptorSet& set) {
  if (!seen.insert(file.name()).second) return;
  for (int i = 0; i < file.dependency_count(); ++i) AddSchemaFile(*file.dependency(i), seen, set);
  file.CopyTo(set.add_file());
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

NoteSigner LogSigner(std::string_view origin) {
  return NoteSigner::FromSeed(origin, std::string(NoteSigner::kSeedSize, 'k')).value();
}

std::string OtherVkey(std::string_view origin) {
  return NoteSigner::FromSeed(origin, std::string(NoteSigner::kSeedSize, 'x'))->vkey();
}

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

FieldList FieldsOf(std::string_view text) {
  v1::Recorded recorded;
  CAIRN_CHECK(google::protobuf::TextFormat::ParseFromString(std::string(text), &recorded));
  return Flatten(recorded).value();
}

std::string ExportedEntry(uint64_t to_version) {
  return absl::StrFormat(
      R"(entry { occurred { from { year: 2025 month: 12 day: 19 } precision: PRECISION_DAY }
                 record_exported { to_version: %d tree_size: 9 purpose: "review" } })",
      to_version);
}

}  // namespace cairn
