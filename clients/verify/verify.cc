#include "clients/verify/verify.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"

#include "clients/verify/checkpoint_check.h"
#include "clients/verify/event_check.h"
#include "clients/verify/folder_check.h"
#include "clients/verify/proof_file.h"
#include "clients/verify/status_macros.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

absl::StatusOr<std::optional<VerifierKey>> KeyOf(const VerifyOptions& options) {
  if (options.vkey.empty()) return std::optional<VerifierKey>();
  VERIFY_ASSIGN_OR_RETURN(VerifierKey key, VerifierKey::Parse(options.vkey));
  VERIFY_RETURN_IF_ERROR(Policy::OfLog(key).status());
  return std::optional(std::move(key));
}

// A proof that a client kept by itself: steps 1 to 5 only.
VerifyReport VerifyProof(const std::string& file, const std::string& bytes,
                         const VerifierKey& key) {
  CheckpointCheck checkpoints(*Policy::OfLog(key));
  const CheckedEvent event =
      CheckEvent(file, std::nullopt, bytes, std::nullopt, KindNames(), checkpoints);
  VerifyReport report{.proofs = 1, .vkey = key.vkey};
  if (event.fault) {
    report.damaged = 1;
    report.Add(event.FindingOf(*event.fault));
  } else {
    DescribeLog(*event.checkpoint->checkpoint, report);
    AddProved(event, std::nullopt, report);
  }
  if (event.proved && event.leaf_alone) {
    report.Add(event.FindingOf({Reason::kContentMissing,
                                "the event existed, but its content is not here, and a single "
                                "proof cannot say why"}));
  }
  report.Finish();
  return report;
}

}  // namespace

absl::StatusOr<VerifyReport> Verify(const std::string& path, const VerifyOptions& options) {
  VERIFY_ASSIGN_OR_RETURN(std::optional<VerifierKey> key, KeyOf(options));
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    VERIFY_ASSIGN_OR_RETURN(ExportFolder folder, ExportFolder::Open(path));
    return FolderCheck(std::move(folder), std::move(key)).Run();
  }
  if (!key) {
    return absl::InvalidArgumentError("A single proof is checked against a key: give one.");
  }
  VERIFY_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path, kProofBytesMax));
  return VerifyProof(path, bytes, *key);
}

}  // namespace cairn::verify
