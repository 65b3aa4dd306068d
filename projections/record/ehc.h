// Early help, and EHC needs assessments and plans. Plain values.
#pragma once

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

}  // namespace cairn
