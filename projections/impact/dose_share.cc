#include "projections/impact/dose_share.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "projections/impact/exact.h"
#include "projections/record/provisions.h"

namespace cairn::impact {
namespace {

constexpr int64_t kCountMax = 1'000'000;
constexpr int64_t kDoseLimits[] = {kDoseRedBelowPercent, kDoseGreenFromPercent};

CannotSay NothingLogged() { return {WhyNot::kNothingLogged, "Nobody logged what was given."}; }
CannotSay PlanNotRecorded() {
  return {WhyNot::kPlanNotRecorded, "Nobody recorded how much was planned in the time logged."};
}
CannotSay DoseOutOfRange() {
  return {WhyNot::kFigureOutOfRange, "A number of sessions or minutes is below 0 or too large."};
}

bool IsCount(int64_t number) { return 0 <= number && number <= kCountMax; }

bool IsInRange(const LoggedSpan& span) {
  return IsCount(span.sessions_given) && IsCount(span.sessions_planned.value_or(0)) &&
         IsCount(span.minutes_given.value_or(0));
}

int64_t PercentOf(int64_t part, int64_t whole, std::span<const int64_t> limits) {
  return RoundedQuotient(absl::int128(part) * 100, whole, {.limits = limits}).value();
}

DoseShare ShareOf(int64_t given, int64_t planned, DoseUnit unit) {
  DoseShare share{.unit = unit, .given = given, .planned = planned};
  share.percent = PercentOf(given, planned, kDoseLimits);
  if (share.percent >= kDoseRedBelowPercent) share.band = Rag::kAmber;
  if (share.percent >= kDoseGreenFromPercent) share.band = Rag::kGreen;
  return share;
}

}  // namespace

Figure<DoseShare> DoseShareOf(std::span<const LoggedSpan> log,
                              std::optional<int> minutes_per_session) {
  if (log.empty()) return {kDoseFormula, NothingLogged()};
  const bool in_range = std::all_of(log.begin(), log.end(), IsInRange);
  if (!in_range || !IsCount(minutes_per_session.value_or(0)))
    return {kDoseFormula, DoseOutOfRange()};
  bool in_minutes = minutes_per_session.value_or(0) > 0;
  int64_t sessions_given = 0;
  int64_t sessions_planned = 0;
  int64_t minutes_given = 0;
  for (const LoggedSpan& span : log) {
    if (!span.sessions_planned.has_value()) return {kDoseFormula, PlanNotRecorded()};
    sessions_given += span.sessions_given;
    sessions_planned += *span.sessions_planned;
    minutes_given += span.minutes_given.value_or(0);
    in_minutes = in_minutes && span.minutes_given.has_value();
  }
  if (sessions_planned == 0) return {kDoseFormula, PlanNotRecorded()};
  if (!in_minutes) {
    return {kDoseFormula, ShareOf(sessions_given, sessions_planned, DoseUnit::kSessions)};
  }
  return {kDoseFormula,
          ShareOf(minutes_given, sessions_planned * *minutes_per_session, DoseUnit::kMinutes)};
}

Figure<DoseShare> DoseShareOf(std::optional<int64_t> given, std::optional<int64_t> planned,
                              DoseUnit unit) {
  if (!given.has_value()) return {kDoseFormula, NothingLogged()};
  if (!IsCount(*given) || !IsCount(planned.value_or(0))) return {kDoseFormula, DoseOutOfRange()};
  if (planned.value_or(0) == 0) return {kDoseFormula, PlanNotRecorded()};
  return {kDoseFormula, ShareOf(*given, *planned, unit)};
}

Figure<Adherence> AdherenceOf(std::span<const LoggedSpan> log) {
  if (!std::all_of(log.begin(), log.end(), IsInRange)) return {kAdherenceFormula, DoseOutOfRange()};
  Adherence found;
  for (const LoggedSpan& span : log) {
    found.sessions_given += span.sessions_given;
    if (span.given_by == GivenBy::kNamedAndTrained) found.sessions_as_named += span.sessions_given;
    if (span.given_by == GivenBy::kNotRecorded) found.sessions_not_recorded += span.sessions_given;
  }
  if (found.sessions_given == 0) return {kAdherenceFormula, NothingLogged()};
  if (found.sessions_not_recorded == found.sessions_given) {
    return {kAdherenceFormula,
            CannotSay{WhyNot::kNobodyRecorded,
                      "Nobody recorded who gave the sessions, or whether they were trained."}};
  }
  found.percent = PercentOf(found.sessions_as_named, found.sessions_given, {});
  return {kAdherenceFormula, found};
}

}  // namespace cairn::impact
