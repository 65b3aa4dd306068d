// What is different between two versions of a plan, item by item. A pure function of a Record; safe
// to call from any thread.
//
// Items are the same by their stable id. Those without one are the same when they say the same;
// what is left of them, when one party has one left on each side, is that party's, changed. Order
// alone is no difference. What a field says is compared in words, as it is told (field_words.h).
#pragma once

#include <string_view>
#include <vector>

#include "cairn/v1/record_service.pb.h"

#include "projections/record/record.h"

namespace cairn {

// By section, in the order of PlanSection; in each in the order of `after`, what went last. Null is
// a version that does not exist: everything of the other is new, or went.
std::vector<v1::PlanDifference> PlanDifferences(const v1::PlanIssued* before,
                                                const v1::PlanIssued* after);

// The part of a plan that each field of PlanContent stands in; unspecified for a field that the
// table does not know, which a test forbids.
v1::PlanSection SectionOf(std::string_view content_field);

struct ComparedVersions {
  // Empty takes the child's main plan: see MainPlan.
  std::string_view plan_id = {};
  // 0 takes the version before `to`, in the order of issue; there is none before the first.
  int from = 0;
  // 0 takes the version used on the day.
  int to = 0;
};

// Of `record` on its day, as it was known then; all but the position. Without a plan the reply is
// empty; without the later version it names the plan alone.
v1::ComparePlansResponse ComparePlansView(const Record& record, const ComparedVersions& versions);

}  // namespace cairn
