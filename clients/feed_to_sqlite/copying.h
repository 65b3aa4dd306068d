// Keeps an EventTable current from the feed of a server.
#pragma once

#include <functional>

#include "absl/status/status.h"

#include "clients/cpp/client.h"
#include "clients/feed_to_sqlite/event_table.h"

namespace cairn::feed_to_sqlite {

struct CopyingOptions {
  // What is copied; changing it later needs a new file.
  v1::FeedFilter filter;
  // End once the copy is current, instead of waiting for more.
  bool until_caught_up = false;
  // Told after every step that is safe in the file.
  std::function<void(const v1::Position& checkpoint)> on_checkpoint = [](const v1::Position&) {};
};

// Goes on where the table is, until it is current and that was asked for, or for good: the error
// says why. A connection that breaks, and a server that is being started, are waited for as the
// client's RetryPolicy says. After a restore of the log the table is emptied and everything is read
// again: also rows from before the fork may be as events have left them that are lost.
//
// A batch becomes one transaction. Records of which older events are to be seen otherwise now are
// read again as a whole: those whose access changed, and those with a correction, a void or a
// removal in the batch; those that are not visible any more are deleted.
absl::Status KeepCurrent(client::Client& client, EventTable& table, const CopyingOptions& options);

}  // namespace cairn::feed_to_sqlite
