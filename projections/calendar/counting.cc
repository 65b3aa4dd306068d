#include "projections/calendar/counting.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_format.h"
#include "absl/strings/substitute.h"

#include "eventstore/base/check.h"
#include "projections/calendar/academic_year.h"
#include "projections/calendar/any_year.h"
#include "projections/calendar/working_days.h"

namespace cairn {
namespace {

constexpr std::string_view kNotCounted = "within $0 of $1, that day not counted";
constexpr std::string_view kCounted = "$0 beginning with $1, that day counted";
constexpr std::string_view kWithin = "within $0 of $1";
constexpr std::string_view kAtLeastBefore = "at least $0 before $1";
constexpr std::string_view kBeforeIsNotBy = "many read \"before\" as \"by\"";

// In the order of the enumeration.
constexpr CountingForm kForms[] = {
    {Counting::kAtOnce, CountUnit::kNone, "", CountFrom::kEventDay, EndMove::kNever,
     ContestedDay::kNone, 0, 0, "at once on $1", ""},
    {Counting::kOnThatDay, CountUnit::kNone, "", CountFrom::kEventDay, EndMove::kNever,
     ContestedDay::kNone, 0, 0, "on $1", ""},
    {Counting::kDays, CountUnit::kDay, "day", CountFrom::kDayAfter, EndMove::kNever,
     ContestedDay::kNone, 0, 0, kNotCounted, ""},
    {Counting::kDaysBeginningWith, CountUnit::kDay, "day", CountFrom::kEventDay, EndMove::kNever,
     ContestedDay::kNone, 0, 0, kCounted, ""},
    {Counting::kWeeks, CountUnit::kWeek, "week", CountFrom::kDayAfter, EndMove::kNever,
     ContestedDay::kNone, 0, 0, kNotCounted, ""},
    {Counting::kWeeksBefore, CountUnit::kWeek, "week", CountFrom::kBackwards, EndMove::kNever,
     ContestedDay::kNone, 0, 0, kAtLeastBefore, ""},
    {Counting::kMonths, CountUnit::kMonth, "month", CountFrom::kDayAfter, EndMove::kNever,
     ContestedDay::kNone, 0, 0, kWithin, ""},
    {Counting::kMonthsBefore, CountUnit::kMonth, "month", CountFrom::kBackwards, EndMove::kNever,
     ContestedDay::kNone, 0, 0, kAtLeastBefore, ""},
    {Counting::kMonthsBeginningWith, CountUnit::kMonth, "month", CountFrom::kEventDay,
     EndMove::kNever, ContestedDay::kNone, 0, 0, kCounted, ""},
    {Counting::kMonthsStartingWith, CountUnit::kMonth, "month", CountFrom::kDayAfter,
     EndMove::kNever, ContestedDay::kEndItself, 0, 0, kWithin,
     "the law counts the first day, practice does not"},
    {Counting::kMonthsThenWorkingDay, CountUnit::kMonth, "month", CountFrom::kDayAfter,
     EndMove::kToWorkingDay, ContestedDay::kNone, 0, 0, kWithin, ""},
    {Counting::kMonthsAppeal, CountUnit::kMonth, "month", CountFrom::kDayAfter,
     EndMove::kByTribunalRules, ContestedDay::kNone, 0, 0, kWithin, ""},
    {Counting::kYears, CountUnit::kYear, "year", CountFrom::kDayAfter, EndMove::kNever,
     ContestedDay::kNone, 0, 0, "$0 after $1", ""},
    {Counting::kWorkingDays, CountUnit::kWorkingDay, "working day", CountFrom::kDayAfter,
     EndMove::kNever, ContestedDay::kNone, 0, 0, kNotCounted, ""},
    {Counting::kWorkingDaysBefore, CountUnit::kWorkingDay, "working day", CountFrom::kBackwards,
     EndMove::kNever, ContestedDay::kNone, 0, 0, kAtLeastBefore, ""},
    {Counting::kTribunalWorkingDays, CountUnit::kTribunalDay, "working day", CountFrom::kDayAfter,
     EndMove::kNever, ContestedDay::kNone, 0, 0,
     "within $0 of $1, that day, August and 25 December to 1 January not counted", ""},
    {Counting::kTribunalWorkingDaysBefore, CountUnit::kTribunalDay, "working day",
     CountFrom::kBackwards, EndMove::kNever, ContestedDay::kNone, 0, 0,
     "at least $0 before $1, August and 25 December to 1 January not counted", ""},
    {Counting::kSchoolDays, CountUnit::kSchoolDay, "school day", CountFrom::kDayAfter,
     EndMove::kNever, ContestedDay::kNone, 0, 0, kNotCounted, ""},
    {Counting::kBefore15February, CountUnit::kDayOfTheYear, "", CountFrom::kEventDay,
     EndMove::kNever, ContestedDay::kDayAfterEnd, 2, 15, "before 15 February of the year of $1",
     kBeforeIsNotBy},
    {Counting::kBefore31March, CountUnit::kDayOfTheYear, "", CountFrom::kEventDay, EndMove::kNever,
     ContestedDay::kDayAfterEnd, 3, 31, "before 31 March of the year of $1", kBeforeIsNotBy},
    {Counting::kBefore31May, CountUnit::kDayOfTheYear, "", CountFrom::kEventDay, EndMove::kNever,
     ContestedDay::kDayAfterEnd, 5, 31, "before 31 May of the year of $1", kBeforeIsNotBy},
    {Counting::kInAcademicYear, CountUnit::kAcademicYear, "", CountFrom::kEventDay, EndMove::kNever,
     ContestedDay::kNone, 0, 0, "by the end of the academic year of $1", ""},
    {Counting::kInSummerTerm, CountUnit::kSummerTerm, "", CountFrom::kEventDay, EndMove::kNever,
     ContestedDay::kNone, 0, 0, "by the end of the summer term of the academic year of $1", ""},
};

constexpr bool IsInOrder() {
  for (std::size_t i = 0; i < std::size(kForms); ++i) {
    if (static_cast<std::size_t>(kForms[i].counting) != i) return false;
  }
  return std::size(kForms) == static_cast<std::size_t>(Counting::kInSummerTerm) + 1;
}
static_assert(IsInOrder());  // FormOf looks a form up by its place

// "6 weeks", "1 month".
std::string Amount(int count, std::string_view unit) {
  return absl::StrFormat("%d %s%s", count, unit, count == 1 ? "" : "s");
}

// The day before the one that the form names, in the year of `start`.
CivilDate DayBeforeNamed(const CountingForm& form, CivilDate start) {
  return DayInAnyYear(start.year(), form.month, form.day).AddDays(-1);
}

}  // namespace

const CountingForm& FormOf(Counting counting) { return kForms[static_cast<std::size_t>(counting)]; }

std::optional<CivilDate> CountedEnd(const CountingForm& form, int count, CivilDate start,
                                    const SchoolCalendar* calendar) {
  const int signed_count = form.from == CountFrom::kBackwards ? -count : count;
  // A period that begins with the event day ends a day earlier.
  const int counted_day = form.from == CountFrom::kEventDay ? 1 : 0;
  switch (form.unit) {
    case CountUnit::kNone:
      return start;
    case CountUnit::kDay:
      return start.AddDays(signed_count - counted_day);
    case CountUnit::kWeek:
      return start.AddWeeks(signed_count).AddDays(-counted_day);
    case CountUnit::kMonth:
      return start.AddMonths(signed_count).AddDays(-counted_day);
    case CountUnit::kYear:
      return start.AddYears(signed_count).AddDays(-counted_day);
    case CountUnit::kWorkingDay:
      return AddWorkingDays(start, signed_count);
    case CountUnit::kTribunalDay:
      return AddTribunalWorkingDays(start, signed_count);
    case CountUnit::kSchoolDay:
      if (calendar == nullptr) return std::nullopt;
      return AddSchoolDays(*calendar, start, count);
    case CountUnit::kDayOfTheYear:
      return DayBeforeNamed(form, start);
    case CountUnit::kAcademicYear:
      return AcademicYearOf(start).last();
    case CountUnit::kSummerTerm:
      if (calendar == nullptr) return std::nullopt;
      return EndOfSummerTerm(*calendar, AcademicYearOf(start));
  }
  CAIRN_CHECK_UNREACHABLE();
}

CivilDate MovedEnd(const CountingForm& form, CivilDate counted) {
  switch (form.move) {
    case EndMove::kNever:
      return counted;
    case EndMove::kToWorkingDay:
      return WorkingDayOnOrAfter(counted);
    case EndMove::kByTribunalRules:
      return EndOfAppealTime(counted);
  }
  CAIRN_CHECK_UNREACHABLE();
}

std::string HowCounted(const CountingForm& form, int count, CivilDate start,
                       std::string_view start_event) {
  const std::string when = absl::StrFormat("%s, when %s", FormatDate(start), start_event);
  const std::string words(form.words);
  return absl::Substitute(words, Amount(count, form.unit_name), when);
}

}  // namespace cairn
