#include "services/server/data_folder.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <sys/stat.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/private_file.h"
#include "eventstore/ledger/signing_key_file.h"
#include "eventstore/log_start.h"
#include "services/cohort/cohort_views.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;

struct Paths {
  explicit Paths(const ServerConfig& config)
      : data(config.data),
        vault(config.vault.empty() ? data / "vault" : fs::path(config.vault)),
        witness(data / "head.witness"),
        signing_key(data / "signing.key"),
        log(data / "log"),
        views(data / "views") {}

  fs::path data, vault, witness, signing_key, log, views;
};

absl::StatusOr<std::unique_ptr<FileVault>> OpenVault(const Paths& paths, bool log_exists,
                                                     Random& random) {
  CAIRN_ASSIGN_OR_RETURN(std::unique_ptr<FileVault> vault,
                         FileVault::Open(paths.vault.string(), random));
  CAIRN_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, vault->ListEpochs());
  if (!epochs.empty()) return vault;
  if (log_exists) {
    return absl::FailedPreconditionError(absl::StrFormat(
        "%s holds a log, but the vault %s holds no master key: without it no record can be read. "
        "Bring the vault back, or name it with --vault.",
        paths.log.string(), paths.vault.string()));
  }
  CAIRN_RETURN_IF_ERROR(vault->CreateEpoch().status());
  return vault;
}

absl::StatusOr<NoteSigner> OpenSigner(const Paths& paths, const std::string& origin,
                                      bool log_exists, Random& random) {
  absl::StatusOr<NoteSigner> signer = LoadSigningKey(paths.signing_key.string());
  if (absl::IsNotFound(signer.status())) {
    if (log_exists) {
      return absl::FailedPreconditionError(absl::StrFormat(
          "%s holds a log, but its signing key %s is missing. Bring it back: proofs that were "
          "handed out name it.",
          paths.log.string(), paths.signing_key.string()));
    }
    return CreateSigningKey(paths.signing_key.string(), origin, random);
  }
  if (signer.ok() && signer->name() != origin) {
    return absl::FailedPreconditionError(
        absl::StrFormat("this folder's log is \"%s\", but --origin says \"%s\"; one log has one "
                        "origin for ever",
                        signer->name(), origin));
  }
  return signer;
}

absl::Status OpenViewsOnce(const Paths& paths, Random& random, DataFolder& folder) {
  CAIRN_ASSIGN_OR_RETURN(
      folder.view_storage,
      RocksDbStorage::Open({.folder = paths.views.string(),
                            .warn = [](std::string_view) { LogError("storage warning"); },
                            .spaces = kViewSpaces,
                            .synced = false}));
  CAIRN_ASSIGN_OR_RETURN(folder.views,
                         ViewStore::Open(*folder.view_storage, *folder.log, CohortViews(), random));
  return absl::OkStatus();
}

absl::Status OpenViews(const Paths& paths, Random& random, DataFolder& folder) {
  const absl::Status opened = OpenViewsOnce(paths, random, folder);
  if (ReasonOf(opened) != v1::ERROR_REASON_DATA_DAMAGED) return opened;
  LogError("views are damaged and begin anew", {{"status", opened}});
  folder.view_storage.reset();
  std::error_code ignored;  // what stays is met again by the second attempt
  fs::remove_all(paths.views, ignored);
  return OpenViewsOnce(paths, random, folder);
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataFolder>> OpenDataFolder(
    const ServerConfig& config, Clock& clock, Random& random,
    std::function<void(const absl::Status&)> on_failure) {
  const Paths paths(config);
  CAIRN_RETURN_IF_ERROR(MakePrivateFolder(paths.data.string()));
  std::error_code ignored;
  const bool log_exists = fs::exists(paths.log, ignored);

  auto folder = std::make_unique<DataFolder>();
  CAIRN_ASSIGN_OR_RETURN(folder->vault, OpenVault(paths, log_exists, random));
  CAIRN_ASSIGN_OR_RETURN(folder->signer, OpenSigner(paths, config.origin, log_exists, random));
  CAIRN_ASSIGN_OR_RETURN(
      folder->storage,
      RocksDbStorage::Open({.folder = paths.log.string(),
                            .warn = [](std::string_view) { LogError("storage warning"); }}));
  CAIRN_ASSIGN_OR_RETURN(folder->witness,
                         OpenWitness(paths.witness.string(), *folder->storage, random));
  CAIRN_ASSIGN_OR_RETURN(
      folder->log,
      EventLog::Open({.disk_reserve_bytes = config.disk_reserve_mib << 20,
                      .on_failure = std::move(on_failure)},
                     *folder->storage, *folder->vault, *folder->witness, clock, random));
  CAIRN_RETURN_IF_ERROR(OpenViews(paths, random, *folder));
  return folder;
}

}  // namespace cairn
