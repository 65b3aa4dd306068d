// Early help, and EHC needs assessments and plans. Plain values.
#pragma once

#include <vector>

#include "cairn/v1/ehc.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened.
struct Ehc {
  std::vector<Fact<v1::EarlyHelpRecorded>> early_help;
  std::vector<Fact<v1::EhcRequested>> requests;
  std::vector<Fact<v1::EhcAdviceRequested>> advice_requests;
  std::vector<Fact<v1::EhcAdviceGiven>> advice;
  std::vector<Fact<v1::EhcDecisionNotified>> decisions;
  std::vector<Fact<v1::EhcPlanServed>> served;
};

}  // namespace cairn
