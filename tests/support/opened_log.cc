#include "tests/support/opened_log.h"

#include <filesystem>
#include <utility>

#include "eventstore/base/status_macros.h"
#include "eventstore/log_start.h"

namespace cairn {

absl::StatusOr<std::unique_ptr<OpenedLog>> OpenLogIn(const std::string& folder, Vault& vault,
                                                     Clock& clock, Random& random) {
  std::filesystem::create_directories(folder);
  auto opened = std::make_unique<OpenedLog>();
  CAIRN_ASSIGN_OR_RETURN(opened->storage, RocksDbStorage::Open({.folder = folder + "/log"}));
  CAIRN_ASSIGN_OR_RETURN(opened->witness,
                         OpenWitness(folder + "/head.witness", *opened->storage, random));
  CAIRN_ASSIGN_OR_RETURN(
      opened->log, EventLog::Open({}, *opened->storage, vault, *opened->witness, clock, random));
  return opened;
}

}  // namespace cairn
