// An export as a folder: its files against SHA256SUMS, its proofs, its checkpoint, its key.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "clients/verify/checkpoint_check.h"
#include "clients/verify/checksums.h"
#include "clients/verify/entry_label.h"
#include "clients/verify/event_check.h"
#include "clients/verify/export_folder.h"
#include "clients/verify/note.h"
#include "clients/verify/policy.h"
#include "clients/verify/report.h"
#include "clients/verify/sha256.h"

namespace cairn::verify {

// One verification of one folder. Not thread-safe; Run is called once.
class FolderCheck {
 public:
  // `key` is what the reader trusts; without it the key in the folder is used, and the report says
  // so.
  FolderCheck(ExportFolder folder, std::optional<VerifierKey> key)
      : folder_(std::move(folder)), key_(std::move(key)) {}

  VerifyReport Run();

 private:
  // The bytes of a file, of which the sum is remembered. Nothing, with a finding, if there is no
  // such file, it is too long, or it cannot be read.
  std::optional<std::string> Take(const std::string& file, size_t bytes_max);
  // Adds a finding to the report; its file may have any name.
  void Say(Finding finding);
  void Refuse(std::string_view file, Reason reason, std::string_view sentence);

  void ReadChecksums();
  std::optional<Policy> ChoosePolicy();
  void ReadSchema();
  void CheckEvents();
  // Names the log by its checkpoint, and compares the checkpoints of all proofs with it.
  void CheckCheckpoints();
  // Null without such a file.
  const CheckedCheckpoint* CheckOwnCheckpoint();
  void CheckWitnessed(const CheckedCheckpoint& checkpoint, const std::string& file);
  void CheckOneHistory(const CheckedEvent& event, const Checkpoint& reference);
  void CheckHistory();
  void CheckFiles();
  void CheckSum(const std::string& file);

  const ExportFolder folder_;
  const std::optional<VerifierKey> key_;
  VerifyReport report_;
  std::optional<Checksums> sums_;
  std::map<std::string, Hash, std::less<>> hashes_;  // of the files taken so far
  std::set<std::string, std::less<>> refused_;       // files with a red finding
  KindNames kinds_;
  std::optional<CheckpointCheck> checkpoints_;
  std::set<const CheckedCheckpoint*> seen_;  // by CheckWitnessed
  std::optional<std::string> checkpoint_note_;
  std::vector<CheckedEvent> events_;
};

}  // namespace cairn::verify
