#include "projections/plan/plan_provisions.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_format.h"

#include "projections/plan/plan_words.h"
#include "projections/record/provision_staff.h"

namespace cairn {
namespace {

bool CarriesOut(const Provision& provision, std::string_view item_id) {
  if (!provision.started) return false;
  const auto& items = provision.started->plan_items();
  return std::find(items.begin(), items.end(), item_id) != items.end();
}

// The provision that carries the line out; the last one to start when several did.
const Provision* ProvisionFor(const PlanContext& context, std::string_view item_id) {
  const Provision* found = nullptr;
  for (const Provision& provision : context.record.provisions.provisions) {
    if (!CarriesOut(provision, item_id)) continue;
    if (found == nullptr || found->started.day() <= provision.started.day()) found = &provision;
  }
  return found;
}

// "not quantified: minutes a session, weeks"; empty for a line that says how much and how long.
// Hours a week stand for sessions and minutes, a last day for weeks.
std::string NotQuantified(const v1::ProvisionLine& line) {
  std::vector<std::string> missing;
  if (!line.has_hours_per_week()) {
    if (!line.has_sessions_per_week()) missing.push_back("sessions a week");
    if (!line.has_minutes_per_session()) missing.push_back("minutes a session");
  }
  if (!line.has_weeks() && !line.to().has_year()) missing.push_back("weeks");
  return missing.empty() ? "" : absl::StrFormat("not quantified: %s", Listed(missing));
}

// A timetable is kept by the whole school: nobody gives it, and it has no sessions.
bool IsTimetable(const v1::ProvisionLine& line) { return line.has_attendance_code(); }

// Why this support: what the line says, else the advice it words the same as.
std::string WhyFlag(const PlanContext& context, const v1::ProvisionLine& line) {
  if (!line.why().empty()) return "";
  for (const Advice& advice : context.advice) {
    if (advice.report.day() > context.version.issued.day()) continue;
    if (!SameWording(advice.recommendation->text(), line.what())) continue;
    const bool linked = !advice.by_wording && advice.answered_by != nullptr;
    if (linked) return "";
    return absl::StrFormat("reason not stated; same wording as %s report of %s, no link recorded",
                           ShortName(advice.report->profession()), FormatDate(advice.report.day()));
  }
  return "reason not stated";
}

void FlagWhatIsUnsaid(const PlanContext& context, const v1::ProvisionLine& line,
                      v1::PlanProvision& provision) {
  if (line.provider().empty() && !IsTimetable(line)) provision.add_flags("provider not named");
  if (const std::string flag = NotQuantified(line); !flag.empty()) provision.add_flags(flag);
  if (const std::string flag = WhyFlag(context, line); !flag.empty()) provision.add_flags(flag);
  if (line.serves().empty()) provision.add_flags("no target linked");
  if (line.expected_difference().empty()) provision.add_flags("expected difference not stated");
}

// Days from when the line was to begin.
int DaysInUse(const PlanContext& context, const v1::ProvisionLine& line) {
  return context.day - EarliestDay(line.from()).value_or(context.version.effective_from);
}

void FlagWhatIsUngiven(const PlanContext& context, const v1::ProvisionLine& line,
                       const Provision* given, v1::PlanProvision& provision) {
  if (IsTimetable(line)) return;
  if (given == nullptr && DaysInUse(context, line) >= kStartGraceDays) {
    provision.add_flags("start and sessions not recorded");
  } else if (given != nullptr && provision.delivered_sessions() < 0 &&
             context.day - given->started.day() >= kStartGraceDays) {
    provision.add_flags("sessions not recorded");
  }
}

void FlagDose(const Dose& dose, v1::PlanProvision& provision) {
  if (dose.stated_at_end) provision.add_flags("sessions not logged; total as stated at the end");
  const std::optional<int> percent = dose.Percent();
  if (!percent.has_value() || *percent >= kDoseRedBelowPercent) return;
  provision.add_flags(absl::StrFormat("%d%% of sessions given to %s: red below %d%%, our rule",
                                      *percent, FormatDate(*dose.logged_to), kDoseRedBelowPercent));
}

// Whoever gives it on the day is not known to be trained for it (R61; Code of Practice 6.50).
void FlagTraining(const PlanContext& context, const Provision& given,
                  v1::PlanProvision& provision) {
  if (context.setting == nullptr) return;
  const std::optional<TrainingCheck> check = CheckTraining(given, *context.setting, context.day);
  if (!check.has_value() || check->trained.value_or(false)) return;
  provision.add_flags(check->trained.has_value()
                          ? absl::StrFormat("%s is not trained for %s, by the staff record",
                                            check->provider, check->training)
                          : absl::StrFormat("no staff record of %s's training for %s",
                                            check->provider, check->training));
}

// The day on which the support was to be over, by the line's last day or its weeks.
std::optional<CivilDate> PlannedEnd(const v1::ProvisionLine& line, const Provision* given) {
  if (const std::optional<CivilDate> last = LatestDay(line.to()); last.has_value()) return last;
  if (given == nullptr || !line.has_weeks()) return std::nullopt;
  return given->started.day().AddWeeks(line.weeks()).AddDays(-1);
}

void FlagEnd(const PlanContext& context, const v1::ProvisionLine& line, const Provision* given,
             v1::PlanProvision& provision) {
  const std::string_view listed = context.IsSuperseded() ? "" : ", still listed";
  if (given != nullptr && given->ended) {
    provision.add_flags(absl::StrFormat("ended %s%s", FormatDate(given->ended.day()), listed));
    return;
  }
  const std::optional<CivilDate> end = PlannedEnd(line, given);
  if (!end.has_value() || *end >= context.day) return;
  provision.add_flags(
      absl::StrFormat("was to end %s, end not recorded%s", FormatDate(*end), listed));
}

void FillGiven(const Provision& given, v1::PlanProvision& provision) {
  const Dose dose = DoseOf(given);
  *provision.mutable_started() = ToProto(given.started.day());
  if (given.ended) *provision.mutable_ended() = ToProto(given.ended.day());
  if (dose.delivered.has_value()) provision.set_delivered_sessions(*dose.delivered);
  if (dose.planned.has_value()) provision.set_planned_sessions(*dose.planned);
}

void AddProvision(const PlanContext& context, const v1::ProvisionLine& line, v1::Plan& plan) {
  const Provision* given = ProvisionFor(context, line.item_id());
  v1::PlanProvision& provision = *plan.add_provisions();
  provision.set_item_id(line.item_id());
  provision.set_delivered_sessions(-1);

  // Of support that is over only its end matters: nobody will add a reason to it now.
  const bool over = given != nullptr && given->ended;
  if (!over) FlagWhatIsUnsaid(context, line, provision);
  if (given != nullptr) FillGiven(*given, provision);
  if (!over && !context.IsSuperseded()) FlagWhatIsUngiven(context, line, given, provision);
  FlagEnd(context, line, given, provision);
  if (given != nullptr && !over) FlagTraining(context, *given, provision);
  if (given != nullptr) FlagDose(DoseOf(*given), provision);
}

bool IsInPlan(const PlanContext& context, const v1::ProvisionStarted& started) {
  const auto& items = started.plan_items();
  return std::any_of(items.begin(), items.end(), [&](const std::string& item) {
    return FindProvisionLine(context.content(), item) != nullptr;
  });
}

std::string NameOf(const v1::ProvisionStarted& started) {
  if (!started.name().empty() || started.text().empty()) return started.name();
  return started.text(0);
}

bool IsWrittenAsAdjustment(const v1::PlanContent& content, std::string_view name) {
  const auto same = [&](const std::string& text) { return SameWording(text, name); };
  return std::any_of(content.adjustments().begin(), content.adjustments().end(), same) ||
         std::any_of(content.strategies().begin(), content.strategies().end(), same);
}

// Support that runs on the day and stands nowhere in the version.
void CheckSupportOutsidePlan(const PlanContext& context, v1::Plan& plan) {
  for (const Provision& provision : context.record.provisions.provisions) {
    if (!provision.started || provision.ended) continue;
    const std::string name = NameOf(*provision.started);
    if (IsInPlan(context, *provision.started)) continue;
    if (IsWrittenAsAdjustment(context.content(), name)) continue;
    const v1::ProvisionType type = provision.started->provision_type();
    const bool adjusts =
        type == v1::PROVISION_TYPE_ADJUSTMENT || type == v1::PROVISION_TYPE_STRATEGY;
    AddFinding(plan, plan_rules::kSupportInPlan, adjusts ? "adjustments" : "provisions",
               absl::StrFormat("Given since %s and not written in the plan: %s",
                               FormatDate(provision.started.day()), name));
  }
}

}  // namespace

void AddProvisions(const PlanContext& context, v1::Plan& plan) {
  for (const v1::ProvisionLine& line : context.content().provisions()) {
    AddProvision(context, line, plan);
  }
  if (!context.IsSupportPlan()) return;
  if (context.content().strategies().empty() && context.content().adjustments().empty()) {
    AddFinding(plan, plan_rules::kStrategies, "adjustments", "None written");
  }
  if (!context.IsSuperseded()) CheckSupportOutsidePlan(context, plan);
}

void AddUnansweredAdvice(const PlanContext& context, v1::Plan& plan) {
  if (!context.IsSupportPlan()) return;
  for (const Advice& advice : context.advice) {
    if (advice.answered_by != nullptr || !IsOrdinary(advice.report.entry->entry())) continue;
    v1::UnansweredAdvice& line = *plan.add_unanswered_advice();
    const std::string_view profession = ShortName(advice.report->profession());
    line.set_profession(profession.data(), profession.size());
    line.set_text(advice.recommendation->text());
    *line.mutable_since() = ToProto(advice.report.day());
    line.set_days(context.day - advice.report.day());
    line.set_label(PrintedLabel(*advice.report.entry));
  }
}

}  // namespace cairn
