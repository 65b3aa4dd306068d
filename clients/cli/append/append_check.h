// `cairn append --check`: what the server would say to the lines, without recording anything.
#pragma once

#include <vector>

#include "clients/cli/append/case_line.h"
#include "clients/cli/print/output.h"
#include "clients/cpp/client.h"

namespace cairn::cli {

// Asks the server about all lines of a record in one request of up to 100 entries, so that a line
// may rest on the lines before it, and writes every refusal and finding with the line it is about.
// What goes beyond 100 entries of one record is checked against the record as the server has it;
// when it has none yet, those lines are said not to be checked, and count as refused. Lines are
// checked as the caller's own, at the server's time.
ExitCode CheckLines(client::Client& client, const std::vector<CaseLine>& lines,
                    const Output& output);

}  // namespace cairn::cli
