// ReadJournal: who has read what since it was last taken, in memory and under a limit. What is not
// noted is not shown: when there is no room, the reader is refused. read_writer.h takes what is
// here to the log about once a second, so a crash loses the reads of about a second; an export and
// an erasure do not rest on that, since they write an event of their own before they answer.
//
// Thread-safe. A note costs well under a microsecond and holds its lock for less: a look-up in a
// small table and 16 bytes behind others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"

#include "cairn/v1/read_audit.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/ids.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/mutex.h"
#include "services/access/caller.h"
#include "services/access/policy.h"

namespace cairn {

// As what a call for the action is noted that shows something of one record; nothing for actions
// that show nothing of any.
std::optional<v1::ReadPurpose> PurposeOf(Action action);

class ReadJournal {
 public:
  // `clock` must outlive it. At most `reads_max` reads wait to be written.
  explicit ReadJournal(Clock& clock, size_t reads_max = limits::kReadsWaitingMax)
      : clock_(clock), reads_max_(reads_max) {}

  // Notes that `caller` is about to be shown something of these records: all of them or, with
  // READS_NOT_NOTED, none; then nothing may be shown. No records is no read.
  absl::Status Note(const Caller& caller, v1::ReadPurpose purpose,
                    std::span<const RecordId> records);
  absl::Status Note(const Caller& caller, v1::ReadPurpose purpose, const RecordId& record) {
    return Note(caller, purpose, std::span(&record, 1));
  }

  // Takes all that was noted since the last call, in batches that each fit into one leaf: few
  // readers make one. They count as waiting until Release.
  std::vector<v1::AccessBatch> Take();
  // So many of the reads that were taken are in the log.
  void Release(size_t reads);

 private:
  // One sign-in, by its role, and what it does.
  struct Reader {
    CallerId id;
    v1::Role role;
    v1::ReadPurpose purpose;

    friend bool operator==(const Reader&, const Reader&) = default;
    template <typename H>
    friend H AbslHashValue(H state, const Reader& reader) {
      return H::combine(std::move(state), reader.id, reader.role, reader.purpose);
    }
  };
  struct Notes {
    v1::Actor actor;
    v1::ReadPurpose purpose;
    int64_t first_us;
    int64_t last_us;
    std::string record_ids;
  };

  static std::vector<v1::AccessBatch> BatchesOf(const std::vector<Notes>& notes);

  Clock& clock_;
  const size_t reads_max_;
  Mutex mutex_;
  size_t waiting_ ABSL_GUARDED_BY(mutex_) = 0;  // noted or taken, and not released
  std::vector<Notes> notes_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<Reader, size_t> by_reader_ ABSL_GUARDED_BY(mutex_);
};

// How many reads a batch tells of.
size_t ReadsIn(const v1::AccessBatch& batch);

}  // namespace cairn
