// The record itself: voids, holds, transfer, exports. Plain values and pure questions.
#pragma once

#include <vector>

#include "cairn/v1/governance.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened.
struct Governance {
  std::vector<Fact<v1::EntryVoided>> voids;
  std::vector<Fact<v1::HoldPlaced>> holds;
  std::vector<Fact<v1::RecordHandedOver>> handovers;
  std::vector<Fact<v1::RecordExported>> exports;
};

// A hold stands that forbids disposal. (No kind releases a hold yet.)
bool DisposalForbidden(const Governance& governance);

}  // namespace cairn
