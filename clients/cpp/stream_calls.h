// Calls whose reply is a stream: one of them, and as many as it takes, each going on where the one
// before ended. Not part of the interface of clients/cpp.
#pragma once

#include <memory>

#include "clients/cpp/refusal.h"
#include "clients/cpp/retry.h"
#include "clients/cpp/wire.h"

namespace cairn::client {

// How the call of a service is opened: a method of its stub.
template <typename Stub, typename Request, typename Response>
using Open = std::unique_ptr<grpc::ClientReaderInterface<Response>> (Stub::*)(grpc::ClientContext*,
                                                                              const Request&);

// What a message means for the stream it came in.
enum class Then {
  kGoOn,
  kDone,  // nothing more is wanted
};

struct Ended {
  absl::Status status;
  bool done = false;
  bool heard = false;  // at least one message came
};

// One call. `take(message, request)` also changes the request to what would go on after the
// message.
template <typename Stub, typename Request, typename Response, typename Take>
Ended StreamOnce(const Wire& wire, Stub& stub, Open<Stub, Request, Response> open, Request& request,
                 const Take& take) {
  grpc::ClientContext context;
  const Deadline deadline = std::chrono::system_clock::now() + wire.options.stream_deadline;
  Ended ended{.status = wire.Prepare(deadline, context)};
  if (!ended.status.ok()) return ended;
  const auto reader = (stub.*open)(&context, request);
  Response response;
  while (!ended.done && reader->Read(&response)) {
    ended.heard = true;
    ended.done = take(response, request) == Then::kDone;
  }
  if (ended.done) context.TryCancel();
  const absl::Status status = StatusFrom(reader->Finish());
  ended.status = ended.done ? absl::OkStatus() : status;
  return ended;
}

// Calls until the stream has ended well, or for good. Being cut by the deadline is no failure; a
// server that goes away, or a stream that is cut, is asked again as RetryPolicy says, and anew once
// it has said something.
template <typename Stub, typename Request, typename Response, typename Take>
absl::Status StreamThrough(const Wire& wire, Stub& stub, Open<Stub, Request, Response> open,
                           Request request, const Take& take) {
  const RetryPolicy& policy = wire.options.retry;
  for (int failures = 0;;) {
    const Ended ended = StreamOnce(wire, stub, open, request, take);
    if (ended.status.ok()) return ended.status;
    if (ended.heard) failures = 0;
    if (absl::IsDeadlineExceeded(ended.status)) continue;
    const bool resumes = IsWorthResuming(ended.status, ended.heard);
    if (!resumes || ++failures >= policy.attempts) return ended.status;
    Sleep(policy, WaitAfter(policy, failures, ended.status));
  }
}

}  // namespace cairn::client
