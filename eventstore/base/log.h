// What the server writes about itself: one JSON object a line on stderr. There is no field type
// that takes free text, so no name, note or token can get into a log by accident: keys and texts
// are literals of the program, values are numbers, ids and codes. Thread-safe.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "absl/status/status.h"

#include "eventstore/base/ids.h"

namespace cairn {

// A string that is part of the program, not of its data.
class LogText {
 public:
  template <size_t N>
  consteval LogText(const char (&literal)[N]) : text_(literal, N - 1) {}  // NOLINT: by design

  std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

// One `"key":value` of a line.
class LogField {
 public:
  template <std::integral T>
  LogField(LogText key, T value) : key_(key), value_(std::to_string(value)) {}
  LogField(LogText key, bool value) : key_(key), value_(value ? "true" : "false") {}
  LogField(LogText key, LogText value);
  template <typename Tag>
  LogField(LogText key, const Id<Tag>& id) : LogField(key, HexOf(id.bytes())) {}
  // The canonical code and, if it is one of ours, the reason. Never the message: it may quote
  // input.
  LogField(LogText key, const absl::Status& status);

  LogText key() const { return key_; }
  const std::string& json() const { return value_; }

 private:
  struct Quoted {
    std::string json;
  };
  LogField(LogText key, Quoted quoted) : key_(key), value_(std::move(quoted.json)) {}
  static Quoted HexOf(std::string_view bytes);

  LogText key_;
  std::string value_;
};

// Writes `{"time":...,"level":"info","event":"...",...}`.
void LogInfo(LogText event, std::initializer_list<LogField> fields = {});
void LogError(LogText event, std::initializer_list<LogField> fields = {});
// For what an operator must read before the server runs: why it refuses to start, and what to do.
// `sentence` is about folders, settings and the log, never about a child.
void LogRefusalToStart(std::string_view sentence);

}  // namespace cairn
