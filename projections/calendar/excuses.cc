#include "projections/calendar/excuses.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"

namespace cairn {
namespace {

constexpr int kClosureDaysMin = 28;

// Which limits may be excused, and how long an absence must be to excuse it.
struct ExcusableLimit {
  std::string_view rule_id;
  std::string_view source;
  int absence_days_min;
  bool closures;
  bool appointments;
};

constexpr ExcusableLimit kLimits[] = {
    {"ehc.advice", "SEND Regulations 2014 reg 8(2)", 28, false, true},
    {"ehc.decide_whether_to_assess", "SEND Regulations 2014 reg 5(4)", 28, true, false},
    {"ehc.decide_whether_to_assess_after_move", "SEND Regulations 2014 reg 5(4)", 28, true, false},
    {"ehc.final_plan", "SEND Regulations 2014 reg 13(3)", 28, true, false},
    {"ehc.final_plan_after_move", "SEND Regulations 2014 reg 13(3)", 28, true, false},
    {"ehc.no_plan_notice", "SEND Regulations 2014 reg 10(4)", 28, true, false},
    {"ehc.reassessment_final", "SEND Regulations 2014 reg 27(3)", 28, true, false},
    {"order.amend", "SEND Regulations 2014 reg 44(3)", 14, false, false},
    {"order.assess.final_plan", "SEND Regulations 2014 reg 44(3)", 14, false, false},
    {"order.assess.no_plan_notice", "SEND Regulations 2014 reg 44(3)", 14, false, false},
    {"order.make_plan.draft", "SEND Regulations 2014 reg 44(3)", 14, false, false},
    {"order.make_plan.final", "SEND Regulations 2014 reg 44(3)", 14, false, false},
};

const ExcusableLimit* LimitOf(const ClockRule& rule) {
  const auto found = std::find_if(std::begin(kLimits), std::end(kLimits),
                                  [&](const auto& limit) { return limit.rule_id == rule.id; });
  return found == std::end(kLimits) ? nullptr : &*found;
}

std::string_view Words(ExcuseGround ground) {
  switch (ground) {
    case ExcuseGround::kSchoolClosed:
      return "school closed";
    case ExcuseGround::kEarlyYearsProviderClosed:
      return "early years provider closed";
    case ExcuseGround::kPersonalCircumstances:
      return "exceptional personal circumstances";
    case ExcuseGround::kAbsentFromArea:
      return "absent from the area";
    case ExcuseGround::kMissedAppointment:
      return "appointment missed";
  }
  CAIRN_CHECK_UNREACHABLE();
}

bool Overlaps(const DueDate& due, const DayRange& range) {
  return range.first <= due.due && due.start <= range.last;
}

ExcuseStanding OfClosure(const DueDate& due, const ExcuseClaim& claim) {
  const auto window = ClosureWindow(claim.days.first, claim.days.last.AddDays(1));
  if (!window.has_value()) return ExcuseStanding::kCannotCount;
  if (!claim.advice_asked.has_value()) return ExcuseStanding::kCannotTell;
  const CivilDate asked = *claim.advice_asked;
  if (asked < due.start || asked > due.due) return ExcuseStanding::kCannotCount;
  if (asked == window->boundary) return ExcuseStanding::kEitherWay;
  const bool inside = window->first <= asked && asked <= window->last_certain;
  return inside ? ExcuseStanding::kCanCount : ExcuseStanding::kCannotCount;
}

ExcuseStanding StandingOf(const DueDate& due, const ExcuseClaim& claim,
                          const ExcusableLimit* limit) {
  if (limit == nullptr) return ExcuseStanding::kCannotCount;
  const auto when = [](bool counts) {
    return counts ? ExcuseStanding::kCanCount : ExcuseStanding::kCannotCount;
  };
  switch (claim.ground) {
    case ExcuseGround::kSchoolClosed:
    case ExcuseGround::kEarlyYearsProviderClosed:
      return limit->closures ? OfClosure(due, claim) : ExcuseStanding::kCannotCount;
    case ExcuseGround::kPersonalCircumstances:
      return when(Overlaps(due, claim.days));
    case ExcuseGround::kAbsentFromArea:
      return when(Overlaps(due, claim.days) && claim.days.days() >= limit->absence_days_min);
    case ExcuseGround::kMissedAppointment:
      return when(limit->appointments && Overlaps(due, claim.days));
  }
  CAIRN_CHECK_UNREACHABLE();
}

std::string_view Words(ExcuseStanding standing) {
  switch (standing) {
    case ExcuseStanding::kCanCount:
      return "that can excuse the delay";
    case ExcuseStanding::kEitherWay:
      return "the request for advice fell on the one day that can be read either way";
    case ExcuseStanding::kCannotCount:
      return "that cannot excuse the delay";
    case ExcuseStanding::kCannotTell:
      return "when advice was asked for is not recorded";
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace

Excuse Judge(const DueDate& due, const ExcuseClaim& claim) {
  const ExcusableLimit* limit = LimitOf(*due.rule);
  Excuse excuse{.standing = StandingOf(due, claim, limit), .due = due.due, .excused_to = due.due};
  if (excuse.standing != ExcuseStanding::kCannotCount) {
    excuse.excused_to = std::max(due.due, claim.new_date.value_or(claim.days.last));
  }
  excuse.explanation = absl::StrFormat(
      "%s was due %s and still is; claimed: %s %s to %s, %s%s (%s).", due.rule->what,
      FormatDate(due.due), Words(claim.ground), FormatDate(claim.days.first),
      FormatDate(claim.days.last), Words(excuse.standing),
      excuse.excused_to == due.due
          ? ""
          : absl::StrFormat(", until %s at most", FormatDate(excuse.excused_to)),
      limit == nullptr ? "no ground for this limit" : limit->source);
  return excuse;
}

std::optional<ExcusedWindow> ClosureWindow(CivilDate closes, CivilDate reopens) {
  if (reopens - closes < kClosureDaysMin) return std::nullopt;
  const CivilDate boundary = reopens.AddDays(-7);
  return ExcusedWindow{
      .first = closes.AddDays(-7), .last_certain = boundary.AddDays(-1), .boundary = boundary};
}

}  // namespace cairn
