// Lines to append: what a file says is to be recorded, where it stands in the file, and the request
// it becomes. Pure.
//
//   line  := {"record": ALIAS, "recorded": RFC 3339, "typed_by": {...}, "entries": [ENTRY...]}
//          | ENTRY                                when the record is named on the command line
//   typed_by := {"name", "role", "subject", "setting"}       for --issuer-dir
//   ENTRY := cairn.v1.Entry in the JSON form of proto3
//
// The request id is the first 16 bytes of SHA-256(ALIAS '\n' text of the line), so that a load that
// is repeated after an interruption asks for the same things again and not for new ones.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/timestamp.pb.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "clients/cli/token_issuer.h"

namespace cairn::cli {

struct CaseLine {
  std::string file;
  int line = 0;
  // What is wrong with the line itself; the rest is then empty.
  absl::Status fault;
  std::string alias;
  std::string request_id;
  std::optional<google::protobuf::Timestamp> recorded;
  std::optional<TokenHolder> typed_by;
  std::vector<v1::Entry> entries;

  // `file:line`, for messages.
  std::string Place() const;
  // Whether it begins its record, and the source by which the record can be found again.
  bool opens() const;
  std::optional<v1::SourceKey> opening_source() const;
};

// All lines of one file. With `record` (32 hex digits) every object of the file is an ENTRY of it.
std::vector<CaseLine> ParseCaseFile(const std::string& file, std::string_view text,
                                    std::string_view record);

// Sorts lines of several files by recorded time; lines without one stay with the line before.
void MergeByRecordedTime(std::vector<CaseLine>& lines);

// What is sent for `line`: into `record_id`, or into a new record when it is empty.
v1::AppendEntriesRequest RequestFor(const CaseLine& line, const std::string& record_id,
                                    bool simulate_time);

}  // namespace cairn::cli
