// The plan view: one version of a child's plan as people read it, what has become of it, and every
// gap. A pure function of a Record; safe to call from any thread.
//
// What it leaves out: a plan is read by everyone who works with the child and by the parents, so it
// quotes only entries that are held as ordinary and have no audience of their own. That something
// was left out is not said here; the caller says so for the whole reply.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cairn/v1/plan_view.pb.h"

#include "projections/record/record.h"

namespace cairn {

// Version of the rules that this view computes by; printed with it.
inline constexpr uint32_t kPlanRulesVersion = 1;

struct PlanOptions {
  // Empty takes the child's main plan: see MainPlan.
  std::string_view plan_id = {};
  // 0 takes the version used on the day.
  int version = 0;
  // The setting in which the record was opened, as it was on the day and as it was known then: who
  // works there and is trained for what. Null where it is not known. Outlives the call.
  const Setting* setting = nullptr;
};

// The plan as it was on the day of `record` (Record::as_of, else the day of its last event) and as
// it was known then. A version asked for by number is shown even after another took its place, and
// then says so.
//
// Nothing if there is no such plan, no such version, or none in use on the day.
std::optional<v1::Plan> PlanView(const Record& record, const PlanOptions& options = {});

}  // namespace cairn
