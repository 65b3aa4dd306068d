// The commands of `cairn` that run a server, one function each; flags/admin_command_line.cc gives
// them their flags. Each writes to its Output and returns how it ended.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "clients/cli/print/output.h"
#include "clients/cli/session.h"

namespace cairn::cli {

// cairn backup
struct BackupOptions {
  uint64_t mib_per_s = 0;
};
ExitCode RunBackup(client::Client& client, const BackupOptions& options, const Output& output);

// cairn rotate-keys
ExitCode RunRotateKeys(client::Client& client, const Output& output);

// cairn scrub
struct ScrubOptions {
  uint64_t mib_per_s = 0;
  std::string resume;  // file that keeps the place while the scrub runs; empty: none
};
// kNotVerified when anything is damaged.
ExitCode RunScrub(client::Client& client, const ScrubOptions& options, const Output& output);

// cairn log tail
struct LogTailOptions {
  uint64_t after = 0;
  uint32_t generation = 0;  // that `after` belongs to; 0: the generation now
  bool no_follow = false;
};
ExitCode RunLogTail(client::Client& client, const LogTailOptions& options, const Output& output);

// cairn log tiles
ExitCode RunLogTiles(client::Client& client, const std::string& folder, const Output& output);

// cairn erase RECORD
struct EraseOptions {
  std::string record;
  std::string entry;  // its event id, 32 hex digits; empty: the whole record
  std::string authority;
  uint64_t expected_version = 0;
  bool yes = false;
};
// Shows whose record it is and asks for the name, unless `yes`.
ExitCode RunErase(client::Client& client, const EraseOptions& options, std::istream& in,
                  const Output& output);
// `wrong-child, request-upheld, ...`: every ground that --authority takes.
std::string AuthorityNames();

// cairn restore ...: runs `cairnd restore` with the same arguments, on this machine; its output is
// ours, and so is its exit code. It is looked for beside `cairn` and then in PATH.
int RunRestore(const std::vector<std::string>& arguments, std::ostream& err);

}  // namespace cairn::cli
