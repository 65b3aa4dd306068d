// The flags of the commands about many children. Used by command_line.cc alone.
#pragma once

#include "clients/cli/commands/child_name.h"
#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/flags/client_commands.h"

namespace cairn::cli {

struct CohortCommandOptions {
  RegisterOptions register_of;
  DueOptions due;
  DutiesOptions duties;
  ProvisionOptions provision;
  ImpactOptions impact;
  AcknowledgementsOptions acknowledgements;
  ReturnOptions return_of;
  ViewsOptions views;
};

// All arguments must outlive `app`.
void DefineCohortCommands(CLI::App& app, const AddClientCommand& add, CohortCommandOptions& options,
                          const Asking& asking, const Output& output);

}  // namespace cairn::cli
