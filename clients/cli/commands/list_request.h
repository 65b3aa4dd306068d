// What the commands that list share: how a list is asked for, page by page, and how the answer is
// written.
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"

#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/record_service.pb.h"

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/names/code_names.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/table.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {

inline constexpr int kListPageSize = 1000;

// What is listed, by whatever name the answer has for it.
template <typename Response>
auto& RowsIn(Response& response) {
  return *response.mutable_rows();
}
inline auto& RowsIn(v1::ListEventsResponse& response) { return *response.mutable_events(); }
inline auto& RowsIn(v1::ListReadsResponse& response) { return *response.mutable_reads(); }

// Every page of a list, up to `limit` rows (0: all), in one message without a page token. Its
// position is that of the first page: what every page reflects.
template <typename Request, typename Response>
absl::StatusOr<Response> WholeList(client::Client& client,
                                   absl::StatusOr<Response> (client::Client::*ask)(const Request&),
                                   Request request, int limit, int page_size = kListPageSize) {
  const auto left = [&](int rows) { return std::min(limit - rows, page_size); };
  request.set_page_size(limit > 0 ? left(0) : page_size);
  CLIENT_ASSIGN_OR_RETURN(Response whole, (client.*ask)(request));
  auto& rows = RowsIn(whole);
  while (!whole.next_page_token().empty() && (limit == 0 || rows.size() < limit)) {
    request.set_page_token(whole.next_page_token());
    if (limit > 0) request.set_page_size(left(rows.size()));
    CLIENT_ASSIGN_OR_RETURN(Response page, (client.*ask)(request));
    for (auto& row : RowsIn(page)) *rows.Add() = std::move(row);
    whole.set_next_page_token(page.next_page_token());
  }
  whole.clear_next_page_token();
  const bool has_more = limit > 0 && rows.size() > limit;  // than was asked for
  if (has_more) rows.DeleteSubrange(limit, rows.size() - limit);
  return whole;
}

// Puts the setting of `list` into a request.
template <typename Request>
absl::Status FillList(const ListOptions& list, Request& request) {
  if (list.setting.empty()) return absl::OkStatus();
  CLIENT_ASSIGN_OR_RETURN(const std::string setting, IdFromHex(list.setting));
  request.set_setting_id(setting);
  return absl::OkStatus();
}

// Puts a day that was typed into what `field` gives; an empty text leaves it absent.
template <typename Field>
absl::Status FillDay(const std::string& text, const Field& field) {
  if (text.empty()) return absl::OkStatus();
  CLIENT_ASSIGN_OR_RETURN(*field(), ParseDate(text));
  return absl::OkStatus();
}

// Columns of who a row is about, before its own.
template <typename Row>
std::vector<Column<Row>> WithChild(std::vector<Column<Row>> columns) {
  const std::vector<Column<Row>> child = {
      {"CHILD", "name", [](const Row& row) { return Text(row.child().name()); }},
      {"YEAR", "nc_year", [](const Row& row) { return Text(row.child().nc_year()); }, Fit::kWhole},
      {"SCHOOL", "school", [](const Row& row) { return Text(row.child().school()); },
       Fit::kDiffers},
      {"", "record_id", [](const Row& row) { return Text(HexOf(row.child().record_id())); }},
      {"", "setting_id", [](const Row& row) { return Text(HexOf(row.child().setting_id())); }},
      {"", "fictional", [](const Row& row) { return Mark(row.child().fictional(), "fictional"); }}};
  return Beside(child, std::move(columns));
}

template <typename Rows>
std::string FictionWords(const Rows& rows) {
  const bool fictional = std::any_of(rows.begin(), rows.end(),
                                     [](const auto& row) { return row.child().fictional(); });
  return fictional ? "The children do not exist; everything here is invented.\n" : "";
}

// `3 children`, or `100 of 340 children`.
inline std::string CountWords(int shown, int total, std::string_view one, std::string_view many) {
  const std::string_view what = total == 1 ? one : many;
  if (shown < total) return absl::StrFormat("%d of %d %s", shown, total, what);
  return absl::StrFormat("%d %s", total, what);
}

// Writes a list as it was asked for: JSON, CSV, or the table with `foot` under it.
template <typename Response>
ExitCode WriteList(const Response& response, const Table& table, const std::string& foot, bool csv,
                   const Output& output) {
  if (output.json && csv) {
    return output.Misused(absl::InvalidArgumentError("--json and --csv exclude each other"));
  }
  if (output.json) {
    output.Json(response);
  } else if (csv) {
    output.out << CsvOf(table);
  } else {
    output.out << PrintTable(table, {output.width, output.colour}) << foot;
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
