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
  // Keeps about `kept_max` of all callers; each takes a byte or so an event of its record.
  explicit Sights(size_t kept_max) : half_(kept_max / 2) {}

  // What `caller` may be told of `record` on `today`, the guard's day: what was judged before, or
  // SightOf.
  SightPtr Of(const Guard& guard, const Caller& caller, const Record& record, CivilDate today);

 private:
  // All of the caller that a decision looks at, and what it is about.
  using Key = std::tuple<CallerId, int, RecordId, RecordId>;
  struct Kept {
    CivilDate day;
    SightPtr sight;
  };
  using Generation = absl::flat_hash_map<Key, Kept>;

  SightPtr Find(const Key& key, Version version, CivilDate today);
  void Remember(const Key& key, Kept kept);

  const size_t half_;
  Mutex mutex_;
  // What was not used while `young_` filled up goes with `old_`.
  Generation young_ ABSL_GUARDED_BY(mutex_);
  Generation old_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
