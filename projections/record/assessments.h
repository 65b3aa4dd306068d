// What was found out: observations, scores, needs, barriers, referrals, reports and their answers.
// Plain values and pure questions.
#pragma once

#include <string_view>
#include <vector>

#include "cairn/v1/assess.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened.
struct Assessments {
  FactList<v1::ObservationRecorded> observations;
  FactList<v1::AssessmentRecorded> assessments;
  FactList<v1::NeedsIdentified> needs;
  FactList<v1::BarrierRecorded> barriers;
  FactList<v1::SpecialistReferred> referrals;
  FactList<v1::SpecialistReported> reports;
  FactList<v1::RecommendationAnswered> answers;
};

// By `assessment_id`; the last one if it was used twice, empty when there is none.
Fact<v1::AssessmentRecorded> FindAssessment(const Assessments& assessments,
                                            std::string_view assessment_id);
// The score of `type` for the whole instrument; null when there is none.
const v1::Score* FindScore(const v1::AssessmentRecorded& assessment, v1::ScoreType type);

}  // namespace cairn
