#include <algorithm>
#include <optional>
#include <ostream>
#include <vector>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"

#include "clients/cli/commands/entry_commands.h"
#include "clients/cli/commands/group_session.h"
#include "clients/cli/commands/quick_entry.h"
#include "clients/cli/names/code_names.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/print/table.h"
#include "clients/cpp/refusal.h"
#include "clients/cpp/retry.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

using Reply = absl::StatusOr<v1::AppendEntriesResponse>;

// What was sent for one child, and what came of it.
struct SentSession {
  const SessionChild* of = nullptr;
  v1::AppendEntriesRequest request;
  std::optional<Reply> reply;  // nothing: it is not known
};

// Everybody of the group.
struct Outcome {
  std::vector<SentSession> sent;
  std::vector<const SessionChild*> left_alone;  // they have a session of that day
};

struct Asked {
  v1::Entry entry;  // says when
  v1::SessionMissedReason reason;
};

absl::StatusOr<Asked> AskedFor(const SessionOptions& options, const v1::Date& today) {
  Asked asked;
  CLIENT_ASSIGN_OR_RETURN(asked.entry, EntryOn(options.on, today));
  CLIENT_ASSIGN_OR_RETURN(
      const int reason, ParseCode(*v1::SessionMissedReason_descriptor(), "reason", options.reason));
  asked.reason = static_cast<v1::SessionMissedReason>(reason);
  return asked;
}

// One stream; then, alone and with the same id, what the server was too busy for. An error means
// that the outcome of those without a reply is not known.
absl::Status Send(client::Client& client, std::vector<SentSession>& sent) {
  {
    const auto stream = client.OpenEntryStream(
        {}, [&](uint64_t index, Reply reply) { sent[index].reply = std::move(reply); });
    for (const SentSession& one : sent) CLIENT_RETURN_IF_ERROR(stream->Send(one.request));
    CLIENT_RETURN_IF_ERROR(stream->Finish());
  }
  for (SentSession& one : sent) {
    if (one.reply && client::IsWorthRepeating(one.reply->status())) {
      one.reply = client.AppendEntries(one.request);
    }
  }
  return absl::OkStatus();
}

std::string SessionWords(const SentSession& one) {
  const v1::DeliveryLogged& log = one.request.records(0).entries(0).delivery_logged();
  if (one.of->absent) {
    return "missed, " + CodeWords(*v1::SessionMissedReason_descriptor(), log.missed(0).reason());
  }
  return log.has_minutes_delivered() ? absl::StrFormat("%d minutes", log.minutes_delivered())
                                     : "given";
}

Value OutcomeOf(const SentSession& one) {
  if (!one.reply) return {"NOT KNOWN", "", Tone::kAlarm};
  if (one.reply->ok()) return Text("recorded");
  return {"REFUSED", "", Tone::kAlarm};
}

// Why it was refused, with every fault; or what the rules say to what was recorded.
std::vector<std::string> RemarksOf(const SentSession& one) {
  if (!one.reply) return {};
  if (one.reply->ok()) return FindingsOf(**one.reply);
  std::vector<std::string> remarks = {Plain(std::string(one.reply->status().message()))};
  for (const v1::Fault& fault : client::FaultsOf(one.reply->status())) {
    remarks.push_back(Plain(fault.sentence()));
  }
  return remarks;
}

void PrintSession(const GroupSession& session, const Outcome& outcome, const v1::Date& day,
                  const Output& output) {
  Table table{
      {{"CHILD", "", Fit::kWraps}, {"SESSION", "", Fit::kWraps}, {"OUTCOME", "", Fit::kWhole}}, {}};
  size_t recorded = 0;
  for (const SentSession& one : outcome.sent) {
    if (one.reply && one.reply->ok()) ++recorded;
    table.lines.push_back(
        {{Text(WhoWords(one.of->child)), Text(SessionWords(one)), OutcomeOf(one)}, RemarksOf(one)});
  }
  for (const SessionChild* child : outcome.left_alone) {
    table.lines.push_back({{Text(WhoWords(child->child)), Text("logged before"), Text("-")}, {}});
  }
  output.out << Line(Plain(session.group) + ", " + FullDate(day))
             << PrintTable(table, {output.width, output.colour})
             << absl::StrFormat("%d of %d recorded.\n", recorded, outcome.sent.size());
  if (!outcome.left_alone.empty()) {
    output.out << "Who has a session of that day was left alone: --again logs another.\n";
  }
}

// One line a child, as `cairn append` writes one a line of its file.
void WriteJson(const Outcome& outcome, const Output& output) {
  using nlohmann::json;
  for (const SessionChild* child : outcome.left_alone) {
    const json line = {{"child", json::parse(JsonOf(child->child))}, {"logged_before", true}};
    output.out << line.dump() << "\n";
  }
  for (const SentSession& one : outcome.sent) {
    json line = {{"child", json::parse(JsonOf(one.of->child))}};
    if (one.reply && one.reply->ok()) {
      line["appended"] = json::parse(JsonOf(**one.reply));
    } else if (one.reply) {
      line["refused"] = json::parse(JsonOfRefusal(one.reply->status()));
    }
    output.out << line.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
}

absl::StatusOr<GroupSession> SessionFor(client::Client& client, const SessionOptions& options,
                                        const v1::Date& day, const Asking& asking) {
  CLIENT_ASSIGN_OR_RETURN(GroupSession session, FindGroup(client, options.group, day, asking));
  CLIENT_RETURN_IF_ERROR(MarkAbsent(client, options.absent, asking, session));
  if (!options.again) CLIENT_RETURN_IF_ERROR(LeaveOutWhatIsLogged(client, day, session));
  return session;
}

}  // namespace

ExitCode RunSession(client::Client& client, const SessionOptions& options, const v1::Date& today,
                    const Asking& asking, const Output& output) {
  const absl::StatusOr<Asked> asked = AskedFor(options, today);
  if (!asked.ok()) return output.Misused(asked.status());
  const v1::Date& day = asked->entry.occurred().from();
  const absl::StatusOr<GroupSession> session = SessionFor(client, options, day, asking);
  if (!session.ok()) return output.Failed(session.status());
  Outcome outcome;
  for (const SessionChild& child : session->children) {
    if (child.given.empty()) {
      outcome.left_alone.push_back(&child);
      continue;
    }
    const std::vector<v1::Entry> entries =
        EntriesOf(child, asked->entry, options.minutes, asked->reason);
    outcome.sent.push_back({&child, RequestFor(child.child.record_id(), entries), std::nullopt});
  }
  const absl::Status ended = Send(client, outcome.sent);
  if (output.json) {
    WriteJson(outcome, output);
  } else {
    PrintSession(*session, outcome, day, output);
  }
  if (!ended.ok()) return output.Failed(ended);
  const bool refused = std::any_of(outcome.sent.begin(), outcome.sent.end(),
                                   [](const SentSession& one) { return !one.reply->ok(); });
  return refused ? ExitCode::kRefused : ExitCode::kOk;
}

}  // namespace cairn::cli
