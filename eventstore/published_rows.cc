#include "eventstore/published_rows.h"

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"
#include "eventstore/record_heads.h"

namespace cairn {
namespace {

// A commit is published as soon as its witness is on disk; longer than this it does not take.
constexpr int64_t kPublishWaitMs = 10'000;

absl::Status StoppedInAWrite() {
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 "The log has stopped in the middle of a write. Restart the server.");
}

}  // namespace

absl::Status WrittenByAnother(Position published) {
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 absl::StrFormat("Another server has written to this log beyond position %d. Stop "
                                 "one of the two.",
                                 published));
}

absl::Status AwaitPublished(const Storage& storage, const PublishedHead& head, Position position) {
  if (head.Get().position >= position) return absl::OkStatus();
  CAIRN_ASSIGN_OR_RETURN(const uint64_t stored, storage.Head());
  if (stored < position) {
    return DamagedAt(position, absl::StrFormat("which is above the end of the log, %d", stored));
  }
  return head.WaitFor(position, kPublishWaitMs) ? absl::OkStatus() : StoppedInAWrite();
}

absl::Status AwaitAbove(const PublishedHead& head, Position published) {
  return head.WaitFor(published + 1, kPublishWaitMs) ? absl::OkStatus() : StoppedInAWrite();
}

absl::StatusOr<RecordHead> PublishedRecordHead(const Storage& storage, const PublishedHead& head,
                                               const RecordId& record) {
  CAIRN_ASSIGN_OR_RETURN(const RecordHead stored, StoredRecordHead(storage, record));
  CAIRN_RETURN_IF_ERROR(AwaitPublished(storage, head, stored.position));
  return stored;
}

}  // namespace cairn
