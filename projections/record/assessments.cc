#include "projections/record/assessments.h"

namespace cairn {

Fact<v1::AssessmentRecorded> FindAssessment(const Assessments& assessments,
                                            std::string_view assessment_id) {
  Fact<v1::AssessmentRecorded> found;
  for (const Fact<v1::AssessmentRecorded>& assessment : assessments.assessments) {
    if (assessment->has_assessment_id() && assessment->assessment_id() == assessment_id) {
      found = assessment;
    }
  }
  return found;
}

const v1::Score* FindScore(const v1::AssessmentRecorded& assessment, v1::ScoreType type) {
  for (const v1::Score& score : assessment.scores()) {
    if (score.type() == type && !score.has_subscale()) return &score;
  }
  return nullptr;
}

}  // namespace cairn
