// ReadWriter: writes what was noted (read_journal.h) into the log, as access leaves in a stream of
// their own (read_streams.h), each in one batch with the index by which the reads of a record are
// found. What the log refuses stays noted and is tried again; meanwhile the journal may fill, and
// then nobody reads.
//
// Thread-safe.
#pragma once

#include <cstdint>
#include <deque>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"

#include "cairn/v1/read_audit.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/mutex.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "services/read_journal/read_journal.h"
#include "services/read_journal/read_streams.h"

namespace cairn {

class ReadWriter {
 public:
  struct Options {
    // How often it writes, if there is anything; 0: only when Flush is called.
    int64_t interval_ms = 1000;
    // Writes at the time of the newest event: demonstrations stay among their simulated times.
    bool simulated_clock = false;
  };

  // All must outlive it. Begins nothing.
  ReadWriter(EventLog& log, ReadJournal& journal, Clock& clock, Random& random, Options options)
      : log_(log),
        journal_(journal),
        clock_(clock),
        random_(random),
        options_(options),
        streams_(log.ledger_id()) {}
  ~ReadWriter() { Stop(); }
  ReadWriter(const ReadWriter&) = delete;
  ReadWriter& operator=(const ReadWriter&) = delete;

  // Begins to write, in a thread of its own.
  void Start();
  // Ends that after a last Flush; for when nobody reads any more. Idempotent.
  void Stop();

  // Writes all that was noted before the call; durable on OK. Refusals of EventLog::Append: what
  // was not written then is written first by the next call.
  absl::Status Flush();

 private:
  void WriteInTurn();
  absl::Status Write(const v1::AccessBatch& batch);

  EventLog& log_;
  ReadJournal& journal_;
  Clock& clock_;
  Random& random_;
  const Options options_;
  const ReadStreams streams_;
  Mutex writing_mutex_;
  std::deque<v1::AccessBatch> left_ ABSL_GUARDED_BY(writing_mutex_);
  Mutex mutex_;
  Condition woken_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace cairn
