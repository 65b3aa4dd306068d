// The log's signing key on disk, as one line that Go's note package reads too:
//
//   file = "PRIVATE+KEY+" name "+" hex(key_id) "+" base64(0x01 seed[32]) "\n"
//
// The file is as secret as the key: created with mode 0600, and refused when anyone else may read
// it.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/random.h"
#include "eventstore/ledger/note.h"

namespace cairn {

// Draws a key named `name`, writes it durably to `path` and returns its signer. kAlreadyExists if
// there is a file; kInvalidArgument if no signature line could carry the name.
absl::StatusOr<NoteSigner> CreateSigningKey(const std::string& path, std::string_view name,
                                            Random& random);

// The signer of an existing file. kNotFound; kFailedPrecondition for loose permissions;
// DATA_DAMAGED if the line is damaged or its key id is not the key's.
absl::StatusOr<NoteSigner> LoadSigningKey(const std::string& path);

}  // namespace cairn
