// Codes of the attendance register, a session being half a day (attendance_codes.csv): what each
// means, what it counts as, and what counts by code add up to. Pure; safe to use from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "projections/codes/code_list.h"

namespace cairn::codes {

// The table of regulation 10 of the School Attendance (Pupil Registration) (England) Regulations
// 2024 in which a code stands.
enum class AttendanceKind {
  kPresent,
  kElsewhere,  // educated at another place
  kAuthorised,
  kUnable,  // could not attend, and nobody granted leave
  kUnauthorised,
  kAdministrative,
};

// What a session is in statistics of absence.
enum class SessionCount {
  kAttended,
  kAbsent,
  kNotPossible,  // nobody could expect the child: not among the possible sessions
};

struct AttendanceCode {
  std::string_view code;  // "/", "C2"
  AttendanceKind kind;
  SessionCount counts;
  std::string_view meaning;
  Validity valid;
};

std::span<const AttendanceCode> AttendanceCodes();

// Null when there is and was no such code.
const AttendanceCode* FindAttendanceCode(std::string_view code);

// The code of a part-time timetable.
inline constexpr std::string_view kPartTimeTimetable = "C2";

// Sessions of a span, added up by what their codes count as.
struct SessionTotals {
  int64_t attended = 0;
  int64_t authorised = 0;
  int64_t unauthorised = 0;
  int64_t not_possible = 0;
  int64_t unknown = 0;  // of codes that are not in the list: in none of the others

  int64_t possible() const { return attended + authorised + unauthorised; }
};

// Adds `sessions` under `code`.
void AddSessions(std::string_view code, int64_t sessions, SessionTotals& totals);

// Absence by DfE's statistics: persistent from a tenth of the possible sessions on, severe from
// half of them. False where none was possible.
bool IsPersistentAbsence(int64_t attended, int64_t possible);
bool IsSevereAbsence(int64_t attended, int64_t possible);

}  // namespace cairn::codes
