// The commands of `cairn` that ask about many children, one function each;
// flags/cohort_command_line.cc gives them their flags. Each writes a table, CSV or JSON to its
// Output and returns how it ended. Options are texts as typed; an empty filter asks for nothing.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/commands/child_name.h"
#include "clients/cli/print/output.h"
#include "clients/cli/session.h"

namespace cairn::cli {

// What every list is asked with.
struct ListOptions {
  std::string setting;  // 32 hex digits
  int limit = 0;        // rows at most; 0: all of them, page by page
  bool csv = false;
};

// cairn register
struct RegisterOptions {
  ListOptions list;
  std::vector<std::string> nc_years;
  std::vector<std::string> statuses;
  std::vector<std::string> needs;
  std::string key_worker;
  std::string search;
  bool all = false;
  std::string order;
  bool reverse = false;
  std::string as_of;
};
ExitCode RunRegister(client::Client& client, const RegisterOptions& options, const Output& output);

// cairn due
struct DueOptions {
  ListOptions list;
  std::string from;
  std::string to;
  std::vector<std::string> owners;
  std::string owner_name;
  std::vector<std::string> rules;
  std::vector<std::string> states;
  bool legal_only = false;
  std::string as_of;
  bool why = false;  // how each date was counted, under its line
};
ExitCode RunDue(client::Client& client, const DueOptions& options, const Output& output);

// cairn duties CHILD
struct DutiesOptions {
  std::string child;
  std::string as_of;
  std::string as_known_at;
  bool why = false;
  bool csv = false;
};
ExitCode RunDuties(client::Client& client, const DutiesOptions& options, const Asking& asking,
                   const Output& output);

// cairn provision
struct ProvisionOptions {
  ListOptions list;
  std::string from;
  std::string to;
  std::vector<std::string> needs;
  std::vector<std::string> tiers;
  std::vector<std::string> types;
  std::string group;
  std::string staff;
  std::vector<std::string> nc_years;
  std::string search;
  std::string by;
  bool sums = false;  // no rows, only what they come to
  bool why = false;   // how each cost was counted, under its line
};
ExitCode RunProvision(client::Client& client, const ProvisionOptions& options,
                      const Output& output);

// cairn impact
struct ImpactOptions {
  ListOptions list;
  std::string from;
  std::string to;
  std::string by;
  std::vector<std::string> needs;
  std::vector<std::string> types;
  std::string search;
};
ExitCode RunImpact(client::Client& client, const ImpactOptions& options, const Output& output);

// cairn acknowledgements
struct AcknowledgementsOptions {
  ListOptions list;
  std::string person;
  std::string as_of;
};
ExitCode RunAcknowledgements(client::Client& client, const AcknowledgementsOptions& options,
                             const Output& output);

// cairn return census|sen2
struct ReturnOptions {
  std::string kind;
  std::string setting;
  std::string census_day;
  std::string part;    // with csv: which one
  std::string folder;  // to write each part into, as CSV
  bool csv = false;
};
// How many rows there are and what is missing; the values as CSV. With --json one
// cairn.v1.ExportReturnResponse a line.
ExitCode RunReturn(client::Client& client, const ReturnOptions& options, const Output& output);

// cairn views [rebuild NAME...]
struct ViewsOptions {
  bool rebuild = false;
  std::vector<std::string> names;
};
// kRefused when a view has stopped, or its new rows were not taken.
ExitCode RunViews(client::Client& client, const ViewsOptions& options, const Output& output);

}  // namespace cairn::cli
