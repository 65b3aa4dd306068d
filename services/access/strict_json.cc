#include "services/access/strict_json.h"

#include <algorithm>
#include <set>
#include <vector>

#include <nlohmann/json.hpp>

#include "eventstore/base/encoding.h"

namespace cairn {

using nlohmann::json;

std::optional<json> ParseJsonObject(std::string_view text) {
  std::vector<std::set<std::string>> open_objects;
  bool repeated_key = false;
  // nlohmann keeps the last of two equal keys and says nothing, so we watch the keys go by.
  const json::parser_callback_t watch = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) {
      open_objects.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      open_objects.pop_back();
    } else if (event == json::parse_event_t::key) {
      const bool is_new = open_objects.back().insert(parsed.get_ref<const std::string&>()).second;
      repeated_key = repeated_key || !is_new;
    }
    return true;
  };
  json value = json::parse(text, watch, /*allow_exceptions=*/false);
  if (repeated_key || !value.is_object()) return std::nullopt;
  return value;
}

std::optional<std::string> StringMember(const json& object, const char* key) {
  const auto member = object.find(key);
  if (member == object.end() || !member->is_string()) return std::nullopt;
  std::string value = member->get_ref<const std::string&>();
  if (value.empty()) return std::nullopt;
  return value;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  std::string standard(text);
  std::replace(standard.begin(), standard.end(), '-', '+');
  std::replace(standard.begin(), standard.end(), '_', '/');
  while (standard.size() % 4 != 0) standard.push_back('=');
  return FromBase64(standard);
}

std::string ToBase64Url(std::string_view bytes) {
  std::string text = ToBase64(bytes);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  while (text.ends_with('=')) text.pop_back();
  return text;
}

}  // namespace cairn
