// Texts that do not compress well and do not repeat, at the price of copying them: making them
// letter by letter costs more than some of what is measured.
#pragma once

#include <cstddef>
#include <random>
#include <string>

namespace cairn::bench {

// `bytes` letters and spaces, at most 64 Ki. Thread-safe for different `random`.
std::string RandomText(std::mt19937_64& random, size_t bytes);
// The same into a string that has room for it already.
void FillRandomText(std::mt19937_64& random, size_t bytes, std::string& text);

// 16 bytes.
std::string RandomId(std::mt19937_64& random);

}  // namespace cairn::bench
