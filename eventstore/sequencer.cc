#include "eventstore/sequencer.h"

#include <utility>

#include "eventstore/base/check.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"
#include "eventstore/mutation.h"
#include "eventstore/published_rows.h"

namespace cairn {
namespace {

// What the callers in flight are told, whatever the reason is for the server's own log.
absl::Status OutcomeUnknown() {
  return Refusal(
      v1::ERROR_REASON_OUTCOME_UNKNOWN,
      "It is not certain whether this was recorded. Repeat with the same request id when "
      "the server is back; it will not be recorded twice.");
}

}  // namespace

Sequencer::Sequencer(Settings settings, Parts parts)
    : settings_(std::move(settings)),
      parts_(parts),
      clock_guard_(parts.clock),
      queue_(settings_.queue_requests_max, settings_.queue_bytes_max),
      thread_([this] { Run(); }) {}

Sequencer::~Sequencer() {
  queue_.Close();
  thread_.join();
}

void Sequencer::Run() {
  for (;;) {
    std::vector<PendingAppend> appends = queue_.PopGroup();
    if (appends.empty()) return;
    AppendGroup group({.heads = parts_.record_heads,
                       .claims = parts_.claims,
                       .reader = parts_.reader,
                       .keys = parts_.keys,
                       .vault = parts_.vault,
                       .storage = parts_.storage,
                       .ledger_id = parts_.ledger_id},
                      OpenGate(), parts_.head.Get());
    for (const PendingAppend& append : appends) group.Add(append);
    if (const absl::Status written = Write(group); !written.ok()) {
      Stop(written, std::move(appends));
      return;
    }
    Answer(appends, group);
  }
}

absl::Status Sequencer::Write(AppendGroup& group) {
  CAIRN_RETURN_IF_ERROR(group.failure());
  if (!group.writes()) return absl::OkStatus();
  group.Close();
  LogHead head = parts_.head.Get();
  const Position before = head.position;
  CAIRN_ASSIGN_OR_RETURN(Extension extension,
                         parts_.ledger.Extend(group.placement().leaf_hashes(), group.batch()));
  head.position = extension.size;
  head.root = extension.root;
  head.recorded_at_us = group.recorded_at_us();
  head.generation = group.generation();
  settings_.at_step(WriteStep::kDecided);
  if constexpr (kMutation == Mutation::kPublishBeforeSync) parts_.head.Publish(head);
  if constexpr (kMutation == Mutation::kWitnessBeforeBatch) {
    CAIRN_RETURN_IF_ERROR(Witness(head));
  }
  CAIRN_RETURN_IF_ERROR(Commit(group, before, head));
  settings_.at_step(WriteStep::kCommitted);
  CAIRN_RETURN_IF_ERROR(Witness(head));
  settings_.at_step(WriteStep::kWitnessed);
  parts_.ledger.Apply(std::move(extension));
  for (const RecordId& record : group.placement().rekeyed()) parts_.keys.Forget(record);
  for (const auto& [record, key] : group.placement().new_keys()) {
    parts_.keys.Remember(record, key);
  }
  parts_.record_heads.HandOver(group.placement().heads());
  parts_.head.Publish(head);
  settings_.at_step(WriteStep::kPublished);
  return absl::OkStatus();
}

absl::Status Sequencer::Commit(AppendGroup& group, Position expected, const LogHead& head) {
  group.batch().Put(Space::kMeta, kHeadKey, EncodeLogHead(head));
  switch (parts_.storage.Commit(group.batch(), expected, head.position)) {
    case CommitOutcome::kCommitted:
      return absl::OkStatus();
    case CommitOutcome::kAborted:
      return WrittenByAnother(expected);
    case CommitOutcome::kUnknown:
      break;
  }
  CAIRN_RETURN_IF_ERROR(parts_.storage.Failure());
  return OutcomeUnknown();
}

absl::Status Sequencer::Witness(const LogHead& head) {
  return parts_.witness.Write({.ledger_id = parts_.ledger_id,
                               .generation = head.generation,
                               .size = head.position,
                               .root = head.root});
}

AppendGroup::Gate Sequencer::OpenGate() const {
  return {.disk = CheckDisk(), .clock = clock_guard_.Check(), .now_us = parts_.clock.NowMicros()};
}

absl::Status Sequencer::CheckDisk() const {
  CAIRN_ASSIGN_OR_RETURN(const uint64_t free_bytes, parts_.storage.FreeBytes());
  if (free_bytes >= settings_.disk_reserve_bytes) return absl::OkStatus();
  return Refusal(v1::ERROR_REASON_DISK_NEARLY_FULL,
                 "The server's disk is nearly full, so nothing is recorded. What is recorded can "
                 "still be read. Make room, then repeat.");
}

void Sequencer::Answer(std::vector<PendingAppend>& appends, AppendGroup& group) const {
  std::vector<absl::StatusOr<Appended>> answers = group.TakeAnswers();
  for (size_t i = 0; i < appends.size(); ++i) appends[i].done(std::move(answers[i]));
}

void Sequencer::Stop(const absl::Status& why, std::vector<PendingAppend> in_flight) {
  parts_.head.Stop(why);
  queue_.Close();
  // Also what was not decided on: one of them may be a copy of a request whose outcome is unknown.
  while (!in_flight.empty()) {
    for (PendingAppend& append : in_flight) append.done(OutcomeUnknown());
    in_flight = queue_.PopGroup();
  }
  settings_.on_failure(why);
}

}  // namespace cairn
