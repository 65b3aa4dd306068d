#include "projections/record/setting.h"

#include <algorithm>
#include <map>
#include <string>

#include "projections/calendar/academic_year.h"

namespace cairn {
namespace {

// By the calendar year in which the school year starts.
using SchoolYears = std::map<int, const v1::TermDatesSet*>;

SchoolYears YearsOf(const Setting& setting) {
  SchoolYears years;
  for (const Fact<v1::TermDatesSet>& dates : setting.term_dates) {
    const std::optional<AcademicYear> year = AcademicYearNamed(dates->school_year());
    if (year.has_value()) years[year->start_year] = dates.kind;
  }
  return years;
}

// The same of the school years around `day` alone: a term may begin in the August before its year.
SchoolYears YearsBeside(const Setting& setting, CivilDate day) {
  const int around = AcademicYearOf(day).start_year;
  SchoolYears years;
  for (int start = around - 1; start <= around + 1; ++start) {
    const std::string name = AcademicYear{start}.Name();
    for (const Fact<v1::TermDatesSet>& dates : setting.term_dates) {
      if (dates->school_year() == name) years[start] = dates.kind;
    }
  }
  return years;
}

// A span that names no days is none: the rules have refused it.
std::vector<DayRange> RangesOf(const google::protobuf::RepeatedPtrField<v1::DaySpan>& spans) {
  std::vector<DayRange> ranges;
  for (const v1::DaySpan& span : spans) {
    const std::optional<CivilDate> first = EarliestDay(span.from());
    const std::optional<CivilDate> last = LatestDay(span.to());
    if (first.has_value() && last.has_value()) ranges.push_back({*first, *last});
  }
  return ranges;
}

std::optional<CivilDate> EndOfTerms(const v1::TermDatesSet& dates) {
  std::optional<CivilDate> end;
  for (const DayRange& term : RangesOf(dates.terms())) {
    end = std::max(end.value_or(term.last), term.last);
  }
  return end;
}

// All its terms are there: the last one ends in June or later.
bool ReachesSummer(const v1::TermDatesSet& dates, int start_year) {
  const std::optional<CivilDate> summer = CivilDate::Of(start_year + 1, 6, 1);
  return EndOfTerms(dates) >= summer;
}

void Append(const v1::TermDatesSet& dates, SchoolCalendar& calendar) {
  for (const DayRange& term : RangesOf(dates.terms())) calendar.terms.push_back(term);
  for (const DayRange& closure : RangesOf(dates.closures())) calendar.closures.push_back(closure);
}

// What SchoolCalendarAround says, where `years` are all that were set.
std::optional<SchoolCalendar> CalendarAround(const SchoolYears& years, CivilDate day) {
  const auto around = years.find(AcademicYearOf(day).start_year);
  if (around == years.end()) return std::nullopt;
  auto first = around;
  while (first != years.begin()) {
    const auto before = std::prev(first);
    if (before->first + 1 != first->first || !ReachesSummer(*before->second, before->first)) break;
    first = before;
  }
  SchoolCalendar calendar;
  auto last = first;
  for (auto year = first; year != years.end(); ++year) {
    if (year != first && year->first != last->first + 1) break;
    Append(*year->second, calendar);
    last = year;
    if (!ReachesSummer(*year->second, year->first)) break;
  }
  if (calendar.terms.empty()) return std::nullopt;
  DayRange known{AcademicYear{first->first}.first(), AcademicYear{last->first}.last()};
  for (const DayRange& term : calendar.terms) known.first = std::min(known.first, term.first);
  if (!ReachesSummer(*last->second, last->first)) known.last = *EndOfTerms(*last->second);
  calendar.known = known;
  calendar.source = "the setting's term dates";
  return calendar;
}

// The last entry about the person with that id.
Fact<v1::StaffRecorded> LastOf(const Setting& setting, std::string_view staff_id) {
  Fact<v1::StaffRecorded> last;
  for (const Fact<v1::StaffRecorded>& staff : setting.staff) {
    if (staff->staff_id() == staff_id) last = staff;
  }
  return last;
}

template <typename IsMeant>
Fact<v1::StaffRecorded> LastWhere(const Setting& setting, IsMeant is_meant) {
  Fact<v1::StaffRecorded> meant;
  for (const Fact<v1::StaffRecorded>& staff : setting.staff) {
    if (is_meant(*staff)) meant = staff;
  }
  return meant ? LastOf(setting, meant->staff_id()) : meant;
}

}  // namespace

std::optional<SchoolCalendar> SchoolCalendarAround(const Setting& setting, CivilDate day) {
  return CalendarAround(YearsOf(setting), day);
}

std::optional<bool> IsInSession(const Setting& setting, CivilDate day) {
  const std::optional<SchoolCalendar> calendar = CalendarAround(YearsBeside(setting, day), day);
  if (!calendar.has_value() || !calendar->known->Contains(day)) return std::nullopt;
  return IsSchoolDay(*calendar, day);
}

Fact<v1::StaffRecorded> StaffNamed(const Setting& setting, std::string_view name) {
  return LastWhere(setting, [name](const v1::StaffRecorded& staff) {
    return !name.empty() && staff.name() == name;
  });
}

Fact<v1::StaffRecorded> StaffSignedIn(const Setting& setting, std::string_view subject) {
  return LastWhere(setting, [subject](const v1::StaffRecorded& staff) {
    return !subject.empty() && staff.sign_in_subject() == subject;
  });
}

std::vector<Fact<v1::StaffRecorded>> StaffOn(const Setting& setting, CivilDate day) {
  std::map<std::string_view, const v1::StaffRecorded*> last;
  for (const Fact<v1::StaffRecorded>& staff : setting.staff) last[staff->staff_id()] = staff.kind;
  std::vector<Fact<v1::StaffRecorded>> present;
  for (const Fact<v1::StaffRecorded>& staff : setting.staff) {
    const bool is_last = last[staff->staff_id()] == staff.kind;
    if (is_last && WorksThereOn(*staff, day)) present.push_back(staff);
  }
  return present;
}

bool WorksThereOn(const v1::StaffRecorded& staff, CivilDate day) {
  const std::optional<CivilDate> first = EarliestDay(staff.from());
  const std::optional<CivilDate> last = LatestDay(staff.to());
  return first.value_or(day) <= day && day <= last.value_or(day);
}

bool HasCapacity(const v1::StaffRecorded& staff, v1::Capacity capacity) {
  return std::find(staff.capacities().begin(), staff.capacities().end(), capacity) !=
         staff.capacities().end();
}

bool IsTrainedFor(const v1::StaffRecorded& staff, std::string_view training, CivilDate day) {
  return std::any_of(
      staff.training().begin(), staff.training().end(), [&](const v1::Training& had) {
        return had.name() == training && EarliestDay(had.completed_on()).value_or(day) <= day &&
               day <= LatestDay(had.expires()).value_or(day);
      });
}

std::optional<bool> TrainedFor(const Setting& setting, std::string_view name,
                               std::string_view training, CivilDate day) {
  const Fact<v1::StaffRecorded> staff = StaffNamed(setting, name);
  if (!staff) return std::nullopt;
  return IsTrainedFor(*staff, training, day);
}

Fact<v1::ProvisionDefined> CatalogueLineOn(const Setting& setting, std::string_view code,
                                           CivilDate day) {
  Fact<v1::ProvisionDefined> line;
  for (const Fact<v1::ProvisionDefined>& defined : setting.catalogue) {
    if (defined->catalogue_code() != code) continue;
    if (!line || defined.day() <= day) line = defined;
  }
  return line;
}

std::optional<int64_t> CostPerHourOn(const Setting& setting, std::string_view code, CivilDate day) {
  std::optional<int64_t> cost;
  for (const Fact<v1::ProvisionDefined>& defined : setting.catalogue) {
    if (defined->catalogue_code() != code) continue;
    std::optional<CivilDate> since;
    for (const v1::DatedRate& rate : defined->rates()) {
      const std::optional<CivilDate> from = EarliestDay(rate.from());
      if (!from.has_value() || *from > day || *from < since) continue;
      since = from;
      cost = rate.cost_per_hour_pence();
    }
  }
  return cost;
}

std::vector<Fact<v1::ReferenceListed>> ReferencesPastReview(const Setting& setting, CivilDate day) {
  std::vector<Fact<v1::ReferenceListed>> last;
  for (const Fact<v1::ReferenceListed>& listed : setting.references) {
    std::erase_if(last, [&](const Fact<v1::ReferenceListed>& earlier) {
      return earlier->reference_id() == listed->reference_id();
    });
    last.push_back(listed);
  }
  std::erase_if(last, [day](const Fact<v1::ReferenceListed>& listed) {
    const std::optional<CivilDate> due = LatestDay(listed->review_due());
    return !due.has_value() || *due >= day;
  });
  return last;
}

}  // namespace cairn
