// Appends in bulk over StreamEntries: messages go out while earlier replies are still on their way.
//
// Replies come back in the order of the messages, each exactly once, to the callback. The server
// allows a stream no longer than a call, so the stream is renewed before its deadline; and when the
// connection breaks, it is opened again and every message without a reply is sent once more. Both
// are invisible to the caller, because a message that had landed answers with its first receipts.
//
// One thread calls Send, Drain and Finish. The callback runs on a thread of the stream, one reply
// at a time, and must not call the stream.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "clients/cpp/retry.h"

namespace cairn::client {

struct Wire;

struct EntryStreamOptions {
  // Messages in flight; the server allows 256.
  size_t window = 128;
  // Deadline of one stream; renewed after half of it. The server refuses more than 30 s.
  Milliseconds stream_deadline{25'000};
  // Tells when half of it has passed. Empty asks the system.
  std::function<std::chrono::steady_clock::time_point()> now;
};

// What became of message `index`, counted from 0 in the order of Send: a receipt, or the refusal.
// A refusal that is worth repeating is not repeated here: later messages have gone past it.
using OnStreamReply =
    std::function<void(uint64_t index, absl::StatusOr<v1::AppendEntriesResponse> reply)>;

class EntryStream {
 public:
  EntryStream(std::shared_ptr<Wire> wire, EntryStreamOptions options, OnStreamReply on_reply);
  // Gives up what has no reply yet; after Finish there is nothing to give up.
  ~EntryStream();
  EntryStream(const EntryStream&) = delete;
  EntryStream& operator=(const EntryStream&) = delete;

  // Sends a message; an empty `request_id` is drawn here. Waits while the window is full. An error
  // ends the stream: messages without a reply have an unknown outcome and may be sent again.
  absl::Status Send(v1::AppendEntriesRequest request);

  // Waits until every message has its reply.
  absl::Status Drain();

  // Drains and closes. Nothing can be sent afterwards.
  absl::Status Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::client
