// Disputes with their steps, and data-protection requests with their answers. Plain values and pure
// questions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/dispute.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Everything recorded about one dispute id. `opened` may be empty.
struct Dispute {
  std::string dispute_id;
  Fact<v1::DisputeOpened> opened;
  FactList<v1::DisputeStepRecorded> steps;
  FactList<v1::DisputeClosed> closings;  // one a stage
};

// Everything recorded about one rights request id. `requested` may be empty.
struct RightsRequest {
  std::string rights_request_id;
  Fact<v1::RightsRequested> requested;
  FactList<v1::RightsAnswered> answers;
};

struct Disputes {
  std::vector<Dispute> disputes;
  std::vector<RightsRequest> rights;
};

// Whether the tribunal ordered the authority to assess.
bool IsOrderToAssess(const v1::DisputeStepRecorded& step);

// Null when there is none.
const Dispute* FindDispute(const Disputes& disputes, std::string_view dispute_id);
const RightsRequest* FindRightsRequest(const Disputes& disputes, std::string_view id);

// The first dispute that was opened after `entry` had happened and before it was recorded,
// happening and recording lying more than one day apart; null when there is none. What was written
// after a dispute began says so in every view.
const Dispute* WrittenAfterDispute(const Disputes& disputes, const EffectiveEntry& entry);

}  // namespace cairn
