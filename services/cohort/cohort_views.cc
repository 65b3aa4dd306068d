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
  // Odd, so that versions that differ stay different.
  constexpr uint32_t kSpread = 0x9E3779B1;
  for (View& view : views) {
    if (!view.of_whole_record)
      view.code_version = view.code_version * kSpread ^ ReadershipsVersion();
  }
  return views;
}

}  // namespace cairn
