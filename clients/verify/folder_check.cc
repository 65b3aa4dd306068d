#include "clients/verify/folder_check.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_format.h"

#include "clients/verify/proof_file.h"
#include "clients/verify/record_check.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr std::string_view kSums = "SHA256SUMS";
constexpr std::string_view kCheckpoint = "checkpoint";
constexpr std::string_view kPolicy = "trust/policy.txt";
constexpr std::string_view kSchema = "schema.binpb";
// Beside the proofs and the files above, an export has these.
constexpr std::array<std::string_view, 3> kTexts = {"README.txt", "events.txt", "timeline.txt"};

constexpr size_t kPathWidthMax = 120;
// A schema of 4 MiB describes ten thousand kinds; lists and texts of 100,000 events need 15 MB.
constexpr size_t kSmallFileBytesMax = size_t{4} << 20;
constexpr size_t kFileBytesMax = size_t{64} << 20;

// What desktops put into folders that somebody looks at.
bool IsLeftByADesktop(std::string_view file) {
  const std::string_view name = file.substr(file.rfind('/') + 1);
  return name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini" ||
         name.starts_with("._");
}

bool IsOfAnExport(std::string_view file) {
  return file == kCheckpoint || file == kPolicy || file == kSchema || VersionOfProof(file) ||
         std::find(kTexts.begin(), kTexts.end(), file) != kTexts.end();
}

size_t BytesMaxOf(std::string_view file) {
  if (VersionOfProof(file)) return kProofBytesMax;
  const bool list = file == kSums || file == "events.txt" || file == "timeline.txt";
  return list || !IsOfAnExport(file) ? kFileBytesMax : kSmallFileBytesMax;
}

}  // namespace

VerifyReport FolderCheck::Run() {
  for (const std::string& other : folder_.others()) {
    Refuse(other, Reason::kUnreadable, "is a link or no ordinary file, and was not followed");
  }
  ReadChecksums();
  checkpoints_.emplace(ChoosePolicy());
  ReadSchema();
  CheckEvents();
  CheckCheckpoints();
  CheckHistory();
  CheckFiles();
  report_.Finish();
  return std::move(report_);
}

std::optional<std::string> FolderCheck::Take(const std::string& file, size_t bytes_max) {
  if (!folder_.Has(file)) {
    Refuse(file, Reason::kFileMissing, "is not in the folder");
    return std::nullopt;
  }
  absl::StatusOr<std::string> bytes = folder_.Read(file, bytes_max);
  if (!bytes.ok()) {
    Refuse(file, Reason::kUnreadable, std::string(bytes.status().message()));
    return std::nullopt;
  }
  hashes_[file] = Sha256({*bytes});
  return *std::move(bytes);
}

void FolderCheck::Say(Finding finding) {
  if (VerdictOf(finding.reason) == Verdict::kRed) refused_.insert(finding.file);
  finding.file = Printable(finding.file, kPathWidthMax);
  report_.Add(std::move(finding));
}

void FolderCheck::Refuse(std::string_view file, Reason reason, std::string_view sentence) {
  Say({.reason = reason,
       .file = std::string(file),
       .version = VersionOfProof(file).value_or(0),
       .sentence = std::string(sentence)});
}

void FolderCheck::ReadChecksums() {
  const std::optional<std::string> text = Take(std::string(kSums), kFileBytesMax);
  if (!text) return;
  absl::StatusOr<Checksums> sums = ParseChecksums(*text);
  if (sums.ok()) {
    sums_ = *std::move(sums);
  } else {
    Refuse(kSums, Reason::kMalformed, std::string(sums.status().message()));
  }
}

std::optional<Policy> FolderCheck::ChoosePolicy() {
  std::optional<Policy> trusted;
  if (key_) trusted = *Policy::OfLog(*key_);
  const std::optional<std::string> text = Take(std::string(kPolicy), kSmallFileBytesMax);
  if (text) {
    absl::StatusOr<Policy> claimed = Policy::Parse(*text);
    if (!claimed.ok()) {
      Refuse(kPolicy, Reason::kMalformed, std::string(claimed.status().message()));
    } else if (key_ && !claimed->Trusts(*key_)) {
      Refuse(kPolicy, Reason::kOtherKey, "the folder names another key than the one given");
    } else if (!key_) {
      Say({.reason = Reason::kKeyCameAlong,
           .file = std::string(kPolicy),
           .sentence = "the key came with the folder; compare it with one from elsewhere, "
                       "because whoever can make a folder can make a key"});
      trusted = *std::move(claimed);
    }
  }
  if (trusted && !trusted->logs().empty()) report_.vkey = trusted->logs().front().vkey;
  return trusted;
}

void FolderCheck::ReadSchema() {
  if (!folder_.Has(kSchema)) return;
  const std::optional<std::string> schema = Take(std::string(kSchema), kSmallFileBytesMax);
  if (!schema) return;
  const absl::Status added = kinds_.Add(*schema);
  if (added.ok()) return;
  Say({.reason = Reason::kNotProved,
       .file = std::string(kSchema),
       .sentence = std::string(added.message())});
}

