// Where people stand on a printed plan, and who has had it.
#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/print/plan_sheet.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

constexpr size_t kPositionsIndent = 20;
constexpr size_t kNameWidthMax = 28;

std::string StanceWords(v1::Stance stance) {
  switch (stance) {
    case v1::STANCE_AGREE:
      return "agrees";
    case v1::STANCE_PARTLY:
      return "agrees in part";
    case v1::STANCE_DISAGREE:
      return "disagrees";
    case v1::STANCE_NOT_ASKED:
      return "was not asked";
    case v1::STANCE_UNSPECIFIED:
    case v1::Stance_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Stance_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "not recorded";
}

// "disagrees 2 Dec 2024: t1 p1: cannot be measured; wants: a named adult A17".
std::string PositionWords(const v1::PlanPosition& position) {
  std::string words = StanceWords(position.stance());
  if (position.on().has_year()) words += " " + FullDate(position.on());
  if (!position.recorded_by().empty()) {
    words += ", recorded for them by " + Plain(position.recorded_by());
  }
  if (!position.items().empty()) words += ": " + Joined(position.items(), " ");
  if (!position.grounds().empty()) words += ": " + Joined(position.grounds(), " ");
  if (!position.wants().empty()) {
    words +=
        (absl::EndsWith(words, ".") ? " Wants: " : "; wants: ") + Joined(position.wants(), " ");
  }
  if (!position.label().empty()) words += " " + Plain(position.label());
  return words;
}

size_t NameWidth(const v1::Plan& plan) {
  size_t width = 0;
  for (const v1::PlanPosition& position : plan.positions()) {
    width = std::max(width, Width(Plain(position.person())));
  }
  return std::min(width, kNameWidthMax) + 2;
}

void PrintSending(PlanSheet& sheet) {
  const v1::Plan& plan = sheet.plan();
  std::string words;
  if (plan.has_sent_to_parents()) {
    words = FullDate(plan.sent_to_parents());
  } else {
    words = absl::StrFormat("! v%d not recorded", plan.plan_version());
    if (plan.last_version_sent() > 0) {
      words += absl::StrFormat(" (v%d sent %s)", plan.last_version_sent(),
                               FullDate(plan.last_version_sent_on()));
    }
  }
  sheet.Block("SENT TO PARENTS", words, kPositionsIndent);
  sheet.Findings("sent_to_parents", kPositionsIndent);
}

void PrintReading(PlanSheet& sheet) {
  const v1::Plan& plan = sheet.plan();
  std::string words = Joined(plan.read_by(), ", ");
  if (!plan.reading_recorded()) words = absl::StrFormat("! v%d none recorded", plan.plan_version());
  if (!plan.not_read_by().empty()) {
    words +=
        (words.empty() ? "! not read by " : "  ! not read by ") + Joined(plan.not_read_by(), ", ");
  }
  sheet.Block("READ BY STAFF", words, kPositionsIndent);
  sheet.Findings("read_by", kPositionsIndent);
}

// "v3 sent 14 Feb 2025, acknowledged 17 Feb 2025, given on the wording of 12 Feb 2025".
std::string CopyWords(const v1::PlanCopy& copy) {
  std::string words = copy.plan_version() == 0 ? "! version not recorded"
                                               : absl::StrFormat("v%d", copy.plan_version());
  if (copy.has_sent_on()) words += " sent " + FullDate(copy.sent_on());
  if (copy.has_acknowledged_on()) {
    words += std::string(copy.has_sent_on() ? "," : "") + " acknowledged " +
             FullDate(copy.acknowledged_on());
  }
  if (!copy.wording().empty()) words += ", " + Plain(copy.wording());
  return words + "  " + LabelWords(copy.labels());
}

void PrintCopies(PlanSheet& sheet) {
  std::string heading = "COPIES";
  for (const v1::PlanCopy& copy : sheet.plan().copies()) {
    sheet.Block(heading, Plain(copy.person()) + "  " + CopyWords(copy), kPositionsIndent);
    heading.clear();
  }
}

}  // namespace

void PrintPositions(PlanSheet& sheet) {
  const v1::Plan& plan = sheet.plan();
  std::string heading = absl::StrFormat("POSITIONS ON V%d", plan.plan_version());
  const size_t name_width = NameWidth(plan);
  for (const v1::PlanPosition& position : plan.positions()) {
    const std::string head =
        PadRight(heading, kPositionsIndent) + PadRight(Plain(position.person()), name_width);
    sheet.Block(head, PositionWords(position), kPositionsIndent + name_width);
    heading.clear();
  }
  if (!heading.empty()) sheet.Block(heading, "none recorded", kPositionsIndent);
  sheet.Findings("positions", kPositionsIndent);
  sheet.Findings("disputes", kPositionsIndent);
}

void PrintCirculation(PlanSheet& sheet) {
  PrintSending(sheet);
  PrintReading(sheet);
  PrintCopies(sheet);
}

}  // namespace cairn::cli
