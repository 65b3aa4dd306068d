// The parts of SEN2, and what the rows of one child are made from. Used by sen2.cc and
// sen2_plan.cc.
#pragma once

#include <optional>
#include <string_view>

#include "projections/returns/return_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"
#include "projections/returns/return_line.h"

namespace cairn::sen2 {

inline constexpr std::string_view kPersonFields[] = {
    "UPN", "UniqueLearnerNumber", "UPNunknown", "PersonBirthDate", "Sex", "Ethnicity", "PostCode"};
inline constexpr std::string_view kRequestFields[] = {
    "ReceivedDate",     "RequestSource",   "RYA",     "RequestOutcomeDate", "RequestOutcome",
    "RequestMediation", "RequestTribunal", "Exported"};
inline constexpr std::string_view kAssessmentFields[] = {"AssessmentOutcome",
                                                         "AssessmentOutcomeDate",
                                                         "AssessmentMediation",
                                                         "AssessmentTribunal",
                                                         "OtherMediation",
                                                         "OtherTribunal",
                                                         "Week20"};
inline constexpr std::string_view kNamedPlanFields[] = {
    "StartDate", "PlanRes", "PlanWBP", "PB", "OA", "DP", "CeaseDate", "CeaseReason"};
inline constexpr std::string_view kPlanDetailFields[] = {"URN",
                                                         "UKPRN",
                                                         "SENsetting",
                                                         "PlacementRank",
                                                         "SENunitIndicator",
                                                         "ResourcedProvisionIndicator"};
inline constexpr std::string_view kActivePlanFields[] = {
    "TransferLA",           "ReviewMeeting",          "ReviewOutcome", "ReviewDraft",
    "PhaseTransferDueDate", "PhaseTransferFinalDate", "LastReview"};
inline constexpr std::string_view kPlacementFields[] = {
    "URN",       "UKPRN",       "SENsetting",       "PlacementRank",
    "EntryDate", "LeavingDate", "SENunitIndicator", "ResourcedProvisionIndicator",
    "Res",       "WBP"};
inline constexpr std::string_view kNeedFields[] = {"SENtype", "SENtypeRank"};

inline constexpr ReturnPart kPerson = {"Person", kPersonFields};
inline constexpr ReturnPart kRequests = {"Requests", kRequestFields};
inline constexpr ReturnPart kAssessment = {"Assessment", kAssessmentFields};
inline constexpr ReturnPart kNamedPlan = {"NamedPlan", kNamedPlanFields};
inline constexpr ReturnPart kPlanDetail = {"PlanDetail", kPlanDetailFields};
inline constexpr ReturnPart kActivePlans = {"ActivePlans", kActivePlanFields};
inline constexpr ReturnPart kPlacement = {"PlacementDetail", kPlacementFields};
inline constexpr ReturnPart kNeed = {"SENneed", kNeedFields};
inline constexpr ReturnPart kParts[] = {kPerson,     kRequests,    kAssessment, kNamedPlan,
                                        kPlanDetail, kActivePlans, kPlacement,  kNeed};

// What the rows of one child are made from.
struct Collection {
  const rows::ReturnRows& rows;
  RecordId record;
  CivilDate first;  // of the calendar year
  CivilDate day;    // of the census
};

// A plan, by its first final version or, where none is recorded, by the status E.
struct Plan {
  CivilDate start;
  std::optional<CivilDate> ceased;
  // It is over by the status and no decision says so.
  bool ended_unsaid = false;
};

}  // namespace cairn::sen2
