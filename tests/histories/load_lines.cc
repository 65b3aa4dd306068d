#include "tests/histories/load_lines.h"

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>
#include <nlohmann/json.hpp>

namespace cairn::histories {
namespace {

using google::protobuf::util::MessageToJsonString;
using google::protobuf::util::TimeUtil;
using nlohmann::json;

json JsonOf(const v1::Entry& entry) {
  std::string text;
  const auto written = MessageToJsonString(entry, &text);
  return written.ok() ? json::parse(text, nullptr, /*allow_exceptions=*/false) : json();
}

}  // namespace

std::string LoadLineOf(const History& history, const Line& line) {
  json entries = json::array();
  for (const v1::Entry& entry : line.entries) entries.push_back(JsonOf(entry));
  const json typed_by = {{"name", line.typed_by->name},
                         {"subject", line.typed_by->subject},
                         {"role", v1::Role_Name(line.typed_by->role)},
                         {"setting", history.school->setting}};
  return json{{"record", history.alias},
              {"recorded", TimeUtil::ToString(TimeUtil::SecondsToTimestamp(line.recorded_at_s))},
              {"typed_by", typed_by},
              {"entries", entries}}
      .dump();
}

}  // namespace cairn::histories
