// A history: what concurrent clients asked an event log, and what they were told, in logical time.
// An operation whose answer nobody got, or that nobody may believe, stays open: it may have
// happened at any moment since, or never.
//
// The checkers beside this file take a History and nothing else, so they know no log.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace cairn {

// One event as a client sees it. A token is the name that its writer gave its content: no two
// events may have the same, so an event is recognised wherever it turns up.
struct SeenEvent {
  uint64_t position = 0;
  uint64_t record = 0;
  uint64_t version = 0;
  uint64_t token = 0;

  friend bool operator==(const SeenEvent&, const SeenEvent&) = default;
};

// Appends to several records at once, each at the version that its writer had read.
struct AppendCall {
  struct Part {
    uint64_t record = 0;
    uint64_t expected = 0;
    std::vector<uint64_t> tokens;
  };
  std::vector<Part> parts;

  // Told after the call returned; neither of them while it is open.
  std::optional<std::vector<SeenEvent>> written;  // in request order
  bool refused = false;                           // nothing was written, and nothing will be
  std::map<uint64_t, uint64_t> actual;            // refused: versions of records that had moved
};

// The end of one record; version 0 if there is none.
struct HeadCall {
  uint64_t record = 0;
  uint64_t version = 0;
};

// A whole record from version 1.
struct RecordCall {
  uint64_t record = 0;
  std::vector<SeenEvent> events;
};

// The whole log from position 1.
struct LogCall {
  std::vector<SeenEvent> events;
};

// The end of the log.
struct LogHeadCall {
  uint64_t position = 0;
};

struct Operation {
  uint64_t process = 0;
  uint64_t invoked = 0;
  std::optional<uint64_t> returned;  // nothing: open
  std::variant<AppendCall, HeadCall, RecordCall, LogCall, LogHeadCall> call;
};

using History = std::vector<Operation>;

// What one client does, in the logical time that all clients of a run share. One thread at a time.
class Recording {
 public:
  // `now` outlives this.
  Recording(uint64_t process, std::atomic<uint64_t>& now) : process_(process), now_(now) {}

  // A call begins. The result names it until it ends.
  size_t Begin(decltype(Operation::call) call) {
    history_.push_back({.process = process_, .invoked = now_++, .call = std::move(call)});
    return history_.size() - 1;
  }
  // It ended, and told what `call` says.
  void End(size_t operation, decltype(Operation::call) call) {
    history_[operation].call = std::move(call);
    history_[operation].returned = now_++;
  }
  // It told nothing: a read that failed. An append that is forgotten is open and not forgotten.
  void Forget(size_t operation) { history_.erase(history_.begin() + static_cast<long>(operation)); }

  const History& history() const { return history_; }

 private:
  const uint64_t process_;
  std::atomic<uint64_t>& now_;
  History history_;
};

}  // namespace cairn
