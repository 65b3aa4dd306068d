#include "tests/unit/projections/duties/found_duties.h"

#include <utility>

#include "projections/record/fold.h"

namespace cairn {
namespace {

std::vector<Duty> Under(std::string_view rule, std::vector<Duty> duties) {
  std::erase_if(duties, [rule](const Duty& duty) { return duty.rule_id() != rule; });
  return duties;
}

}  // namespace

CivilDate Day(int year, int month, int day) { return CivilDate::Of(year, month, day).value(); }

std::vector<Duty> DutiesOf(const HistoryBuilder& history, std::string_view rule, CivilDate day) {
  return Under(rule, DutiesOn(Fold({}, history.events(), {}, {.day = day}), nullptr, day));
}

std::vector<Duty> DutiesOfAll(const HistoryBuilder& history, std::string_view rule, CivilDate day) {
  return Under(rule, DutiesOn(Fold({}, history.events()), nullptr, day));
}

std::string Sentence(const std::vector<Duty>& duties) {
  if (duties.size() != 1) return std::to_string(duties.size()) + " duties";
  return FormatDate(duties[0].due.due) + ": " + duties[0].status.sentence;
}

HistoryBuilder Requested() {
  HistoryBuilder history;
  history.Add("2024-11-05",
              "ehc_requested { requester: CAPACITY_PARENT received_by_authority { year: 2024 "
              "month: 11 day: 5 } }");
  return history;
}

v1::Entry Decided(std::string_view day, std::string_view decision, std::string_view sent) {
  return EntryOn(day, "ehc_decision_notified { decision: EHC_DECISION_" + std::string(decision) +
                          " notice_sent { " + std::string(sent) + " } }");
}

v1::Entry OnSenSupport() {
  return EntryOn("2023-09-04", "sen_status_set { status: SEN_PROVISION_K }");
}

}  // namespace cairn
