#include "projections/due_list.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "projections/cohort/child_view.h"
#include "projections/cohort/filters.h"
#include "projections/cohort/name_words.h"
#include "projections/duties.h"

namespace cairn {
namespace {

bool IsOverdue(const DutyOnDay& duty) { return duty.status.state == ClockState::kOverdue; }

// What a list shows that was asked for no states: what is still to be done.
bool IsToDo(ClockState state) {
  return state == ClockState::kRunning || state == ClockState::kDueToday ||
         state == ClockState::kContestedDay || state == ClockState::kOverdue;
}

// The filters of one request, read once.
class DueFilter {
 public:
  explicit DueFilter(const v1::ListDutiesRequest& request)
      : request_(request),
        from_(EarliestDay(request.due_from())),
        to_(LatestDay(request.due_to())) {}

  bool Takes(const ChildDuties& child, const DutyOnDay& duty, CivilDate day) const {
    return TakesState(duty) && TakesDate(duty.due.due) && TakesRule(*duty.due.rule) &&
           (request_.owner_name().empty() ||
            SameWords(OwnerNameOf(*child.rows, duty, day), request_.owner_name()));
  }

 private:
  bool TakesState(const DutyOnDay& duty) const {
    if (request_.states().empty()) return IsToDo(duty.status.state);
    return IsWanted(request_.states(), StateMessageOf(duty));
  }

  bool TakesDate(CivilDate due) const {
    return !(from_.has_value() && due < *from_) && !(to_.has_value() && *to_ < due);
  }

  bool TakesRule(const ClockRule& rule) const {
    return (!request_.legal_only() || rule.force == Force::kLaw) &&
           IsWanted(request_.owners(), rule.owner) && IsWanted(request_.rule_ids(), rule.id);
  }

  const v1::ListDutiesRequest& request_;
  const std::optional<CivilDate> from_;
  const std::optional<CivilDate> to_;
};

bool DueBefore(const DueLine& a, const DueLine& b) {
  const auto rank = [](const DueLine& line) {
    return std::tuple(!IsOverdue(line.duty), line.duty.due.due, line.duty.rule_id(),
                      std::string_view(line.of->child->name()),
                      std::string_view(line.of->child->record_id()));
  };
  return rank(a) < rank(b);
}

}  // namespace

View DutiesView() {
  return {.name = "duties",
          .code_version = 5,
          .rows = rows::DutiesRows::descriptor(),
          .rows_of = RowsOfChild<DutyRowsOf>};
}

DueList DueListOn(std::span<const ChildDuties> children, const v1::ListDutiesRequest& request,
                  CivilDate day) {
  const DueFilter filter(request);
  std::map<const Setting*, SchoolYears> years;
  DueList list;
  for (const ChildDuties& child : children) {
    SchoolYears& of_setting = years.try_emplace(child.setting, child.setting).first->second;
    for (DutyOnDay& duty : JoinDuties(*child.rows, of_setting, day)) {
      if (!filter.Takes(child, duty, day)) continue;
      list.overdue += IsOverdue(duty) ? 1 : 0;
      list.lines.push_back({&child, std::move(duty)});
    }
  }
  std::stable_sort(list.lines.begin(), list.lines.end(), DueBefore);
  return list;
}

v1::DutyRow DutyRowOf(const DueLine& line, CivilDate day) {
  SchoolYears years(line.of->setting);
  v1::DutyRow row;
  *row.mutable_child() = *line.of->child;
  *row.mutable_duty() = DutyMessage(*line.of->rows, line.duty, years, day);
  return row;
}

int LegalDutiesOverdue(const rows::DutiesRows& rows, SchoolYears& years, CivilDate day) {
  const std::vector<DutyOnDay> duties = JoinDuties(rows, years, day);
  return static_cast<int>(std::count_if(duties.begin(), duties.end(), [](const DutyOnDay& duty) {
    return IsOverdue(duty) && duty.due.rule->force == Force::kLaw;
  }));
}

}  // namespace cairn
