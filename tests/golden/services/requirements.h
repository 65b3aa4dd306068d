// What families, schools and authorities ask of such a record, numbered; and which kinds of entry
// meet it. For docs/entries.md alone: the program does not know these numbers.
#pragma once

#include <span>
#include <string_view>

namespace cairn {

struct Requirement {
  int number;  // R1 to R94
  std::string_view words;
  // Names of kinds, separated by spaces; empty where no entry is needed.
  std::string_view kinds;
  // Where else it is met. Not empty where `kinds` is.
  std::string_view elsewhere = "";
};

// In the order of their numbers.
std::span<const Requirement> Requirements();

}  // namespace cairn
