#include "services/rules/provision/incident_rules.h"

#include <cstdint>

#include "projections/calendar/academic_year.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// 45 school days in a school year, two sessions each.
constexpr int kSuspendedSessionsMax = 90;
constexpr int kForceToldFromYear = 2026;
constexpr int kForceToldFromMonth = 4;

bool IsSuspension(const v1::IncidentRecorded& incident) {
  return incident.incident() == v1::INCIDENT_KIND_SUSPENSION;
}

int64_t SuspendedSessions(const v1::IncidentRecorded& incident, const Situation& at) {
  int64_t sessions = incident.sessions();
  for (const auto& earlier : at.before.provisions.incidents) {
    const bool same_year = AcademicYearOf(earlier.day()) == AcademicYearOf(at.day);
    if (IsSuspension(*earlier) && same_year && !at.entry.has_corrects()) {
      sessions += earlier->sessions();
    }
  }
  return sessions;
}

bool UsesForce(const v1::IncidentRecorded& incident) {
  return incident.incident() == v1::INCIDENT_KIND_USE_OF_FORCE ||
         incident.incident() == v1::INCIDENT_KIND_SECLUSION;
}

bool MustTellParents(const v1::IncidentRecorded& incident, const Situation& at) {
  return UsesForce(incident) && CivilDate::Of(kForceToldFromYear, kForceToldFromMonth, 1) <= at.day;
}

constexpr KindRule<v1::IncidentRecorded> kIncidentRules[] = {
    {{"incident.parents_told", Effect::kLegalDuty, "Education and Inspections Act 2006 s93A",
      "Parents must be told of this as soon as practicable. Record that they were."},
     [](const v1::IncidentRecorded& incident, const Situation& at) {
       return When(MustTellParents(incident, at) && !incident.has_parents_told_on(),
                   "parents_told_on");
     }},
    {{"incident.parents_told_at_once", Effect::kGuidance, "Education and Inspections Act 2006 s93A",
      "Parents were told later than the next day. Say why, if there is a reason."},
     [](const v1::IncidentRecorded& incident, const Situation& at) {
       const auto told = EarliestDay(incident.parents_told_on());
       return When(UsesForce(incident) && told && at.day.AddDays(1) < *told, "parents_told_on");
     }},
    {{"incident.told_after_it_happened", Effect::kGuidance, "computed",
      "Parents are said to have been told before it happened. Please check the date."},
     [](const v1::IncidentRecorded& incident, const Situation& at) {
       const auto told = LatestDay(incident.parents_told_on());
       return When(told && *told < at.day, "parents_told_on");
     }},
    {{"incident.force_is_described", Effect::kGuidance, "Education and Inspections Act 2006 s93A",
      "Say who took part, how long it lasted and what was tried before."},
     [](const v1::IncidentRecorded& incident, const Situation&) {
       return When(UsesForce(incident) && (incident.staff().empty() || !incident.has_minutes() ||
                                           incident.tried_before().empty()),
                   "staff");
     }},
    {{"incident.talked_through_with_the_child", Effect::kGuidance, "Code of Practice 1.1",
      "Say what was talked through with the child afterwards.", "", "R20"},
     [](const v1::IncidentRecorded& incident, const Situation&) {
       return When(UsesForce(incident) && incident.talked_through().empty(), "talked_through");
     }},
    {{"suspension.within_45_days_a_year", Effect::kLegalDuty,
      "School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012",
      "With this the child has been suspended for more than 45 school days in this school year."},
     [](const v1::IncidentRecorded& incident, const Situation& at) {
       return When(
           IsSuspension(incident) && SuspendedSessions(incident, at) > kSuspendedSessionsMax,
           "sessions");
     }},
    {{"suspension.adjustments_considered", Effect::kGuidance, "Equality Act 2010 s20",
      "Say whether reasonable adjustments were considered before this.", "", "R3"},
     [](const v1::IncidentRecorded& incident, const Situation& at) {
       return When(IsSuspension(incident) && HasSpecialProvision(at.before, at.day) &&
                       !incident.has_reasonable_adjustments_considered(),
                   "reasonable_adjustments_considered");
     }},
    {{"suspension.how_long", Effect::kGuidance, "DfE school census guide",
      "Say for how many sessions."},
     [](const v1::IncidentRecorded& incident, const Situation&) {
       return When(IsSuspension(incident) && !incident.has_sessions(), "sessions");
     }},
};

}  // namespace

void CheckKind(const v1::IncidentRecorded& incident, const Situation& at, Verdict& verdict) {
  Judge(kIncidentRules, incident, at, verdict);
}

void ListIncidentRules(std::vector<Rule>& list) { ListRules(kIncidentRules, list); }

}  // namespace cairn::rules
