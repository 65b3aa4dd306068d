// cairn reads: who has read a record.
#pragma once

#include <string>

#include "clients/cli/commands/child_name.h"
#include "clients/cli/print/output.h"
#include "clients/cli/session.h"

namespace cairn::cli {

struct ReadsOptions {
  std::string record;  // as FindRecordOfChild takes it
  int last = 0;        // only the newest so many; 0 is all
  bool csv = false;
};
// The newest first, as a table, CSV or JSON.
ExitCode RunReads(client::Client& client, const ReadsOptions& options, const Asking& asking,
                  const Output& output);

}  // namespace cairn::cli
