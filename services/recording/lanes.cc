#include "services/recording/lanes.h"

#include <utility>

#include "absl/hash/hash.h"

namespace cairn {

Lanes::Lanes(size_t count) {
  for (size_t i = 0; i < count; ++i) {
    Lane& lane = *lanes_.emplace_back(std::make_unique<Lane>());
    lane.thread = std::thread([&lane] { Work(lane); });
  }
}

Lanes::~Lanes() {
  for (const std::unique_ptr<Lane>& lane : lanes_) {
    MutexLock lock(lane->mutex);
    lane->closing = true;
    lane->changed.NotifyOne();
  }
  for (const std::unique_ptr<Lane>& lane : lanes_) lane->thread.join();
}

void Lanes::Run(std::string_view key, std::function<void()> task) {
  const size_t hash = absl::Hash<absl::string_view>()({key.data(), key.size()});
  Lane& lane = *lanes_[hash % lanes_.size()];
  bool idle = false;
  {
    MutexLock lock(lane.mutex);
    idle = lane.tasks.empty();
    lane.tasks.push_back(std::move(task));
  }
  // Outside the lock, or the lane would wake to wait for it; and only if it may be asleep.
  if (idle) lane.changed.NotifyOne();
}

void Lanes::Work(Lane& lane) {
  for (;;) {
    std::function<void()> task;
    {
      MutexLock lock(lane.mutex);
      while (lane.tasks.empty() && !lane.closing) lane.changed.Wait(lane.mutex);
      if (lane.tasks.empty()) return;
      task = std::move(lane.tasks.front());
      lane.tasks.pop_front();
    }
    task();
  }
}

}  // namespace cairn
