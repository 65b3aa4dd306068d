// The views that the server keeps current, and their names. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "projections/view_runner/view.h"

namespace cairn {

inline constexpr std::string_view kAccessView = "access";
inline constexpr std::string_view kRegisterView = "register";
inline constexpr std::string_view kDutiesView = "duties";
inline constexpr std::string_view kProvisionView = "provision";
inline constexpr std::string_view kAcknowledgementsView = "acknowledgements";
inline constexpr std::string_view kReturnsView = "returns";

// All of them. A view that is computed once for each reading is another version when who may see
// what is (ReadershipsVersion), so that its rows are computed anew.
std::vector<View> CohortViews();

}  // namespace cairn
