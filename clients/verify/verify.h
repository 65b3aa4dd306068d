// The verifier: checks an export of a record, or a single proof, offline.
//
// It is written from docs/ledger_format.md and shares no code with the server, so that an error in
// one of the two shows in the other. Reads files, writes nothing. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"

#include "clients/verify/report.h"

namespace cairn::verify {

struct VerifyOptions {
  // The log's key as one line (C2SP vkey), from somewhere the reader trusts. Empty: the key in the
  // folder is used, and the report says so.
  std::string vkey;
};

// Checks the folder or the proof file at `path`. Whatever is wrong with its contents is in the
// report; all damage is listed, not only the first.
//   kInvalidArgument  the key is not well formed, or a single proof is to be checked without a key
//   kNotFound         there is no such folder or file, or it cannot be read
absl::StatusOr<VerifyReport> Verify(const std::string& path, const VerifyOptions& options);

}  // namespace cairn::verify
