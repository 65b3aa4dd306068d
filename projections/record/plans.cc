#include "projections/record/plans.h"

#include <utility>

#include "projections/codes/plan_kinds.h"

namespace cairn {

const PlanHistory* FindPlan(const Plans& plans, std::string_view plan_id) {
  for (const PlanHistory& plan : plans.plans) {
    if (plan.plan_id == plan_id) return &plan;
  }
  return nullptr;
}

const PlanVersion* FindVersion(const PlanHistory& plan, int number) {
  for (const PlanVersion& version : plan.versions) {
    if (version.number == number) return &version;
  }
  return nullptr;
}

const PlanVersion* VersionOn(const PlanHistory& plan, CivilDate day) {
  const PlanVersion* found = nullptr;
  for (const PlanVersion& version : plan.versions) {
    if (version.effective_from <= day) found = &version;
  }
  return found;
}

Fact<v1::PlanClosed> ClosingOf(const Plans& plans, const PlanHistory& plan) {
  Fact<v1::PlanClosed> last;
  for (const Fact<v1::PlanClosed>& closing : plans.closings) {
    if (closing->plan_id() == plan.plan_id) last = closing;
  }
  const bool used_again = last && last.entry->Order() < plan.versions.back().issued.entry->Order();
  return used_again ? Fact<v1::PlanClosed>() : last;
}

const PlanHistory* MainPlan(const Plans& plans) {
  const auto rank = [&](const PlanHistory& plan) {
    return std::pair(!ClosingOf(plans, plan), codes::PlanKindOf(plan.kind()).rank);
  };
  const PlanHistory* found = nullptr;
  for (const PlanHistory& plan : plans.plans) {
    if (found == nullptr || rank(plan) > rank(*found)) found = &plan;
  }
  return found;
}

const v1::Target* FindTarget(const v1::PlanContent& content, std::string_view item_id) {
  for (const v1::Target& target : content.targets()) {
    if (target.item_id() == item_id) return &target;
  }
  return nullptr;
}

const v1::ProvisionLine* FindProvisionLine(const v1::PlanContent& content,
                                           std::string_view item_id) {
  for (const v1::ProvisionLine& line : content.provisions()) {
    if (line.item_id() == item_id) return &line;
  }
  return nullptr;
}

}  // namespace cairn
