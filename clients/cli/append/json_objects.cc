#include "clients/cli/append/json_objects.h"

#include <algorithm>
#include <string>

namespace cairn::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// The length of the object at the beginning of `text`, which begins with `{`.
size_t ObjectLength(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      in_string = false;  // JSON strings hold no line breaks: this one lacks its end
      if (i + 1 < text.size() && text[i + 1] == '{') return i;
    } else if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i + 1;
    }
  }
  return text.size();
}

bool BetweenObjects(char c) {
  return std::string_view(" \t\r\n[],").find(c) != std::string_view::npos;
}

}  // namespace

std::vector<JsonObjectText> SplitJsonObjects(std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  std::vector<JsonObjectText> objects;
  int line = 1;
  while (!text.empty()) {
    size_t length = 1;
    if (!BetweenObjects(text.front())) {
      length = text.front() == '{' ? ObjectLength(text) : std::min(text.find('\n'), text.size());
      objects.push_back({line, text.substr(0, length)});
    }
    line += static_cast<int>(std::count(text.begin(), text.begin() + length, '\n'));
    text.remove_prefix(length);
  }
  return objects;
}

}  // namespace cairn::cli
