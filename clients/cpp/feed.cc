#include "clients/cpp/feed.h"

#include <utility>

#include "clients/cpp/client.h"
#include "clients/cpp/refusal.h"
#include "clients/cpp/retry.h"
#include "clients/cpp/status_macros.h"
#include "clients/cpp/wire.h"

namespace cairn::client {
namespace {

using Stream = grpc::ClientReaderWriterInterface<v1::SubscribeRequest, v1::SubscribeResponse>;

// One call of Subscribe.
class FeedCall {
 public:
  FeedCall(const Wire& wire, FeedOptions& options, const FeedSink& sink)
      : wire_(wire), options_(options), sink_(sink) {}

  // Until the stream ends or the sink does not want more. What was dealt with is in the options.
  absl::Status Run() {
    grpc::ClientContext context;
    const Deadline deadline = std::chrono::system_clock::now() + wire_.options.stream_deadline;
    CLIENT_RETURN_IF_ERROR(wire_.Prepare(deadline, context));
    const std::unique_ptr<Stream> stream = wire_.feed->Subscribe(&context);
    Start(*stream);
    v1::SubscribeResponse response;
    while (stopped_.ok() && stream->Read(&response)) {
      heard_ = true;
      Take(response, *stream);
    }
    if (!stopped_.ok()) context.TryCancel();
    const absl::Status ended = StatusFrom(stream->Finish());
    if (!stopped_.ok()) return stopped_;
    return ended.ok() ? absl::UnavailableError("the server ended the feed") : ended;
  }

  bool heard() const { return heard_; }
  bool stopped() const { return !stopped_.ok(); }

 private:
  // What cannot be written any more shows when it is read to the end.
  void Start(Stream& stream) {
    v1::SubscribeRequest request;
    v1::SubscribeStart& start = *request.mutable_start();
    *start.mutable_filter() = options_.filter;
    if (options_.after) {
      *start.mutable_after() = *options_.after;
    } else if (options_.now) {
      start.set_now(true);
    }
    stream.Write(request);
    Credit(options_.window, stream);
  }

  static void Credit(uint32_t events, Stream& stream) {
    v1::SubscribeRequest request;
    request.mutable_credit()->set_events(events);
    stream.Write(request);
  }

  void Take(v1::SubscribeResponse& response, Stream& stream) {
    if (response.has_started()) {
      // Or a connection that breaks before the first checkpoint would begin anew, later.
      if (options_.now && !options_.after) options_.after = response.started().after();
    } else if (response.has_events()) {
      for (v1::Event& event : *response.mutable_events()->mutable_events()) {
        batch_.events.push_back(std::move(event));
      }
    } else if (response.has_access_changed()) {
      batch_.access_changes.push_back(std::move(*response.mutable_access_changed()));
    } else if (response.has_checkpoint()) {
      HandOver(response.checkpoint().position(), false, stream);
    } else if (response.has_caught_up()) {
      HandOver(response.caught_up().position(), true, stream);
    }
  }

  void HandOver(const v1::Position& checkpoint, bool caught_up, Stream& stream) {
    batch_.checkpoint = checkpoint;
    batch_.caught_up = caught_up;
    stopped_ = sink_(batch_);
    if (!stopped_.ok()) return;
    options_.after = checkpoint;
    const auto dealt_with = static_cast<uint32_t>(batch_.events.size());
    batch_ = FeedBatch();
    if (dealt_with > 0) Credit(dealt_with, stream);
  }

  const Wire& wire_;
  FeedOptions& options_;
  const FeedSink& sink_;
  FeedBatch batch_;
  bool heard_ = false;
  absl::Status stopped_;
};

}  // namespace

absl::Status Client::FollowFeed(FeedOptions options, const FeedSink& sink) {
  const RetryPolicy& policy = wire_->options.retry;
  for (int failures = 0;;) {
    FeedCall call(*wire_, options, sink);
    const absl::Status ended = call.Run();
    if (call.stopped()) return ended;
    if (call.heard()) failures = 0;
    if (absl::IsDeadlineExceeded(ended) && call.heard()) continue;  // a call has its time
    const bool passes = IsWorthResuming(ended, call.heard()) || absl::IsDeadlineExceeded(ended);
    if (!passes || ++failures >= policy.attempts) return ended;
    Sleep(policy, WaitAfter(policy, failures, ended));
  }
}

}  // namespace cairn::client
