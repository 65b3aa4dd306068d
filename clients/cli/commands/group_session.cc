#include "clients/cli/commands/group_session.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_format.h"

#include "clients/cli/commands/list_request.h"
#include "clients/cli/commands/quick_entry.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

using Rows = std::vector<v1::ProvisionMapRow>;

// What runs on the day, by group or as a search.
absl::StatusOr<Rows> RunningOn(client::Client& client, const v1::Date& day,
                               v1::GetProvisionMapRequest request) {
  *request.mutable_from() = day;
  *request.mutable_to() = day;
  CLIENT_ASSIGN_OR_RETURN(const v1::GetProvisionMapResponse found,
                          WholeList(client, &client::Client::GetProvisionMap, request, 0));
  return Rows(found.rows().begin(), found.rows().end());
}

// The group, or what is given where there is none.
std::string GroupOf(const v1::ProvisionMapRow& row) {
  return row.group_id().empty() ? row.what() : row.group_id();
}

std::string NoGroup(const std::string& name, const v1::Date& day) {
  return absl::StrFormat("There is no group \"%s\" on %s, or you may see none of its children.",
                         name, FullDate(day));
}

// The rows of one group: of several that were found, the one that is chosen.
absl::StatusOr<Rows> OneGroup(const Rows& rows, const std::string& name, const v1::Date& day,
                              const Asking& asking) {
  std::map<std::string, Rows> groups;
  for (const v1::ProvisionMapRow& row : rows) groups[GroupOf(row)].push_back(row);
  std::vector<std::string> choices;
  for (const auto& [group, of_group] : groups) {
    const int count = static_cast<int>(of_group.size());
    choices.push_back(Plain(group) + ", " + CountWords(count, count, "child", "children"));
  }
  CLIENT_ASSIGN_OR_RETURN(const size_t chosen, Choose(name, choices, NoGroup(name, day), asking));
  return std::next(groups.begin(), static_cast<std::ptrdiff_t>(chosen))->second;
}

GroupSession SessionOf(const Rows& rows) {
  GroupSession session{.group = GroupOf(rows.front()), .children = {}};
  for (const v1::ProvisionMapRow& row : rows) {
    const auto known = std::find_if(session.children.begin(), session.children.end(),
                                    [&](const SessionChild& child) {
                                      return child.child.record_id() == row.child().record_id();
                                    });
    SessionChild& child = known == session.children.end()
                              ? session.children.emplace_back(SessionChild{.child = row.child()})
                              : *known;
    child.given.push_back(row);
  }
  return session;
}

// A log of several days that `day` is one of. The map counts a log on its first day alone.
bool SpansDay(const v1::Event& event, const v1::Date& day) {
  const v1::Entry& entry = event.recorded().entry();
  const v1::Occurred& occurred = entry.occurred();
  const bool of_days = occurred.has_to() && (occurred.precision() == v1::PRECISION_DAY ||
                                             occurred.precision() == v1::PRECISION_MINUTE);
  return event.state() == v1::EVENT_STATE_EFFECTIVE && entry.has_delivery_logged() && of_days &&
         DaysBetween(occurred.from(), day) >= 0 && DaysBetween(day, occurred.to()) >= 0;
}

// The provisions of the record that are logged over several days, of which `day` is one.
absl::StatusOr<std::set<std::string>> LoggedAcross(client::Client& client,
                                                   const std::string& record_id,
                                                   const v1::Date& day) {
  std::set<std::string> provisions;
  CLIENT_ASSIGN_OR_RETURN(const std::vector<v1::Event> newest, NewestEvents(client, record_id));
  for (const v1::Event& event : newest) {
    if (!SpansDay(event, day)) continue;
    provisions.insert(event.recorded().entry().delivery_logged().provision_id());
  }
  return provisions;
}

}  // namespace

absl::StatusOr<GroupSession> FindGroup(client::Client& client, const std::string& name,
                                       const v1::Date& day, const Asking& asking) {
  // The map is kept apart from the log and may be behind it: without this a session that was
  // logged a moment ago would be logged again.
  CLIENT_ASSIGN_OR_RETURN(const v1::GetCheckpointResponse head, client.GetCheckpoint({}));
  v1::GetProvisionMapRequest by_group;
  *by_group.mutable_min_position() = head.position();
  by_group.set_group(name);
  CLIENT_ASSIGN_OR_RETURN(Rows rows, RunningOn(client, day, by_group));
  if (rows.empty()) {
    v1::GetProvisionMapRequest by_words;
    *by_words.mutable_min_position() = head.position();
    by_words.set_search(name);
    CLIENT_ASSIGN_OR_RETURN(rows, RunningOn(client, day, by_words));
    CLIENT_ASSIGN_OR_RETURN(rows, OneGroup(rows, name, day, asking));
  }
  return SessionOf(rows);
}

absl::Status MarkAbsent(client::Client& client, const std::vector<std::string>& names,
                        const Asking& asking, GroupSession& session) {
  const auto find = [&](const std::string& record_id) {
    return std::find_if(
        session.children.begin(), session.children.end(),
        [&](const SessionChild& child) { return child.child.record_id() == record_id; });
  };
  for (const std::string& name : names) {
    const auto is_there = [&](const v1::ChildRef& child) {
      return find(child.record_id()) != session.children.end();
    };
    const absl::StatusOr<v1::ChildRef> child = FindChild(client, name, asking, is_there);
    if (absl::IsNotFound(child.status()) || (child.ok() && !is_there(*child))) {
      return absl::NotFoundError(absl::StrFormat(
          "Nobody called \"%s\" is in %s. Nothing was recorded.", name, session.group));
    }
    CLIENT_RETURN_IF_ERROR(child.status());
    find(child->record_id())->absent = true;
  }
  return absl::OkStatus();
}

absl::Status LeaveOutWhatIsLogged(client::Client& client, const v1::Date& day,
                                  GroupSession& session) {
  for (SessionChild& child : session.children) {
    std::erase_if(child.given,
                  [](const v1::ProvisionMapRow& row) { return row.delivered_sessions() >= 0; });
    if (child.given.empty()) continue;
    CLIENT_ASSIGN_OR_RETURN(const std::set<std::string> logged,
                            LoggedAcross(client, child.child.record_id(), day));
    std::erase_if(child.given, [&](const v1::ProvisionMapRow& row) {
      return logged.contains(row.provision_id());
    });
  }
  return absl::OkStatus();
}

std::vector<v1::Entry> EntriesOf(const SessionChild& child, const v1::Entry& entry,
                                 std::optional<int> minutes, v1::SessionMissedReason reason) {
  std::vector<v1::Entry> entries;
  for (const v1::ProvisionMapRow& given : child.given) {
    v1::DeliveryLogged& log = *entries.emplace_back(entry).mutable_delivery_logged();
    log.set_provision_id(given.provision_id());
    log.set_planned_sessions(1);
    log.set_delivered_sessions(child.absent ? 0 : 1);
    if (child.absent) {
      v1::SessionsMissed& missed = *log.add_missed();
      missed.set_reason(reason);
      missed.set_sessions(1);
      continue;
    }
    const int stated = minutes.value_or(given.minutes_per_session());
    if (stated > 0) log.set_minutes_delivered(stated);
  }
  return entries;
}

}  // namespace cairn::cli
