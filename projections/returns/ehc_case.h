// Requests for an EHC needs assessment and what came of each, on a day. Pure; safe to call from any
// thread.
#pragma once

#include <optional>
#include <vector>

#include "projections/returns/return_rows.pb.h"

#include "projections/calendar/date.h"

namespace cairn {

// A decision that can be mediated about and appealed.
struct DecisionStage {
  const rows::DecisionRow* decision =
      nullptr;           // the last one of the stage; null while there is none
  bool refused = false;  // at some time
  bool mediated = false;
  bool appealed = false;
};

// One request up to the next one. The first part of a plan without a recorded request has no
// request.
struct EhcCase {
  const rows::RequestRow* request = nullptr;
  DecisionStage to_assess;
  DecisionStage to_issue;
  // Mediation and appeals about what a plan says, and whatever else is not about those two
  // decisions.
  bool other_mediated = false;
  bool other_appealed = false;
  bool exception_claimed = false;
  // The first final plan, and the one served last.
  const rows::ServedRow* plan = nullptr;
  const rows::ServedRow* latest_plan = nullptr;
  // The plan ceased.
  const rows::DecisionRow* ceased = nullptr;

  // An assessment was to be made, as decided or as a plan shows.
  bool IsAssessed() const;
};

// In the order of the requests, of what has happened by `day`. A plan or a decision belongs to the
// last request before it.
std::vector<EhcCase> EhcCasesOn(const rows::ReturnRows& rows, CivilDate day);

}  // namespace cairn
