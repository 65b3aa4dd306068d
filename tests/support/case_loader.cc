#include "tests/support/case_loader.h"

#include <memory>
#include <sstream>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/time_util.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "tests/support/history_builder.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

using Json = nlohmann::json;

template <typename Message>
Message FromJson(const Json& json) {
  Message message;
  CAIRN_CHECK(google::protobuf::util::JsonStringToMessage(json.dump(), &message).ok());
  return message;
}

int64_t MicrosOf(const std::string& rfc3339) {
  google::protobuf::Timestamp timestamp;
  CAIRN_CHECK(google::protobuf::util::TimeUtil::FromString(rfc3339, &timestamp));
  return google::protobuf::util::TimeUtil::TimestampToMicroseconds(timestamp);
}

RecordId SettingOf(const Json& typed_by) {
  const auto bytes = FromHex(typed_by.at("setting").get<std::string>());
  CAIRN_CHECK(bytes.has_value());
  const std::optional<RecordId> setting = RecordId::FromBytes(*bytes);
  CAIRN_CHECK(setting.has_value());
  return *setting;
}

CaseLine ParseLine(const std::string& text) {
  Json json = Json::parse(text);
  CaseLine line;
  line.record = json.at("record");
  line.recorded_at_us = MicrosOf(json.at("recorded"));
  line.setting = SettingOf(json.at("typed_by"));
  json["typed_by"].erase("setting");
  line.typed_by = FromJson<v1::Actor>(json["typed_by"]);
  for (const Json& entry : json.at("entries")) line.entries.push_back(FromJson<v1::Entry>(entry));
  return line;
}

}  // namespace

std::vector<CaseLine> ReadCase(std::string_view name) {
  std::istringstream file(ReadFile(TestDataPath(absl::StrFormat("cases/%s.jsonl", name))));
  std::vector<CaseLine> lines;
  for (std::string text; std::getline(file, text);) lines.push_back(ParseLine(text));
  CAIRN_CHECK(!lines.empty());
  return lines;
}

std::vector<EventPtr> EventsOf(const std::vector<CaseLine>& lines) {
  HistoryBuilder history;
  for (const CaseLine& line : lines) {
    for (const v1::Entry& entry : line.entries) {
      history.TypedBy(line.typed_by).AddAt(line.recorded_at_us, entry);
    }
  }
  return history.events();
}

RecordId CaseRecordId() { return *RecordId::FromBytes("0123456789abcdef"); }

}  // namespace cairn
