// A PostgreSQL 15 of its own: a new cluster in a temporary folder on the disk that is measured,
// reached through a Unix socket, gone when this is.
#pragma once

#include <memory>
#include <string>

#include <sys/types.h>

#include "absl/status/statusor.h"

#include "tests/support/temp_folder.h"

namespace cairn::bench {

class PostgresCluster {
 public:
  // Makes a cluster and starts it. kUnavailable, with what is missing, when PostgreSQL 15 is not
  // installed or there is nobody to run it as (it refuses root).
  static absl::StatusOr<std::unique_ptr<PostgresCluster>> Start();
  ~PostgresCluster();

  // For libpq: where to connect.
  std::string Connection() const;
  // The server's log, for whoever cannot connect.
  std::string LogFile() const { return folder_ / "server.log"; }
  bool Running() const;

 private:
  explicit PostgresCluster(pid_t server) : server_(server) {}

  TempFolder folder_;
  pid_t server_;
};

}  // namespace cairn::bench
