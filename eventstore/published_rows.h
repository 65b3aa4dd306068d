// Rows that one thread finds while another commits: they may be durable and not yet witnessed. For
// a reader they do not exist before they are published, and then they do, so it waits.
//
// Thread-safe.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/published_head.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"

namespace cairn {

// The end of this log is `published`, and its storage holds more.
absl::Status WrittenByAnother(Position published);

// Waits until `position`, which a stored row names, is published.
//   DATA_DAMAGED  the storage itself does not reach so far
//   NOT_SERVING   the log stopped in the middle of a write
absl::Status AwaitPublished(const Storage& storage, const PublishedHead& head, Position position);

// Waits until something above `published` is published. For a reader who knows that it is being
// written, though not where. NOT_SERVING as above.
absl::Status AwaitAbove(const PublishedHead& head, Position published);

// The end of a record; version 0 if there is none. Errors as above.
absl::StatusOr<RecordHead> PublishedRecordHead(const Storage& storage, const PublishedHead& head,
                                               const RecordId& record);

}  // namespace cairn
