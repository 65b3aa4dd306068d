#include "projections/provision/provision_figures.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_format.h"

#include "projections/impact/exact.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

constexpr int kSchoolDaysAWeek = 5;
constexpr int64_t kOne = 10'000;  // in ten-thousandths

CivilDate DayAt(int32_t days) { return CivilDate::FromEpochDays(days); }

std::vector<const rows::GivenSpan*> SpansIn(const rows::ProvisionRow& provision, DayRange days) {
  std::vector<const rows::GivenSpan*> spans;
  for (const rows::GivenSpan& span : provision.given()) {
    if (days.Contains(DayAt(span.first()))) spans.push_back(&span);
  }
  return spans;
}

// The days of `days` on which these terms hold.
DayRange DaysOf(const rows::ProvisionRow& provision, int index, DayRange days) {
  DayRange held{std::max(days.first, DayAt(provision.terms(index).from())), days.last};
  if (provision.has_to()) held.last = std::min(held.last, DayAt(provision.to()));
  if (index + 1 < provision.terms_size()) {
    held.last = std::min(held.last, DayAt(provision.terms(index + 1).from()).AddDays(-1));
  }
  return held;
}

// School days on which a session was planned: in no more weeks from its first day than were
// planned.
std::optional<int> SchoolDaysOf(const rows::ProvisionRow& provision, const v1::PlannedDose& planned,
                                DayRange held, SchoolYears& years) {
  if (!planned.has_weeks()) return years.SchoolDays(held.first, held.last);
  const CivilDate start = DayAt(provision.from());
  const std::optional<int> to_end = years.SchoolDays(start, held.last);
  const std::optional<int> before = years.SchoolDays(start, held.first.AddDays(-1));
  if (!to_end.has_value() || !before.has_value()) return std::nullopt;
  const int most = planned.weeks() * kSchoolDaysAWeek;
  return std::min(*to_end, most) - std::min(*before, most);
}

std::optional<int32_t> Whole(absl::int128 parts, absl::int128 of) {
  const absl::int128 whole = parts / of;
  if (whole < 0 || whole > std::numeric_limits<int32_t>::max()) return std::nullopt;
  return static_cast<int32_t>(whole);
}

// Spans with price and length, or which of them has none.
struct Costed {
  std::vector<impact::CostedSpan> spans;
  const rows::GivenSpan* without_length = nullptr;
  const rows::GivenSpan* without_price = nullptr;
};

Costed CostedIn(const rows::ProvisionRow& provision, DayRange days, HourlyRates& rates) {
  Costed costed;
  for (const rows::GivenSpan* span : SpansIn(provision, days)) {
    const std::optional<int64_t> pence = rates.On(provision, DayAt(span->first()));
    if (!span->has_minutes()) costed.without_length = span;
    if (!pence.has_value()) costed.without_price = span;
    costed.spans.push_back({.minutes = span->minutes(),
                            .pence_an_hour = pence.value_or(0),
                            .children_in_group = span->group_size()});
  }
  return costed;
}

// "at GBP 12.00 an hour", "at GBP 12.00 to GBP 13.50 an hour"; the same of children in a group.
std::string RatesWords(const std::vector<impact::CostedSpan>& spans) {
  const auto [least, most] = std::minmax_element(
      spans.begin(), spans.end(),
      [](const auto& a, const auto& b) { return a.pence_an_hour < b.pence_an_hour; });
  std::string words = "at " + FormatPence(least->pence_an_hour);
  if (most->pence_an_hour != least->pence_an_hour) {
    words += " to " + FormatPence(most->pence_an_hour);
  }
  return words + " an hour";
}

std::string GroupWords(const std::vector<impact::CostedSpan>& spans) {
  const auto [least, most] = std::minmax_element(
      spans.begin(), spans.end(),
      [](const auto& a, const auto& b) { return a.children_in_group < b.children_in_group; });
  if (most->children_in_group == 1) return "";
  std::string words = absl::StrFormat(", shared by %d", least->children_in_group);
  if (most->children_in_group != least->children_in_group) {
    words += absl::StrFormat(" to %d", most->children_in_group);
  }
  return words + " children";
}

}  // namespace

std::optional<int64_t> HourlyRates::On(const rows::ProvisionRow& provision, CivilDate day) {
  if (provision.has_cost_per_hour_pence()) return provision.cost_per_hour_pence();
  if (setting_ == nullptr || provision.catalogue_code().empty()) return std::nullopt;
  const std::string_view code = provision.catalogue_code();
  const auto [found, is_new] = by_catalogue_.try_emplace(std::tuple(code, day.epoch_days()));
  if (is_new) found->second = CostPerHourOn(*setting_, code, day);
  return found->second;
}

