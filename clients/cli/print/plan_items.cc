// Outcomes, targets and provision of a printed plan.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "clients/cli/names/code_names.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/print/plan_sheet.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

using Parts = std::vector<std::string>;

constexpr char kBetweenFacts[] = "   ";

// What has become of an item; an empty one when the view does not say.
template <typename Item>
const Item& Fate(const google::protobuf::RepeatedPtrField<Item>& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const Item& item) { return item.item_id() == id; });
  return found == items.end() ? Item::default_instance() : *found;
}

std::string OutcomeWords(const v1::Outcome& outcome) {
  const std::string text = Plain(outcome.text());
  const bool says_when = absl::StartsWithIgnoreCase(text, "by ");
  if (!outcome.by().has_year() || says_when) return text;
  return "By " + FullDate(outcome.by()) + ": " + text;
}

std::string StateWords(v1::TargetState state) {
  switch (state) {
    case v1::TARGET_STATE_MET:
      return "MET";
    case v1::TARGET_STATE_NOT_MET:
      return "NOT MET";
    case v1::TARGET_STATE_OPEN:
    case v1::TARGET_STATE_UNSPECIFIED:
    case v1::TargetState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::TargetState_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

std::string StartWords(const v1::Target& target) {
  if (target.has_baseline()) return "Start " + DecimalWords(target.baseline());
  return target.baseline_text().empty() ? "" : "Start " + Plain(target.baseline_text());
}

std::string AimWords(const v1::Target& target) {
  std::string words = target.has_aim() ? "Aim " + DecimalWords(target.aim()) : "";
  if (target.has_out_of()) {
    words += (words.empty() ? "Out of " : " of ") + DecimalWords(target.out_of());
  }
  if (target.due().has_year()) words += (words.empty() ? "By " : " by ") + FullDate(target.due());
  return words;
}

std::string NowWords(const v1::PlanTarget& fate) {
  if (!fate.has_now()) return "";
  std::string words = "Now " + DecimalWords(fate.now());
  if (fate.measured_on().has_year()) words += " on " + FullDate(fate.measured_on());
  return words;
}

std::string JoinedParts(const Parts& parts, const char* separator) {
  Parts said;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(said),
               [](const std::string& part) { return !part.empty(); });
  return absl::StrJoin(said, separator);
}

// A line of its own for what is stated.
void PrintStated(PlanSheet& sheet, const std::string& label, const std::string& words) {
  if (!words.empty()) sheet.Block("", label + words);
}

bool ServesAnOutcome(const v1::PlanContent& content, const v1::Target& target) {
  return std::any_of(
      content.outcomes().begin(), content.outcomes().end(),
      [&](const v1::Outcome& outcome) { return outcome.item_id() == target.outcome_id(); });
}

// Where the target comes from. The outcome is named where the target does not stand under it.
void PrintReasons(PlanSheet& sheet, const v1::Target& target) {
  if (target.has_baseline()) PrintStated(sheet, "Starts from ", Plain(target.baseline_text()));
  PrintStated(sheet, "Set by ", cli::Joined(target.set_by(), ", "));
  PrintStated(sheet, "Matters because: ", Plain(target.relevance()));
  PrintStated(sheet, "Can be reached because: ", Plain(target.attainable_because()));
  if (!ServesAnOutcome(sheet.plan().content(), target)) {
    PrintStated(sheet, "For outcome ", Plain(target.outcome_id()));
  }
}

void PrintTarget(PlanSheet& sheet, const v1::Target& target) {
  const v1::PlanTarget& fate = Fate(sheet.plan().targets(), target.item_id());
  sheet.Block("  TARGET " + Plain(target.item_id()), Plain(target.text()));
  if (target.has_measure()) sheet.Block("", "Measured in " + Plain(target.measure()));
  const std::string weight =
      target.has_weight() ? absl::StrFormat("Weight %d", target.weight()) : "";
  const std::string facts = JoinedParts(
      {StartWords(target), AimWords(target), weight, NowWords(fate), StateWords(fate.state())},
      kBetweenFacts);
  if (!facts.empty()) sheet.Block("", facts);
  PrintReasons(sheet, target);
  for (const std::string& flag : fate.flags()) sheet.Block("", "! " + Plain(flag));
  sheet.Findings(target.item_id());
}

// The row of a provision line that a flag belongs to, by how the view words it. A flag it does not
// know stands on a row of its own.
enum class SheetRow { kTitle, kWhat, kWho, kWhy, kTarget, kExpected, kGiven, kOwn };

SheetRow RowOf(const std::string& flag) {
  struct Wording {
    const char* prefix;
    SheetRow row;
  };
  static constexpr std::array<Wording, 9> kWordings = {{
      {"ended ", SheetRow::kTitle},
      {"was to end ", SheetRow::kTitle},
      {"not quantified", SheetRow::kWhat},
      {"provider ", SheetRow::kWho},
      {"reason ", SheetRow::kWhy},
      {"no target", SheetRow::kTarget},
      {"expected difference", SheetRow::kExpected},
      {"start and sessions ", SheetRow::kGiven},
      {"sessions ", SheetRow::kGiven},
  }};
  for (const Wording& wording : kWordings) {
    if (absl::StartsWith(flag, wording.prefix)) return wording.row;
  }
  return absl::StrContains(flag, " sessions given") ? SheetRow::kGiven : SheetRow::kOwn;
}

std::string FlagsOf(const v1::PlanProvision& fate, SheetRow row) {
  std::string flags;
  for (const std::string& flag : fate.flags()) {
    if (RowOf(flag) == row) flags += "  ! " + Plain(flag);
  }
  return flags;
}

std::string SessionDoseWords(const v1::ProvisionLine& line) {
  const std::string minutes = line.has_minutes_per_session()
                                  ? absl::StrFormat("%d minutes", line.minutes_per_session())
                                  : "";
  if (!line.has_sessions_per_week()) return minutes;
  const std::string sessions = DecimalWords(line.sessions_per_week());
  return minutes.empty() ? sessions + " sessions a week" : sessions + " x " + minutes + " a week";
}

std::string DoseWords(const v1::ProvisionLine& line) {
  const std::string hours =
      line.has_hours_per_week() ? DecimalWords(line.hours_per_week()) + " hours a week" : "";
  return JoinedParts({hours, SessionDoseWords(line)}, ", ");
}

std::string WhatWords(const v1::ProvisionLine& line) {
  Parts parts = {DoseWords(line), Plain(line.slot())};
  if (line.group_size() == 1) parts.push_back("1:1");
  if (line.group_size() > 1) parts.push_back(absl::StrFormat("group of %d", line.group_size()));
  if (line.has_weeks()) parts.push_back(absl::StrFormat("%d weeks", line.weeks()));
  if (line.from().has_year()) parts.push_back("from " + FullDate(line.from()));
  if (line.to().has_year()) parts.push_back("to " + FullDate(line.to()));
  if (line.has_attendance_code()) {
    parts.push_back("attendance code " + Plain(line.attendance_code()));
  }
  const std::string tier = CodeWords(*v1::Tier_descriptor(), line.tier());
  if (!tier.empty()) parts.push_back(tier + " support");
  if (line.has_catalogue_code()) parts.push_back("catalogue code " + Plain(line.catalogue_code()));
  return JoinedParts(parts, ", ");
}

std::string ProviderWords(const v1::ProvisionLine& line) {
  const auto part = [](const char* label, const std::string& text) {
    return text.empty() ? "" : label + Plain(text);
  };
  const std::string who = JoinedParts(
      {Plain(line.provider()), Plain(line.provider_role()), Plain(line.provider_organisation())},
      ", ");
  return JoinedParts(
      {who, part("cover ", line.cover()), part("overseen by ", line.oversight()),
       part("expertise needed: ", line.expertise()), part("paid by ", line.funder())},
      "; ");
}

std::string WhyWords(const v1::ProvisionLine& line) {
  const std::string evidence =
      line.has_evidence_base() ? "evidence that it works: " + Plain(line.evidence_base()) : "";
  return JoinedParts({Plain(line.why()), evidence}, "; ");
}

std::string GivenWords(const v1::PlanProvision& fate) {
  Parts parts;
  if (fate.delivered_sessions() >= 0 && fate.planned_sessions() > 0) {
    parts.push_back(
        absl::StrFormat("%d of %d sessions", fate.delivered_sessions(), fate.planned_sessions()));
  } else if (fate.delivered_sessions() > 0) {
    parts.push_back(absl::StrFormat("%d sessions", fate.delivered_sessions()));
  }
  if (fate.started().has_year()) parts.push_back("from " + FullDate(fate.started()));
  if (fate.ended().has_year()) parts.push_back("to " + FullDate(fate.ended()));
  return JoinedParts(parts, ", ");
}

constexpr size_t kRowIndent = 14;

void PrintRow(PlanSheet& sheet, const char* label, const std::string& words,
              const std::string& flags) {
  std::string text = words + flags;
  text.erase(0, text.find_first_not_of(' '));
  if (!text.empty()) sheet.Block(std::string("      ") + label, text, kRowIndent);
}

void PrintProvision(PlanSheet& sheet, const v1::ProvisionLine& line) {
  const v1::PlanProvision& fate = Fate(sheet.plan().provisions(), line.item_id());
  sheet.Block("  " + Plain(line.item_id()),
              Capitalised(Plain(line.what())) + FlagsOf(fate, SheetRow::kTitle), 6);
  PrintRow(sheet, "What", WhatWords(line), FlagsOf(fate, SheetRow::kWhat));
  PrintRow(sheet, "Who", ProviderWords(line), FlagsOf(fate, SheetRow::kWho));
  PrintRow(sheet, "With", cli::Joined(line.resources(), ", "), "");
  PrintRow(sheet, "Why", WhyWords(line), FlagsOf(fate, SheetRow::kWhy));
  PrintRow(sheet, "Target", cli::Joined(line.serves(), " "), FlagsOf(fate, SheetRow::kTarget));
  PrintRow(sheet, "Expect", Plain(line.expected_difference()), FlagsOf(fate, SheetRow::kExpected));
  PrintRow(sheet, "Given", GivenWords(fate), FlagsOf(fate, SheetRow::kGiven));
  PrintRow(sheet, "", "", FlagsOf(fate, SheetRow::kOwn));
  sheet.Findings(line.item_id(), kRowIndent);
}

void PrintOutcome(PlanSheet& sheet, const v1::Outcome& outcome) {
  sheet.Block("OUTCOME " + Plain(outcome.item_id()), OutcomeWords(outcome));
  PrintStated(
      sheet, "Area of need: ", Capitalised(CodeWords(*v1::BroadArea_descriptor(), outcome.area())));
  if (outcome.preparation_for_adulthood()) sheet.Block("", "Prepares for adulthood");
  PrintStated(sheet, "Progress expected on the way: ", Plain(outcome.expected_progress()));
  sheet.Findings(outcome.item_id());
}

}  // namespace

void PrintOutcomes(PlanSheet& sheet) {
  const v1::PlanContent& content = sheet.plan().content();
  for (const v1::Outcome& outcome : content.outcomes()) {
    PrintOutcome(sheet, outcome);
    for (const v1::Target& target : content.targets()) {
      if (target.outcome_id() == outcome.item_id()) PrintTarget(sheet, target);
    }
  }
  for (const v1::Target& target : content.targets()) {
    if (!ServesAnOutcome(content, target)) PrintTarget(sheet, target);
  }
  if (sheet.HasFindings("outcomes")) {
    if (content.outcomes().empty()) sheet.Heading("OUTCOMES");
    sheet.Findings("outcomes");
  }
}

void PrintProvisions(PlanSheet& sheet) {
  sheet.Heading("ADDITIONAL OR DIFFERENT SUPPORT");
  for (const v1::ProvisionLine& line : sheet.plan().content().provisions()) {
    PrintProvision(sheet, line);
  }
  sheet.Findings("provisions", 2);
}

}  // namespace cairn::cli
