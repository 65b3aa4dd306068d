// Kinds of plan as data (plan_kinds.csv): what each is called and what is asked of it. Pure; safe
// to use from any thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "cairn/v1/plan.pb.h"

#include "projections/codes/code_list.h"

namespace cairn::codes {

// What binds a school to plans of a kind. Only a statute makes a gap a breach of a legal duty.
enum class Force { kLocal, kGuidance, kProposal, kStatute };

struct PlanKindRow {
  v1::PlanKind kind;
  std::string_view name;    // "SEN support plan"
  int rank;                 // of several plans, the one with the highest is the main one
  std::string_view review;  // "each term"; empty where nothing says how often
  Force force;
  std::string_view rests_on;   // law or paragraph of guidance
  std::string_view must_have;  // fields of PlanContent with a space between

  // Whether a plan of this kind must have that field of PlanContent.
  bool MustHave(std::string_view field) const;
  // What it must have, in the order of the table.
  std::vector<std::string_view> MustHave() const;
};

std::span<const PlanKindRow> PlanKinds();

// The row of `kind`; that of the unspecified one for a kind that the table does not know yet.
const PlanKindRow& PlanKindOf(v1::PlanKind kind);

}  // namespace cairn::codes
