#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/local_files.h"

namespace cairn::cli {
namespace {

constexpr std::string_view kCensus = "census";

// A return as it came.
struct Return {
  v1::ReturnHeader header;
  std::vector<v1::ReturnRow> rows;
  v1::ReturnEnd end;
};

absl::StatusOr<v1::ExportReturnRequest> RequestOf(const ReturnOptions& options) {
  v1::ExportReturnRequest request;
  request.set_kind(options.kind == kCensus ? v1::RETURN_KIND_SCHOOL_CENSUS : v1::RETURN_KIND_SEN2);
  CLIENT_RETURN_IF_ERROR(FillList({.setting = options.setting}, request));
  CLIENT_RETURN_IF_ERROR(FillDay(options.census_day, [&] { return request.mutable_census_day(); }));
  return request;
}

// Columns are the fields of the part; who it is about comes first and what is missing last.
Table PartOf(const Return& whole, const v1::ReturnModule& module) {
  Table table;
  table.columns.push_back({"RECORD", "record_id", Fit::kWhole});
  for (const std::string& field : module.fields()) {
    table.columns.push_back({Plain(field), Plain(field), Fit::kWraps});
  }
  table.columns.push_back({"MISSING", "missing", Fit::kWraps});
  for (const v1::ReturnRow& row : whole.rows) {
    if (row.module() != module.name()) continue;
    std::vector<Value>& values = table.lines.emplace_back().values;
    values.push_back(Text(HexOf(row.record_id())));
    for (int i = 0; i < module.fields_size(); ++i) {
      values.push_back(i < row.values_size() ? Text(row.values(i)) : Value());
    }
    values.push_back(Text(absl::StrJoin(row.missing(), "; ")));
  }
  return table;
}

// How many rows each part has, and how many of them lack something.
Table PartsTable(const Return& whole) {
  std::map<std::string, std::pair<int64_t, int64_t>> counts;
  for (const v1::ReturnRow& row : whole.rows) {
    ++counts[row.module()].first;
    if (!row.missing().empty()) ++counts[row.module()].second;
  }
  Table table{
      {{"PART", "", Fit::kWraps}, {"ROWS", "", Fit::kRight}, {"INCOMPLETE", "", Fit::kRight}}, {}};
  for (const v1::ReturnModule& module : whole.header.modules()) {
    const auto& [rows, incomplete] = counts[module.name()];
    table.lines.push_back({{Text(module.name()), Number(rows), Number(incomplete)}, {}});
  }
  return table;
}

Table MissingTable(const Return& whole) {
  Table table{
      {{"RECORD", "", Fit::kWhole}, {"PART", "", Fit::kWraps}, {"MISSING", "", Fit::kWraps}}, {}};
  for (const v1::ReturnRow& row : whole.rows) {
    if (row.missing().empty()) continue;
    table.lines.push_back({{Text(HexOf(row.record_id())), Text(row.module()),
                            Text(absl::StrJoin(row.missing(), ", "))},
                           {}});
  }
  return table;
}

std::string PrintReturn(const Return& whole, const ReturnOptions& options, size_t width) {
  const TablePrint how{.width = width};
  const std::string title = options.kind == kCensus ? "School census, SEN" : "SEN2, person level";
  return Line(title + ", census day " + FullDate(whole.header.census_day())) +
         Hanging("", 0, Plain(whole.header.specification()), width) +
         PrintTable(PartsTable(whole), how) + PrintTable(MissingTable(whole), how) +
         absl::StrFormat("%s, %d incomplete. With --csv or --to their values.\n",
                         CountWords(whole.end.rows(), whole.end.rows(), "row", "rows"),
                         whole.end.incomplete());
}

ExitCode WriteParts(const Return& whole, const std::string& folder, const Output& output) {
  const std::filesystem::path into(folder);
  absl::Status written = MakePrivateFolder(into);
  for (const v1::ReturnModule& module : whole.header.modules()) {
    const bool is_name = !module.name().empty() && module.name().find('/') == std::string::npos &&
                         module.name().front() != '.';
    if (!is_name) written.Update(absl::InvalidArgumentError("the server named no file for a part"));
    if (!written.ok()) break;
    written =
        CreateFile(into / (module.name() + ".csv"), CsvOf(PartOf(whole, module)), Secrecy::kSecret);
    if (written.ok()) output.out << Line((into / (module.name() + ".csv")).string());
  }
  return written.ok() ? ExitCode::kOk : output.Misused(written);
}

ExitCode WritePart(const Return& whole, const std::string& name, const Output& output) {
  std::string names;
  const v1::ReturnModule* asked = nullptr;
  for (const v1::ReturnModule& module : whole.header.modules()) {
    names += (names.empty() ? "" : ", ") + Plain(module.name());
    const bool only = name.empty() && whole.header.modules_size() == 1;
    if (only || module.name() == name) asked = &module;
  }
  if (asked == nullptr) {
    return output.Misused(
        absl::InvalidArgumentError("say which part with --part, or --to DIR for all: " + names));
  }
  output.out << CsvOf(PartOf(whole, *asked));
  return ExitCode::kOk;
}

// Takes the messages of the reply.
void Take(const v1::ExportReturnResponse& message, Return& whole) {
  switch (message.part_case()) {
    case v1::ExportReturnResponse::kHeader:
      whole.header = message.header();
      break;
    case v1::ExportReturnResponse::kRow:
      whole.rows.push_back(message.row());
      break;
    case v1::ExportReturnResponse::kEnd:
      whole.end = message.end();
      break;
    case v1::ExportReturnResponse::PART_NOT_SET:
      break;
  }
}

}  // namespace

ExitCode RunReturn(client::Client& client, const ReturnOptions& options, const Output& output) {
  const absl::StatusOr<v1::ExportReturnRequest> request = RequestOf(options);
  if (!request.ok()) return output.Failed(request.status());
  Return whole;
  bool ended = false;
  const absl::Status sent =
      client.ExportReturn(*request, [&](const v1::ExportReturnResponse& message) {
        ended = message.has_end();
        if (output.json) {
          output.Json(message);
        } else {
          Take(message, whole);
        }
        return absl::OkStatus();
      });
  if (!sent.ok()) return output.Failed(sent);
  if (!ended)
    return output.Failed(absl::DataLossError("the server ended its reply without a count"));
  if (output.json) return ExitCode::kOk;
  if (!options.folder.empty()) return WriteParts(whole, options.folder, output);
  if (options.csv) return WritePart(whole, options.part, output);
  output.out << PrintReturn(whole, options, output.width);
  return ExitCode::kOk;
}

}  // namespace cairn::cli
