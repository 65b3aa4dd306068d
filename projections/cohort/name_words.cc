#include "projections/cohort/name_words.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace cairn {
namespace {

constexpr uint32_t kLatinFirst = 0xC0;
// U+00C0 to U+017F, sixteen a line, as lower case ASCII; × and ÷ are no letters.
constexpr std::string_view kLatin[] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e",  "e", "e", "e", "i",  "i",  "i", "i", "d", "n",
    "o", "o", "o",  "o",  "o", " ", "o",  "u",  "u",  "u", "u", "y", "th", "ss", "a", "a", "a", "a",
    "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i", "d",  "n",  "o", "o", "o", "o",
    "o", " ", "o",  "u",  "u", "u", "u",  "y",  "th", "y", "a", "a", "a",  "a",  "a", "a", "c", "c",
    "c", "c", "c",  "c",  "c", "c", "d",  "d",  "d",  "d", "e", "e", "e",  "e",  "e", "e", "e", "e",
    "e", "e", "g",  "g",  "g", "g", "g",  "g",  "g",  "g", "h", "h", "h",  "h",  "i", "i", "i", "i",
    "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j",  "j", "k", "k", "k",  "l",  "l", "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n",  "n", "n", "n", "n",  "n",  "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r",  "r", "s", "s", "s",  "s",  "s", "s", "s", "s",
    "t", "t", "t",  "t",  "t", "t", "u",  "u",  "u",  "u", "u", "u", "u",  "u",  "u", "u", "u", "u",
    "w", "w", "y",  "y",  "y", "z", "z",  "z",  "z",  "z", "z", "s"};
static_assert(std::size(kLatin) == 0x180 - kLatinFirst);

struct Letters {
  uint32_t first;
  uint32_t last;
  std::string_view folded;
};
// What else stands for nothing, a space or other letters.
constexpr Letters kOthers[] = {
    {0xA0, 0xA0, " "},      // no-break space
    {0xAD, 0xAD, ""},       // soft hyphen
    {0x218, 0x219, "s"},    // with a comma below
    {0x21A, 0x21B, "t"},    //
    {0x2B9, 0x2BC, ""},     // apostrophes among letters
    {0x300, 0x36F, ""},     // accents that follow their letter
    {0x1E80, 0x1E85, "w"},  // with grave, acute and two dots
    {0x1E9E, 0x1E9E, "ss"}, {0x1EF2, 0x1EF3, "y"}, {0x2010, 0x2015, " "},  // hyphens and dashes
    {0x2018, 0x2019, ""},  // quotation marks that serve as apostrophes
};

struct Character {
  uint32_t code = 0;  // 0: no UTF-8
  size_t bytes = 1;
};

// The bytes that a character which begins with `first` takes; 0 for none.
size_t BytesOf(uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

Character FirstOf(std::string_view text) {
  const auto first = static_cast<uint8_t>(text[0]);
  const size_t bytes = BytesOf(first);
  if (bytes == 0 || bytes > text.size()) return {};
  if (bytes == 1) return {first, 1};
  uint32_t code = first & (0xFFU >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<uint8_t>(text[i]);
    if ((next & 0xC0U) != 0x80) return {};
    code = (code << 6U) | (next & 0x3FU);
  }
  return {code, bytes};
}

// The letters of `code`; the text itself for a character that the tables do not know.
void Append(uint32_t code, std::string_view itself, std::string& folded) {
  if (code >= kLatinFirst && code < kLatinFirst + std::size(kLatin)) {
    folded += kLatin[code - kLatinFirst];
    return;
  }
  for (const Letters& letters : kOthers) {
    if (letters.first > code || code > letters.last) continue;
    folded += letters.folded;
    return;
  }
  folded += itself;
}

void AppendAscii(char c, std::string& folded) {
  if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
    folded += absl::ascii_tolower(static_cast<unsigned char>(c));
  } else if (c != '\'') {
    folded += ' ';
  }
}

bool Begins(const std::string& word, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& candidate) { return candidate.starts_with(word); });
}

}  // namespace

std::string FoldedWords(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const Character character = FirstOf(text);
    const std::string_view itself = text.substr(0, character.bytes);
    if (character.code != 0 && character.code < 0x80) {
      AppendAscii(itself[0], folded);
    } else {
      Append(character.code, itself, folded);
    }
    text.remove_prefix(character.bytes);
  }
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

bool BeginsWords(std::string_view search, std::string_view text) {
  const std::string wanted = FoldedWords(search);
  if (wanted.empty()) return true;
  const std::string folded = FoldedWords(text);
  const std::vector<std::string> words = absl::StrSplit(folded, ' ');
  const std::vector<std::string> all = absl::StrSplit(wanted, ' ');
  return std::all_of(all.begin(), all.end(),
                     [&](const std::string& word) { return Begins(word, words); });
}

bool SameWords(std::string_view a, std::string_view b) {
  return a == b || FoldedWords(a) == FoldedWords(b);
}

}  // namespace cairn
