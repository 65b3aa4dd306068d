#include "projections/duties/duty_join.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "projections/calendar/academic_year.h"
#include "projections/duties/duty_words.h"

namespace cairn {
namespace {

using Lines = google::protobuf::RepeatedPtrField<rows::DoneInYear>;

CivilDate DayAt(int32_t days) { return CivilDate::FromEpochDays(days); }

bool Contains(const rows::DutyDays& days, CivilDate day) {
  return DayAt(days.first()) <= day && (!days.has_last() || day <= DayAt(days.last()));
}

bool IsHidden(const rows::DutyLine& line, CivilDate day) {
  return day < DayAt(line.written()) ||
         std::any_of(line.hidden().begin(), line.hidden().end(),
                     [day](const rows::DutyDays& hidden) { return Contains(hidden, day); });
}

std::optional<DueDate> Counted(const rows::DutyLine& line, SchoolYears& years, CivilDate day) {
  if (IsCountedCaseByCase(line)) return CountedCaseByCase(line, day);
  const CivilDate start = DayAt(line.start());
  const ClockRule* rule = RuleInForce(line.rule_id(), start);
  return rule == nullptr ? std::nullopt : CountDue(*rule, start, CalendarFor(*rule, start, years));
}

void AddLine(const rows::DutyLine& line, SchoolYears& years, CivilDate day,
             std::vector<DutyOnDay>& duties) {
  if (IsHidden(line, day)) return;
  std::optional<DueDate> due = Counted(line, years, day);
  if (!due.has_value()) return;
  // What is counted back from a day, or is due on it, may be known long before that day.
  if (due->due > due->start && due->start > day) return;
  DutyOnDay& duty = duties.emplace_back(DutyOnDay{.due = *std::move(due), .line = &line});
  duty.started_by = line.started_by();
  if (line.has_done() && DayAt(line.done()) <= day) {
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
  if (!due.has_value()) return;
  DutyOnDay& duty = duties.emplace_back(DutyOnDay{.due = *std::move(due)});
  for (const rows::DoneInYear& fact : facts) {
    if (fact.start_year() != year.start_year || DayAt(fact.day()) > day) continue;
    duty.done = DayAt(fact.day());
    duty.done_by = fact.by();
  }
  duty.status = StateOn(duty.due, day, duty.done);
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
    const bool left =
        rows.has_left() && DayAt(rows.left()) <= day && DayAt(rows.left()) < year.last();
    if (supported == rows.supported().end() || left) continue;
    const CivilDate start = std::max(year.first(), DayAt(supported->since()));
    AddYearly("senco.met_in_year", start, rows.senco_met(), year, years, day, duties);
    AddYearly("report.annual", start, rows.reports(), year, years, day, duties);
  }
}

}  // namespace

std::vector<DutyOnDay> JoinDuties(const rows::DutiesRows& rows, SchoolYears& years, CivilDate day) {
  std::vector<DutyOnDay> duties;
  for (const rows::DutyLine& line : rows.lines()) AddLine(line, years, day, duties);
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
