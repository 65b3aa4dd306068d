#include "projections/returns/sen2_plan.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

#include "projections/codes/return_codes.h"
#include "projections/cohort/child.h"
#include "projections/returns/asked_by_both.h"
#include "projections/wording/words.h"

namespace cairn::sen2 {
namespace {

CivilDate DayOf(int32_t epoch_days) { return CivilDate::FromEpochDays(epoch_days); }

void FillSchool(const rows::PlacementRow* placement, ReturnLine& line) {
  if (placement == nullptr || (placement->urn().empty() && placement->ukprn().empty())) {
    line.Miss("URN");
  }
  if (placement == nullptr) return;
  line.Set("URN", placement->urn()).Set("UKPRN", placement->ukprn());
  line.SetFlag("SENunitIndicator", UnitOf(*placement));
  line.SetFlag("ResourcedProvisionIndicator", ResourcedOf(*placement));
}

std::optional<CivilDate> LastReviewMeeting(const Collection& at) {
  const rows::AnnualReviewRow* last = LastOn(at.rows.reviews(), at.day);
  return last == nullptr ? std::nullopt : std::optional(DayOf(last->from()));
}

// What the authority decided after the meeting.
const rows::DecisionRow* ReviewDecision(const Collection& at, CivilDate meeting) {
  for (const rows::DecisionRow& row : at.rows.decisions()) {
    const bool about_review = row.decision() == v1::EHC_DECISION_AMEND ||
                              row.decision() == v1::EHC_DECISION_MAINTAIN ||
                              row.decision() == v1::EHC_DECISION_CEASE;
    const bool after = row.from() >= meeting.epoch_days() && row.from() <= at.day.epoch_days();
    if (about_review && after) return &row;
  }
  return nullptr;
}

void FillServed(const Collection& at, CivilDate meeting, ReturnLine& line) {
  for (const rows::ServedRow& row : at.rows.served()) {
    if (row.from() < meeting.epoch_days() || row.from() > at.day.epoch_days()) continue;
    if (row.stage() == v1::EHC_PLAN_STAGE_DRAFT) line.SetDay("ReviewDraft", DayOf(row.plan_date()));
    if (row.stage() == v1::EHC_PLAN_STAGE_AMENDED_FINAL && row.for_phase_transfer()) {
      line.SetDay("PhaseTransferFinalDate", DayOf(row.plan_date()));
    }
  }
}

v1::ReturnRow ActivePlanRow(const Collection& at) {
  ReturnLine line(kActivePlans, at.record);
  const std::optional<CivilDate> meeting = LastReviewMeeting(at);
  if (!meeting.has_value()) return line.Take();
  line.SetDay("ReviewMeeting", meeting);
  if (const rows::DecisionRow* decision = ReviewDecision(at, *meeting)) {
    line.Set("ReviewOutcome", Words(decision->decision()));
    line.SetDay("LastReview", DayOf(decision->sent()));
  }
  FillServed(at, *meeting, line);
  return line.Take();
}

// The last that was recorded about each stay which touches the year.
std::vector<const rows::PlacementRow*> PlacementsOf(const Collection& at) {
  std::vector<const rows::PlacementRow*> found;
  for (const rows::PlacementRow& placement : at.rows.placements()) {
    if (placement.from() > at.day.epoch_days()) continue;
    std::erase_if(found, [&](const rows::PlacementRow* earlier) {
      return earlier->school() == placement.school();
    });
    found.push_back(&placement);
  }
  std::erase_if(found, [&](const rows::PlacementRow* placement) {
    return placement->has_to() && placement->to() < at.first.epoch_days();
  });
  return found;
}

v1::ReturnRow PlacementDetailRow(const Collection& at, const rows::PlacementRow& placement) {
  ReturnLine line(kPlacement, at.record);
  FillSchool(&placement, line);
  const bool other = placement.registration() == v1::REGISTRATION_DUAL_SUBSIDIARY;
  line.Set("PlacementRank", other ? "2" : "1").SetDay("EntryDate", DayOf(placement.entry()));
  if (placement.has_to()) line.SetDay("LeavingDate", DayOf(placement.to()));
  return line.Take();
}

v1::ReturnRow NeedRow(const Collection& at, const RankedType& type) {
  return ReturnLine(kNeed, at.record)
      .Require("SENtype", type.letters)
      .Set("SENtypeRank", absl::StrCat(type.rank))
      .Take();
}

}  // namespace

v1::ReturnRow NamedPlanRow(const Collection& at, const Plan& plan,
                           const rows::DecisionRow* ceased) {
  ReturnLine line(kNamedPlan, at.record);
  line.SetDay("StartDate", plan.start).Miss("PlanRes").Miss("PlanWBP").Miss("PB");
  if (plan.ended_unsaid) line.Miss("CeaseDate").Miss("CeaseReason");
  if (ceased == nullptr) return line.Take();
  const std::string& reason = ceased->cease_reason();
  const bool known = codes::FindCeaseReason(reason) != nullptr;
  line.SetDay("CeaseDate", plan.ceased).Require("CeaseReason", known ? reason : "");
  return line.Take();
}

// The school that section I names has a number where the child has ever been on its roll.
v1::ReturnRow PlanDetailRow(const Collection& at, const rows::ServedRow& served) {
  const rows::PlacementRow* named = nullptr;
  for (const rows::PlacementRow& placement : at.rows.placements()) {
    const bool counts = placement.from() <= at.day.epoch_days();
    if (counts && placement.school() == served.named_school()) named = &placement;
  }
  ReturnLine line(kPlanDetail, at.record);
  FillSchool(named, line);
  line.Set("PlacementRank", "1");
  return line.Take();
}

void AddActive(const Collection& at, std::vector<v1::ReturnRow>& found) {
  found.push_back(ActivePlanRow(at));
  for (const rows::PlacementRow* placement : PlacementsOf(at)) {
    found.push_back(PlacementDetailRow(at, *placement));
  }
  const std::vector<RankedType> types = TypesOn(at.rows, v1::SEN_PROVISION_E, at.day);
  for (const RankedType& type : types) found.push_back(NeedRow(at, type));
  if (types.empty()) found.push_back(NeedRow(at, {}));
}

}  // namespace cairn::sen2
