// The flags of the commands that record something in ten seconds. Used by command_line.cc alone.
#pragma once

#include <functional>

#include "cairn/v1/time.pb.h"

#include "clients/cli/commands/child_name.h"
#include "clients/cli/commands/entry_commands.h"
#include "clients/cli/flags/client_commands.h"

namespace cairn::cli {

struct EntryCommandOptions {
  SessionOptions session;
  NoteOptions note;
  ScoreOptions score;
};

// `today` is asked when a command runs. All arguments must outlive `app`.
void DefineEntryCommands(CLI::App& app, const AddClientCommand& add, EntryCommandOptions& options,
                         const std::function<v1::Date()>& today, const Asking& asking,
                         const Output& output);

}  // namespace cairn::cli
