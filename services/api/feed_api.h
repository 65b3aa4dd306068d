// FeedService over the feed. Handlers only translate.
#pragma once

#include <atomic>

#include "cairn/v1/feed_service.grpc.pb.h"

#include "services/api/rpc.h"
#include "services/feed/feed_pumps.h"
#include "services/feed/feed_reader.h"
#include "services/feed/subscription.h"

namespace cairn {

// Subscribe lives long and waits for most of its life, so it is answered by callback and takes no
// thread. ListEventsAfter has gRPC's own for its while; few may wait in one at a time, and the
// others are told at once how things stand.
class FeedApi final
    : public v1::FeedService::WithCallbackMethod_Subscribe<v1::FeedService::Service> {
 public:
  // All must outlive it.
  FeedApi(const Rpc& rpc, const Guard& guard, const EventLog& log, RecordCache& records,
          ReadJournal& reads, Clock& clock);

  grpc::ServerBidiReactor<v1::SubscribeRequest, v1::SubscribeResponse>* Subscribe(
      grpc::CallbackServerContext* context) override;
  grpc::Status ListEventsAfter(grpc::ServerContext* context,
                               const v1::ListEventsAfterRequest* request,
                               v1::ListEventsAfterResponse* response) override;

  // The server is stopping: ends every call, with NOT_SERVING.
  void Stop();

 private:
  absl::StatusOr<std::unique_ptr<Subscription>> Begin(const CallerPtr& caller,
                                                      const v1::SubscribeStart& start) const;
  absl::Status List(const grpc::ServerContext& context, const Caller& caller,
                    const v1::ListEventsAfterRequest& request,
                    v1::ListEventsAfterResponse& response);
  absl::StatusOr<FeedPage> ReadOrWait(const grpc::ServerContext& context, const Caller& caller,
                                      const FeedFilter& filter, Position after, size_t events,
                                      int64_t wait_ms);

  const Rpc& rpc_;
  const Guard& guard_;
  const EventLog& log_;
  Clock& clock_;
  const FeedReader reader_;
  FeedPumps pumps_;
  std::atomic<int> waiting_ = 0;
  std::atomic<bool> stopping_ = false;
};

}  // namespace cairn
