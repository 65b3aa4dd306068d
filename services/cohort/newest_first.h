// NewestFirst: values by key, as many as fit into a limit; those used longest ago go first. Not
// thread-safe.
#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace cairn {

template <typename Key, typename Value>
class NewestFirst {
 public:
  explicit NewestFirst(size_t bytes_max) : bytes_max_(bytes_max) {}

  // Null if nothing is kept under `key`; being found is being used. Good until the next change.
  const Value* Use(const Key& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return &newest_first_.front().value;
  }

  // In the place of what was kept under `key`; what alone is larger than the limit is not kept.
  void Keep(const Key& key, Value value, size_t bytes) {
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) Drop(found->second);
    if (bytes > bytes_max_) return;
    newest_first_.push_front({.key = key, .value = std::move(value), .bytes = bytes});
    by_key_[key] = newest_first_.begin();
    bytes_ += bytes;
    while (bytes_ > bytes_max_) Drop(std::prev(newest_first_.end()));
  }

  // Lets go of those of which `goes(key, value)`.
  template <typename Goes>
  void DropWhere(Goes goes) {
    for (auto kept = newest_first_.begin(); kept != newest_first_.end();) {
      const auto next = std::next(kept);
      if (goes(kept->key, kept->value)) Drop(kept);
      kept = next;
    }
  }

  // What all that is kept takes.
  size_t bytes() const { return bytes_; }

 private:
  struct Kept {
    Key key;
    Value value;
    size_t bytes = 0;
  };

  void Drop(typename std::list<Kept>::iterator kept) {
    bytes_ -= kept->bytes;
    by_key_.erase(kept->key);
    newest_first_.erase(kept);
  }

  const size_t bytes_max_;
  std::list<Kept> newest_first_;
  absl::flat_hash_map<Key, typename std::list<Kept>::iterator> by_key_;
  size_t bytes_ = 0;
};

}  // namespace cairn
