#include "clients/cli/print_timeline.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "clients/cli/moments.h"
#include "clients/cli/print_words.h"
#include "clients/cli/text_layout.h"

namespace cairn::cli {
namespace {

using Items = std::vector<const v1::TimelineItem*>;

constexpr size_t kWidth = kWidthMax;
constexpr size_t kStageWidth = 6;
// Within one cycle the day and month are enough, unless it lasts almost a year.
constexpr size_t kShortDateWidth = 6;
constexpr size_t kLongDateWidth = 11;
constexpr int64_t kShortDateDays = 330;
constexpr size_t kGapsIndent = 6;

std::string_view StageWord(v1::Stage stage) {
  switch (stage) {
    case v1::STAGE_ASSESS:
      return "ASSESS";
    case v1::STAGE_PLAN:
      return "PLAN";
    case v1::STAGE_DO:
      return "DO";
    case v1::STAGE_REVIEW:
      return "REVIEW";
    case v1::STAGE_EHC:
      return "EHC";
    case v1::STAGE_DISPUTE:
      return "RIGHTS";
    case v1::STAGE_RECORD:
      return "RECORD";
    case v1::STAGE_UNSPECIFIED:
    case v1::Stage_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Stage_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

// Every line of a table or an item ends before its right margin.
std::string Row(const std::string& what, const std::string& when, const std::string& given,
                const std::string& before_after, const std::string& shows) {
  return TableRow({{what, 30}, {when, 15}, {given, 14}, {before_after, 18}, {shows, 19}});
}

std::string TimesWords(const v1::TimelineHead& head) {
  if (head.simulated()) return "Recorded times were simulated: a demonstration.";
  return head.times_witnessed() ? "Recorded times were witnessed by others."
                                : "Recorded times rest on the server's clock alone.";
}

std::string PrintHead(const v1::TimelineHead& head, const TimelinePrint& how) {
  std::vector<std::string> who = {ChildWords(head.child_name(), head.nc_year(), head.born())};
  if (!head.school().empty()) who[0] += ", " + Plain(head.school());
  who.push_back(Plain(head.status()));
  std::string text = Hanging("TIMELINE  ", 10, Sentences(who), kWidth);

  const std::string known = KnownWords(head.as_of(), head.has_as_known_at(), head.as_known_at());
  const std::string viewer = head.viewer().empty() ? "This view" : Plain(head.viewer());
  text +=
      Hanging("", 0,
              absl::StrFormat("As on %s, %s. %s, %s. %s.", FullDate(head.as_of()), known, viewer,
                              head.withheld() ? "some of it withheld" : "nothing withheld",
                              how.by_date ? "By date" : "Stage order, then date"),
              kWidth);
  text += Hanging(
      "", 0, absl::StrFormat("= computed, rules v%d. %s", head.rules_version(), TimesWords(head)),
      kWidth);
  if (head.fictional()) text += Line("The person does not exist; everything here is invented.");
  return text;
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

std::string PrintTried(const v1::GetTimelineResponse& timeline) {
  std::string text = Row("TRIED", "WHEN", "GIVEN", "BEFORE > AFTER", "=SHOWS");
  for (const v1::TriedRow& row : timeline.tried()) {
    text += Row(Plain(row.what()), SpanOf(row.from(), row.to()), GivenWords(row),
                Plain(row.before_after()), Plain(row.shows()));
  }
  if (timeline.tried().empty()) text += Line("(nothing recorded)");
  return text;
}

// The days belong to the sentence, unless it counts them itself.
std::string GapWords(const v1::Gap& gap) {
  std::string words = Plain(gap.text());
  while (!words.empty() && words.back() == '.') words.pop_back();
  const bool counts_itself = absl::StrContains(words, " day");
  if (gap.days() > 0 && !counts_itself) words += ", " + DayCount(gap.days());
  return words + ".";
}

std::string PrintGaps(const v1::GetTimelineResponse& timeline) {
  if (timeline.gaps().empty()) return Line("GAPS  none found");
  std::string text;
  for (const v1::Gap& gap : timeline.gaps()) {
    text += Hanging(text.empty() ? "GAPS" : "", kGapsIndent, GapWords(gap), kWidth);
  }
  return text;
}

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

std::string MarksOf(const v1::TimelineItem& item) {
  std::string marks;
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
  sentences.push_back((item.disputed() ? "[DISPUTED] " : "") + text);
  for (const std::string& computed : item.computed()) sentences.push_back(Plain(computed));
  if (!item.imported().empty()) sentences.push_back(Capitalised(Plain(item.imported())));
  sentences.push_back(EnteredWords(item));
  return Sentences(sentences) + MarksOf(item);
}

// One item: `head`, its words wrapped beside it, its labels at the right end of the last line.
std::string PrintItem(const std::string& head, const v1::TimelineItem& item) {
  const size_t indent = Width(head);
  const std::string labels = LabelWords(item.labels());
  std::vector<std::string> lines = Wrap(ItemWords(item), kWidth - indent);
  if (indent + Width(lines.back()) + 2 + Width(labels) > kWidth) lines.emplace_back();
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string line = (i == 0 ? head : std::string(indent, ' ')) + lines[i];
    if (i + 1 == lines.size()) line += PadLeft(labels, kWidth - Width(line));
    text += Line(line);
  }
  return text;
}

std::string DateWords(const v1::Date& date, size_t width) {
  if (!date.has_year()) return std::string(width, ' ');
  return PadLeft(width == kShortDateWidth ? DayMonth(date) : FullDate(date), width);
}

bool LastsAlmostAYear(const Items& items) {
  const auto order = [](const v1::TimelineItem* a, const v1::TimelineItem* b) {
    return DaysBetween(a->occurred().from(), b->occurred().from()) > 0;
  };
  const auto [first, last] = std::minmax_element(items.begin(), items.end(), order);
  return DaysBetween((*first)->occurred().from(), (*last)->occurred().from()) >= kShortDateDays;
}

std::string PrintCycleItems(const Items& items) {
  if (items.empty()) return "";
  const size_t date_width = LastsAlmostAYear(items) ? kLongDateWidth : kShortDateWidth;
  std::string text;
  v1::Stage stage = v1::STAGE_UNSPECIFIED;
  for (const v1::TimelineItem* item : items) {
    const std::string_view word = item->stage() == stage ? "" : StageWord(item->stage());
    stage = item->stage();
    text += PrintItem(
        PadRight(word, kStageWidth) + " " + DateWords(item->occurred().from(), date_width) + "  ",
        *item);
  }
  return text;
}

std::string CycleHeading(const v1::Cycle& cycle) {
  const std::string name = absl::StrFormat("CYCLE %d  ", cycle.number());
  if (!cycle.to().has_year()) {
    return name + (cycle.from().has_year() ? "from " + FullDate(cycle.from()) : "") +
           ", not reviewed yet";
  }
  if (cycle.number() > 1 || !cycle.from().has_year()) return name + "to " + FullDate(cycle.to());
  return name + FullDate(cycle.from()) + " - " + FullDate(cycle.to());
}

std::string HeadingOf(const v1::GetTimelineResponse& timeline, int number) {
  for (const v1::Cycle& cycle : timeline.cycles()) {
    if (cycle.number() == number) return CycleHeading(cycle);
  }
  return number == 0 ? "OUTSIDE ANY CYCLE" : absl::StrFormat("CYCLE %d", number);
}

std::string PrintCycles(const v1::GetTimelineResponse& timeline) {
  std::map<int, Items> by_cycle;  // keeps the server's order within a cycle
  for (const v1::Cycle& cycle : timeline.cycles()) by_cycle[cycle.number()];
  for (const v1::TimelineItem& item : timeline.items()) by_cycle[item.cycle()].push_back(&item);
  std::string text;
  for (const auto& [number, items] : by_cycle) {
    text += Line(HeadingOf(timeline, number)) + PrintCycleItems(items);
  }
  return text;
}

std::string PrintByDate(const v1::GetTimelineResponse& timeline) {
  std::string text;
  for (const v1::TimelineItem& item : timeline.items()) {
    text += PrintItem(DateWords(item.occurred().from(), kLongDateWidth) + "  ", item);
  }
  return text;
}

}  // namespace

std::string PrintTimeline(const v1::GetTimelineResponse& timeline, const TimelinePrint& how) {
  std::string text = PrintHead(timeline.head(), how);
  text += PrintTried(timeline);
  text += PrintGaps(timeline);
  return text + (how.by_date ? PrintByDate(timeline) : PrintCycles(timeline));
}

}  // namespace cairn::cli
