// PlanCache: plans as they were computed, by everything they depend on: the versions of the record
// and of its setting, the day, the plan asked for and the rules. Thread-safe.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"

#include "cairn/v1/plan_view.pb.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "projections/calendar/date.h"

namespace cairn {

struct PlanKey {
  RecordId record;
  Version version = 0;
  Version setting_version = 0;  // of the setting in which the record was opened; 0 if unknown
  CivilDate day;
  std::string plan_id;
  int plan_version = 0;

  // All of it as one string.
  std::string ToString() const;
};

class PlanCache {
 public:
  explicit PlanCache(size_t plans_max = 20'000) : plans_max_(plans_max) {}

  // Null when it is not there.
  std::shared_ptr<const v1::Plan> Find(const PlanKey& key);
  void Remember(const PlanKey& key, std::shared_ptr<const v1::Plan> plan);
  // Lets go of every plan of the record: content of it was removed and must not stay in memory.
  void Forget(const RecordId& record);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const v1::Plan>>;

  const size_t plans_max_;
  Mutex mutex_;
  std::list<Entry> newest_first_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, std::list<Entry>::iterator> by_key_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
