// Reading text so strictly that every value has one spelling: what does not read back to the same
// bytes is refused. docs/ledger_format.md section 1. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::verify {

// Removes the first code point from `rest` and returns it. Nothing, and `rest` unchanged, unless it
// begins with well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
std::optional<char32_t> TakeCodePoint(std::string_view& rest);

bool IsUtf8(std::string_view bytes);

// UTF-8 without control characters below U+0020 but newline: what a signed note is made of.
bool IsNoteText(std::string_view bytes);

// What a signature line can carry as the name of a key: note text, not empty, without Unicode white
// space and without `+`.
bool IsKeyName(std::string_view name);

// ASCII digits without sign or leading zeros, at most 2^63 - 1.
std::optional<uint64_t> ParseDecimal(std::string_view text);

// RFC 4648 section 4, padded; unused bits must be zero.
std::optional<std::string> DecodeBase64(std::string_view text);

// Lower-case digits, two for each byte.
std::optional<std::string> DecodeHex(std::string_view text);
std::string EncodeHex(std::string_view bytes);

// Removes the first line from `rest` and returns it without its newline. Nothing, and `rest`
// unchanged, if there is no newline.
std::optional<std::string_view> TakeLine(std::string_view& rest);

// `text` on one line of at most `width_max` code points, without anything that could steer a
// terminal or reorder what is read: such characters, and bytes that are no UTF-8, become `?`.
std::string Printable(std::string_view text, size_t width_max);

}  // namespace cairn::verify
