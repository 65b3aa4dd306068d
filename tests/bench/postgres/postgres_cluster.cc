#include "tests/bench/postgres/postgres_cluster.h"

#include <csignal>
#include <filesystem>
#include <optional>

#include <pwd.h>
#include <unistd.h>

#include "absl/strings/str_format.h"

#include "tests/bench/frame/program.h"
#include "tests/bench/frame/require.h"

namespace cairn::bench {
namespace {

// Where Debian puts them.
constexpr char kBinaries[] = "/usr/lib/postgresql/15/bin/";

struct ClusterOwner {
  std::string name;
  std::optional<Account> account;  // nothing: as whoever runs the bench
};

absl::StatusOr<ClusterOwner> FindOwner() {
  if (geteuid() != 0) return ClusterOwner{.name = getpwuid(geteuid())->pw_name};
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* user = getpwnam(name)) {
      return ClusterOwner{name, Account{.user = user->pw_uid, .group = user->pw_gid}};
    }
  }
  return absl::UnavailableError("PostgreSQL refuses root, and there is no user to run it as");
}

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresCluster>> PostgresCluster::Start() {
  if (!std::filesystem::exists(std::string(kBinaries) + "initdb")) {
    return absl::UnavailableError("PostgreSQL 15 is not installed");
  }
  const absl::StatusOr<ClusterOwner> runner = FindOwner();
  if (!runner.ok()) return runner.status();
  auto cluster = std::unique_ptr<PostgresCluster>(new PostgresCluster(-1));
  const std::string& folder = cluster->folder_.path();
  if (runner->account) {
    Require(chown(folder.c_str(), runner->account->user, runner->account->group) == 0,
            "cannot hand over " + folder);
  }
  const std::string data = folder + "/data";
  const pid_t initdb = StartProgram({std::string(kBinaries) + "initdb", "-D", data, "-U", "bench",
                                     "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8"},
                                    folder + "/initdb.log", runner->account);
  Require(AwaitProgram(initdb) == 0, "initdb failed as user " + runner->name);
  // Memory and log as the recommendations for a small server have them; everything about
  // durability is the default, and named here so that nobody has to look it up.
  cluster->server_ =
      StartProgram({std::string(kBinaries) + "postgres", "-D", data, "-k", folder, "-h", "", "-c",
                    "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on", "-c",
                    "shared_buffers=1GB", "-c", "max_wal_size=8GB", "-c", "max_connections=100"},
                   cluster->LogFile(), runner->account);
  return cluster;
}

PostgresCluster::~PostgresCluster() {
  if (server_ <= 0) return;
  kill(server_, SIGINT);  // ends connections and stops
  AwaitProgram(server_);
}

std::string PostgresCluster::Connection() const {
  return absl::StrFormat("host=%s user=bench dbname=postgres", folder_.path());
}

bool PostgresCluster::Running() const { return !EndedWithin(server_, 20); }

}  // namespace cairn::bench
