// A session of a group: which children are in it on a day, and what is logged for each of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/record_service.pb.h"

#include "clients/cli/commands/child_name.h"
#include "clients/cli/commands/entry_commands.h"

namespace cairn::cli {

// One child of the group.
struct SessionChild {
  v1::ChildRef child;
  std::vector<v1::ProvisionMapRow> given;  // what runs on the day and belongs to the group
  bool absent = false;
};

struct GroupSession {
  std::string group;  // its name, as it is recorded
  std::vector<SessionChild> children;
};

// The group called `name` on `day`: all that has it as its teaching group; or, when there is no
// such group, what is found by it as a search. Reflects everything that was recorded before the
// call. Errors as Choose.
absl::StatusOr<GroupSession> FindGroup(client::Client& client, const std::string& name,
                                       const v1::Date& day, const Asking& asking);

// Marks those who were away. Errors as FindChild: everybody named must be one of the group.
absl::Status MarkAbsent(client::Client& client, const std::vector<std::string>& names,
                        const Asking& asking, GroupSession& session);

// Takes out of `given` what has a session on `day`: one that began on it, or one log of several
// days, exact to the day, among which it is. The latter is looked for among the newest events of
// each record, and not found by those who may not read it.
absl::Status LeaveOutWhatIsLogged(client::Client& client, const v1::Date& day,
                                  GroupSession& session);

// What is logged for one child, as entries like `entry`, which says when: each thing that is given
// was planned once, and given once or missed for `reason`. Minutes are those of `minutes`, else as
// planned, else not stated.
std::vector<v1::Entry> EntriesOf(const SessionChild& child, const v1::Entry& entry,
                                 std::optional<int> minutes, v1::SessionMissedReason reason);

}  // namespace cairn::cli
