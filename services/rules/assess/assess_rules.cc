#include "services/rules/assess/assess_rules.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <optional>

#include "services/rules/shape/score_scales.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

using Scores = google::protobuf::RepeatedPtrField<v1::Score>;

Places ScoresWhere(const Scores& scores, std::string_view field,
                   const std::function<bool(const v1::Score&)>& is_broken) {
  Places places;
  for (int i = 0; i < scores.size(); ++i) {
    if (is_broken(scores.Get(i))) places.push_back(Item("scores", i, field));
  }
  return places;
}

bool HasInterval(const v1::Score& score) {
  return score.has_interval_low() && score.has_interval_high();
}

// Complete months from birth to `day`.
int AgeInMonths(CivilDate born, CivilDate day) {
  const int months = 12 * (day.year() - born.year()) + day.month() - born.month();
  return day.day() < born.day() ? months - 1 : months;
}

bool StatesAnotherAge(const v1::AssessmentRecorded& assessment, const Situation& at) {
  const std::optional<CivilDate> born = BornOn(at.before.people);
  if (!assessment.has_age_months() || !born) return false;
  // Manuals round in either direction, so one month is no difference. The number may be any: it is
  // the shape that refuses it.
  return std::abs(int64_t{AgeInMonths(*born, at.day)} - assessment.age_months()) > 1;
}

// A norm is in these scores already.
bool HasItsNorm(const v1::Score& score) {
  return score.type() == v1::SCORE_TYPE_STANDARD || score.type() == v1::SCORE_TYPE_PERCENTILE ||
         score.type() == v1::SCORE_TYPE_STANINE || score.type() == v1::SCORE_TYPE_T ||
         score.type() == v1::SCORE_TYPE_SCALED ||
         score.type() == v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS;
}

constexpr KindRule<v1::AssessmentRecorded> kAssessmentRules[] = {
    {{"score.on_its_scale", Effect::kRefuse, "scale of the score",
      "No score of this type is so low or so high. Check the number and the type.",
      "SCORE_OUT_OF_SCALE"},
     [](const v1::AssessmentRecorded& assessment, const Situation&) {
       return ScoresWhere(assessment.scores(), "value", [&](const v1::Score& score) {
         return score.has_value() && !IsOnScale(assessment.instrument(), score);
       });
     }},
    {{"score.interval_in_order", Effect::kRefuse, "",
      "The lower end of the interval lies above its upper end.", "INTERVAL_REVERSED"},
     [](const v1::AssessmentRecorded& assessment, const Situation&) {
       return ScoresWhere(assessment.scores(), "interval_low", [](const v1::Score& score) {
         return HasInterval(score) &&
                NumberOf(score.interval_low()) > NumberOf(score.interval_high());
       });
     }},
    {{"score.lies_in_its_interval", Effect::kGuidance, "computed",
      "The score lies outside its own confidence interval. Please check the numbers."},
     [](const v1::AssessmentRecorded& assessment, const Situation&) {
       return ScoresWhere(assessment.scores(), "value", [](const v1::Score& score) {
         return HasInterval(score) && (NumberOf(score.value()) < NumberOf(score.interval_low()) ||
                                       NumberOf(score.value()) > NumberOf(score.interval_high()));
       });
     }},
    {{"score.interval_has_its_level", Effect::kGuidance, "our rule for reliable change",
      "Give the level of the interval (90 or 95 %), or the standard error. Without it nobody can "
      "say "
      "later whether a change is more than chance."},
     [](const v1::AssessmentRecorded& assessment, const Situation&) {
       return ScoresWhere(assessment.scores(), "interval_level_percent",
                          [](const v1::Score& score) {
                            return HasInterval(score) && !score.has_interval_level_percent() &&
                                   !score.has_standard_error();
                          });
     }},
    {{"assessment.age_agrees", Effect::kGuidance, "computed",
      "The age stated is not the child's age on that day. A score read from the wrong row of the "
      "table is wrong."},
     [](const v1::AssessmentRecorded& assessment, const Situation& at) {
       return When(StatesAnotherAge(assessment, at), "age_months");
     }},
    {{"assessment.compared_with_age", Effect::kGuidance, "Code of Practice 6.45",
      "Say what is expected at that age, or in which band this lies.", "", "R23"},
     [](const v1::AssessmentRecorded& assessment, const Situation&) {
       return When(
           !assessment.has_expected_for_age() && !assessment.has_band() &&
               std::none_of(assessment.scores().begin(), assessment.scores().end(), HasItsNorm),
           "expected_for_age");
     }},
};

}  // namespace

void CheckKind(const v1::ObservationRecorded&, const Situation&, Verdict&) {
  // What somebody saw is what they saw.
}
void CheckKind(const v1::AssessmentRecorded& assessment, const Situation& at, Verdict& verdict) {
  Judge(kAssessmentRules, assessment, at, verdict);
}

void ListAssessRules(std::vector<Rule>& list) { ListRules(kAssessmentRules, list); }

}  // namespace cairn::rules
