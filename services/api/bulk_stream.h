// One StreamEntries call: requests come in, are worked on side by side, and are answered in the
// order in which they came. At most kInFlightMax are being worked on; then nothing more is read,
// and HTTP/2 flow control holds the client back. No thread waits for any of it.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>

#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

#include "absl/base/thread_annotations.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/base/mutex.h"
#include "services/recording/turns.h"

namespace cairn {

// Deletes itself when gRPC is done with it: when the client has sent its last request and every
// answer is written, or the client has gone and nothing is being worked on any more.
class BulkStream final
    : public grpc::ServerBidiReactor<v1::StreamEntriesRequest, v1::StreamEntriesResponse> {
 public:
  static constexpr size_t kInFlightMax = 256;
  using Answer = std::function<void()>;
  // Begins to carry out one request. It stays, and the empty response to it, until the response is
  // filled and `answer` called, exactly once, from any thread. Thread-safe and short.
  using Handler = std::function<void(const v1::AppendEntriesRequest&,
                                     v1::StreamEntriesResponse& response, Answer answer)>;

  // Begins to read. `turns` must outlive it; `end` is what the call ends with.
  BulkStream(Turns& turns, Handler handler, std::function<grpc::Status()> end);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  struct Slot {
    v1::StreamEntriesRequest request;
    v1::StreamEntriesResponse response;
    bool done = false;
  };
  // What to ask of gRPC next. Whoever asks keeps the stream alive until then, since what is being
  // read or written has not ended; who has nothing to ask must not touch the stream any more.
  struct Next {
    bool read = false;
    const v1::StreamEntriesResponse* write = nullptr;
    bool write_later = false;  // gRPC may keep it for the answer behind it, which is ready
    bool end = false;
  };

  void Work(Slot& slot);
  // Makes `change` under the lock, decides there what is next, and asks for it outside.
  template <typename Change>
  void GoOn(Change change);
  Next TakeNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  Turns& turns_;
  const Handler handler_;
  const std::function<grpc::Status()> end_;
  v1::StreamEntriesRequest incoming_;  // gRPC's while `reading_`
  Mutex mutex_;
  std::deque<Slot> slots_ ABSL_GUARDED_BY(mutex_);  // addresses stay valid at both ends
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;  // the first slot
  bool begun_ ABSL_GUARDED_BY(mutex_) = false;    // the first answer is written or being written
  bool read_all_ ABSL_GUARDED_BY(mutex_) = false;
  bool client_gone_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace cairn
