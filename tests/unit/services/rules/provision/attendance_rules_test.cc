#include "services/rules/provision/attendance_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::Not;

class AttendanceRules : public RuleCaseTest {};

TEST_P(AttendanceRules, FindIt) { ExpectItIsFound(); }

std::string Attended(int sessions, const std::string& more = "") {
  return "attendance_summarised { possible_sessions: 100 attended_sessions: " +
         std::to_string(sessions) + " " + more + " }";
}

const RuleCase kAttendanceCases[] = {
    {"NobodyAttendsMoreThanWasPossible", Attended(101),
     "attendance.within_the_possible @ attendance_summarised.attended_sessions", Attended(100)},
    {"SessionsByCodeAreNotMoreThanPossible",
     Attended(100, "counts { code: '/' sessions: 99 } counts { code: 'I' sessions: 2 }"),
     "attendance.codes_add_up @ attendance_summarised.counts",
     Attended(100,
              "counts { code: '/' sessions: 99 } counts { code: 'I' sessions: 1 } "
              "counts { code: 'X' sessions: 50 }")},
    {"AbsencesAreNotMoreThanWasMissed",
     Attended(95, "authorised_absences: 4 unauthorised_absences: 2"),
     "attendance.absences_add_up @ attendance_summarised.authorised_absences",
     Attended(95, "authorised_absences: 4 unauthorised_absences: 1")},
    {"R2_ATenthMissedIsPersistentAbsence", Attended(90),
     "attendance.persistent_absence @ attendance_summarised.attended_sessions", Attended(91)},
    {"R2_HalfMissedIsSevereAbsence", Attended(50),
     "attendance.severe_absence @ attendance_summarised.attended_sessions", Attended(51)},
    {"R2_SevereAbsenceIsNotSaidTwice", Attended(51),
     "attendance.persistent_absence @ attendance_summarised.attended_sessions", Attended(50)},
    {"R35_APartTimeTimetableIsAgreed", Attended(98, "counts { code: 'C2' sessions: 2 }"),
     "attendance.part_time_agreed @ attendance_summarised.counts", Attended(98)},
    {"R80_SuspensionsInTheRegisterAreRecorded", Attended(98, "counts { code: 'E' sessions: 2 }"),
     "attendance.suspensions_recorded @ attendance_summarised.counts", Attended(98)},
};

INSTANTIATE_TEST_SUITE_P(Rows, AttendanceRules, testing::ValuesIn(kAttendanceCases), NameOf);

using AttendanceRulesTest = RulesTest;

TEST_F(AttendanceRulesTest, R35_AnAgreedPartTimeTimetableIsNoFinding) {
  record_.Add(
      "plan_issued { plan_id: 'p' plan_kind: 1 "
      "content { provisions { item_id: 'l' what: 'Mornings' attendance_code: 'C2' } } }");
  record_.Add(
      "person { capacity: CAPACITY_PARENT } position_taken { stance: STANCE_AGREE plan_id: 'p' }");

  EXPECT_THAT(Findings(Attended(98, "counts { code: 'C2' sessions: 2 }")),
              Not(Contains("attendance.part_time_agreed @ attendance_summarised.counts")));
}

TEST_F(AttendanceRulesTest, R80_SuspensionsOfTheSpanAreCounted) {
  record_.Add("incident_recorded { incident: INCIDENT_KIND_SUSPENSION sessions: 2 }");

  EXPECT_THAT(Findings(Attended(98, "counts { code: 'E' sessions: 2 }")),
              Not(Contains("attendance.suspensions_recorded @ attendance_summarised.counts")));
}

}  // namespace
}  // namespace cairn
