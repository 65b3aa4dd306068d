#include "services/recording/turns.h"

#include <algorithm>
#include <utility>

#include "absl/hash/hash.h"

#include "eventstore/base/check.h"

namespace cairn {
namespace {

size_t HashOf(std::string_view key) {
  return absl::Hash<absl::string_view>()(absl::string_view(key.data(), key.size()));
}

}  // namespace

struct Turns::Taking {
  std::vector<Place> places;
  Start start;
  size_t taken = 0;
};

std::vector<Turns::Place> Turns::PlacesOf(const Keys& keys) {
  std::vector<Place> places;
  places.reserve(keys.size());
  for (const std::string_view key : keys) places.push_back(HashOf(key));
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

void Turns::Take(std::string_view key, Start start) { TakePlace(HashOf(key), std::move(start)); }

void Turns::End(std::string_view key) { EndPlace(HashOf(key)); }

void Turns::TakeAll(const Keys& keys, Start start) {
  TakeNext(std::make_shared<Taking>(Taking{PlacesOf(keys), std::move(start)}));
}

bool Turns::TryTakeAll(const Keys& keys, size_t waiting_max, Start start) {
  {
    MutexLock lock(mutex_);
    for (const Place place : PlacesOf(keys)) {
      const auto turn = taken_.find(place);
      if (turn != taken_.end() && turn->second.size() >= waiting_max) return false;
    }
  }
  TakeAll(keys, std::move(start));
  return true;
}

void Turns::TakeNext(const std::shared_ptr<Taking>& taking) {
  if (taking->taken == taking->places.size()) return taking->start();
  const Place place = taking->places[taking->taken++];
  TakePlace(place, [this, taking] { TakeNext(taking); });
}

void Turns::EndAll(const Keys& keys) {
  for (const Place place : PlacesOf(keys)) EndPlace(place);
}

void Turns::AwaitAll(const Keys& keys) {
  struct Signal {
    Mutex mutex;
    Condition changed;
    bool started ABSL_GUARDED_BY(mutex) = false;
  };
  // Shared: the giver may still hold it when the taker has what it came for.
  const auto signal = std::make_shared<Signal>();
  TakeAll(keys, [signal] {
    MutexLock lock(signal->mutex);
    signal->started = true;
    signal->changed.NotifyOne();
  });
  MutexLock lock(signal->mutex);
  while (!signal->started) signal->changed.Wait(signal->mutex);
}

bool Turns::IsAnyTaken(const Keys& keys) const {
  MutexLock lock(mutex_);
  for (const std::string_view key : keys) {
    if (taken_.contains(HashOf(key))) return true;
  }
  return false;
}

size_t Turns::WaitingAt(std::string_view key) const {
  MutexLock lock(mutex_);
  const auto turn = taken_.find(HashOf(key));
  return turn == taken_.end() ? 0 : turn->second.size();
}

void Turns::TakePlace(Place place, Start start) {
  {
    MutexLock lock(mutex_);
    const auto [turn, is_free] = taken_.try_emplace(place);
    if (!is_free) {
      turn->second.push_back(std::move(start));
      return;
    }
    count_.store(taken_.size(), std::memory_order_relaxed);
  }
  start();
}

void Turns::EndPlace(Place place) {
  Start next;
  {
    MutexLock lock(mutex_);
    const auto turn = taken_.find(place);
    CAIRN_CHECK(turn != taken_.end());
    if (turn->second.empty()) {
      taken_.erase(turn);
      count_.store(taken_.size(), std::memory_order_relaxed);
      return;
    }
    next = std::move(turn->second.front());
    turn->second.pop_front();
  }
  next();
}

}  // namespace cairn
