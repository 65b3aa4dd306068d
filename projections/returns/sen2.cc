#include "projections/returns/sen2.h"

#include <algorithm>
#include <optional>

#include "projections/calendar/any_year.h"
#include "projections/cohort/child.h"
#include "projections/returns/ehc_case.h"
#include "projections/returns/sen2_parts.h"
#include "projections/returns/sen2_plan.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

using sen2::Collection;
using sen2::Plan;
using std::string_view;

CivilDate DayOf(int32_t epoch_days) { return CivilDate::FromEpochDays(epoch_days); }

// Since when the status is another one than E, set after the plan began; nothing while it is not.
std::optional<CivilDate> OverSince(const Collection& at, CivilDate start) {
  const StatusRun run = StatusOn(at.rows.statuses(), at.day);
  if (run.status == nullptr || run.status->status() == v1::SEN_PROVISION_E) return std::nullopt;
  return run.since > start ? std::optional(run.since) : std::nullopt;
}

// The plan of a case; nothing if there is none, or none that was active since the first day.
std::optional<Plan> PlanOf(const Collection& at, const EhcCase& of) {
  if (of.plan == nullptr) return std::nullopt;
  Plan plan{.start = DayOf(of.plan->plan_date())};
  if (of.ceased != nullptr) plan.ceased = DayOf(of.ceased->sent());
  const std::optional<CivilDate> over =
      plan.ceased.has_value() ? plan.ceased : OverSince(at, plan.start);
  if (over.has_value() && *over < at.first) return std::nullopt;
  plan.ended_unsaid = over.has_value() && !plan.ceased.has_value();
  return plan;
}

// A decision that is awaited, or was made since the first day.
bool IsRecent(const Collection& at, const DecisionStage& stage) {
  return stage.decision == nullptr || DayOf(stage.decision->sent()) >= at.first;
}

bool IsIncluded(const Collection& at, const EhcCase& of) {
  if (of.plan != nullptr) return PlanOf(at, of).has_value();
  if (!of.IsAssessed()) return IsRecent(at, of.to_assess);
  const bool issuing =
      of.to_issue.decision != nullptr && of.to_issue.decision->decision() == v1::EHC_DECISION_ISSUE;
  return issuing || IsRecent(at, of.to_issue);
}

void FillStage(const DecisionStage& stage, string_view outcome, string_view day,
               string_view mediation, string_view tribunal, ReturnLine& line) {
  if (stage.decision != nullptr) {
    line.Set(outcome, Words(stage.decision->decision()));
    line.SetDay(day, DayOf(stage.decision->sent()));
  }
  if (!stage.refused) return;
  line.SetFlag(mediation, stage.mediated).SetFlag(tribunal, stage.appealed);
}

v1::ReturnRow RequestRow(const Collection& at, const EhcCase& of) {
  ReturnLine line(sen2::kRequests, at.record);
  const rows::RequestRow& request = *of.request;
  line.RequireDay("ReceivedDate",
                  request.has_received() ? std::optional(DayOf(request.received())) : std::nullopt);
  line.Require("RequestSource", Words(request.requester()));
  FillStage(of.to_assess, "RequestOutcome", "RequestOutcomeDate", "RequestMediation",
            "RequestTribunal", line);
  return line.Take();
}

v1::ReturnRow AssessmentRow(const Collection& at, const EhcCase& of) {
  ReturnLine line(sen2::kAssessment, at.record);
  FillStage(of.to_issue, "AssessmentOutcome", "AssessmentOutcomeDate", "AssessmentMediation",
            "AssessmentTribunal", line);
  if (of.to_issue.decision == nullptr && of.plan != nullptr) {
    line.Set("AssessmentOutcome", Words(v1::EHC_DECISION_ISSUE)).Miss("AssessmentOutcomeDate");
  }
  if (of.plan != nullptr) {
    line.SetFlag("OtherMediation", of.other_mediated).SetFlag("OtherTribunal", of.other_appealed);
  }
  line.SetFlag("Week20", of.exception_claimed);
  return line.Take();
}

