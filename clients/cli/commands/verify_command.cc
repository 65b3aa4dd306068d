#include "clients/cli/commands/verify_command.h"

#include <ostream>

#include "clients/verify/verify.h"

namespace cairn::cli {

ExitCode RunVerify(const VerifyCommandOptions& options, const Output& output) {
  const absl::StatusOr<verify::VerifyReport> report =
      verify::Verify(options.path, {.vkey = options.vkey});
  if (!report.ok()) return output.Misused(report.status());
  if (output.json) {
    output.out << verify::JsonOf(*report) << "\n";
  } else {
    output.out << verify::TextOf(*report);
  }
  switch (report->verdict) {
    case verify::Verdict::kGreen:
    case verify::Verdict::kAmber:
      return ExitCode::kOk;
    case verify::Verdict::kRed:
      return ExitCode::kNotVerified;
  }
  return ExitCode::kNotVerified;
}

}  // namespace cairn::cli
