// Splits a file into its JSON objects, whatever form it has: JSON Lines, one object over many
// lines, several of them, or an array of them. Pure.
#pragma once

#include <string_view>
#include <vector>

namespace cairn::cli {

struct JsonObjectText {
  int line;  // where it begins, from 1
  std::string_view text;
};

// The objects of `text`, in order, unparsed. What is no object (stray words, an object that never
// ends) comes as an element too, so that parsing it fails at the right line; an object that never
// ends stops before the next line that begins with `{`.
std::vector<JsonObjectText> SplitJsonObjects(std::string_view text);

}  // namespace cairn::cli
