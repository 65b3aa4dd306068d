#include "services/rules/ehc/ehc_plan_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "projections/calendar/academic_year.h"
#include "projections/calendar/statutory_clocks.h"
#include "services/rules/ehc/ehc_clock.h"
#include "services/rules/lateness.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kLastSchoolYear = "11";

bool IsLatePlan(const v1::EhcPlanServed& plan, const Situation& at) {
  const std::optional<CivilDate> date = EarliestDay(plan.plan_date());
  if (plan.stage() != v1::EHC_PLAN_STAGE_FINAL || !date) return false;
  const std::optional<CivilDate> order = LastOrderToAssess(at.before);
  if (order) return IsLate("order.assess.final_plan", order, *date);
  const std::optional<EhcStart> start = OpenRequest(at.before);
  return start && IsLate(start->final_rule, start->day, *date);
}

bool IsLateAmendment(const v1::EhcPlanServed& plan, const Situation& at) {
  const std::optional<CivilDate> date = EarliestDay(plan.plan_date());
  return plan.stage() == v1::EHC_PLAN_STAGE_AMENDED_FINAL && date &&
         IsLate("review.amended_final", LastNotice(at.before, v1::EHC_DECISION_AMEND), *date);
}

// The last draft that was served by the day of the entry.
Fact<v1::EhcPlanServed> LastDraft(const Situation& at) {
  Fact<v1::EhcPlanServed> draft;
  for (const auto& served : at.before.ehc.served) {
    if (served->stage() == v1::EHC_PLAN_STAGE_DRAFT && served.day() <= at.day) draft = served;
  }
  return draft;
}

// Until when representations on a draft stay open.
std::optional<CivilDate> OpenUntil(const v1::EhcPlanServed& draft, CivilDate served) {
  const CivilDate day = EarliestDay(draft.served_on()).value_or(served);
  const auto open = ComputeDue("ehc.draft_representations", day);
  return open ? std::optional(open->due) : std::nullopt;
}

bool CutsRepresentationsShort(const v1::EhcPlanServed& plan, const Situation& at) {
  const std::optional<CivilDate> date = EarliestDay(plan.plan_date());
  const Fact<v1::EhcPlanServed> draft = LastDraft(at);
  if (plan.stage() != v1::EHC_PLAN_STAGE_FINAL || !date || !draft) return false;
  return OpenUntil(*draft, draft.day()) >= *date;
}

bool LeavesTooFewDays(const v1::EhcPlanServed& plan, const Situation& at) {
  const auto stated = LatestDay(plan.stated_representations_by());
  return plan.stage() == v1::EHC_PLAN_STAGE_DRAFT && stated && OpenUntil(plan, at.day) > *stated;
}

// Whether the family has said anything since the draft.
bool FamilyAnswered(const Situation& at, CivilDate draft) {
  const auto& positions = at.before.plans.positions;
  const auto& voices = at.before.concerns.voices;
  const auto is_theirs = [&](const auto& fact) {
    return draft <= fact.day() &&
           (IsOfParent(fact.entry->entry()) || IsOfLearner(fact.entry->entry()));
  };
  return std::any_of(positions.begin(), positions.end(), is_theirs) ||
         std::any_of(voices.begin(), voices.end(), is_theirs);
}

bool DiffersUnasked(const v1::EhcPlanServed& plan, const Situation& at) {
  const Fact<v1::EhcPlanServed> draft = LastDraft(at);
  if (plan.stage() != v1::EHC_PLAN_STAGE_FINAL || !draft) return false;
  if (plan.section_f().empty() || draft->section_f().empty()) return false;
  const bool same = std::equal(plan.section_f().begin(), plan.section_f().end(),
                               draft->section_f().begin(), draft->section_f().end());
  return !same && !FamilyAnswered(at, draft.day());
}

// Regulation 12: sections A to K, H in two parts. J stands only where there is a direct payment.
constexpr std::array<std::string_view, 9> kSections = {"A", "B", "C", "D", "E", "F", "G", "I", "K"};

bool IsSection(std::string_view section) {
  return section == "H" || section == "H1" || section == "H2" || section == "J" ||
         std::find(kSections.begin(), kSections.end(), section) != kSections.end();
}

bool HasSection(const v1::EhcPlanServed& plan, std::string_view section) {
  return std::any_of(plan.sections().begin(), plan.sections().end(),
                     [&](const std::string& one) { return one == section; });
}

bool LacksSections(const v1::EhcPlanServed& plan) {
  const bool has_h = HasSection(plan, "H") || (HasSection(plan, "H1") && HasSection(plan, "H2"));
  return !has_h || !std::all_of(kSections.begin(), kSections.end(), [&](std::string_view section) {
    return HasSection(plan, section);
  });
}

bool IsFinal(const v1::EhcPlanServed& plan) {
  return plan.stage() == v1::EHC_PLAN_STAGE_FINAL ||
         plan.stage() == v1::EHC_PLAN_STAGE_AMENDED_FINAL;
}

