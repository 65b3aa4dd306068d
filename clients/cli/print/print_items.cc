#include "clients/cli/print/print_items.h"

#include <algorithm>
#include <vector>

#include "clients/cli/names/moments.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

// `Entered 9 Oct by Juniper Halloway`: who typed it, and when, if not on the day.
std::string EnteredWords(const v1::TimelineItem& item) {
  if (item.entered_by().empty() && item.days_late() == 0) return "";
  std::string words = "Entered";
  const v1::Date recorded = LondonDate(item.recorded_time());
  const v1::Date& occurred = item.occurred().from();
  if (item.has_recorded_time() && !SameDate(recorded, occurred)) {
    words += " " + (recorded.year() == occurred.year() ? DayMonth(recorded) : FullDate(recorded));
  }
  if (!item.entered_by().empty()) words += " by " + Plain(item.entered_by());
  return words;
}

bool Bears(const v1::TimelineItem& item, v1::TimelineMark mark) {
  return std::find(item.marks().begin(), item.marks().end(), mark) != item.marks().end();
}

std::string MarksOf(const v1::TimelineItem& item) {
  std::string marks;
  if (Bears(item, v1::TIMELINE_MARK_PROVISION_MISSED)) marks += " [SECTION F PROVISION MISSED]";
  if (item.days_late() > 0) marks += " [LATE " + UpperCase(DayCount(item.days_late())) + "]";
  if (!item.corrected().empty()) marks += " [CORRECTED " + Plain(item.corrected()) + "]";
  if (!item.after_dispute().empty()) {
    marks += " [AFTER DISPUTE " + Plain(item.after_dispute()) + "]";
  }
  return marks;
}

std::string ItemWords(const v1::TimelineItem& item) {
  std::vector<std::string> sentences;
  std::string text = Plain(item.text());
  const v1::Occurred& occurred = item.occurred();
  if (occurred.to().has_year() && !SameDate(occurred.from(), occurred.to())) {
    text = "To " + DayMonth(occurred.to()) + ": " + text;
  }
  const std::string_view standing = Bears(item, v1::TIMELINE_MARK_VOIDED) ? "[VOID] "
                                    : item.disputed()                     ? "[DISPUTED] "
                                                                          : "";
  sentences.push_back(std::string(standing) + text);
  for (const std::string& computed : item.computed()) sentences.push_back(Plain(computed));
  if (!item.imported().empty()) sentences.push_back(Capitalised(Plain(item.imported())));
  sentences.push_back(EnteredWords(item));
  return Sentences(sentences) + MarksOf(item);
}

}  // namespace

std::string DateWords(const v1::Date& date, size_t width) {
  if (!date.has_year()) return std::string(width, ' ');
  return PadLeft(width == kShortDateWidth ? DayMonth(date) : FullDate(date), width);
}

std::string PrintItem(const std::string& head, const v1::TimelineItem& item) {
  const size_t indent = Width(head);
  const std::string labels = LabelWords(item.labels());
  std::vector<std::string> lines = Wrap(ItemWords(item), kWidthMax - indent);
  if (indent + Width(lines.back()) + 2 + Width(labels) > kWidthMax) lines.emplace_back();
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string line = (i == 0 ? head : std::string(indent, ' ')) + lines[i];
    if (i + 1 == lines.size()) line += PadLeft(labels, kWidthMax - Width(line));
    text += Line(line);
  }
  return text;
}

}  // namespace cairn::cli
