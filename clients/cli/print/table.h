// Tables of the command line: columns are data, and one printer lays them out in a terminal or
// writes them as CSV. Pure.
//
// A value has words for people and a text for programs: days are `3 Jan 2025` and `2025-01-03`,
// money is in pounds and in pence. Both are plain (text_layout.h): no value can steer a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cairn/v1/time.pb.h"

#include "clients/cli/print/text_layout.h"

namespace cairn::cli {

struct Value {
  std::string words;
  std::string csv;
  Tone tone = Tone::kOrdinary;
};

Value Text(std::string_view text);
Value Day(const v1::Date& date);
// Nothing when it is unknown, which the contract writes as -1.
Value Number(int64_t number);
// `£1,234.50` and `123450`; nothing when it is unknown.
Value Money(int64_t pence);
// `what` or nothing, and `1` or `0`.
Value Mark(bool is, std::string_view what);

// How a column takes part in a line that is too long.
enum class Fit {
  kWraps,    // text: gives way first
  kWhole,    // a day or a code: broken only when nothing else is left to give
  kRight,    // the same, to the right: a number
  kDiffers,  // text that is left out where every row says the same, e.g. the school
};

// One column of rows of a type. A lambda without captures makes each value.
template <typename Row>
struct Column {
  std::string_view head;   // in a terminal; empty: only in CSV
  std::string_view field;  // in CSV, named as in the contract; empty: only in a terminal
  Value (*of)(const Row&);
  Fit fit = Fit::kWraps;
};

struct TableColumn {
  std::string head;
  std::string field;
  Fit fit;
};
struct TableLine {
  std::vector<Value> values;       // one for each column
  std::vector<std::string> notes;  // paragraphs under the line, in a terminal
};
struct Table {
  std::vector<TableColumn> columns;
  std::vector<TableLine> lines;
};

template <typename Row, typename Rows>
Table TableOf(const std::vector<Column<Row>>& columns, const Rows& rows) {
  Table table;
  for (const Column<Row>& column : columns) {
    table.columns.push_back({std::string(column.head), std::string(column.field), column.fit});
  }
  for (const Row& row : rows) {
    TableLine& line = table.lines.emplace_back();
    for (const Column<Row>& column : columns) line.values.push_back(column.of(row));
  }
  return table;
}

// Puts `columns` behind others.
template <typename Row>
std::vector<Column<Row>> Beside(std::vector<Column<Row>> first, std::vector<Column<Row>> columns) {
  for (Column<Row>& column : columns) first.push_back(std::move(column));
  return first;
}

struct TablePrint {
  // Of a line; a table whose words are longer than that is broken within its cells.
  size_t width = kWidthMax;
  // Tones are shown as colours, too.
  bool colour = false;
};

// Heads and lines; columns in which nothing stands are left out. Empty without lines.
std::string PrintTable(const Table& table, const TablePrint& how);

// RFC 4180: a line of field names, then the lines, each ending with CR LF. UTF-8.
std::string CsvOf(const Table& table);

// A field of CSV, in quotes where it needs them. What a spreadsheet would take for a formula, which
// could send a child's data away when the file is opened, begins with an apostrophe; a signed
// number stays as it is.
std::string CsvField(std::string_view text);

}  // namespace cairn::cli
