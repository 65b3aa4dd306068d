#include "clients/cli/append/case_line.h"

#include <algorithm>
#include <utility>

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>
#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"

#include "clients/cli/append/json_objects.h"
#include "clients/cli/token_crypto.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

using google::protobuf::Timestamp;
using nlohmann::json;

// Recorded time, then place.
struct SortKey {
  int64_t seconds = 0;
  int32_t nanos = 0;
  size_t index = 0;
  auto operator<=>(const SortKey&) const = default;
};

absl::Status Wrong(std::string_view member, std::string_view why) {
  return absl::InvalidArgumentError(absl::StrFormat("%s %s", member, why));
}

absl::StatusOr<std::string> MemberText(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_string()) return Wrong(member, "is no text");
  return found->get<std::string>();
}

absl::StatusOr<v1::Entry> EntryOf(const std::string& text, std::string_view path) {
  v1::Entry entry;
  const auto parsed = google::protobuf::util::JsonStringToMessage(text, &entry);
  if (parsed.ok()) return entry;
  return Wrong(path, "is no entry: " + std::string(parsed.message()));
}

absl::StatusOr<Timestamp> TimeOf(const json& object) {
  CLIENT_ASSIGN_OR_RETURN(const std::string text, MemberText(object, "recorded"));
  Timestamp time;
  if (!google::protobuf::util::TimeUtil::FromString(text, &time)) {
    return Wrong("recorded", "is no RFC 3339 time");
  }
  return time;
}

absl::StatusOr<TokenHolder> HolderOf(const json& typed_by) {
  if (!typed_by.is_object()) return Wrong("typed_by", "is no object");
  TokenHolder holder;
  CLIENT_ASSIGN_OR_RETURN(holder.name, MemberText(typed_by, "name"));
  CLIENT_ASSIGN_OR_RETURN(holder.subject, MemberText(typed_by, "subject"));
  CLIENT_ASSIGN_OR_RETURN(const std::string role, MemberText(typed_by, "role"));
  CLIENT_ASSIGN_OR_RETURN(holder.role, ParseRole(role));
  if (typed_by.contains("setting")) {
    CLIENT_ASSIGN_OR_RETURN(holder.setting, MemberText(typed_by, "setting"));
  }
  return holder;
}

absl::Status ReadEntries(const json& object, std::vector<v1::Entry>& entries) {
  const auto list = object.find("entries");
  if (list == object.end() || !list->is_array()) return Wrong("entries", "is no list");
  for (size_t i = 0; i < list->size(); ++i) {
    CLIENT_ASSIGN_OR_RETURN(v1::Entry entry,
                            EntryOf((*list)[i].dump(), absl::StrFormat("entries[%d]", i)));
    entries.push_back(std::move(entry));
  }
  return absl::OkStatus();
}

absl::Status ReadLine(const json& object, CaseLine& line) {
  CLIENT_ASSIGN_OR_RETURN(line.alias, MemberText(object, "record"));
  if (object.contains("recorded")) {
    CLIENT_ASSIGN_OR_RETURN(line.recorded, TimeOf(object));
  }
  if (object.contains("typed_by")) {
    CLIENT_ASSIGN_OR_RETURN(line.typed_by, HolderOf(object["typed_by"]));
  }
  return ReadEntries(object, line.entries);
}

absl::Status ReadObject(std::string_view text, std::string_view record, CaseLine& line) {
  const json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return absl::InvalidArgumentError("this is no JSON object");
  if (record.empty()) return ReadLine(object, line);
  line.alias = std::string(record);
  CLIENT_ASSIGN_OR_RETURN(v1::Entry entry, EntryOf(std::string(text), "the object"));
  line.entries.push_back(std::move(entry));
  return absl::OkStatus();
}

}  // namespace

std::string CaseLine::Place() const { return absl::StrFormat("%s:%d", file, line); }

bool CaseLine::opens() const {
  return std::any_of(entries.begin(), entries.end(),
                     [](const v1::Entry& entry) { return entry.has_record_opened(); });
}

std::optional<v1::SourceKey> CaseLine::opening_source() const {
  for (const v1::Entry& entry : entries) {
    if (!entry.has_record_opened() || !entry.source().has_id()) continue;
    v1::SourceKey source;
    source.set_system(entry.source().system());
    source.set_id(entry.source().id());
    return source;
  }
  return std::nullopt;
}

std::vector<CaseLine> ParseCaseFile(const std::string& file, std::string_view text,
                                    std::string_view record) {
  std::vector<CaseLine> lines;
  for (const JsonObjectText& object : SplitJsonObjects(text)) {
    CaseLine line;
    line.fault = ReadObject(object.text, record, line);
    line.file = file;
    line.line = object.line;
    line.request_id = Sha256(line.alias + "\n" + std::string(object.text)).substr(0, 16);
    lines.push_back(std::move(line));
  }
  return lines;
}

void MergeByRecordedTime(std::vector<CaseLine>& lines) {
  std::vector<SortKey> order;
  for (size_t i = 0; i < lines.size(); ++i) {
    const CaseLine& line = lines[i];
    const bool same_file = i > 0 && lines[i - 1].file == line.file;
    SortKey key = same_file ? order.back() : SortKey{};
    if (line.recorded) key = {line.recorded->seconds(), line.recorded->nanos(), 0};
    key.index = i;
    order.push_back(key);
  }
  std::sort(order.begin(), order.end());
  std::vector<CaseLine> merged;
  for (const SortKey& key : order) merged.push_back(std::move(lines[key.index]));
  lines = std::move(merged);
}

v1::AppendEntriesRequest RequestFor(const CaseLine& line, const std::string& record_id,
                                    bool simulate_time) {
  v1::AppendEntriesRequest request;
  request.set_request_id(line.request_id);
  v1::RecordEntries& record = *request.add_records();
  record.set_record_id(record_id);
  if (record_id.empty()) {
    record.mutable_expected()->set_must_not_exist(true);
  } else {
    record.mutable_expected()->set_any(true);
  }
  for (const v1::Entry& entry : line.entries) *record.add_entries() = entry;
  if (simulate_time && line.recorded) *request.mutable_simulated_time() = *line.recorded;
  return request;
}

}  // namespace cairn::cli
