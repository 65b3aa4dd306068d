#include "clients/cli/print/print_tried.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

constexpr size_t kGapsIndent = 6;
constexpr size_t kDetailIndent = 14;

// Every line of a table or an item ends before its right margin.
std::string TriedRow(const std::string& what, const std::string& when, const std::string& given,
                     const std::string& before_after, const std::string& shows) {
  return TableRow({{what, 30}, {when, 15}, {given, 14}, {before_after, 18}, {shows, 19}});
}

std::string GivenWords(const v1::TriedRow& row) {
  if (!row.given().empty()) return Plain(row.given());
  if (row.provision_id().empty()) return "";
  if (row.delivered_sessions() < 0) return "no log";
  std::string words = absl::StrFormat("%d", row.delivered_sessions());
  if (row.planned_sessions() >= 0) words += absl::StrFormat("/%d", row.planned_sessions());
  if (row.logged_to().has_year()) words += " to " + DayMonth(row.logged_to());
  return words;
}

// `  Why         ...`; nothing for what nobody recorded.
std::string Detail(std::string_view head, const std::string& text) {
  if (text.empty()) return "";
  return Hanging(PadRight("  " + std::string(head), kDetailIndent), kDetailIndent, text, kWidthMax);
}

std::string InBrackets(const std::string& text) { return text.empty() ? "" : " (" + text + ")"; }

std::string MeasureWords(const v1::TriedRow& row) {
  std::vector<std::string> measures;
  for (const v1::MeasuredLine& line : row.measures()) {
    measures.push_back(FullDate(line.on()) + " " + Plain(line.text()) +
                       InBrackets(Plain(line.tester())));
  }
  return Listed(measures, "; ");
}

// `9 Dec 2024 Delphine Larkwhistle: Disagree: ... A17`.
std::string SaidWords(const google::protobuf::RepeatedPtrField<v1::SaidLine>& said) {
  std::vector<std::string> lines;
  for (const v1::SaidLine& line : said) {
    const std::string person = Plain(line.person());
    lines.push_back(FullDate(line.on()) + (person.empty() ? "" : " " + person) + ": " +
                    Plain(line.text()) + (line.label().empty() ? "" : " " + Plain(line.label())));
  }
  return Listed(lines, "; ");
}

std::string PrintDetail(const v1::TriedRow& row) {
  const std::string training = Plain(row.training());
  std::string by_whom = Plain(row.by_whom());
  if (!training.empty()) by_whom += by_whom.empty() ? training : "; " + training;
  return Detail("Why", Plain(row.why())) + Detail("Given by", by_whom) +
         Detail("Measured", MeasureWords(row)) + Detail("Child said", SaidWords(row.child_said())) +
         Detail("Parents", SaidWords(row.parents_said())) +
         Detail("Reviews", Joined(row.review_decided(), "; ")) +
         Detail("Then", Plain(row.came_next())) + Detail("Entries", LabelWords(row.labels()));
}

// The days belong to the sentence, unless it counts them itself.
std::string GapWords(const v1::Gap& gap) {
  std::string words = Plain(gap.text());
  while (!words.empty() && words.back() == '.') words.pop_back();
  const bool counts_itself = absl::StrContains(words, " day");
  if (gap.days() > 0 && !counts_itself) words += ", " + DayCount(gap.days());
  return words + ".";
}

}  // namespace

std::string PrintTried(const TriedRows& rows, TriedPrint how) {
  std::string text = TriedRow("TRIED", "WHEN", "GIVEN", "BEFORE > AFTER", "=SHOWS");
  for (const v1::TriedRow& row : rows) {
    text += TriedRow(Plain(row.what()), SpanOf(row.from(), row.to()), GivenWords(row),
                     Plain(row.before_after()), Plain(row.shows()));
    if (how == TriedPrint::kWithDetail) text += PrintDetail(row);
  }
  if (rows.empty()) text += Line("(nothing recorded)");
  return text;
}

std::string PrintGaps(const Gaps& gaps) {
  if (gaps.empty()) return Line("GAPS  none found");
  std::string text;
  for (const v1::Gap& gap : gaps) {
    text += Hanging(text.empty() ? "GAPS" : "", kGapsIndent, GapWords(gap), kWidthMax);
  }
  return text;
}

}  // namespace cairn::cli
