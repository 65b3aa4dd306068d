// The flags of the commands that read one record, or find it. Used by command_line.cc alone.
#pragma once

#include <string>

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/reads_command.h"
#include "clients/cli/flags/client_commands.h"

namespace cairn::cli {

struct RecordCommandOptions {
  std::string record;
  PlanOptions plan;
  TimelineOptions timeline;
  CompareOptions compare;
  WatchOptions watch;
  EventsOptions events;
  ReadsOptions reads;
  ExportOptions export_of;
  ResolveOptions resolve;
};

// All arguments must outlive `app`.
void DefineRecordCommands(CLI::App& app, const AddClientCommand& add, RecordCommandOptions& options,
                          const Asking& asking, const Output& output);

}  // namespace cairn::cli
