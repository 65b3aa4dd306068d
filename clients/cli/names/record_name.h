// How a record is named on a command line: its id as 32 hex digits, or `source:SYSTEM/ID`, the
// source of the entry that opened it.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "clients/cpp/client.h"

namespace cairn::cli {

// Lower-case hex digits of `bytes`.
std::string HexOf(std::string_view bytes);

// 16 bytes of 32 hex digits; kInvalidArgument otherwise.
absl::StatusOr<std::string> IdFromHex(std::string_view hex);

// `SYSTEM/ID`; the system ends at the first `/`. kInvalidArgument when a part is missing.
absl::StatusOr<v1::SourceKey> ParseSource(std::string_view text);

// The record id, 16 bytes, of the record that `source` opened. kNotFound when there is none that
// the caller may see.
absl::StatusOr<std::string> FindBySource(client::Client& client, const v1::SourceKey& source);

// The record id, 16 bytes, that `name` stands for.
absl::StatusOr<std::string> FindRecord(client::Client& client, std::string_view name);

}  // namespace cairn::cli
