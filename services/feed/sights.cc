#include "services/feed/sights.h"

#include <utility>

namespace cairn {

SightPtr Sights::Of(const Guard& guard, const Caller& caller, const Record& record,
                    CivilDate today) {
  const Key key(caller.id, caller.role, caller.setting.value_or(RecordId()), record.id);
  if (SightPtr known = Find(key, record.version(), today)) return known;
  auto sight = std::make_shared<const Sight>(SightOf(guard, caller, record));
  Remember(key, {today, sight});
  return sight;
}

SightPtr Sights::Find(const Key& key, Version version, CivilDate today) {
  const auto fits = [&](const Kept& kept) {
    return kept.day == today && kept.sight->version == version;
  };
  MutexLock lock(mutex_);
  if (const auto found = young_.find(key); found != young_.end()) {
    return fits(found->second) ? found->second.sight : nullptr;
  }
  const auto found = old_.find(key);
  if (found == old_.end() || !fits(found->second)) return nullptr;
  young_[key] = found->second;
  return found->second.sight;
}

void Sights::Remember(const Key& key, Kept kept) {
  MutexLock lock(mutex_);
  if (young_.size() >= half_) {
    old_ = std::move(young_);
    young_ = Generation();
  }
  young_[key] = std::move(kept);
}

}  // namespace cairn