v1::ReturnRow PersonRow(const Collection& at) {
  ReturnLine line(sen2::kPerson, at.record);
  const auto upn = IdentifierOn(at.rows.identifiers(), v1::IDENTIFIER_TYPE_UPN, at.day);
  const auto uln = IdentifierOn(at.rows.identifiers(), v1::IDENTIFIER_TYPE_ULN, at.day);
  line.Set("UPN", upn).Set("UniqueLearnerNumber", uln);
  if (upn.empty() && uln.empty()) line.Miss("UPN");
  line.RequireDay("PersonBirthDate", EarliestDay(at.rows.child().born())).Miss("Sex");
  string_view ethnicity;
  string_view postcode;
  for (const rows::DetailsRow& details : at.rows.details()) {
    if (details.from() > at.day.epoch_days()) continue;
    if (!details.ethnicity().empty()) ethnicity = details.ethnicity();
    if (!details.postcode().empty()) postcode = details.postcode();
  }
  line.Require("Ethnicity", ethnicity).Require("PostCode", postcode);
  return line.Take();
}

// The plan of which nothing but the status is recorded.
std::optional<Plan> PlanByStatus(const Collection& at) {
  const StatusRun run = StatusOn(at.rows.statuses(), at.day);
  if (run.status == nullptr || run.status->status() != v1::SEN_PROVISION_E) return std::nullopt;
  return Plan{.start = run.since};
}

void AddCases(const Collection& at, const std::vector<EhcCase>& cases,
              std::vector<v1::ReturnRow>& found) {
  for (const EhcCase& of : cases) {
    if (of.request != nullptr) found.push_back(RequestRow(at, of));
    if (of.IsAssessed()) found.push_back(AssessmentRow(at, of));
    const std::optional<Plan> plan = PlanOf(at, of);
    if (!plan.has_value()) continue;
    found.push_back(sen2::NamedPlanRow(at, *plan, plan->ceased ? of.ceased : nullptr));
    found.push_back(sen2::PlanDetailRow(at, *of.latest_plan));
  }
}

}  // namespace

std::span<const ReturnPart> Sen2Parts() { return sen2::kParts; }

std::string Sen2Specification() {
  return "SEN2 person level return 2025 (guide v1.4), as a public program that reads the return "
         "names "
         "its fields and as the technical specification of 2023 says which cases are in it, read "
         "22 "
         "Nov 2026; letters of outcomes and numbers of sources were not found, so these are in "
         "words";
}

std::vector<v1::ReturnRow> Sen2RowsOf(const rows::ReturnRows& rows, RecordId record,
                                      CivilDate census_day) {
  const Collection at{rows, record, DayInAnyYear(census_day.year() - 1, 1, 1), census_day};
  std::vector<v1::ReturnRow> found;
  if (!IsThereOn(rows.child(), census_day)) return found;
  std::vector<EhcCase> cases = EhcCasesOn(rows, census_day);
  const bool plan_known =
      std::any_of(cases.begin(), cases.end(), [](const EhcCase& of) { return of.plan != nullptr; });
  std::erase_if(cases, [&](const EhcCase& of) { return !IsIncluded(at, of); });
  const std::optional<Plan> by_status = plan_known ? std::nullopt : PlanByStatus(at);
  if (cases.empty() && !by_status.has_value()) return found;

  found.push_back(PersonRow(at));
  AddCases(at, cases, found);
  if (by_status.has_value()) found.push_back(sen2::NamedPlanRow(at, *by_status, nullptr));
  const bool active =
      by_status.has_value() ||
      std::any_of(cases.begin(), cases.end(), [](const EhcCase& of) { return of.plan != nullptr; });
  if (active) sen2::AddActive(at, found);
  return found;
}

}  // namespace cairn
