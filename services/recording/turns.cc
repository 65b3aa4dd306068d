#include "services/recording/turns.h"

#include <utility>

#include "absl/hash/hash.h"

#include "eventstore/base/check.h"

namespace cairn {
namespace {

size_t HashOf(std::string_view key) {
  return absl::Hash<absl::string_view>()(absl::string_view(key.data(), key.size()));
}

}  // namespace

void Turns::Take(std::string_view key, Start start) {
  {
    MutexLock lock(mutex_);
    const auto [turn, is_free] = taken_.try_emplace(HashOf(key));
    if (!is_free) {
      turn->second.push_back(std::move(start));
      return;
    }
  }
  start();
}

void Turns::End(std::string_view key) {
  Start next;
  {
    MutexLock lock(mutex_);
    const auto turn = taken_.find(HashOf(key));
    CAIRN_CHECK(turn != taken_.end());
    if (turn->second.empty()) {
      taken_.erase(turn);
      return;
    }
    next = std::move(turn->second.front());
    turn->second.pop_front();
  }
  next();
}

}  // namespace cairn
