#include "projections/calendar/clock_status.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

std::string Days(int count) { return absl::StrFormat("%d day%s", count, count == 1 ? "" : "s"); }

// The last day that is in time on every reading.
CivilDate LastCertain(const DueDate& due) {
  return due.contested == due.due ? due.due.AddDays(-1) : due.due;
}

std::string_view After(const DueDate& due) {
  return due.rule->force == Force::kLaw ? "late" : "after the usual time";
}

ClockStatus OfPeriod(const DueDate& due, CivilDate day) {
  if (day > due.due) {
    return {ClockState::kOver, day - due.due, absl::StrFormat("ended %s ago", Days(day - due.due))};
  }
  return {ClockState::kOpen, due.due - day, absl::StrFormat("%s left", Days(due.due - day))};
}

ClockStatus WhenDone(const DueDate& due, CivilDate done) {
  const std::string on = "done " + FormatDate(done);
  if (done == due.contested) {
    return {ClockState::kDoneContested, 0, on + ", the one day that is disputed"};
  }
  if (done > due.due) {
    return {ClockState::kDoneLate, done - due.due,
            absl::StrFormat("%s, %s %s", on, Days(done - due.due), After(due))};
  }
  if (done == due.due) return {ClockState::kDoneInTime, 0, on + ", on the last day"};
  return {ClockState::kDoneInTime, 0,
          absl::StrFormat("%s, %s before it was due", on, Days(due.due - done))};
}

ClockStatus WhileNotDone(const DueDate& due, CivilDate day) {
  const CivilDate last = LastCertain(due);
  if (day == due.contested) {
    return {ClockState::kContestedDay, 0, "today is in time only on one reading"};
  }
  if (day > last) {
    return {ClockState::kOverdue, day - due.due,
            absl::StrFormat("%s %s", Days(day - due.due), After(due))};
  }
  if (day == last) return {ClockState::kDueToday, 0, "due today"};
  return {ClockState::kRunning, last - day, absl::StrFormat("%s left", Days(last - day))};
}

}  // namespace

ClockStatus StatusOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  if (due.rule->ends == Ends::kOpenPeriod) return OfPeriod(due, day);
  if (done.has_value() && *done <= day) return WhenDone(due, *done);
  return WhileNotDone(due, day);
}

ClockStatus StatusOfRightOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  if (done.has_value() && *done <= day) return WhenDone(due, *done);
  return OfPeriod(due, day);
}

std::string ExplainedOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  return ExplainedOn(due, day, StatusOn(due, day, done));
}

std::string ExplainedOn(const DueDate& due, CivilDate day, const ClockStatus& status) {
  return absl::StrFormat("%s On %s: %s.", due.explanation, FormatDate(day), status.sentence);
}

}  // namespace cairn
