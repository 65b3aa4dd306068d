// BackgroundTask: work that goes on in the server, whether or not whoever asked for it still
// listens. One at a time; a call with the same id joins it again, also after its end, until another
// one is begun. Thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/admin_service.pb.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"

namespace cairn {

// The refusal of a second task of one kind.
inline absl::Status AlreadyRunning() {
  return Refusal(v1::ERROR_REASON_ALREADY_RUNNING,
                 "The same is being done already. Wait until it has ended.");
}

// The refusal of everything that takes long, once the server is ending.
inline absl::Status Stopping() {
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 "The server is stopping. Ask again when it is back.");
}

template <typename Report>
class BackgroundTask {
 public:
  // What the work uses: to say how far it is, and to ask whether it should end early.
  struct Desk {
    std::function<void(uint64_t done, uint64_t total)> tell;
    std::function<bool()> cancelled;
  };
  using Work = std::function<absl::StatusOr<Report>(const Desk&)>;

  // How the task stands. `ended` is set once, at the end.
  struct News {
    v1::TaskProgress progress;
    std::optional<absl::StatusOr<Report>> ended;
  };

  BackgroundTask() = default;
  ~BackgroundTask() { Stop(); }
  BackgroundTask(const BackgroundTask&) = delete;
  BackgroundTask& operator=(const BackgroundTask&) = delete;

  // Begins `work` under `id`; nothing if that is what is running or has run last. ALREADY_RUNNING
  // while another one runs; NOT_SERVING once stopped.
  absl::Status Begin(const RequestId& id, Work work) {
    MutexLock lock(mutex_);
    if (stopping_) return Stopping();
    // What has failed may be tried again under the same id.
    if (id_ == id && (running_ || !failed_)) return absl::OkStatus();
    if (running_) return AlreadyRunning();
    if (thread_.joinable()) thread_.join();  // it has ended: `running_` was its last word
    id_ = id;
    news_ = {};
    running_ = true;
    thread_ = std::thread([this, work = std::move(work)] { Run(work); });
    return absl::OkStatus();
  }

  // Waits up to `wait` for something new since `seen`, which it moves on. ALREADY_RUNNING when
  // another task has taken the place of `id`.
  absl::StatusOr<News> Await(const RequestId& id, uint64_t& seen, std::chrono::milliseconds wait) {
    MutexLock lock(mutex_);
    if (changes_ == seen) changed_.WaitFor(mutex_, wait);
    if (id_ != id) return AlreadyRunning();
    seen = changes_;
    return news_;
  }

  // The report of the last task that ended well.
  std::optional<Report> last_report() {
    MutexLock lock(mutex_);
    return last_report_;
  }

  // Asks the task to end early and waits for it; none can be begun afterwards. Idempotent.
  void Stop() {
    {
      MutexLock lock(mutex_);
      stopping_ = true;
    }
    if (thread_.joinable()) thread_.join();
  }

 private:
  void Run(const Work& work) {
    absl::StatusOr<Report> ended = work({.tell =
                                             [this](uint64_t done, uint64_t total) {
                                               MutexLock lock(mutex_);
                                               news_.progress.set_done(done);
                                               news_.progress.set_total(total);
                                               Changed();
                                             },
                                         .cancelled =
                                             [this] {
                                               MutexLock lock(mutex_);
                                               return stopping_;
                                             }});
    MutexLock lock(mutex_);
    if (ended.ok()) last_report_ = *ended;
    failed_ = !ended.ok();
    news_.ended = std::move(ended);
    running_ = false;
    Changed();
  }

  void Changed() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    ++changes_;
    changed_.NotifyAll();
  }

  Mutex mutex_;
  Condition changed_;
  std::thread thread_;  // touched by Begin under the mutex, and by Stop after which nothing begins
  std::optional<RequestId> id_ ABSL_GUARDED_BY(mutex_);
  News news_ ABSL_GUARDED_BY(mutex_);
  uint64_t changes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool running_ ABSL_GUARDED_BY(mutex_) = false;
  bool failed_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<Report> last_report_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
