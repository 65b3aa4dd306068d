#include "services/rules/plan/position_rules.h"

#include <algorithm>

#include "services/rules/plan/plan_known_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

bool IsAboutAnEntry(const v1::Entry& entry) {
  return Links(entry, v1::RELATION_ABOUT) || Links(entry, v1::RELATION_RESOLVES) ||
         Links(entry, v1::RELATION_PARTLY_RESOLVES);
}

bool IsAgainst(const v1::PositionTaken& position) {
  return position.stance() == v1::STANCE_DISAGREE || position.stance() == v1::STANCE_PARTLY;
}

template <typename Items>
bool Has(const Items& items, const std::string& id) {
  return std::any_of(items.begin(), items.end(),
                     [&](const auto& item) { return item.item_id() == id; });
}

bool HasItem(const v1::PlanContent& content, const std::string& id) {
  return Has(content.outcomes(), id) || Has(content.targets(), id) || Has(content.provisions(), id);
}

// The version that the position is about: the one it names, else the last one.
const PlanVersion* VersionOf(const v1::PositionTaken& position, const Situation& at) {
  const PlanHistory* plan = FindPlan(at.before.plans, position.plan_id());
  if (plan == nullptr) return nullptr;
  return position.has_plan_version() ? FindVersion(*plan, position.plan_version())
                                     : &plan->versions.back();
}

Places UnknownItems(const v1::PositionTaken& position, const Situation& at) {
  const PlanVersion* version = VersionOf(position, at);
  Places places;
  for (int i = 0; version != nullptr && i < position.items_size(); ++i) {
    if (!HasItem(version->issued->content(), position.items(i))) {
      places.push_back(Item("items", i));
    }
  }
  return places;
}

constexpr KindRule<v1::PositionTaken> kPositionRules[] = {
    {{"position.about_something", Effect::kRefuse, "",
      "Say what this is about: a plan, or another entry with a link.", "REQUIRED", "R35"},
     [](const v1::PositionTaken& position, const Situation& at) {
       return When(!position.has_plan_id() && !IsAboutAnEntry(at.entry), "plan_id");
     }},
    {kPlanKnown, [](const v1::PositionTaken& position,
                    const Situation& at) { return When(NamesNoPlan(position, at), "plan_id"); }},
    {{"position.how_it_was_said", Effect::kGuidance, "UK GDPR Art 5(1)(d)",
      "Say how they told you: nobody takes a position for somebody else.", "", "R35"},
     [](const v1::PositionTaken& position, const Situation& at) {
       return When(at.entry.has_person() && at.entry.means() == v1::MEANS_UNSPECIFIED &&
                   position.stance() != v1::STANCE_NOT_ASKED);
     }},
    {{"position.of_the_young_person", Effect::kGuidance, "Code of Practice 8.15-8.16",
      "Past compulsory school age agreeing is the young person's to do. The parent's view is kept "
      "beside theirs.",
      "", "R35"},
     [](const v1::PositionTaken&, const Situation& at) {
       return When(SpeaksForYoungPerson(at.before, at.entry, at.day));
     }},
    {{"position.has_grounds", Effect::kGuidance, "Code of Practice 1.1",
      "Write down why they do not, or not quite, agree.", "", "R35"},
     [](const v1::PositionTaken& position, const Situation&) {
       return When(IsAgainst(position) && position.grounds().empty(), "grounds");
     }},
    {{"position.says_what_is_wanted", Effect::kGuidance, "Code of Practice 11.1",
      "Write down what they want instead.", "", "R92"},
     [](const v1::PositionTaken& position, const Situation&) {
       return When(IsAgainst(position) && position.wants().empty(), "wants");
     }},
    {{"position.everybody_is_asked", Effect::kGuidance, "Code of Practice 6.48",
      "Plans are agreed with parents and child. Say why they were not asked.", "", "R35"},
     [](const v1::PositionTaken& position, const Situation&) {
       return When(position.stance() == v1::STANCE_NOT_ASKED && position.grounds().empty(),
                   "grounds");
     }},
    {{"position.items_are_in_the_plan", Effect::kGuidance, "computed", "The plan has no such item.",
      "", "R35"},
     UnknownItems},
};

}  // namespace

void CheckKind(const v1::PositionTaken& position, const Situation& at, Verdict& verdict) {
  Judge(kPositionRules, position, at, verdict);
}

void ListPositionRules(std::vector<Rule>& list) { ListRules(kPositionRules, list); }

}  // namespace cairn::rules
