// The flags of the commands that run a server. Used by command_line.cc alone.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "clients/cli/admin_commands.h"

namespace CLI {
class App;
}

namespace cairn::cli {

struct AdminCommandOptions {
  BackupOptions backup;
  ScrubOptions scrub;
  LogTailOptions log_tail;
  std::string tiles_folder;
  EraseOptions erase;
};

// Adds a command that needs a client to `parent`.
using AddClientCommand =
    std::function<CLI::App*(CLI::App& parent, const char* name, const char* help,
                            std::function<ExitCode(client::Client&)> command)>;

// All arguments must outlive `app`.
void DefineAdminCommands(CLI::App& app, const AddClientCommand& add, AdminCommandOptions& options,
                         std::istream& in, const Output& output);

}  // namespace cairn::cli
