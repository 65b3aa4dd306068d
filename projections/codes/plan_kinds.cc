#include "projections/codes/plan_kinds.h"

#include <algorithm>

namespace cairn::codes {
namespace {

// The first row is that of the unspecified kind.
constexpr PlanKindRow kPlanKinds[] = {
#include "projections/codes/plan_kinds.inc"
};
static_assert(kPlanKinds[0].kind == v1::PLAN_KIND_UNSPECIFIED);

}  // namespace

std::vector<std::string_view> PlanKindRow::MustHave() const {
  std::vector<std::string_view> fields;
  for (std::string_view rest = must_have; !rest.empty();) {
    const size_t end = std::min(rest.find(' '), rest.size());
    fields.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return fields;
}

bool PlanKindRow::MustHave(std::string_view field) const {
  return std::ranges::count(MustHave(), field) > 0;
}

std::span<const PlanKindRow> PlanKinds() { return kPlanKinds; }

const PlanKindRow& PlanKindOf(v1::PlanKind kind) {
  const auto* row =
      std::ranges::find_if(kPlanKinds, [&](const PlanKindRow& one) { return one.kind == kind; });
  return row == std::end(kPlanKinds) ? kPlanKinds[0] : *row;
}

}  // namespace cairn::codes
