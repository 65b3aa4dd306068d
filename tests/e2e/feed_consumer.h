// The example consumer (clients/feed_to_sqlite) as a child process, for tests that kill it, and
// what is in its file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <sys/types.h>

namespace cairn {

class FeedConsumer {
 public:
  // Starts it; with `until_caught_up` it ends by itself.
  FeedConsumer(const std::string& database, const std::string& target,
               const std::string& token_file, bool until_caught_up = false);
  ~FeedConsumer();
  FeedConsumer(const FeedConsumer&) = delete;
  FeedConsumer& operator=(const FeedConsumer&) = delete;

  // Waits until it says that a checkpoint is safe; nothing when it has ended instead.
  std::optional<uint64_t> NextCheckpoint();
  // SIGKILL, and waits for the end.
  void Kill();
  // Waits for the end; the exit code, or minus the signal.
  int Wait();

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string unread_;
};

// One row of its table.
struct CopiedEvent {
  std::string event_id;
  std::string kind;
  std::string state;
  std::string summary;
  bool has_content = false;

  friend bool operator==(const CopiedEvent&, const CopiedEvent&) = default;
};

// The table by position. Fails the test when the file cannot be read.
std::map<uint64_t, CopiedEvent> CopiedEvents(const std::string& database);

}  // namespace cairn
