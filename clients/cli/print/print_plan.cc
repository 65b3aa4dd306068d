#include "clients/cli/print/print_plan.h"

#include <vector>

#include "absl/strings/str_format.h"

#include "clients/cli/names/code_names.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/print/plan_sheet.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

// Old voices fill the page and say less about today; the timeline has them all.
constexpr int kVoicesMax = 3;

std::string_view MediumWords(v1::Medium medium) {
  switch (medium) {
    case v1::MEDIUM_SPEECH:
      return "spoken";
    case v1::MEDIUM_WRITING:
      return "written";
    case v1::MEDIUM_PICTURE:
      return "picture";
    case v1::MEDIUM_FILM:
      return "film";
    case v1::MEDIUM_SYMBOLS:
      return "symbols";
    case v1::MEDIUM_UNSPECIFIED:
    case v1::Medium_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Medium_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

bool IsChild(v1::Capacity capacity) {
  return capacity == v1::CAPACITY_CHILD || capacity == v1::CAPACITY_YOUNG_PERSON;
}

// Two facts beside each other.
std::string Beside(const std::string& left, const std::string& right) {
  constexpr size_t kColumn = 36;
  return PadRight(left, kColumn) + (Width(left) < kColumn ? "" : "  ") + right;
}

void PrintHead(PlanSheet& sheet) {
  const v1::Plan& plan = sheet.plan();
  const std::string kind = Plain(plan.plan_kind_name());
  const std::string title = (kind.empty() ? "PLAN" : UpperCase(kind)) + "   " +
                            ChildWords(plan.child_name(), plan.nc_year(), plan.born());
  std::string version = absl::StrFormat("VERSION %d", plan.plan_version());
  if (plan.disputed()) version += " [DISPUTED]";
  const size_t gap = Width(title) + Width(version) + 2;
  sheet.Line(gap > PlanSheet::kWidth ? title + "  " + version
                                     : title + PadLeft(version, PlanSheet::kWidth - Width(title)));

  sheet.Line(absl::StrFormat("%s    From %s. Shown as on %s, %s", Plain(plan.school()),
                             FullDate(plan.effective_from()), FullDate(plan.as_of()),
                             KnownWords(plan.as_of(), plan.has_as_known_at(), plan.as_known_at())));
  const auto known = [](const std::string& text) { return text.empty() ? "!" : Plain(text); };
  const auto day = [](const v1::Date& date) { return date.has_year() ? FullDate(date) : "!"; };
  sheet.Line(
      Beside("Class teacher " + known(plan.class_teacher()), "SENCO " + known(plan.senco())));
  sheet.Line(Beside("Last review " + day(plan.last_review()), "Next " + day(plan.next_review())));
  sheet.Findings("nc_year", 0, "Year group");
  for (const char* field : {"plan_version", "plan_kind", "class_teacher", "senco", "effective_from",
                            "last_review", "next_review"}) {
    sheet.Findings(field, 0);
  }
}

// "Pip: ", "Parent: "; nothing for whose it is not said.
std::string HoperWords(const PlanSheet& sheet, v1::Capacity whose) {
  if (IsChild(whose)) return sheet.child() + ": ";
  const std::string words = CodeWords(*v1::Capacity_descriptor(), whose);
  return words.empty() ? "" : Capitalised(words) + ": ";
}

void PrintAspirations(PlanSheet& sheet) {
  std::string heading = "ASPIRATIONS";
  for (const v1::Aspiration& aspiration : sheet.plan().content().aspirations()) {
    sheet.Block(heading, HoperWords(sheet, aspiration.whose()) + Plain(aspiration.text()));
    heading.clear();
  }
  if (!heading.empty() && sheet.HasFindings("aspirations")) sheet.Heading(heading);
  sheet.Findings("aspirations");
}

std::string VoiceWords(const v1::PlanVoice& voice) {
  std::string words = Joined(voice.text(), " ");
  std::string how(MediumWords(voice.medium()));
  if (voice.on().has_year()) how += (how.empty() ? "" : ", ") + FullDate(voice.on());
  if (!how.empty()) words += " (" + how + ")";
  return words + (voice.label().empty() ? "" : " " + Plain(voice.label()));
}

void PrintVoices(PlanSheet& sheet) {
  std::string heading = UpperCase(sheet.child()) + " SAYS";
  int printed = 0;
  for (const v1::PlanVoice& voice : sheet.plan().voices()) {
    if (printed++ == kVoicesMax) break;
    const std::string who = IsChild(voice.capacity()) ? "" : Plain(voice.person()) + ": ";
    sheet.Block(heading, who + VoiceWords(voice));
    heading.clear();
  }
  if (printed == 0 && sheet.HasFindings("voices")) sheet.Heading(heading);
  sheet.Findings("voices");
}

void PrintStrengths(PlanSheet& sheet) {
  const std::string strengths = Joined(sheet.plan().content().strengths(), "; ");
  if (!strengths.empty()) sheet.Block("STRENGTHS", strengths);
}

void PrintNeeds(PlanSheet& sheet) {
  std::string heading = "NEEDS";
  for (const v1::PlanNeed& need : sheet.plan().needs()) {
    std::string words = absl::StrFormat("%d %s", need.rank(), Plain(need.words()));
    if (!need.evidence().empty()) words += "   Evidence " + LabelWords(need.evidence());
    sheet.Block(heading, words);
    heading.clear();
  }
  for (const std::string& need : sheet.plan().content().needs()) {
    sheet.Block(heading, Plain(need));
    heading.clear();
  }
  if (!heading.empty() && sheet.HasFindings("needs")) sheet.Heading(heading);
  sheet.Findings("needs");
}

void PrintAdjustments(PlanSheet& sheet) {
  const v1::PlanContent& content = sheet.plan().content();
  sheet.Heading("ADJUSTMENTS, STRATEGIES");
  for (const std::string& text : content.adjustments()) sheet.Block("  -", Plain(text), 4);
  for (const std::string& text : content.strategies()) sheet.Block("  -", Plain(text), 4);
  sheet.Findings("adjustments", 2);
  sheet.Findings("strategies", 2);
}

// A section that not every plan has: its heading, and each text under the one before.
void PrintTexts(PlanSheet& sheet, std::string heading, const Texts& texts, const char* field) {
  for (const std::string& text : texts) {
    sheet.Block(heading, Plain(text));
    heading.clear();
  }
  if (!heading.empty() && sheet.HasFindings(field)) sheet.Heading(heading);
  sheet.Findings(field);
}

void PrintHome(PlanSheet& sheet) {
  PrintTexts(sheet, "AT HOME", sheet.plan().content().home_strategies(), "home_strategies");
}

void PrintSpecialists(PlanSheet& sheet) {
  PrintTexts(sheet, "SPECIALISTS", sheet.plan().content().specialists(), "specialists");
}

void PrintTransition(PlanSheet& sheet) {
  PrintTexts(sheet, "FOR THE MOVE", sheet.plan().content().transition(), "transition");
}

void PrintRelational(PlanSheet& sheet) {
  const v1::PlanContent& content = sheet.plan().content();
  if (!content.has_relational()) return;
  const v1::RelationalSection& section = content.relational();
  sheet.Heading("RELATIONSHIPS");
  const auto row = [&](const char* label, const std::string& words) {
    if (!words.empty()) sheet.Block(label, words, 18);
  };
  row("  Trusted adults", Joined(section.trusted_adults(), ", "));
  row("  Trusted peers", Joined(section.trusted_peers(), ", "));
  row("  Adults will", Joined(section.adult_stance(), "; "));
  row("  Safe place", Plain(section.safe_place()));
  row("  Builds safety", Joined(section.builds_safety(), "; "));
  row("  What calms", Joined(section.calms(), "; "));
  row("  What is hard", Joined(section.hard_for_me(), "; "));
  if (section.has_child_took_part()) {
    row("  Made with", section.child_took_part() ? sheet.child() : "! not with " + sheet.child());
  }
  sheet.Findings("relational", 2);
}

void PrintAdvice(PlanSheet& sheet) {
  std::string heading = "ADVICE UNANSWERED";
  constexpr size_t kAdviceIndent = 20;
  for (const v1::UnansweredAdvice& advice : sheet.plan().unanswered_advice()) {
    std::string words = Plain(advice.profession()) + ": " + Plain(advice.text());
    if (advice.days() > 0) words += " (" + DayCount(advice.days()) + ")";
    if (!advice.label().empty()) words += " " + Plain(advice.label());
    sheet.Block(heading, words, kAdviceIndent);
    heading.clear();
  }
}

std::string WhoseWords(const PlanSheet& sheet, const std::string& whose) {
  if (whose == "parent" || whose == "family") return "FAMILY";
  if (whose == "pupil" || whose == "child") return UpperCase(sheet.child());
  return UpperCase(Plain(whose));
}

void PrintResponsibilities(PlanSheet& sheet) {
  for (const v1::Responsibility& duty : sheet.plan().content().responsibilities()) {
    sheet.Block(WhoseWords(sheet, duty.whose()), Plain(duty.text()), 8);
  }
  sheet.Findings("responsibilities", 8);
}

void PrintToDo(PlanSheet& sheet) {
  std::string heading = "TO DO";
  for (const v1::PlanToDo& to_do : sheet.plan().to_do()) {
    std::string words = Plain(to_do.text());
    if (to_do.days() > 0) words += ": " + DayCount(to_do.days());
    sheet.Block(heading, words, 7);
    heading.clear();
  }
}

void PrintFoot(PlanSheet& sheet) {
  const v1::Plan& plan = sheet.plan();
  std::string foot =
      absl::StrFormat("! missing or late   = computed by Cairn, rules v%d", plan.rules_version());
  if (!plan.label().empty()) foot += "   Issued by entry " + Plain(plan.label());
  sheet.Line(foot);
  if (plan.fictional()) sheet.Line("The person does not exist; everything here is invented.");
}

}  // namespace

std::string PrintPlan(const v1::Plan& plan) {
  PlanSheet sheet(plan);
  PrintHead(sheet);
  sheet.Blank();
  PrintAspirations(sheet);
  PrintVoices(sheet);
  PrintStrengths(sheet);
  PrintNeeds(sheet);
  sheet.Blank();
  PrintOutcomes(sheet);
  sheet.Blank();
  PrintProvisions(sheet);
  PrintAdjustments(sheet);
  PrintHome(sheet);
  PrintRelational(sheet);
  PrintSpecialists(sheet);
  PrintAdvice(sheet);
  PrintTransition(sheet);
  sheet.Blank();
  PrintResponsibilities(sheet);
  sheet.Blank();
  PrintPositions(sheet);
  PrintCirculation(sheet);
  PrintToDo(sheet);
  sheet.RemainingFindings("ALSO");
  sheet.Blank();
  PrintFoot(sheet);
  return sheet.Take();
}

}  // namespace cairn::cli
