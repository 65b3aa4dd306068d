// Random requests, what was answered to them, and whether a log that was opened again keeps what
// was promised:
//
//   - every acknowledged event is there as it was acknowledged;
//   - of every request all events are there, one after another, or none; of a refused one none;
//   - positions and versions have no gap, every event can be read, and the root is that of the
//     leaves;
//   - a request that was interrupted lands exactly once when it is repeated.
//
// Not thread-safe; Run uses threads of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "eventstore/append_request.h"
#include "eventstore/event_log.h"

namespace cairn {

struct Attempt {
  AppendRequest request;
  std::optional<Appended> acknowledged;
  bool refused = false;  // with an answer that says that nothing was written
};

class WrittenRequests {
 public:
  explicit WrittenRequests(uint64_t seed) : random_(static_cast<uint32_t>(seed)) {}

  // How large and how many the requests of one writer are.
  struct Load {
    int writers = 1;
    int requests = 10;  // of each; fewer when one is answered neither with yes nor with no
    size_t text_bytes_max = 1500;
  };
  // Writes to records that other writers do not write to, and takes claims that all of them want.
  void Run(EventLog& log, const Load& load);
  // The same with answers from elsewhere. The same seed and answers give the same requests.
  using Answerer = std::function<absl::StatusOr<Appended>(const AppendRequest& request)>;
  void Run(const Answerer& answer, const Load& load);

  // Holds the log against what was answered.
  void Check(const EventLog& log) const;
  // Sends every request once more, and then holds the log against all of them.
  void RepeatAndCheck(EventLog& log);

  size_t acknowledged() const;
  // Those that Run was told nothing certain about.
  size_t interrupted() const;
  // The statuses of the answers that were neither.
  const std::vector<absl::Status>& failures() const { return failures_; }

 private:
  // One writer: its records and their versions.
  struct Writer {
    uint64_t number;
    std::mt19937 random;
    std::map<RecordId, Version> versions;
    std::vector<Attempt> written;
    std::vector<absl::Status> failures;
  };

  static AppendRequest NextRequest(Writer& writer, uint64_t number, size_t text_bytes_max);
  static void WriteAll(const Answerer& ask, Writer& writer, const Load& load);
  void CheckRequest(const Attempt& written, const std::vector<StoredEvent>& events,
                    const std::map<std::string, size_t>& places) const;

  std::mt19937 random_;
  uint64_t writers_ = 0;  // that there ever were
  std::vector<Attempt> written_;
  std::vector<absl::Status> failures_;
};

// Every event of the log; fails the test if one cannot be read.
std::vector<StoredEvent> AllEvents(const EventLog& log);

// The number that the environment gives for `name`, or `otherwise`.
uint64_t NumberFromEnvironment(const char* name, uint64_t otherwise);

}  // namespace cairn
