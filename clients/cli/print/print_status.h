// How a server stands, for people. Pure.
#pragma once

#include <string>

#include "cairn/v1/admin_service.pb.h"

namespace cairn::cli {

std::string PrintStatus(const v1::GetStatusResponse& status);

}  // namespace cairn::cli
