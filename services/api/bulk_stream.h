// One StreamEntries call: requests come in, are worked on side by side, and are answered in the
// order in which they came. At most kInFlightMax are being worked on; then nothing more is read,
// and HTTP/2 flow control holds the client back.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>

#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/sync_stream.h>

#include "absl/base/thread_annotations.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/base/mutex.h"
#include "services/recording/lanes.h"

namespace cairn {

// Serves one call from one thread; it uses a second one to write.
class BulkStream {
 public:
  static constexpr size_t kInFlightMax = 256;
  using Stream = grpc::ServerReaderWriter<v1::StreamEntriesResponse, v1::StreamEntriesRequest>;
  // Carries out one request. Called in a lane; must be thread-safe.
  using Handler = std::function<v1::StreamEntriesResponse(const v1::AppendEntriesRequest&)>;

  // All must outlive Serve.
  BulkStream(Stream& stream, Lanes& lanes, Handler handler)
      : stream_(stream), lanes_(lanes), handler_(std::move(handler)) {}

  // Returns when the client has sent its last request and every answer is written, or the client
  // has gone and nothing is being worked on any more.
  void Serve();

 private:
  struct Slot {
    v1::StreamEntriesRequest request;
    v1::StreamEntriesResponse response;
    bool done = false;
  };

  // Waits for room, then adds a slot at the end.
  Slot& NextSlot(v1::StreamEntriesRequest request);
  void Finish(Slot& slot, v1::StreamEntriesResponse response);
  void WriteAll();

  Stream& stream_;
  Lanes& lanes_;
  const Handler handler_;
  Mutex mutex_;
  Condition changed_;
  std::deque<Slot> slots_ ABSL_GUARDED_BY(mutex_);  // addresses stay valid at both ends
  bool read_all_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace cairn
