// What the ten-second entries share: the entry's day, its request, and what is said about the
// reply.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/record_service.pb.h"

#include "clients/cli/output.h"
#include "clients/cpp/client.h"

namespace cairn::cli {

// An entry that occurred on the day that was typed, or `today`. kInvalidArgument for no day.
absl::StatusOr<v1::Entry> EntryOn(std::string_view typed, const v1::Date& today);

// A request of its own, with its id, that adds `entries` to the record, whatever its version.
v1::AppendEntriesRequest RequestFor(const std::string& record_id,
                                    const std::vector<v1::Entry>& entries);

// What the rules say to whoever typed it: two findings at most, `! ...` each. The others are for
// those who keep the file.
std::vector<std::string> FindingsOf(const v1::AppendEntriesResponse& response);

// Records one entry in the record of `child` and says so: `what`, whose record, and findings.
ExitCode Record(client::Client& client, const v1::ChildRef& child, const v1::Entry& entry,
                const std::string& what, const Output& output);

}  // namespace cairn::cli
