#include "projections/record/governance.h"

#include <algorithm>

namespace cairn {

bool DisposalForbidden(const Governance& governance) {
  return std::any_of(governance.holds.begin(), governance.holds.end(),
                     [](const Fact<v1::HoldPlaced>& hold) { return hold->no_disposal(); });
}

}  // namespace cairn
