#include "services/rules/plan/plan_content_rules.h"

#include <algorithm>
#include <set>
#include <string>

#include "services/rules/plan/plan_line_rules.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr int kAdulthoodFromYear = 9;

// The places of a content lie in the field `content` of its kind.
std::string InContent(std::string_view field) { return "content." + std::string(field); }

template <typename Items>
void FindRepeats(const Items& items, std::string_view list, std::set<std::string>& seen,
                 Places& places) {
  for (int i = 0; i < items.size(); ++i) {
    const std::string& id = items.Get(i).item_id();
    if (!id.empty() && !seen.insert(id).second) {
      places.push_back(InContent(Item(list, i, "item_id")));
    }
  }
}

Places RepeatedItems(const v1::PlanContent& content, const Situation&) {
  std::set<std::string> seen;
  Places places;
  FindRepeats(content.outcomes(), "outcomes", seen, places);
  FindRepeats(content.targets(), "targets", seen, places);
  FindRepeats(content.provisions(), "provisions", seen, places);
  return places;
}

// Asked of every plan.
constexpr KindRule<v1::PlanContent> kAnyPlanRules[] = {
    {{"plan.item_ids_differ", Effect::kRefuse, "",
      "Two items of this plan have the same id, so nobody could tell which one is meant.",
      "DUPLICATE_ITEM"},
     RepeatedItems},
};

Places OutcomesWhere(const v1::PlanContent& content, std::string_view field,
                     bool (*is_broken)(const v1::Outcome&)) {
  Places places;
  for (int i = 0; i < content.outcomes_size(); ++i) {
    if (is_broken(content.outcomes(i))) {
      places.push_back(InContent(Item("outcomes", i, field)));
    }
  }
  return places;
}

bool IsOfChild(const v1::Aspiration& aspiration) {
  return aspiration.whose() == v1::CAPACITY_CHILD ||
         aspiration.whose() == v1::CAPACITY_YOUNG_PERSON;
}

bool PreparesForAdulthood(const v1::PlanContent& content) {
  return std::any_of(
      content.outcomes().begin(), content.outcomes().end(),
      [](const v1::Outcome& outcome) { return outcome.preparation_for_adulthood(); });
}

// In Year 9 or later; false while the year group is not known, or is none.
bool IsNearAdulthood(const Situation& at) {
  const std::string year(NcYearOn(at.before, at.day));
  const bool is_number =
      !year.empty() && year.size() <= 2 &&
      std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_number && std::stoi(year) >= kAdulthoodFromYear;
}

bool SpecialistsTookPart(const Situation& at) {
  const auto& reports = at.before.assessments.reports;
  return std::any_of(reports.begin(), reports.end(),
                     [&](const auto& report) { return report.day() <= at.day; });
}

bool IsHelpedAtHome(const v1::PlanContent& content) {
  return !content.home_strategies().empty() ||
         std::any_of(content.responsibilities().begin(), content.responsibilities().end(),
                     [](const v1::Responsibility& part) {
                       return part.whose() == "parent" || part.whose() == "parents";
                     });
}

// Asked of plans of SEN support.
constexpr KindRule<v1::PlanContent> kSenPlanRules[] = {
    {{"plan.has_aspirations", Effect::kGuidance, "Code of Practice 1.1 and 6.48",
      "A plan starts from what the child and the parents hope for.", "", "R33"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.aspirations().empty(), "content.aspirations");
     }},
    {{"plan.has_the_childs_aspiration", Effect::kGuidance, "Code of Practice 1.1",
      "Nothing here says what the child hopes for.", "", "R9"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(
           !content.aspirations().empty() &&
               std::none_of(content.aspirations().begin(), content.aspirations().end(), IsOfChild),
           "content.aspirations");
     }},
    {{"plan.has_strengths", Effect::kGuidance, "Code of Practice 9.22",
      "Say what the child is good at and likes: support builds on it.", "", "R9"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.strengths().empty(), "content.strengths");
     }},
    {{"plan.has_needs", Effect::kGuidance, "Code of Practice 6.48",
      "Say which needs this support meets.", "", "R34"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.needs().empty(), "content.needs");
     }},
    {{"plan.has_outcomes", Effect::kGuidance, "Code of Practice 6.48",
      "Say what the support is to bring about.", "", "R34"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.outcomes().empty(), "content.outcomes");
     }},
    {{"plan.has_support", Effect::kGuidance, "Code of Practice 6.48", "Say what support is given.",
      "", "R34"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.provisions().empty() && content.adjustments().empty(),
                   "content.provisions");
     }},
    {{"plan.outcome_has_a_date", Effect::kGuidance, "Code of Practice 9.66",
      "Say by when this is to be so.", "", "R36"},
     [](const v1::PlanContent& content, const Situation&) {
       return OutcomesWhere(content, "by", [](const v1::Outcome& o) { return !o.has_by(); });
     }},
    {{"plan.outcome_has_its_progress", Effect::kGuidance, "Code of Practice 6.48",
      "Say what progress is expected on the way.", "", "R36"},
     [](const v1::PlanContent& content, const Situation&) {
       return OutcomesWhere(content, "expected_progress",
                            [](const v1::Outcome& o) { return !o.has_expected_progress(); });
     }},
    {{"plan.outcome_has_an_area", Effect::kGuidance, "Code of Practice 6.28-6.35",
      "Say in which of the four broad areas this lies.", "", "R30"},
     [](const v1::PlanContent& content, const Situation&) {
       return OutcomesWhere(content, "area", [](const v1::Outcome& outcome) {
         return outcome.area() == v1::BROAD_AREA_UNSPECIFIED;
       });
     }},
    {{"plan.prepares_for_adulthood", Effect::kGuidance, "Code of Practice 8.7",
      "From Year 9 on, say which outcome prepares for adult life.", "", "R10"},
     [](const v1::PlanContent& content, const Situation& at) {
       return When(
           IsNearAdulthood(at) && !content.outcomes().empty() && !PreparesForAdulthood(content),
           "content.outcomes");
     }},
    {{"plan.has_responsibilities", Effect::kGuidance, "Code of Practice 6.65",
      "Say what parent, pupil and school will each do.", "", "R45"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.responsibilities().empty(), "content.responsibilities");
     }},
    {{"plan.responsibility_is_somebodys", Effect::kGuidance, "Code of Practice 6.65",
      "Say who undertakes this.", "", "R45"},
     [](const v1::PlanContent& content, const Situation&) {
       Places places;
       for (int i = 0; i < content.responsibilities_size(); ++i) {
         if (content.responsibilities(i).has_whose()) continue;
         places.push_back(InContent(Item("responsibilities", i, "whose")));
       }
       return places;
     }},
    {{"plan.names_specialists", Effect::kGuidance, "Code of Practice 6.62",
      "Specialists have reported: say in the plan what their part in it is.", "", "R85"},
     [](const v1::PlanContent& content, const Situation& at) {
       return When(SpecialistsTookPart(at) && content.specialists().empty(), "content.specialists");
     }},
    {{"plan.says_what_helps_at_home", Effect::kGuidance, "Code of Practice 6.51",
      "Say what the parents can do at home, if they can.", "", "R64"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(!IsHelpedAtHome(content), "content.home_strategies");
     }},
};