void FolderCheck::CheckEvents() {
  checkpoint_note_ = Take(std::string(kCheckpoint), kSmallFileBytesMax);
  for (const std::string& file : folder_.files()) {
    const std::optional<uint64_t> version = VersionOfProof(file);
    if (!version) continue;
    ++report_.proofs;
    const std::optional<std::string> bytes = Take(file, kProofBytesMax);
    if (bytes) {
      events_.push_back(CheckEvent(file, version, *bytes, checkpoint_note_, kinds_, *checkpoints_));
      const CheckedEvent& event = events_.back();
      if (event.fault) Say(event.FindingOf(*event.fault));
      if (event.fault) ++report_.damaged;
    } else {
      events_.push_back({.file = file, .version = *version});
      ++report_.damaged;
    }
  }
  if (report_.proofs == 0) {
    Refuse("", Reason::kFileMissing, "there is no proof of an event in this folder");
  }
  std::sort(events_.begin(), events_.end(),
            [](const CheckedEvent& a, const CheckedEvent& b) { return a.version < b.version; });
}

const CheckedCheckpoint* FolderCheck::CheckOwnCheckpoint() {
  if (!checkpoint_note_) return nullptr;
  const CheckedCheckpoint& own = checkpoints_->Check(*checkpoint_note_);
  if (own.fault) Refuse(kCheckpoint, own.fault->reason, own.fault->sentence);
  return &own;
}

void FolderCheck::CheckCheckpoints() {
  const CheckedCheckpoint* const own = CheckOwnCheckpoint();
  const CheckedCheckpoint* reference = own != nullptr && own->IsTrusted() ? own : nullptr;
  if (reference != nullptr) CheckWitnessed(*reference, std::string(kCheckpoint));
  for (const CheckedEvent& event : events_) {
    if (!event.proved) continue;
    CheckWitnessed(*event.checkpoint, event.file);
    if (reference == nullptr) reference = event.checkpoint;
    CheckOneHistory(event, *reference->checkpoint);
  }
  if (reference == nullptr) reference = own;  // to say at least which log it claims to be
  if (reference != nullptr && reference->checkpoint) DescribeLog(*reference->checkpoint, report_);
}

void FolderCheck::CheckWitnessed(const CheckedCheckpoint& checkpoint, const std::string& file) {
  if (!seen_.insert(&checkpoint).second || checkpoint.witnessed) return;
  Say({.reason = Reason::kNotWitnessed, .file = file, .sentence = "not independently witnessed"});
}

void FolderCheck::CheckOneHistory(const CheckedEvent& event, const Checkpoint& reference) {
  const Checkpoint& other = *event.checkpoint->checkpoint;
  if (other == reference) return;
  if (other.origin != reference.origin) {
    Say(event.FindingOf({Reason::kOtherKey, "the event is in another log than the rest"}));
  } else if (other.size == reference.size) {
    Say(event.FindingOf(
        {Reason::kTwoRoots, "the log has signed two different histories of the same length"}));
  } else {
    Say(event.FindingOf(
        {Reason::kCheckpointsDiffer,
         absl::StrFormat(
             "its checkpoint is of %d leaves and that of the others of %d; nothing here "
             "shows that both are of one history",
             other.size, reference.size)}));
  }
}

void FolderCheck::CheckHistory() {
  std::set<uint64_t> missing;
  if (sums_) {
    for (const auto& [file, sum] : *sums_) {
      const std::optional<uint64_t> version = VersionOfProof(file);
      if (version && !folder_.Has(file)) missing.insert(*version);
    }
  }
  RecordCheck check = CheckRecord(events_, missing);
  for (Finding& finding : check.findings) Say(std::move(finding));
  report_.complete = check.complete && missing.empty();
  for (const CheckedEvent& event : events_) {
    if (event.proved) AddProved(event, RemovalOf(event, events_), report_);
  }
}

void FolderCheck::CheckFiles() {
  if (!sums_) return;
  for (const auto& [file, sum] : *sums_) {
    if (!folder_.Has(file) && !refused_.contains(file)) {
      Refuse(file, Reason::kFileMissing, "is listed in SHA256SUMS and is not in the folder");
    }
  }
  for (const std::string& file : folder_.files()) {
    if (file != kSums) CheckSum(file);
  }
}

void FolderCheck::CheckSum(const std::string& file) {
  const auto sum = sums_->find(file);
  if (sum == sums_->end()) {
    if (IsLeftByADesktop(file)) {
      Say({.reason = Reason::kNotProved,
           .file = file,
           .sentence = "is not part of the export; a desktop put it there"});
    } else {
      Refuse(file, Reason::kFileUnlisted,
             "is not listed in SHA256SUMS: it is no part of the export");
    }
    return;
  }
  const bool taken = hashes_.contains(file);
  if (!taken && (refused_.contains(file) || !Take(file, BytesMaxOf(file)))) return;
  if (hashes_.find(file)->second != sum->second && !refused_.contains(file)) {
    Refuse(file, Reason::kFileChanged, "is not the file that SHA256SUMS lists");
  }
  if (!IsOfAnExport(file)) {
    Say({.reason = Reason::kNotProved,
         .file = file,
         .sentence = "is listed, but no file of an export is called so; nothing here proves "
                     "what it says"});
  }
}

}  // namespace cairn::verify
