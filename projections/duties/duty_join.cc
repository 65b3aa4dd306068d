#include "projections/duties/duty_join.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "projections/calendar/academic_year.h"
#include "projections/duties/duty_words.h"

namespace cairn {
namespace {

using Lines = google::protobuf::RepeatedPtrField<rows::DoneInYear>;

bool IsHidden(const rows::DutyLine& line, CivilDate day) {
  return day < DayAt(line.written()) || AnyContains(line.hidden(), day);
}

std::optional<DueDate> DueCounted(const rows::DutyLine& line, SchoolYears& years, CivilDate day) {
  if (IsCountedCaseByCase(line)) return CountedCaseByCase(line, day);
  const CivilDate start = DayAt(line.start());
  const ClockRule* rule = RuleInForce(line.rule_id(), start);
  return rule == nullptr ? std::nullopt : CountDue(*rule, start, CalendarFor(*rule, start, years));
}

// Reviews that are still to come: they go with the child. What had begun by then is finished by
// those who began it, and what is owed of the record by those who keep it.
bool GoesWithTheChild(std::string_view rule_id) {
  constexpr std::string_view kRules[] = {"review.agreed_date", "review.first", "review.next",
                                         "review.notice_of_meeting", "review.papers"};
  return std::find(std::begin(kRules), std::end(kRules), rule_id) != std::end(kRules);
}

// What had not fallen due by the last day here, and falls due before the child comes back, if it
// does, is not owed here.
bool IsOwedElsewhere(const rows::DutiesRows& rows, CivilDate due, CivilDate day) {
  return std::any_of(rows.away().begin(), rows.away().end(), [&](const rows::DutyDays& away) {
    if (DayAt(away.first()) >= due || day < DayAt(away.first())) return false;
    const bool back_in_time = away.has_last() && DayAt(away.last()) < due;
    return !back_in_time || day <= DayAt(away.last());
  });
}

void AddLine(const rows::DutiesRows& rows, const rows::DutyLine& line, SchoolYears& years,
             CivilDate day, std::vector<DutyOnDay>& duties) {
  if (IsHidden(line, day)) return;
  std::optional<DueDate> due = DueCounted(line, years, day);
  if (!due.has_value()) return;
  // What is counted back from a day, or is due on it, may be known long before that day.
  if (due->due > due->start && due->start > day) return;
  const bool is_done = line.has_done() && DayAt(line.done()) <= day;
  if (!is_done && GoesWithTheChild(line.rule_id()) && IsOwedElsewhere(rows, due->due, day)) return;
  DutyOnDay& duty = duties.emplace_back(DutyOnDay{.due = *std::move(due), .line = &line});
  duty.started_by = line.started_by();
  if (is_done) {
    duty.done = DayAt(line.done());
    duty.done_by = line.done_by();
  }
  duty.status = line.is_right() ? StateOfRightOn(duty.due, day, duty.done)
                                : StateOn(duty.due, day, duty.done);
}

void AddYearly(std::string_view rule_id, CivilDate start, const Lines& facts, AcademicYear year,
               SchoolYears& years, CivilDate day, std::vector<DutyOnDay>& duties) {
  const ClockRule* rule = RuleInForce(rule_id, start);
  if (rule == nullptr) return;
  std::optional<DueDate> due = CountDue(*rule, start, CalendarFor(*rule, start, years));
  // Who came after the last day of the summer term is owed nothing for that year.
  if (!due.has_value() || due->due < start) return;
  DutyOnDay& duty = duties.emplace_back(DutyOnDay{.due = *std::move(due)});
  for (const rows::DoneInYear& fact : facts) {
    if (fact.start_year() != year.start_year || DayAt(fact.day()) > day) continue;
    duty.done = DayAt(fact.day());
    duty.done_by = fact.by();
  }
  duty.status = StateOn(duty.due, day, duty.done);
}

// Gone on `last`, a day of that year; whoever left on the last day of a year was there for it.
bool IsAway(const rows::DutiesRows& rows, AcademicYear year, CivilDate last) {
  return std::any_of(rows.away().begin(), rows.away().end(), [&](const rows::DutyDays& away) {
    return Contains(away, last) && DayAt(away.first()) < year.last();
  });
}

// From when the child was supported and here without a break, up to `last`.
CivilDate HereSince(const rows::DutiesRows& rows, CivilDate supported, CivilDate last) {
  CivilDate since = supported;
  for (const rows::DutyDays& away : rows.away()) {
    const bool is_over = away.has_last() && DayAt(away.last()) < last;
    if (is_over) since = std::max(since, DayAt(away.last()).AddDays(1));
  }
  return since;
}

// The year of the day asked about and the one before, as far as the child was supported in them.
void AddYears(const rows::DutiesRows& rows, SchoolYears& years, CivilDate day,
              std::vector<DutyOnDay>& duties) {
  const AcademicYear now = AcademicYearOf(day);
  for (const AcademicYear year : {AcademicYear{now.start_year - 1}, now}) {
    const CivilDate last = std::min(year.last(), day);
    const auto supported =
        std::find_if(rows.supported().begin(), rows.supported().end(),
                     [last](const rows::SupportedDays& one) { return Contains(one.days(), last); });
    if (supported == rows.supported().end() || IsAway(rows, year, last)) continue;
    const CivilDate start =
        std::max(year.first(), HereSince(rows, DayAt(supported->since()), last));
    AddYearly("senco.met_in_year", start, rows.senco_met(), year, years, day, duties);
    AddYearly("report.annual", start, rows.reports(), year, years, day, duties);
  }
}

}  // namespace

std::vector<DutyOnDay> JoinDuties(const rows::DutiesRows& rows, SchoolYears& years, CivilDate day) {
  std::vector<DutyOnDay> duties;
  for (const rows::DutyLine& line : rows.lines()) AddLine(rows, line, years, day, duties);
  AddYears(rows, years, day, duties);
  std::stable_sort(duties.begin(), duties.end(), [](const DutyOnDay& a, const DutyOnDay& b) {
    return std::tuple(a.due.due, a.rule_id()) < std::tuple(b.due.due, b.rule_id());
  });
  return duties;
}

std::string_view OwnerNameOf(const rows::DutiesRows& rows, const DutyOnDay& duty, CivilDate day) {
  if (duty.line != nullptr && !duty.line->owner_name().empty()) return duty.line->owner_name();
  std::string_view name;
  for (const rows::DutyOwnerName& owner : rows.owners()) {
    if (owner.owner() == duty.due.rule->owner && Contains(owner.days(), day)) name = owner.name();
  }
  return name;
}

}  // namespace cairn
