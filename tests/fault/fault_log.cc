#include "tests/fault/fault_log.h"

#include <filesystem>
#include <utility>

#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/signing_key_file.h"
#include "eventstore/log_start.h"
#include "tests/fault/fault_file_system.h"

namespace cairn {

FaultLog::FaultLog(uint64_t seed, Options options)
    : options_(std::move(options)),
      cuts_(static_cast<uint32_t>(seed)),
      random_(seed),
      folder_(options_.folder.empty() ? own_folder_.emplace().path() : options_.folder),
      env_(options_.modelled ? NewFaultEnv(disk_.emplace(folder_)) : nullptr) {}

FaultLog::~FaultLog() { Close(); }

void FaultLog::Close() {
  log_.reset();
  witness_.reset();
  storage_.reset();
  signer_.reset();
  vault_.reset();
}

void FaultLog::EndProcess() {
  Close();
  if (disk_) disk_->Disarm();
}

void FaultLog::LosePower() {
  disk_->CutPower();
  Close();
  disk_->PowerOn(cuts_);
}

absl::Status FaultLog::OpenKeys(bool log_exists) {
  CAIRN_ASSIGN_OR_RETURN(vault_, FileVault::Open(folder_ + "/vault", random_));
  CAIRN_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, vault_->ListEpochs());
  if (epochs.empty() && log_exists) return absl::DataLossError("a log without a master key");
  if (epochs.empty()) CAIRN_RETURN_IF_ERROR(vault_->CreateEpoch().status());
  absl::StatusOr<NoteSigner> signer = LoadSigningKey(folder_ + "/signing.key");
  if (absl::IsNotFound(signer.status())) {
    if (log_exists) return absl::DataLossError("a log without a signing key");
    signer = CreateSigningKey(folder_ + "/signing.key", "cairn.test/fault/1", random_);
  }
  CAIRN_RETURN_IF_ERROR(signer.status());
  signer_ = *std::move(signer);
  return absl::OkStatus();
}

absl::Status FaultLog::Open() {
  Close();
  stopped_ = false;
  const std::string log_folder = folder_ + "/log";
  CAIRN_RETURN_IF_ERROR(OpenKeys(std::filesystem::exists(log_folder)));
  CAIRN_ASSIGN_OR_RETURN(
      storage_,
      RocksDbStorage::Open(
          {.folder = log_folder, .env = env_.get(), .memtable_bytes = options_.memtable_bytes}));
  CAIRN_ASSIGN_OR_RETURN(witness_, OpenWitness(folder_ + "/head.witness", *storage_, random_));
  EventLog::Options options{.disk_reserve_bytes = options_.disk_reserve_bytes};
  options.on_failure = [this](const absl::Status&) { stopped_ = true; };
  options.at_step = [this](WriteStep step) { at_step(step); };
  CAIRN_ASSIGN_OR_RETURN(log_,
                         EventLog::Open(options, *storage_, *vault_, *witness_, clock, random_));
  return absl::OkStatus();
}

}  // namespace cairn
