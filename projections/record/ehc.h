// Early help, and EHC needs assessments and plans. Plain values and pure questions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cairn/v1/ehc.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened.
struct Ehc {
  FactList<v1::EarlyHelpRecorded> early_help;
  FactList<v1::EhcRequested> requests;
  FactList<v1::EhcAdviceRequested> advice_requests;
  FactList<v1::EhcAdviceGiven> advice;
  FactList<v1::EhcDecisionNotified> decisions;
  FactList<v1::EhcPlanServed> served;
  FactList<v1::EhcExceptionClaimed> exceptions;
};

// What the clocks of an assessment count from: a day, and the rules that count from it to the
// decision whether to assess and to the final plan (statutory_clocks.h).
struct EhcStart {
  CivilDate day;
  std::string_view decide_rule;
  std::string_view final_rule;
};

// When the authority had the request, or became responsible without one; nothing while neither is
// recorded. `day_of` says for which day a date counts that is not exact: EarliestDay for when
// something is due, LatestDay for what is late however it is read.
std::optional<EhcStart> StartOf(const v1::EhcRequested& request,
                                std::optional<CivilDate> (*day_of)(const v1::Date&));

// The decisions that end the clock of a request, and of one to assess again.
bool IsWhetherToAssess(v1::EhcDecision decision);
bool IsWhetherToReassess(v1::EhcDecision decision);

// The day that a clock starts on or is met by: when the notice was sent, else that of the entry.
CivilDate NoticeSentOn(const Fact<v1::EhcDecisionNotified>& decision);

// A request that began an assessment, and what its clocks count from.
struct EhcBegun {
  const Fact<v1::EhcRequested>* request;  // in `ehc`
  EhcStart start;
};

// Every request that began one, in order. School and parent may both ask: what comes while a first
// request waits for its decision, within the time for that, is the same one. `day_of` as in
// StartOf.
std::vector<EhcBegun> BegunRequests(const Ehc& ehc,
                                    std::optional<CivilDate> (*day_of)(const v1::Date&));

}  // namespace cairn
