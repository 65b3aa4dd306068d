#include "tests/golden/projections/timeline_text.h"

#include <algorithm>
#include <vector>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_format.h"

#include "projections/calendar/date.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

constexpr size_t kWidth = 100;

// `text` broken at spaces, every line after the first indented.
std::string Wrapped(const std::string& first_indent, std::string text, size_t indent) {
  std::string wrapped;
  std::string line = first_indent;
  while (line.size() + text.size() > kWidth) {
    size_t space = text.rfind(' ', kWidth - line.size());
    if (space == std::string::npos || space == 0) space = std::min(text.find(' '), text.size());
    wrapped += line + text.substr(0, space) + "\n";
    text.erase(0, std::min(space + 1, text.size()));
    line = std::string(indent, ' ');
  }
  return wrapped + line + text + "\n";
}

std::string Span(const v1::Date& from, const v1::Date& to) {
  return to.has_year() ? FormatDate(from) + " - " + FormatDate(to) : "from " + FormatDate(from);
}

std::string DetailText(const std::string& head, const std::string& text) {
  return text.empty() ? "" : Wrapped("    " + head + ": ", text, 8);
}

std::string SaidText(const google::protobuf::RepeatedPtrField<v1::SaidLine>& said) {
  std::vector<std::string> lines;
  for (const v1::SaidLine& line : said) {
    lines.push_back(absl::StrFormat("%s %s (%s): %s [%s]", FormatDate(line.on()), line.person(),
                                    Words(line.capacity()), line.text(), line.label()));
  }
  return Join(lines, "; ");
}

std::string MeasuresText(const v1::TriedRow& row) {
  std::vector<std::string> lines;
  for (const v1::MeasuredLine& line : row.measures()) {
    lines.push_back(absl::StrFormat("%s %s, by %s [%s]", FormatDate(line.on()), line.text(),
                                    line.tester(), line.label()));
  }
  return Join(lines, "; ");
}

std::string TriedText(const v1::TriedRow& row) {
  const std::string text =
      absl::StrFormat("%s | %s | %s | =%s [%s, v%d]", Span(row.from(), row.to()), row.given(),
                      row.before_after(), row.shows(), Words(row.verdict()), row.formula_version());
  return Wrapped("  " + row.what() + " | ", text, 6) + DetailText("why", row.why()) +
         DetailText("by", row.by_whom()) + DetailText("training", row.training()) +
         DetailText("measured", MeasuresText(row)) +
         DetailText("child", SaidText(row.child_said())) +
         DetailText("parents", SaidText(row.parents_said())) +
         DetailText("reviews", Join(row.review_decided(), "; ")) +
         DetailText("then", row.came_next()) + DetailText("entries", Join(row.labels(), " "));
}

std::string WhenText(const v1::Occurred& occurred) {
  return occurred.has_to() ? FormatDate(occurred.from()) + " - " + FormatDate(occurred.to())
                           : FormatDate(occurred.from());
}

std::string MarksText(const v1::TimelineItem& item) {
  std::string marks;
  const CivilDate recorded =
      DayOfMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(item.recorded_time()));
  if (!item.entered_by().empty()) {
    marks += " {entered " + FormatDate(recorded) + " by " + item.entered_by() + "}";
  }
  if (item.days_late() > 0) marks += absl::StrFormat(" [LATE %d DAYS]", item.days_late());
  if (!item.imported().empty()) marks += " [" + item.imported() + "]";
  if (!item.corrected().empty()) marks += " [CORRECTED " + item.corrected() + "]";
  if (item.disputed()) marks += " [DISPUTED]";
  if (!item.after_dispute().empty()) marks += " [WRITTEN AFTER " + item.after_dispute() + "]";
  return marks;
}

std::string ItemText(const v1::TimelineItem& item) {
  std::string text = item.text() + MarksText(item);
  for (const std::string& line : item.computed()) text += " " + line;
  text += " | " + Join(item.labels(), " ");
  return Wrapped("    " + WhenText(item.occurred()) + "  ", text, 8);
}

std::string HeadText(const v1::TimelineHead& head) {
  return absl::StrFormat("TIMELINE  %s, b. %s, Y%s, %s. %s%s\nAs of %s. %s. rules v%d\n",
                         head.child_name(), FormatDate(head.born()), head.nc_year(), head.school(),
                         head.status(), head.fictional() ? " (fictional)" : "",
                         FormatDate(head.as_of()), head.viewer(), head.rules_version());
}

}  // namespace

std::string TimelineText(const v1::GetTimelineResponse& timeline) {
  std::string text = HeadText(timeline.head()) + "TRIED\n";
  for (const v1::TriedRow& row : timeline.tried()) text += TriedText(row);
  text += "GAPS\n";
  for (const v1::Gap& gap : timeline.gaps()) {
    text += Wrapped("  ",
                    absl::StrFormat("%s [%s, since %s, %d days]", gap.text(), gap.rule_id(),
                                    FormatDate(gap.since()), gap.days()),
                    6);
  }
  for (const v1::Cycle& cycle : timeline.cycles()) {
    text += absl::StrFormat("CYCLE %d  %s\n", cycle.number(), Span(cycle.from(), cycle.to()));
    v1::Stage stage = v1::STAGE_UNSPECIFIED;
    for (const v1::TimelineItem& item : timeline.items()) {
      if (item.cycle() != cycle.number()) continue;
      if (item.stage() != stage) text += "  " + Code(item.stage()) + "\n";
      stage = item.stage();
      text += ItemText(item);
    }
  }
  return text;
}

}  // namespace cairn
