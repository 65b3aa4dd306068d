#include "clients/cli/print/print_timeline.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/print/print_items.h"
#include "clients/cli/print/print_tried.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

using Items = std::vector<const v1::TimelineItem*>;

constexpr size_t kWidth = kWidthMax;
constexpr size_t kStageWidth = 6;
// Within one cycle the day and month are enough, unless it lasts almost a year.
constexpr int64_t kShortDateDays = 330;

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
  text += PrintTried(timeline.tried(), how.detail ? TriedPrint::kWithDetail : TriedPrint::kRows);
  text += PrintGaps(timeline.gaps());
  return text + (how.by_date ? PrintByDate(timeline) : PrintCycles(timeline));
}

}  // namespace cairn::cli
