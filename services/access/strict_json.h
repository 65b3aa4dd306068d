// JSON and base64url as tokens and key files must be written, so that no two readers of the same
// bytes can disagree about what they say (RFC 8725 section 2.6). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace cairn {

// The object in `text`. Nothing unless `text` is one JSON object in UTF-8, with no key twice at any
// depth and nothing but white space around it.
std::optional<nlohmann::json> ParseJsonObject(std::string_view text);

// The string member `key` of `object`; nothing if it is absent, no string, or empty.
std::optional<std::string> StringMember(const nlohmann::json& object, const char* key);

// RFC 4648 section 5 without padding. Nothing unless `text` is the only way to write those bytes.
std::optional<std::string> FromBase64Url(std::string_view text);
std::string ToBase64Url(std::string_view bytes);

}  // namespace cairn
