#include "projections/duties/duty_list.h"

#include <algorithm>

namespace cairn {

rows::DutyLine& DutyList::Add(std::string_view rule_id, CivilDate start, const EntryPtr& started_by,
                              const std::optional<Done>& done) {
  rows::DutyLine& line = *rows_.add_lines();
  line.set_rule_id(std::string(rule_id));
  line.set_start(start.epoch_days());
  line.set_started_by(IdOf(*started_by));
  line.set_written(started_by->FirstDay().epoch_days());
  if (done.has_value()) {
    line.set_done(done->day.epoch_days());
    line.set_done_by(IdOf(*done->by));
  }
  return line;
}

rows::DutyLine& DutyList::AddRight(std::string_view rule_id, CivilDate start,
                                   const EntryPtr& started_by, const std::optional<Done>& done) {
  rows::DutyLine& line = Add(rule_id, start, started_by, done);
  line.set_is_right(true);
  return line;
}

void DutyList::AddPlanOrNotice(CivilDate start, const EntryPtr& started_by, const Outcome& plan,
                               const Outcome& notice, std::optional<CivilDate> refused) {
  const auto end_with_refusal = [&](rows::DutyLine& line) {
    if (refused.has_value()) Hide(line, {*refused, std::nullopt});
  };
  rows::DutyLine& of_plan = Add(plan.rule_id, start, started_by, plan.done);
  end_with_refusal(of_plan);
  if (!notice.done.has_value()) return;
  Hide(of_plan, {notice.done->day, std::nullopt});
  rows::DutyLine& of_notice = Add(notice.rule_id, start, started_by, notice.done);
  end_with_refusal(of_notice);
  Hide(of_notice, {start, notice.done->day.AddDays(-1)});
}

void Hide(rows::DutyLine& line, Days days, const std::optional<Done>& done) {
  if (done.has_value()) {
    const CivilDate before = done->day.AddDays(-1);
    days.last = std::min(days.last.value_or(before), before);
  }
  if (days.last.has_value() && *days.last < days.first) return;
  Write(days, *line.add_hidden());
}

void Write(Days days, rows::DutyDays& into) {
  into.set_first(days.first.epoch_days());
  if (days.last.has_value()) into.set_last(days.last->epoch_days());
}

CivilDate PlanDateOf(const Fact<v1::EhcPlanServed>& served) {
  return EarliestDay(served->plan_date()).value_or(served.day());
}

std::optional<Done> FirstPlan(const Record& record, CivilDate from, v1::EhcPlanStage stage) {
  return FirstFrom(
      record.ehc.served, from, [&](const v1::EhcPlanServed& one) { return one.stage() == stage; },
      PlanDateOf);
}

}  // namespace cairn
