#include "projections/calendar/clock_status.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"

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
  if (day > due.due) return {ClockState::kOver, day - due.due, ""};
  return {ClockState::kOpen, due.due - day, ""};
}

ClockStatus WhenDone(const DueDate& due, CivilDate done) {
  if (done == due.contested) return {ClockState::kDoneContested, 0, ""};
  if (done > due.due) return {ClockState::kDoneLate, done - due.due, ""};
  return {ClockState::kDoneInTime, 0, ""};
}

ClockStatus WhileNotDone(const DueDate& due, CivilDate day) {
  const CivilDate last = LastCertain(due);
  if (day == due.contested) return {ClockState::kContestedDay, 0, ""};
  if (day > last) return {ClockState::kOverdue, day - due.due, ""};
  if (day == last) return {ClockState::kDueToday, 0, ""};
  return {ClockState::kRunning, last - day, ""};
}

std::string WordsOfDone(const DueDate& due, CivilDate done) {
  if (done == due.contested) return "the one day that is disputed";
  if (done > due.due) return absl::StrFormat("%s %s", Days(done - due.due), After(due));
  if (done == due.due) return "on the last day";
  return Days(due.due - done) + " before it was due";
}

ClockStatus Told(const DueDate& due, ClockStatus status, std::optional<CivilDate> done) {
  status.sentence = SentenceOf(due, status, done);
  return status;
}

}  // namespace

ClockStatus StateOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  if (due.rule->ends == Ends::kOpenPeriod) return OfPeriod(due, day);
  if (done.has_value() && *done <= day) return WhenDone(due, *done);
  return WhileNotDone(due, day);
}

ClockStatus StateOfRightOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  if (done.has_value() && *done <= day) return WhenDone(due, *done);
  return OfPeriod(due, day);
}

std::string SentenceOf(const DueDate& due, const ClockStatus& status,
                       std::optional<CivilDate> done) {
  switch (status.state) {
    case ClockState::kRunning:
    case ClockState::kOpen:
      return Days(status.days) + " left";
    case ClockState::kDueToday:
      return "due today";
    case ClockState::kContestedDay:
      return "today is in time only on one reading";
    case ClockState::kOverdue:
      return absl::StrFormat("%s %s", Days(status.days), After(due));
    case ClockState::kDoneInTime:
    case ClockState::kDoneContested:
    case ClockState::kDoneLate:
      return absl::StrFormat("done %s, %s", FormatDate(*done), WordsOfDone(due, *done));
    case ClockState::kOver:
      return absl::StrFormat("ended %s ago", Days(status.days));
  }
  CAIRN_CHECK_UNREACHABLE();
}

ClockStatus StatusOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  return Told(due, StateOn(due, day, done), done);
}

ClockStatus StatusOfRightOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  return Told(due, StateOfRightOn(due, day, done), done);
}

std::string ExplainedOn(const DueDate& due, CivilDate day, std::optional<CivilDate> done) {
  return ExplainedOn(due, day, StatusOn(due, day, done));
}

std::string ExplainedOn(const DueDate& due, CivilDate day, const ClockStatus& status) {
  return absl::StrFormat("%s On %s: %s.", due.explanation, FormatDate(day), status.sentence);
}

}  // namespace cairn
