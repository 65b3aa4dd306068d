#include "services/api/plan_cache.h"

#include "absl/strings/str_format.h"

namespace cairn {

std::string PlanKey::ToString() const {
  return absl::StrFormat("%s %d %d %d %d %s", record.bytes(), version, setting_version,
                         day.epoch_days(), plan_version, plan_id);
}

std::shared_ptr<const v1::Plan> PlanCache::Find(const PlanKey& key) {
  const std::string text = key.ToString();
  MutexLock lock(mutex_);
  const auto found = by_key_.find(text);
  if (found == by_key_.end()) return nullptr;
  newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
  return found->second->second;
}

void PlanCache::Remember(const PlanKey& key, std::shared_ptr<const v1::Plan> plan) {
  std::string text = key.ToString();
  MutexLock lock(mutex_);
  if (by_key_.contains(text)) return;
  newest_first_.emplace_front(text, std::move(plan));
  by_key_[std::move(text)] = newest_first_.begin();
  if (newest_first_.size() > plans_max_) {
    by_key_.erase(newest_first_.back().first);
    newest_first_.pop_back();
  }
}

void PlanCache::Forget(const RecordId& record) {
  MutexLock lock(mutex_);
  std::erase_if(newest_first_, [&](const Entry& entry) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const bool of_record = entry.first.starts_with(record.bytes());
    if (of_record) by_key_.erase(entry.first);
    return of_record;
  });
}

}  // namespace cairn
