// Where a command writes, and how it ends. Not thread-safe.
#pragma once

#include <cstddef>
#include <ostream>
#include <string_view>

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "clients/cli/print/text_layout.h"

namespace cairn::cli {

// What the shell sees.
enum class ExitCode {
  kOk = 0,
  kRefused = 1,      // the server refused, or refused a part
  kMisused = 2,      // wrong arguments, or files that cannot be read or written
  kUnreachable = 3,  // no server, or no answer in time
  kNotVerified = 4,  // a proof does not hold
};

// Takes the cursor of a terminal back and clears its line.
inline constexpr std::string_view kEraseLine = "\r\x1b[K";

struct Output {
  std::ostream& out;
  std::ostream& err;
  // Write JSON instead of text: one document to `out`, field names as in the contract.
  bool json = false;
  // `err` is a terminal: progress may redraw its line.
  bool terminal = false;
  // How wide a line of a table may be, and whether it may be coloured: of the terminal that `out`
  // is.
  size_t width = kWidthMax;
  bool colour = false;

  // Writes `message` as JSON.
  void Json(const google::protobuf::Message& message) const;
  // Writes why a call failed: what the server refused, with reason and every fault; that it cannot
  // be reached; or, for a kInvalidArgument that no server gave, as Misused.
  ExitCode Failed(const absl::Status& failure) const;
  // Writes what a call answered, as JSON or as the text that `print` makes of it, or why it failed.
  template <typename Response, typename Print>
  ExitCode Answer(const absl::StatusOr<Response>& answer, const Print& print) const {
    if (!answer.ok()) return Failed(answer.status());
    if (json) {
      Json(*answer);
    } else {
      out << print(*answer);
    }
    return ExitCode::kOk;
  }
  // Writes what is wrong with the arguments or the files of this machine.
  ExitCode Misused(const absl::Status& fault) const;
};

// `message` as one line of JSON, field names as in the contract.
std::string JsonOf(const google::protobuf::Message& message);

// A refusal as a JSON object: code, message, reason, metadata, faults.
std::string JsonOfRefusal(const absl::Status& refusal);

// A refusal in words: after `head` the sentence with its reason, then metadata, and every fault by
// field path with rule and source.
std::string DescribeRefusal(const absl::Status& refusal, std::string_view head);

}  // namespace cairn::cli