// The move is at the end of the school year in which the plan is amended.
bool IsLateForTheMove(const v1::EhcPlanServed& plan, const Situation& at) {
  const std::optional<CivilDate> date = EarliestDay(plan.plan_date());
  if (!plan.for_phase_transfer() || !date) return false;
  const CivilDate move = AcademicYearOf(*date).last().AddDays(1);
  const bool leaves_school = NcYearOn(at.before, *date) == kLastSchoolYear;
  return IsLate(leaves_school ? "transfer.to_post_16" : "transfer.between_phases", move, *date);
}

// A review is due within twelve months of a final plan; the letter names a later day.
bool NamesALateReview(const v1::EhcPlanServed& plan) {
  const auto by = EarliestDay(plan.next_annual_review_by());
  return IsFinal(plan) && by && IsLate("review.first", LatestDay(plan.plan_date()), *by);
}

constexpr KindRule<v1::EhcPlanServed> kEhcPlanRules[] = {
    {{"ehc.final_plan_in_time", Effect::kLegalDuty, "SEND Regulations 2014 regs 13(2) and 44(2)",
      "The final plan came later than the law allows: 20 weeks from the request, or 14 weeks from "
      "an order to assess."},
     [](const v1::EhcPlanServed& plan, const Situation& at) {
       return When(IsLatePlan(plan, at), "plan_date");
     }},
    {{"ehc.amended_plan_in_time", Effect::kLegalDuty, "SEND Regulations 2014 reg 22(3)",
      "The amended plan came more than eight weeks after the notice of amendment.", "", "R91"},
     [](const v1::EhcPlanServed& plan, const Situation& at) {
       return When(IsLateAmendment(plan, at), "plan_date");
     }},
    {{"ehc.draft_leaves_fifteen_days", Effect::kLegalDuty, "SEND Regulations 2014 reg 13(1)(a)",
      "The family has at least 15 days, beginning with the day the draft was served, to answer."},
     [](const v1::EhcPlanServed& plan, const Situation& at) {
       return When(LeavesTooFewDays(plan, at), "stated_representations_by");
     }},
    {{"ehc.final_after_representations", Effect::kLegalDuty, "SEND Regulations 2014 reg 13(1)(a)",
      "The plan was made final before the 15 days to answer the draft were over."},
     [](const v1::EhcPlanServed& plan, const Situation& at) {
       return When(CutsRepresentationsShort(plan, at), "plan_date");
     }},
    {{"ehc.final_differs_only_as_asked", Effect::kGuidance, "Code of Practice 9.125",
      "Section F is not that of the draft, and nothing the family said about the draft is "
      "recorded."},
     [](const v1::EhcPlanServed& plan, const Situation& at) {
       return When(DiffersUnasked(plan, at), "section_f");
     }},
    {{"ehc.draft_names_no_school", Effect::kLegalDuty, "Children and Families Act 2014 s38(5)",
      "A draft plan must not name a school: the family is asked which one it wants."},
     [](const v1::EhcPlanServed& plan, const Situation&) {
       return When(plan.stage() == v1::EHC_PLAN_STAGE_DRAFT && plan.has_named_school(),
                   "named_school");
     }},
    {{"ehc.sections_known", Effect::kGuidance, "SEND Regulations 2014 reg 12",
      "A plan has the sections A to K."},
     [](const v1::EhcPlanServed& plan, const Situation&) {
       Places places;
       for (int i = 0; i < plan.sections_size(); ++i) {
         if (!IsSection(plan.sections(i))) places.push_back(Item("sections", i));
       }
       return places;
     }},
    {{"ehc.has_every_section", Effect::kLegalDuty, "SEND Regulations 2014 reg 12",
      "A plan must have the sections A to I and K, each of its own."},
     [](const v1::EhcPlanServed& plan, const Situation&) {
       return When(IsFinal(plan) && !plan.sections().empty() && LacksSections(plan), "sections");
     }},
    {{"ehc.transfer_in_time", Effect::kLegalDuty, "SEND Regulations 2014 reg 18(1)",
      "The plan was amended too late for the move: before 15 February, or 31 March from secondary "
      "school."},
     [](const v1::EhcPlanServed& plan, const Situation& at) {
       return When(IsLateForTheMove(plan, at), "plan_date");
     }},
    {{"ehc.review_named_within_a_year", Effect::kLegalDuty, "Children and Families Act 2014 s44",
      "The plan is to be reviewed within twelve months; the day named is later.", "", "R91"},
     [](const v1::EhcPlanServed& plan, const Situation&) {
       return When(NamesALateReview(plan), "next_annual_review_by");
     }},
};

}  // namespace

void CheckKind(const v1::EhcPlanServed& plan, const Situation& at, Verdict& verdict) {
  Judge(kEhcPlanRules, plan, at, verdict);
}

void ListEhcPlanRules(std::vector<Rule>& list) { ListRules(kEhcPlanRules, list); }

}  // namespace cairn::rules
