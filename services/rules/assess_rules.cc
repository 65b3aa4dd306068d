#include "services/rules/assess_rules.h"

#include <cstdlib>
#include <functional>
#include <optional>

#include "services/rules/permissions.h"
#include "services/rules/score_scales.h"
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
  // Manuals round in either direction, so one month is no difference.
  return std::abs(AgeInMonths(*born, at.day) - assessment.age_months()) > 1;
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
};

constexpr KindRule<v1::NeedsIdentified> kNeedsRules[] = {
    {{"needs.one_of_each_rank", Effect::kGuidance, "DfE school census guide",
      "Two needs have the same rank; the census takes one primary and one secondary need."},
     [](const v1::NeedsIdentified& needs, const Situation&) {
       Places places;
       for (int i = 0; i < needs.needs_size(); ++i) {
         for (int j = 0; j < i; ++j) {
           const bool same = needs.needs(i).has_rank() && needs.needs(j).has_rank() &&
                             needs.needs(i).rank() == needs.needs(j).rank();
           if (same) places.push_back(Item("needs", i, "rank"));
         }
       }
       return places;
     }},
    {{"needs.nsa_not_with_e", Effect::kGuidance, "DfE school census guide",
      "NSA is for SEN support (K) alone, and for a short time: a child with an EHC plan has been "
      "assessed."},
     [](const v1::NeedsIdentified& needs, const Situation& at) {
       const Fact<v1::SenStatusSet> status = StatusOn(at.before.people, at.day);
       const bool has_plan = status && status->status() == v1::SEN_PROVISION_E;
       Places places;
       for (int i = 0; has_plan && i < needs.needs_size(); ++i) {
         if (needs.needs(i).type() == v1::SEN_TYPE_NSA) places.push_back(Item("needs", i, "type"));
       }
       return places;
     }},
};

// The day on which the child was seen, as far as it is known.
CivilDate SeenOn(const v1::SpecialistReported& report, const Situation& at) {
  return EarliestDay(report.assessed_on()).value_or(at.day);
}

constexpr KindRule<v1::SpecialistReported> kReportRules[] = {
    {{"report.permission_stands", Effect::kGuidance, "Code of Practice 6.47",
      "A parent or the young person had refused or withdrawn permission for this service. The "
      "report is recorded; say under what duty it was made."},
     [](const v1::SpecialistReported& report, const Situation& at) {
       const auto service = ServiceOf(report.profession());
       return When(service && IsStopped(at.before, *service, SeenOn(report, at)));
     }},
    {{"report.permission_recorded", Effect::kGuidance, "Code of Practice 6.47",
      "No permission for this service is recorded for the day the child was seen. Statutory advice "
      "needs none."},
     [](const v1::SpecialistReported& report, const Situation& at) {
       const auto service = ServiceOf(report.profession());
       return When(service && !IsStopped(at.before, *service, SeenOn(report, at)) &&
                   !IsPermitted(at.before.people, *service, SeenOn(report, at)));
     }},
    {{"report.dates_in_order", Effect::kGuidance, "computed",
      "The report is dated before the child was seen."},
     [](const v1::SpecialistReported& report, const Situation&) {
       return When(EndsBefore(report.report_date(), report.assessed_on()), "report_date");
     }},
};

}  // namespace

void CheckKind(const v1::ObservationRecorded&, const Situation&, Verdict&) {
  // What somebody saw is what they saw.
}
void CheckKind(const v1::AssessmentRecorded& assessment, const Situation& at, Verdict& verdict) {
  Judge(kAssessmentRules, assessment, at, verdict);
}
void CheckKind(const v1::NeedsIdentified& needs, const Situation& at, Verdict& verdict) {
  Judge(kNeedsRules, needs, at, verdict);
}
void CheckKind(const v1::SpecialistReported& report, const Situation& at, Verdict& verdict) {
  Judge(kReportRules, report, at, verdict);
}

void ListAssessRules(std::vector<Rule>& list) {
  ListRules(kAssessmentRules, list);
  ListRules(kNeedsRules, list);
  ListRules(kReportRules, list);
}

}  // namespace cairn::rules
