#include "projections/record/governance.h"

#include <algorithm>
#include <iterator>

namespace cairn {
namespace {

bool IsReleased(const Fact<v1::HoldPlaced>& hold, const Governance& governance) {
  return std::any_of(governance.releases.begin(), governance.releases.end(),
                     [&](const Fact<v1::HoldReleased>& release) {
                       return release->hold_id() == hold->hold_id() &&
                              release.entry->version() > hold.entry->version();
                     });
}

}  // namespace

std::vector<Fact<v1::HoldPlaced>> StandingHolds(const Governance& governance) {
  std::vector<Fact<v1::HoldPlaced>> standing;
  std::copy_if(governance.holds.begin(), governance.holds.end(), std::back_inserter(standing),
               [&](const Fact<v1::HoldPlaced>& hold) { return !IsReleased(hold, governance); });
  return standing;
}

bool DisposalForbidden(const Governance& governance) {
  const std::vector<Fact<v1::HoldPlaced>> standing = StandingHolds(governance);
  return std::any_of(standing.begin(), standing.end(),
                     [](const Fact<v1::HoldPlaced>& hold) { return hold->no_disposal(); });
}

}  // namespace cairn
