// The flags of the commands that run a server. Used by command_line.cc alone.
#pragma once

#include <iosfwd>
#include <string>

#include "clients/cli/commands/admin_commands.h"
#include "clients/cli/flags/client_commands.h"

namespace cairn::cli {

struct AdminCommandOptions {
  BackupOptions backup;
  ScrubOptions scrub;
  LogTailOptions log_tail;
  std::string tiles_folder;
  EraseOptions erase;
};

// All arguments must outlive `app`.
void DefineAdminCommands(CLI::App& app, const AddClientCommand& add, AdminCommandOptions& options,
                         std::istream& in, const Output& output);

}  // namespace cairn::cli
