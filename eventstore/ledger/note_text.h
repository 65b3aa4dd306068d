// What the texts of notes, checkpoints and proofs are made of. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cairn {

// UTF-8 without control characters below U+0020 other than newline.
bool IsNoteText(std::string_view bytes);

// What a signature line can carry as the name of a key: IsNoteText, not empty, without Unicode
// white space and without "+".
bool IsKeyName(std::string_view name);

// ASCII digits without leading zeros, at most 2^63 - 1; nothing otherwise.
std::optional<uint64_t> ParseDecimal(std::string_view text);

// Removes the first line from `rest` and returns it without its newline. Nothing, and `rest`
// unchanged, if there is no newline.
std::optional<std::string_view> TakeLine(std::string_view& rest);

}  // namespace cairn
