#include "tests/bench/frame/random_text.h"

#include <cstdint>
#include <cstring>

namespace cairn::bench {
namespace {

constexpr char kLetters[] = "abcdefghij klmnopqrstuvwxyz     ";  // 32, for the masks below
constexpr size_t kTextBytesMax = 64 << 10;

const std::string& Pool() {
  static const std::string* pool = [] {
    auto* text = new std::string(4 << 20, ' ');
    std::mt19937_64 random(1);
    for (char& c : *text) c = kLetters[random() & 31];
    return text;
  }();
  return *pool;
}

}  // namespace

std::string RandomText(std::mt19937_64& random, size_t bytes) {
  std::string text;
  FillRandomText(random, bytes, text);
  return text;
}

void FillRandomText(std::mt19937_64& random, size_t bytes, std::string& text) {
  const std::string& pool = Pool();
  text.assign(pool, random() % (pool.size() - kTextBytesMax), bytes);
  // Two draws of the same place still differ.
  uint64_t mark = random();
  for (size_t i = 0; i < 12 && i < text.size(); ++i, mark >>= 5) text[i] = kLetters[mark & 31];
}

std::string RandomId(std::mt19937_64& random) {
  std::string id(16, '\0');
  const uint64_t halves[] = {random(), random()};
  std::memcpy(id.data(), halves, id.size());
  return id;
}

}  // namespace cairn::bench