// Asked of relational support plans.
constexpr KindRule<v1::PlanContent> kRelationalRules[] = {
    {{"relational.child_took_part", Effect::kGuidance, "good practice: relational support plans",
      "Say that the child took part in making it, or why not.", "", "R56"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(!content.relational().child_took_part(), "content.relational.child_took_part");
     }},
    {{"relational.names_trusted_adults", Effect::kGuidance,
      "good practice: relational support plans", "Say which adults the child trusts.", "", "R56"},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.relational().trusted_adults().empty(),
                   "content.relational.trusted_adults");
     }},
    {{"relational.says_how_adults_act", Effect::kGuidance,
      "good practice: relational support plans",
      "Say how adults should act, and what builds safety or calms.", "", "R56"},
     [](const v1::PlanContent& content, const Situation&) {
       const v1::RelationalSection& section = content.relational();
       return When(section.adult_stance().empty() && section.builds_safety().empty() &&
                       section.calms().empty(),
                   "content.relational.adult_stance");
     }},
    {{"relational.closely_held", Effect::kGuidance, "UK GDPR Art 5(1)(f)",
      "Everyone who reads the record can see this. Say who may, or label it confidential.", "",
      "R56"},
     [](const v1::PlanContent&, const Situation& at) { return When(IsOpenToAll(at.entry)); }},
};

// Asked of plans for a move.
constexpr KindRule<v1::PlanContent> kTransitionRules[] = {
    {{"plan.says_what_is_done_for_the_move", Effect::kGuidance, "Code of Practice 6.57",
      "Say what is done before and after the move."},
     [](const v1::PlanContent& content, const Situation&) {
       return When(content.transition().empty(), "content.transition");
     }},
};

template <size_t N>
void ListAs(std::string_view kind, const KindRule<v1::PlanContent> (&rules)[N],
            std::vector<Rule>& list) {
  for (const KindRule<v1::PlanContent>& row : rules) {
    list.push_back(row.rule);
    list.back().kind = kind;
  }
}

}  // namespace

bool IsSenPlan(v1::PlanKind plan_kind) {
  return plan_kind == v1::PLAN_KIND_SEN_SUPPORT ||
         plan_kind == v1::PLAN_KIND_SHORT_TERM_UNDER_EHC_PLAN ||
         plan_kind == v1::PLAN_KIND_INDIVIDUAL_SUPPORT;
}

void CheckContent(v1::PlanKind plan_kind, const v1::PlanContent& content, const Situation& at,
                  Verdict& verdict) {
  Judge(kAnyPlanRules, content, at, verdict);
  CheckTargetsAndLines(content, at, verdict);
  if (IsSenPlan(plan_kind)) Judge(kSenPlanRules, content, at, verdict);
  if (plan_kind == v1::PLAN_KIND_RELATIONAL_SUPPORT) {
    Judge(kRelationalRules, content, at, verdict);
  }
  if (plan_kind == v1::PLAN_KIND_TRANSITION) Judge(kTransitionRules, content, at, verdict);
}

void ListContentRules(std::string_view kind, std::vector<Rule>& list) {
  ListAs(kind, kAnyPlanRules, list);
  ListTargetAndLineRules(kind, list);
  ListAs(kind, kSenPlanRules, list);
  ListAs(kind, kRelationalRules, list);
  ListAs(kind, kTransitionRules, list);
}

}  // namespace cairn::rules
