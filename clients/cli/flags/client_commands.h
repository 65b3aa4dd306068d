// How commands that ask a server get into the command line. Used by the files *_command_line.cc
// alone.
#pragma once

#include <functional>

#include "clients/cli/commands/child_name.h"
#include "clients/cli/print/output.h"
#include "clients/cpp/client.h"

namespace CLI {
class App;
}

namespace cairn::cli {

// What FindChild and FindRecordOfChild take.
inline constexpr char kChildHelp[] = "its name, 32 hex digits, or source:SYSTEM/ID";

// Adds a command that needs a client to `parent`.
using AddClientCommand =
    std::function<CLI::App*(CLI::App& parent, const char* name, const char* help,
                            std::function<ExitCode(client::Client&)> command)>;

// Where commands are added, and where they write. What it refers to must outlive the commands.
struct ClientCommands {
  CLI::App& app;
  const AddClientCommand& add;
  const Output& output;

  // A command that `run` carries out, with what its flags have put into `options` by then.
  template <typename Options>
  CLI::App& Add(const char* name, const char* help,
                ExitCode (*run)(client::Client&, const Options&, const Output&),
                const Options& options) const {
    return *add(app, name, help, [run, &options, &to = output](client::Client& client) {
      return run(client, options, to);
    });
  }

  // The same, with somebody to ask; `asking` must outlive the commands.
  template <typename Options>
  CLI::App& Add(const char* name, const char* help,
                ExitCode (*run)(client::Client&, const Options&, const Asking&, const Output&),
                const Options& options, const Asking& asking) const {
    return *add(app, name, help, [run, &options, &asking, &to = output](client::Client& client) {
      return run(client, options, asking, to);
    });
  }
};

}  // namespace cairn::cli
