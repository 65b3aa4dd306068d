// Due dates beside the entries that start or meet them: AddClockLines of computed_lines.h. The
// dates are those of the duties view.
#include <algorithm>
#include <iterator>

#include "absl/strings/str_format.h"

#include "projections/timeline/computed_lines.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// What a timeline says of a clock; every other clock is for the list of duties alone.
struct Told {
  std::string_view rule_id;
  std::string_view words;  // before the date, beside what started it; empty: nothing is said there
  bool when_met;           // the date and whether it was kept, beside what met it
  bool when_open_only;     // `words` are said only while nothing met it
};
constexpr Told kTold[] = {
    {"appeal.response", "response by", false, false},
    {"ehc.decide_whether_to_assess", "decision due", true, true},
    {"ehc.decide_whether_to_assess_after_move", "decision due", true, true},
    {"ehc.decide_whether_to_reassess", "decision due", true, true},
    {"ehc.final_plan", "", true, false},
    {"ehc.final_plan_after_move", "", true, false},
    {"ehc.no_plan_notice", "", true, false},
    {"ehc.reassessment_final", "final plan by", true, true},
    {"mediation.arranged", "to be arranged by", false, false},
    {"mediation.certificate", "certificate by", false, false},
    {"mediation.terms", "to be carried out by", false, false},
    {"order.assess.final_plan", "final plan by", true, false},
    {"order.assess.no_plan_notice", "", true, false},
    {"order.assess.notify", "tell the parents by", true, false},
    {"record.transfer", "due", true, true},
    {"review.amended_final", "amended plan by", true, true},
    {"review.decision_notice", "decision due", true, true},
    {"review.first", "annual review by", false, false},
    {"rights.access", "due", true, false},
    {"rights.access_extended", "due", true, false},
    {"rights.data_complaint_acknowledged", "to be acknowledged by", true, false},
    {"rights.educational_record", "due", true, false},
    {"rights.rectification", "due", true, false},
};

const Told* FindTold(std::string_view rule_id) {
  const Told* found = std::find_if(std::begin(kTold), std::end(kTold),
                                   [&](const Told& row) { return row.rule_id == rule_id; });
  return found == std::end(kTold) ? nullptr : found;
}

bool IsThe(const EntryPtr& one, const EffectiveEntry& entry) {
  return one != nullptr && one->version() == entry.version();
}

// "=due 2 Jul 2025, in time" or "=due 2 Jul 2025, 3 days late".
std::string Met(const Duty& duty) {
  const int late = *duty.done - duty.due.due;
  const std::string verdict = late <= 0 ? "in time" : Counted(late, "day") + " late";
  return "=due " + FormatDate(duty.due.due) + ", " + verdict;
}

// Of what the reader may not see nothing is told, not even by its clock.
bool MaySee(const TimelineContext& context, const EntryPtr& entry) {
  return entry == nullptr || context.visible(*entry);
}

void AddDuty(const TimelineContext& context, const Duty& duty, const EffectiveEntry& entry,
             std::vector<std::string>& lines) {
  if (!IsThe(duty.started_by, entry) && !IsThe(duty.done_by, entry)) return;
  const Told* told = FindTold(duty.rule_id());
  if (told == nullptr || !MaySee(context, duty.started_by)) return;
  const bool met = duty.done.has_value() && MaySee(context, duty.done_by);
  const bool says_start = !told->words.empty() && !(told->when_open_only && met);
  if (IsThe(duty.started_by, entry) && says_start) {
    lines.push_back(absl::StrFormat("=%s %s", told->words, FormatDate(duty.due.due)));
  }
  if (IsThe(duty.done_by, entry) && told->when_met) lines.push_back(Met(duty));
}

// Refusing a plan has a limit of its own, which binds only an authority that refuses: no duty, and
// told beside the others.
void AddRefusalAfterOrder(const EffectiveEntry& entry, std::vector<std::string>& lines) {
  const v1::DisputeStepRecorded& step = entry.entry().dispute_step_recorded();
  if (!IsOrderToAssess(step)) return;
  const auto due = ComputeDue("order.assess.no_plan_notice",
                              EarliestDay(step.order_date()).value_or(entry.FirstDay()));
  if (due.has_value()) lines.push_back("=or refuse a plan by " + FormatDate(due->due));
}

// A certificate may move the last day to appeal against the decision before it.
void AddAppeal(const TimelineContext& context, const EffectiveEntry& entry,
               std::vector<std::string>& lines) {
  const Duty* appeal = nullptr;
  for (const Duty& duty : context.duties) {
    const bool is_appeal =
        duty.rule_id() == "appeal.from_notice" || duty.rule_id() == "appeal.from_certificate";
    if (!is_appeal || entry.Order() < duty.started_by->Order()) continue;
    if (!MaySee(context, duty.started_by)) continue;
    if (appeal == nullptr || appeal->started_by->Order() < duty.started_by->Order()) appeal = &duty;
  }
  if (appeal != nullptr) lines.push_back("=appeal by " + FormatDate(appeal->due.due));
}

}  // namespace

void AddClockLines(const TimelineContext& context, const EffectiveEntry& entry,
                   std::vector<std::string>& lines) {
  const v1::Entry& fact = entry.entry();
  for (const Duty& duty : context.duties) AddDuty(context, duty, entry, lines);
  AddRefusalAfterOrder(entry, lines);
  if (fact.dispute_step_recorded().step() == v1::DISPUTE_STEP_CERTIFICATE_ISSUED) {
    AddAppeal(context, entry, lines);
  }
  if (fact.has_record_handed_over() && !fact.record_handed_over().has_receipt_confirmed()) {
    lines.push_back("=no receipt recorded");
  }
}

}  // namespace cairn
