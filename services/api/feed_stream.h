// One Subscribe call: what the subscriber says comes in on gRPC's threads, what is said to them
// goes out from the pumps, one message at a time; the next is made when the last has gone. A
// subscriber who says that there is nothing more to come from them has ended the call.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/feed_service.pb.h"

#include "eventstore/base/mutex.h"
#include "services/feed/feed_pumps.h"
#include "services/feed/subscription.h"

namespace cairn {

// Thread-safe. Stays alive until gRPC is done with it and it is not being pumped.
class FeedStream final
    : public grpc::ServerBidiReactor<v1::SubscribeRequest, v1::SubscribeResponse>,
      public Pumped {
 public:
  // Makes the subscription that was asked for, or refuses.
  using Begin =
      std::function<absl::StatusOr<std::unique_ptr<Subscription>>(const v1::SubscribeStart&)>;
  // What the call ends with.
  using End = std::function<grpc::Status(const absl::Status&)>;

  // Begins to read, if `pumps` has room for it; null otherwise. `pumps` outlives it.
  static FeedStream* Open(FeedPumps& pumps, Begin begin, End end);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

  Pace Pump() override;
  void Stop() override;

 private:
  FeedStream(FeedPumps& pumps, Begin begin, End end);

  // What the message asks for.
  absl::Status Take(const v1::SubscribeRequest& request);
  absl::Status Start(const v1::SubscribeStart& start);
  // Says what comes next, with so much more credit.
  void GoOn(uint64_t credit);
  // Ends the call, after the message that is on its way. The first reason stays.
  void EndWith(const absl::Status& status);

  FeedPumps& pumps_;
  const Begin begin_;
  const End end_;
  std::shared_ptr<FeedStream> self_;  // until OnDone
  v1::SubscribeRequest incoming_;     // gRPC's while it reads
  v1::SubscribeResponse outgoing_;    // gRPC's while `writing_`
  // Made by the thread that reads; from then on of the one that pumps.
  std::unique_ptr<Subscription> subscription_;
  Mutex mutex_;
  bool begun_ ABSL_GUARDED_BY(mutex_) = false;
  uint64_t new_credit_ ABSL_GUARDED_BY(mutex_) = 0;  // not yet known to the subscription
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status ending_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
