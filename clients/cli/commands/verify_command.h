// cairn verify PATH: the offline check of an export or of one proof. It asks no server.
#pragma once

#include <string>

#include "clients/cli/print/output.h"

namespace cairn::cli {

struct VerifyCommandOptions {
  std::string path;  // folder of an export, or one proof file
  std::string vkey;  // the log's key; empty: the one in the folder
};

// Prints what the verifier found, as text or JSON. kOk when everything is proved, also with
// something that must be said (GREEN, AMBER); kNotVerified when anything is refused (RED); kMisused
// when there is nothing to check or the key is not well formed.
ExitCode RunVerify(const VerifyCommandOptions& options, const Output& output);

}  // namespace cairn::cli
