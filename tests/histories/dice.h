// Dice: random numbers that depend on nothing but their seed, the same on every machine and with
// every standard library. Not for secrets. One of them belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace cairn::histories {

// The seed of one thing among many, e.g. of child 17: neighbours have nothing in common.
uint64_t SeedOf(uint64_t seed, uint64_t what, uint64_t which);

// Something that comes up as often as its weight says.
template <typename Value>
struct Weighted {
  Value value;
  int weight;
};

class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  uint64_t Next();
  // `low` to `high`, both included; `low` when there is nothing between them.
  int Between(int low, int high);
  // True this often in a thousand.
  bool Chance(int per_mille) { return Between(0, 999) < per_mille; }
  // Near `middle` most of the time, never further from it than `spread`.
  int Around(int middle, int spread);

  template <typename List>
  const auto& Pick(const List& list) {
    return list[static_cast<size_t>(Between(0, static_cast<int>(std::size(list)) - 1))];
  }

  template <typename Value, size_t N>
  const Value& Pick(const Weighted<Value> (&list)[N]) {
    int sum = 0;
    for (const Weighted<Value>& one : list) sum += one.weight;
    int left = Between(0, sum - 1);
    for (const Weighted<Value>& one : list) {
      if (left < one.weight) return one.value;
      left -= one.weight;
    }
    return list[N - 1].value;
  }

 private:
  uint64_t state_;
};

}  // namespace cairn::histories
