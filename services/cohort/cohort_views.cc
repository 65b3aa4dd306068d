#include "services/cohort/cohort_views.h"

#include <cstdint>

#include "projections/acknowledgements.h"
#include "projections/due_list.h"
#include "projections/provision_map.h"
#include "projections/register.h"
#include "projections/returns.h"
#include "services/access/access_view.h"
#include "services/access/readerships.h"

namespace cairn {

std::vector<View> CohortViews() {
  std::vector<View> views = {AccessView(),    RegisterView(),         DutiesView(),
                             ProvisionView(), AcknowledgementsView(), ReturnsView()};
  // Odd, so that versions that differ stay different. Who is what to a child is read from rows too.
  constexpr uint32_t kSpread = 0x9E3779B1;
  const uint32_t readers = AccessView().code_version * kSpread ^ ReadershipsVersion();
  for (View& view : views) view.readers_version = readers;
  return views;
}

}  // namespace cairn