bool RanIn(const rows::ProvisionRow& provision, DayRange days) {
  return DayAt(provision.from()) <= days.last &&
         (!provision.has_to() || days.first <= DayAt(provision.to()));
}

std::vector<TermsSpan> TermsSpansIn(const rows::ProvisionRow& provision, DayRange days) {
  std::vector<TermsSpan> spans;
  for (const rows::ProvisionTerms& terms : provision.terms()) {
    const CivilDate from = DayAt(terms.from());
    const bool is_first = &terms == &provision.terms(0);
    const bool after_end = provision.has_to() && DayAt(provision.to()) < from && !is_first;
    if (days.last < from || after_end) break;
    if (from <= days.first) spans.clear();
    if (!spans.empty()) spans.back().days.last = from.AddDays(-1);
    spans.push_back({&terms, {spans.empty() ? days.first : from, days.last}});
  }
  return spans;
}

const rows::ProvisionTerms* TermsIn(const rows::ProvisionRow& provision, DayRange days) {
  const std::vector<TermsSpan> spans = TermsSpansIn(provision, days);
  return spans.empty() ? nullptr : spans.back().terms;
}

PlannedSum PlannedIn(const rows::ProvisionRow& provision, DayRange days, SchoolYears& years) {
  absl::int128 sessions = 0;  // in ten-thousandths of a fifth
  absl::int128 minutes = 0;   // the same
  bool has_minutes = true;
  for (int i = 0; i < provision.terms_size(); ++i) {
    const DayRange held = DaysOf(provision, i, days);
    if (held.last < held.first) continue;
    const v1::PlannedDose& planned = provision.terms(i).planned();
    const auto a_week = planned.has_sessions_per_week()
                            ? impact::ExactOf(planned.sessions_per_week())
                            : std::nullopt;
    if (!a_week.has_value()) return {};
    const std::optional<int> school_days = SchoolDaysOf(provision, planned, held, years);
    if (!school_days.has_value()) return {};
    const absl::int128 part = absl::int128(a_week->ten_thousandths) * *school_days;
    sessions += part;
    minutes += part * planned.minutes_per_session();
    has_minutes = has_minutes && planned.has_minutes_per_session();
  }
  PlannedSum sum{.sessions = Whole(sessions, kSchoolDaysAWeek * kOne)};
  if (has_minutes) sum.minutes = Whole(minutes, kSchoolDaysAWeek * kOne);
  return sum;
}

GivenSum GivenIn(const rows::ProvisionRow& provision, DayRange days) {
  const std::vector<const rows::GivenSpan*> spans = SpansIn(provision, days);
  if (spans.empty()) return {};
  absl::int128 sessions = 0;
  absl::int128 minutes = 0;
  bool has_minutes = true;
  for (const rows::GivenSpan* span : spans) {
    sessions += span->sessions();
    minutes += span->minutes();
    has_minutes = has_minutes && span->has_minutes();
  }
  GivenSum sum{.sessions = Whole(sessions, 1)};
  if (has_minutes) sum.minutes = Whole(minutes, 1);
  return sum;
}

std::optional<int64_t> CostIn(const rows::ProvisionRow& provision, DayRange days,
                              HourlyRates& rates) {
  const Costed costed = CostedIn(provision, days, rates);
  if (costed.without_length != nullptr || costed.without_price != nullptr) return std::nullopt;
  const impact::Figure<impact::StaffCost> cost = impact::StaffCostOf(costed.spans);
  return cost.has_value() ? std::optional(cost.value().pence) : std::nullopt;
}

std::string ExplainedCostIn(const rows::ProvisionRow& provision, DayRange days,
                            HourlyRates& rates) {
  const Costed costed = CostedIn(provision, days, rates);
  if (costed.without_length != nullptr) {
    return absl::StrFormat("How long the sessions logged from %s took is not recorded.",
                           FormatDate(DayAt(costed.without_length->first())));
  }
  if (costed.without_price != nullptr) {
    return absl::StrFormat("What an hour cost on %s is not recorded.",
                           FormatDate(DayAt(costed.without_price->first())));
  }
  const impact::Figure<impact::StaffCost> cost = impact::StaffCostOf(costed.spans);
  if (!cost.has_value()) return cost.why().sentence;
  const std::vector<const rows::GivenSpan*> spans = SpansIn(provision, days);
  return absl::StrFormat("Staff time of %s, %d min %s from %s to %s %s%s (%s, version %d).",
                         FormatPence(cost.value().pence), cost.value().minutes,
                         spans.front()->stated_at_end() ? "as stated at its end," : "logged",
                         FormatDate(DayAt(spans.front()->first())),
                         FormatDate(DayAt(spans.back()->last())), RatesWords(costed.spans),
                         GroupWords(costed.spans), cost.formula().name, cost.formula().version);
}

}  // namespace cairn
