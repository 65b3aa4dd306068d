#include "eventstore/base/log.h"

#include <memory>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"

namespace cairn {
namespace {

std::shared_ptr<spdlog::logger> Logger() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("cairn",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                      spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return logger;
}

std::string Quote(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    json += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return json + "\"";
}

std::string LineOf(LogText event, std::initializer_list<LogField> fields) {
  std::string line = absl::StrFormat("\"event\":%s", Quote(event.view()));
  for (const LogField& field : fields) {
    line += absl::StrFormat(",%s:%s", Quote(field.key().view()), field.json());
  }
  return line;
}

}  // namespace

LogField::LogField(LogText key, LogText value) : key_(key), value_(Quote(value.view())) {}

LogField::LogField(LogText key, const absl::Status& status) : key_(key) {
  std::string code = absl::StatusCodeToString(status.code());
  const v1::ErrorReason reason = ReasonOf(status);
  if (reason != v1::ERROR_REASON_UNSPECIFIED) code += "/" + v1::ErrorReason_Name(reason);
  value_ = Quote(code);
}

LogField::Quoted LogField::HexOf(std::string_view bytes) { return {Quote(ToHex(bytes))}; }

void LogInfo(LogText event, std::initializer_list<LogField> fields) {
  Logger()->info(LineOf(event, fields));
}

void LogError(LogText event, std::initializer_list<LogField> fields) {
  Logger()->error(LineOf(event, fields));
}

void LogRefusalToStart(std::string_view sentence) {
  Logger()->error(absl::StrFormat("\"event\":\"refuses to start\",\"why\":%s", Quote(sentence)));
}

}  // namespace cairn
