#include "services/rules/provision/attendance_rules.h"

#include <algorithm>
#include <cstdint>

#include "projections/codes/attendance_codes.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kGuidance = "DfE Working together to improve attendance";
constexpr std::string_view kSuspendedCode = "E";

int64_t SessionsUnder(const v1::AttendanceSummarised& attendance, std::string_view code) {
  int64_t sessions = 0;
  for (const v1::AttendanceCount& count : attendance.counts()) {
    if (count.code() == code) sessions += count.sessions();
  }
  return sessions;
}

// Sessions by code that were possible to attend. Codes that are not in the list count as possible:
// leaving them out would hide a slip.
int64_t PossibleByCode(const v1::AttendanceSummarised& attendance) {
  codes::SessionTotals totals;
  for (const v1::AttendanceCount& count : attendance.counts()) {
    codes::AddSessions(count.code(), count.sessions(), totals);
  }
  return totals.possible() + totals.unknown;
}

int64_t Missed(const v1::AttendanceSummarised& attendance) {
  return int64_t{attendance.possible_sessions()} - attendance.attended_sessions();
}

bool IsSevere(const v1::AttendanceSummarised& attendance) {
  return codes::IsSevereAbsence(attendance.attended_sessions(), attendance.possible_sessions());
}

bool IsPersistent(const v1::AttendanceSummarised& attendance) {
  return codes::IsPersistentAbsence(attendance.attended_sessions(), attendance.possible_sessions());
}

bool HasPartTimeLine(const v1::PlanIssued& plan) {
  const auto& lines = plan.content().provisions();
  return std::any_of(lines.begin(), lines.end(), [](const v1::ProvisionLine& line) {
    return line.attendance_code() == codes::kPartTimeTimetable;
  });
}

// A parent agrees to a plan that has a part-time timetable.
bool PartTimeWasAgreed(const Record& record) {
  const auto& positions = record.plans.positions;
  return std::any_of(positions.begin(), positions.end(), [&](const auto& position) {
    if (position->stance() != v1::STANCE_AGREE) return false;
    if (!IsOfParent(position.entry->entry())) return false;
    const PlanHistory* plan = FindPlan(record.plans, position->plan_id());
    return plan != nullptr &&
           std::any_of(plan->versions.begin(), plan->versions.end(),
                       [](const PlanVersion& version) { return HasPartTimeLine(*version.issued); });
  });
}

// Sessions of the suspensions that are recorded as beginning in the span of the entry.
int64_t SuspendedSessions(const Situation& at) {
  const CivilDate last = LatestDay(at.entry.occurred()).value_or(at.day);
  int64_t sessions = 0;
  for (const auto& incident : at.before.provisions.incidents) {
    const bool is_suspension = incident->incident() == v1::INCIDENT_KIND_SUSPENSION;
    if (is_suspension && at.day <= incident.day() && incident.day() <= last) {
      sessions += incident->sessions();
    }
  }
  return sessions;
}

constexpr KindRule<v1::AttendanceSummarised> kAttendanceRules[] = {
    {{"attendance.within_the_possible", Effect::kRefuse, "",
      "Nobody can attend more sessions than were possible. Please check the two numbers.",
      "MORE_THAN_POSSIBLE"},
     [](const v1::AttendanceSummarised& attendance, const Situation&) {
       return When(attendance.has_possible_sessions() && Missed(attendance) < 0,
                   "attended_sessions");
     }},
    {{"attendance.codes_add_up", Effect::kGuidance, "computed",
      "The sessions by code are more than were possible. Please check the numbers."},
     [](const v1::AttendanceSummarised& attendance, const Situation&) {
       return When(PossibleByCode(attendance) > attendance.possible_sessions(), "counts");
     }},
    {{"attendance.absences_add_up", Effect::kGuidance, "computed",
      "Authorised and unauthorised absence are more than what was missed. Please check the "
      "numbers."},
     [](const v1::AttendanceSummarised& attendance, const Situation&) {
       const int64_t absences =
           int64_t{attendance.authorised_absences()} + attendance.unauthorised_absences();
       return When(absences > Missed(attendance), "authorised_absences");
     }},
    {{"attendance.severe_absence", Effect::kGuidance, kGuidance,
      "Half of the sessions or more were missed: severe absence. Ask what stands in the way.", "",
      "R2"},
     [](const v1::AttendanceSummarised& attendance, const Situation&) {
       return When(IsSevere(attendance), "attended_sessions");
     }},
    {{"attendance.persistent_absence", Effect::kGuidance, kGuidance,
      "A tenth of the sessions or more was missed: persistent absence. Ask what stands in the way.",
      "", "R2"},
     [](const v1::AttendanceSummarised& attendance, const Situation&) {
       return When(IsPersistent(attendance) && !IsSevere(attendance), "attended_sessions");
     }},
    {{"attendance.part_time_agreed", Effect::kGuidance, kGuidance,
      "Sessions are coded as a part-time timetable, and no parent's agreement to one is recorded.",
      "", "R35"},
     [](const v1::AttendanceSummarised& attendance, const Situation& at) {
       return When(SessionsUnder(attendance, codes::kPartTimeTimetable) > 0 &&
                       !PartTimeWasAgreed(at.before),
                   "counts");
     }},
    {{"attendance.suspensions_recorded", Effect::kGuidance, "computed",
      "More sessions are coded as suspended than the suspensions of that time had.", "", "R80"},
     [](const v1::AttendanceSummarised& attendance, const Situation& at) {
       return When(SessionsUnder(attendance, kSuspendedCode) > SuspendedSessions(at), "counts");
     }},
};

}  // namespace

void CheckKind(const v1::AttendanceSummarised& attendance, const Situation& at, Verdict& verdict) {
  Judge(kAttendanceRules, attendance, at, verdict);
}

void ListAttendanceRules(std::vector<Rule>& list) { ListRules(kAttendanceRules, list); }

}  // namespace cairn::rules
