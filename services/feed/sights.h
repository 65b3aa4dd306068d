// Sights: those that were judged last, so that a thousand events of one record cost one judgement.
// Thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <tuple>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"

#include "eventstore/base/mutex.h"
#include "projections/calendar/date.h"
#include "services/feed/sight.h"

namespace cairn {

using SightPtr = std::shared_ptr<const Sight>;

class Sights {
 public:
  // Keeps what fits into `bytes_max`, of all callers together: a byte an event of each record, and
  // kBytesEach. Half of it may be exceeded by one record alone.
  explicit Sights(size_t bytes_max) : half_(bytes_max / 2) {}

  // What `caller` may be told of `record` on `today`, the guard's day, as it was judged before;
  // null when that was never done, or of another version or day, or is not kept any more.
  SightPtr Find(const Caller& caller, const Record& record, CivilDate today);
  // The same by SightOf, which is kept.
  SightPtr Judge(const Guard& guard, const Caller& caller, const Record& record, CivilDate today);

  // What is kept takes, by the same estimate.
  size_t bytes();

  // Of a sight beside its events: key, pointers and the share of the table.
  static constexpr size_t kBytesEach = 256;

 private:
  // All of the caller that a decision looks at, and what it is about.
  using Key = std::tuple<CallerId, int, RecordId, RecordId>;
  struct Kept {
    CivilDate day;
    SightPtr sight;
  };
  struct Generation {
    absl::flat_hash_map<Key, Kept> sights;
    size_t bytes = 0;
  };

  static Key KeyOf(const Caller& caller, const Record& record);
  void Keep(const Key& key, Kept kept) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t half_;
  Mutex mutex_;
  // What was not used while `young_` filled up goes with `old_`.
  Generation young_ ABSL_GUARDED_BY(mutex_);
  Generation old_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
