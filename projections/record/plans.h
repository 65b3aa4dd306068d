// Plans with all their versions, and what was said, sent and read about them. Plain values and pure
// questions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/plan.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// One version, whole.
struct PlanVersion {
  Fact<v1::PlanIssued> issued;
  // `plan_version` as recorded, or one more than the version issued before.
  int number = 0;
  // `effective_from`, else the day it was issued.
  CivilDate effective_from;
};

// One plan in the order in which its versions were issued.
struct PlanHistory {
  std::string plan_id;
  std::vector<PlanVersion> versions;

  v1::PlanKind kind() const { return versions.back().issued->plan_kind(); }
};

// Every list is in the order in which things happened. A plan has at least one version.
struct Plans {
  std::vector<PlanHistory> plans;
  FactList<v1::PositionTaken> positions;
  FactList<v1::NoticeSent> notices;
  FactList<v1::ItemAcknowledged> acknowledgements;
  FactList<v1::PlanProposed> proposals;
  FactList<v1::PlanClosed> closings;
};

// Null when there is none.
const PlanHistory* FindPlan(const Plans& plans, std::string_view plan_id);
const PlanVersion* FindVersion(const PlanHistory& plan, int number);
// The last version whose `effective_from` is on or before `day`; null when there is none. Plans are
// "current", not "in force": a SEN support plan has no legal force.
const PlanVersion* VersionOn(const PlanHistory& plan, CivilDate day);
// The entry that closed a plan; empty while it is used, and when a version was issued after it.
Fact<v1::PlanClosed> ClosingOf(const Plans& plans, const PlanHistory& plan);
// The child's main plan: SEN support, else short-term under an EHC plan, else any; one that is used
// before one that was closed.
const PlanHistory* MainPlan(const Plans& plans);

// Null when the content has no such item.
const v1::Target* FindTarget(const v1::PlanContent& content, std::string_view item_id);
const v1::ProvisionLine* FindProvisionLine(const v1::PlanContent& content,
                                           std::string_view item_id);

}  // namespace cairn
