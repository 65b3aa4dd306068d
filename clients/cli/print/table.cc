#include "clients/cli/print/table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

#include "clients/cli/names/moments.h"

namespace cairn::cli {
namespace {

constexpr size_t kNoteIndent = 4;
// A text of words need not be wider than this to be read.
constexpr size_t kTextWidthMin = 12;

// How wide a column is, and how narrow it may become.
struct Span {
  size_t column;
  size_t width = 0;
  size_t least = 0;
};

size_t LongestWord(std::string_view text) {
  size_t longest = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    longest = std::max(longest, Width(word));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return longest;
}

bool Wraps(Fit fit) { return fit == Fit::kWraps || fit == Fit::kDiffers; }

bool IsShown(const Table& table, size_t x) {
  if (table.columns[x].head.empty()) return false;
  const auto words = [x](const TableLine& line) -> const std::string& {
    return line.values[x].words;
  };
  const std::string& first = words(table.lines.front());
  const bool alike = std::all_of(table.lines.begin(), table.lines.end(),
                                 [&](const TableLine& line) { return words(line) == first; });
  return !alike || (!first.empty() && table.columns[x].fit != Fit::kDiffers);
}

Span SpanOf(const Table& table, size_t x) {
  const TableColumn& column = table.columns[x];
  Span span{x, Width(column.head), LongestWord(column.head)};
  for (const TableLine& line : table.lines) {
    const std::string& words = line.values[x].words;
    span.width = std::max(span.width, Width(words));
    span.least = std::max(
        span.least, Wraps(column.fit) ? std::min(LongestWord(words), kTextWidthMin) : Width(words));
  }
  return span;
}

// How much of `width` a column needs once its words are broken at it.
size_t WidthWithin(const Table& table, size_t x, size_t width) {
  size_t needed = 0;
  const auto measure = [&](const std::string& words) {
    for (const std::string& line : Wrap(words, width)) needed = std::max(needed, Width(line));
  };
  measure(table.columns[x].head);
  for (const TableLine& line : table.lines) measure(line.values[x].words);
  return needed;
}

// Takes from the widest column that can give, until the line is no longer than `width`. A column
// gives all that its next line break frees, so that few cells are broken.
void Narrow(const Table& table, std::vector<Span>& spans, size_t width) {
  size_t used = spans.size() - 1;
  for (const Span& span : spans) used += span.width;
  while (used > width) {
    Span* widest = nullptr;
    for (Span& span : spans) {
      const bool gives = span.width > span.least;
      if (gives && (widest == nullptr || span.width > widest->width)) widest = &span;
    }
    if (widest == nullptr) return;
    const size_t narrower =
        std::max(widest->least, WidthWithin(table, widest->column, widest->width - 1));
    used -= widest->width - narrower;
    widest->width = narrower;
  }
}

std::vector<Span> Spans(const Table& table, size_t width) {
  std::vector<Span> spans;
  for (size_t x = 0; x < table.columns.size(); ++x) {
    if (IsShown(table, x)) spans.push_back(SpanOf(table, x));
  }
  if (!spans.empty()) Narrow(table, spans, width);
  return spans;
}

bool IsWholeNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// "-3", "+0.5".
bool IsSignedNumber(std::string_view text) {
  text.remove_prefix(1);
  const size_t point = std::min(text.find('.'), text.size());
  const bool has_fraction = point < text.size();
  return IsWholeNumber(text.substr(0, point)) &&
         (!has_fraction || IsWholeNumber(text.substr(point + 1)));
}

// A spreadsheet would take it for a formula and run it.
bool LooksLikeAFormula(std::string_view text) {
  constexpr std::string_view kBegins = "=+-@\t\r";
  if (text.empty() || kBegins.find(text.front()) == kBegins.npos) return false;
  const bool is_signed = text.front() == '-' || text.front() == '+';
  return !(is_signed && IsSignedNumber(text));
}

}  // namespace

Value Text(std::string_view text) {
  std::string plain = Plain(text);
  return {plain, plain};
}

Value Day(const v1::Date& date) {
  if (!date.has_year()) return {};
  std::string iso = absl::StrFormat("%04d", date.year());
  if (date.has_month()) absl::StrAppendFormat(&iso, "-%02d", date.month());
  if (date.has_day()) absl::StrAppendFormat(&iso, "-%02d", date.day());
  return {FullDate(date), iso};
}

Value Number(int64_t number) {
  if (number < 0) return {};
  return Text(absl::StrCat(number));
}

Value Money(int64_t pence) {
  if (pence < 0) return {};
  std::string pounds = absl::StrCat(pence / 100);
  for (size_t digits = 3; pounds.size() > digits; digits += 4) {
    pounds.insert(pounds.size() - digits, ",");
  }
  return {absl::StrFormat("£%s.%02d", pounds, pence % 100), absl::StrCat(pence)};
}

Value Mark(bool is, std::string_view what) { return {is ? std::string(what) : "", is ? "1" : "0"}; }

std::string PrintTable(const Table& table, const TablePrint& how) {
  if (table.lines.empty()) return "";
  const std::vector<Span> spans = Spans(table, how.width);
  std::vector<Cell> cells;
  for (const Span& span : spans) {
    const TableColumn& column = table.columns[span.column];
    cells.push_back({column.head, span.width, column.fit == Fit::kRight});
  }
  std::string text = TableRow(cells);
  for (const TableLine& line : table.lines) {
    for (size_t i = 0; i < spans.size(); ++i) {
      const Value& value = line.values[spans[i].column];
      cells[i].text = value.words;
      cells[i].tone = how.colour ? value.tone : Tone::kOrdinary;
    }
    text += TableRow(cells);
    for (const std::string& note : line.notes) {
      if (note.empty()) continue;
      text += Hanging(std::string(kNoteIndent, ' '), kNoteIndent, note, how.width);
    }
  }
  return text;
}

std::string CsvField(std::string_view text) {
  std::string field = LooksLikeAFormula(text) ? "'" : "";
  field.append(text);
  if (field.find_first_of(",\"\r\n") == field.npos) return field;
  return absl::StrCat("\"", absl::StrReplaceAll(field, {{"\"", "\"\""}}), "\"");
}

std::string CsvOf(const Table& table) {
  std::string csv;
  const auto write = [&](const auto& text_of) {
    bool first = true;
    for (size_t x = 0; x < table.columns.size(); ++x) {
      if (table.columns[x].field.empty()) continue;
      if (!first) csv += ',';
      csv += CsvField(text_of(x));
      first = false;
    }
    csv += "\r\n";
  };
  write([&](size_t x) -> std::string_view { return table.columns[x].field; });
  for (const TableLine& line : table.lines) {
    write([&](size_t x) -> std::string_view { return line.values[x].csv; });
  }
  return csv;
}

}  // namespace cairn::cli
