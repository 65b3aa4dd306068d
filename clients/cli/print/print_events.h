// The audit trail on paper: every event of a record with both times, who typed it and who said it,
// and the beginnings of its id and leaf. Pure.
#pragma once

#include <string>

#include "cairn/v1/record_service.pb.h"

namespace cairn::cli {

std::string PrintEvents(const v1::ListEventsResponse& events);
// One of them, without the head of the table.
std::string PrintEvent(const v1::Event& event);

}  // namespace cairn::cli
