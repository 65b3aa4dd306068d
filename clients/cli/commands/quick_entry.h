// What the ten-second entries share: the entry's day, its request, and what is said about the
// reply.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/record_service.pb.h"

#include "clients/cli/print/output.h"
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

// What a ten-second entry does where the record says exactly the same already.
enum class Repeats {
  kLeaveAlone,  // the line was typed before: it is not recorded twice
  kRecord,      // it was asked for
};

// The newest events of the record, at most 50; none for those who may write to it and not read it.
// Otherwise errors as ListEvents.
absl::StatusOr<std::vector<v1::Event>> NewestEvents(client::Client& client,
                                                    const std::string& record_id);

// The event that counts and says exactly what `entry` does, of the same day, among the newest of
// the record; nothing when there is none, and for those who may write to the record and not read
// it. Otherwise the errors of ListEvents.
absl::StatusOr<std::optional<v1::Event>> FindSame(client::Client& client,
                                                  const std::string& record_id,
                                                  const v1::Entry& entry);

// Records one entry in the record of `child` and says so: `what`, whose record, and findings. Where
// repeats are left alone and there is the same entry, nothing is recorded, and it is said who
// recorded it and when; in JSON its receipt is `already_recorded`.
ExitCode Record(client::Client& client, const v1::ChildRef& child, const v1::Entry& entry,
                const std::string& what, Repeats repeats, const Output& output);

}  // namespace cairn::cli
