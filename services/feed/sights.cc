#include "services/feed/sights.h"

#include <utility>

namespace cairn {
namespace {

size_t BytesOf(const Sight& sight) { return Sights::kBytesEach + sight.states.size(); }

}  // namespace

Sights::Key Sights::KeyOf(const Caller& caller, const Record& record) {
  return {caller.id, caller.role, caller.setting.value_or(RecordId()), record.id};
}

SightPtr Sights::Find(const Caller& caller, const Record& record, CivilDate today) {
  const Key key = KeyOf(caller, record);
  const auto fits = [&](const Kept& kept) {
    return kept.day == today && kept.sight->version == record.version();
  };
  MutexLock lock(mutex_);
  if (const auto found = young_.sights.find(key); found != young_.sights.end()) {
    return fits(found->second) ? found->second.sight : nullptr;
  }
  const auto found = old_.sights.find(key);
  if (found == old_.sights.end() || !fits(found->second)) return nullptr;
  SightPtr sight = found->second.sight;
  Keep(key, {today, sight});
  return sight;
}

SightPtr Sights::Judge(const Guard& guard, const Caller& caller, const Record& record,
                       CivilDate today) {
  auto sight = std::make_shared<const Sight>(SightOf(guard, caller, record));
  MutexLock lock(mutex_);
  Keep(KeyOf(caller, record), {today, sight});
  return sight;
}

void Sights::Keep(const Key& key, Kept kept) {
  const size_t bytes = BytesOf(*kept.sight);
  if (young_.bytes + bytes > half_) old_ = std::exchange(young_, {});
  Kept& place = young_.sights[key];
  if (place.sight) young_.bytes -= BytesOf(*place.sight);
  young_.bytes += bytes;
  place = std::move(kept);
}

size_t Sights::bytes() {
  MutexLock lock(mutex_);
  return young_.bytes + old_.bytes;
}

}  // namespace cairn
