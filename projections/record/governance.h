// The record itself: voids, holds, transfer, exports, disclosures, access. Plain values and pure
// questions.
#pragma once

#include <vector>

#include "cairn/v1/governance.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened.
struct Governance {
  FactList<v1::EntryVoided> voids;
  FactList<v1::HoldPlaced> holds;
  FactList<v1::RecordHandedOver> handovers;
  FactList<v1::RecordExported> exports;
  FactList<v1::HoldReleased> releases;
  FactList<v1::DisposalDecided> disposals;
  FactList<v1::Disclosed> disclosures;
  FactList<v1::BundleExported> bundles;
  FactList<v1::RecordReceived> received;
  FactList<v1::RecordJoined> joined;
  FactList<v1::AccessGranted> granted;
  FactList<v1::AccessRevoked> revoked;
};

// The holds that no later release has ended. Later is what was recorded later: a release that is
// dated back ends no hold that was placed after it. An id that is used anew stands anew.
std::vector<Fact<v1::HoldPlaced>> StandingHolds(const Governance& governance);

// A hold stands that forbids disposal.
bool DisposalForbidden(const Governance& governance);

}  // namespace cairn
