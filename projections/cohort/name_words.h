// How names are compared when people search: without case, accents, apostrophes and hyphens. By
// table for the letters of Latin-1, Latin Extended-A and of Welsh and Romanian; what else there is
// (other scripts) is compared letter by letter as it stands. Pure; safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

namespace cairn {

// The words with one space between: "Zoë O’Brien-Łoś" is "zoe obrien los". Text that is not UTF-8
// stays as it is where it is not.
std::string FoldedWords(std::string_view text);

// Every word of `search` begins a word of `text`, whatever their order; two words of `search` may
// begin the same one. True for a search without words.
bool BeginsWords(std::string_view search, std::string_view text);

// They are the same words in the same order.
bool SameWords(std::string_view a, std::string_view b);

}  // namespace cairn
