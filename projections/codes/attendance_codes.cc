#include "projections/codes/attendance_codes.h"

namespace cairn::codes {
namespace {

constexpr AttendanceCode kAttendanceCodes[] = {
#include "projections/codes/attendance_codes.inc"
};

constexpr int64_t kPersistentShare = 10;  // one in ten
constexpr int64_t kSevereShare = 2;       // one in two

int64_t& TotalOf(const AttendanceCode* code, SessionTotals& totals) {
  if (code == nullptr) return totals.unknown;
  switch (code->counts) {
    case SessionCount::kAttended:
      return totals.attended;
    case SessionCount::kNotPossible:
      return totals.not_possible;
    case SessionCount::kAbsent:
      break;
  }
  return code->kind == AttendanceKind::kUnauthorised ? totals.unauthorised : totals.authorised;
}

bool MissedOneIn(int64_t share, int64_t attended, int64_t possible) {
  return possible > 0 && (possible - attended) * share >= possible;
}

}  // namespace

std::span<const AttendanceCode> AttendanceCodes() { return kAttendanceCodes; }
const AttendanceCode* FindAttendanceCode(std::string_view code) {
  return FindCode(AttendanceCodes(), code);
}

void AddSessions(std::string_view code, int64_t sessions, SessionTotals& totals) {
  TotalOf(FindAttendanceCode(code), totals) += sessions;
}

bool IsPersistentAbsence(int64_t attended, int64_t possible) {
  return MissedOneIn(kPersistentShare, attended, possible);
}
bool IsSevereAbsence(int64_t attended, int64_t possible) {
  return MissedOneIn(kSevereShare, attended, possible);
}

}  // namespace cairn::codes
