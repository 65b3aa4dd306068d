#include "projections/provision_map.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "projections/calendar/academic_year.h"
#include "projections/cohort/child.h"
#include "projections/cohort/child_view.h"
#include "projections/cohort/filters.h"
#include "projections/cohort/name_words.h"
#include "projections/provision/grouping.h"
#include "projections/provision/provision_figures.h"
#include "projections/provision/provision_rows.h"

namespace cairn {
namespace {

bool IsWayWanted(const v1::GetProvisionMapRequest& request, const rows::ProvisionRow& provision,
                 const rows::ProvisionTerms& terms) {
  if (!request.group().empty() && !SameWords(terms.group_id(), request.group())) return false;
  if (!request.staff().empty() && !SameWords(terms.staff(), request.staff())) return false;
  return BeginsWords(request.search(), provision.what() + " " + terms.group_id());
}

bool IsProvisionWanted(const v1::GetProvisionMapRequest& request,
                       const rows::ProvisionRow& provision, DayRange days) {
  if (!RanIn(provision, days) || !IsWanted(request.tiers(), provision.tier()) ||
      !IsWanted(request.types(), provision.type())) {
    return false;
  }
  const std::vector<TermsSpan> spans = TermsSpansIn(provision, days);
  return std::any_of(spans.begin(), spans.end(), [&](const TermsSpan& span) {
    return IsWayWanted(request, provision, *span.terms);
  });
}

DayRange DaysOf(const v1::GetProvisionMapRequest& request, CivilDate today) {
  DayRange days;
  days.last = LatestDay(request.to()).value_or(today);
  days.first = EarliestDay(request.from()).value_or(AcademicYearOf(days.last).first());
  return days;
}

// What joins the rows of one setting.
struct Joined {
  explicit Joined(const Setting* setting) : years(setting), rates(setting) {}
  SchoolYears years;
  HourlyRates rates;
};
using JoinedBySetting = std::map<const Setting*, Joined>;

ProvisionMapLine LineOf(const ChildProvision& child, const rows::ProvisionRow& provision,
                        DayRange days, Joined& joined) {
  const PlannedSum planned = PlannedIn(provision, days, joined.years);
  const GivenSum given = GivenIn(provision, days);
  return {.of = &child,
          .provision = &provision,
          .days = days,
          .terms = TermsIn(provision, days),
          .planned_sessions = planned.sessions,
          .planned_minutes = planned.minutes,
          .delivered_sessions = given.sessions,
          .delivered_minutes = given.minutes,
          .cost_pence = CostIn(provision, days, joined.rates)};
}

bool ProvisionBefore(const ProvisionMapLine& a, const ProvisionMapLine& b) {
  const auto rank = [](const ProvisionMapLine& line) {
    return std::tuple(std::string_view(line.of->child->name()),
                      std::string_view(line.of->child->record_id()), line.provision->from());
  };
  return rank(a) < rank(b);
}

// What was planned or given in two parts of the days: unknown when it is unknown of one.
template <typename Figure>
void AddFigure(const std::optional<Figure>& more, std::optional<Figure>& sum) {
  const int64_t both = int64_t{sum.value_or(0)} + more.value_or(0);
  const bool is_known = sum.has_value() && more.has_value();
  sum.reset();
  if (is_known && both <= std::numeric_limits<Figure>::max()) sum = static_cast<Figure>(both);
}

// Adds what the sums count of another part of the same provision. Where nothing was logged in one
// of the two, the other one's log is all there is.
void AddPart(const ProvisionMapLine& part, ProvisionMapLine& line) {
  AddFigure(part.planned_minutes, line.planned_minutes);
  if (!part.delivered_sessions.has_value()) return;
  if (!line.delivered_sessions.has_value()) {
    line.delivered_sessions = part.delivered_sessions;
    line.delivered_minutes = part.delivered_minutes;
    line.cost_pence = part.cost_pence;
    return;
  }
  AddFigure(part.delivered_minutes, line.delivered_minutes);
  AddFigure(part.cost_pence, line.cost_pence);
}

SumGroup GroupOf(const ProvisionMapLine& line, v1::ProvisionMapGrouping grouping, CivilDate day) {
  const bool has_terms = line.terms != nullptr;
  switch (grouping) {
    case v1::PROVISION_MAP_GROUPING_NEED:
      return GroupByNeed(LastOn(line.of->rows->needs(), day));
    case v1::PROVISION_MAP_GROUPING_TIER:
      return GroupByTier(line.provision->tier());
    case v1::PROVISION_MAP_GROUPING_GROUP:
      return GroupByWords(has_terms ? line.terms->group_id() : "", "no group");
    case v1::PROVISION_MAP_GROUPING_STAFF:
      return GroupByWords(has_terms ? line.terms->staff() : "", "nobody named");
    case v1::PROVISION_MAP_GROUPING_TYPE:
      return GroupByType(line.provision->type());
    case v1::PROVISION_MAP_GROUPING_PROVISION:
      return GroupByWords(line.provision->what(), "not recorded");
    case v1::PROVISION_MAP_GROUPING_UNSPECIFIED:
    case v1::ProvisionMapGrouping_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ProvisionMapGrouping_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return {};
}

struct Sum {
  v1::ProvisionMapSum message;
  // The lines of a child stand together: so each is counted once.
  const ChildProvision* last_child = nullptr;

  void Add(const ProvisionMapLine& line) {
    if (line.of != last_child) message.set_children(message.children() + 1);
    last_child = line.of;
    message.set_provisions(message.provisions() + 1);
    message.set_planned_minutes(message.planned_minutes() + line.planned_minutes.value_or(0));
    message.set_delivered_minutes(message.delivered_minutes() + line.delivered_minutes.value_or(0));
    message.set_cost_pence(message.cost_pence() + line.cost_pence.value_or(0));
    if (!line.cost_pence.has_value()) message.set_without_cost(message.without_cost() + 1);
  }
};

// What a line counts for in the sum of one key.
struct Share {
  SumGroup group;
  ProvisionMapLine line;
};

// One after the other, the groups or staff that a line had, each with its days and no figures yet.
std::vector<Share> TurnsOf(const ProvisionMapLine& line, v1::ProvisionMapGrouping grouping,
                           CivilDate day) {
  std::vector<Share> turns;
  for (const TermsSpan& span : TermsSpansIn(*line.provision, line.days)) {
    Share turn{
        .line = {
            .of = line.of, .provision = line.provision, .days = span.days, .terms = span.terms}};
    turn.group = GroupOf(turn.line, grouping, day);
    if (!turns.empty() && turns.back().group.key == turn.group.key) {
      turns.back().line.days.last = span.days.last;
    } else {
      turns.push_back(std::move(turn));
    }
  }
  return turns;
}

// By staff and by group a line has a share in the sum of each that it had, of its days alone.
std::vector<Share> SharesOf(const ProvisionMapLine& line, v1::ProvisionMapGrouping grouping,
                            CivilDate day, Joined& joined) {
  const bool may_turn =
      grouping == v1::PROVISION_MAP_GROUPING_GROUP || grouping == v1::PROVISION_MAP_GROUPING_STAFF;
  std::vector<Share> turns = may_turn ? TurnsOf(line, grouping, day) : std::vector<Share>();
  if (turns.size() < 2) return {{GroupOf(line, grouping, day), line}};
  std::vector<Share> shares;
  for (Share& turn : turns) {
    turn.line = LineOf(*line.of, *line.provision, turn.line.days, joined);
    const auto earlier = std::find_if(shares.begin(), shares.end(), [&](const Share& share) {
      return share.group.key == turn.group.key;
    });
    if (earlier == shares.end()) {
      shares.push_back(std::move(turn));
    } else {
      AddPart(turn.line, earlier->line);
    }
  }
  return shares;
}

std::vector<v1::ProvisionMapSum> SumsOf(const ProvisionMap& map, v1::ProvisionMapGrouping grouping,
                                        JoinedBySetting& joined) {
  Sum whole;
  whole.message.set_label("everything");
  std::map<std::string, Sum> by_key;
  for (const ProvisionMapLine& line : map.lines) {
    whole.Add(line);
    for (Share& share : SharesOf(line, grouping, map.to, joined.at(line.of->setting))) {
      if (share.group.key.empty()) continue;
      Sum& sum = by_key[share.group.key];
      if (sum.message.key().empty()) {
        sum.message.set_key(std::move(share.group.key));
        sum.message.set_label(std::move(share.group.label));
      }
      sum.Add(share.line);
    }
  }
  std::vector<v1::ProvisionMapSum> sums;
  for (auto& [key, sum] : by_key) sums.push_back(std::move(sum.message));
  std::stable_sort(sums.begin(), sums.end(),
                   [](const auto& a, const auto& b) { return a.label() < b.label(); });
  sums.insert(sums.begin(), std::move(whole.message));
  return sums;
}

void AddFigures(const ProvisionMapLine& line, v1::ProvisionMapRow& row) {
  row.set_planned_sessions(line.planned_sessions.value_or(-1));
  row.set_planned_minutes(line.planned_minutes.value_or(-1));
  row.set_delivered_sessions(line.delivered_sessions.value_or(-1));
  row.set_delivered_minutes(line.delivered_minutes.value_or(-1));
  row.set_cost_pence(line.cost_pence.value_or(-1));
}

}  // namespace

View ProvisionView() {
  return {.name = "provision",
          .code_version = 1,
          .rows = rows::ProvisionRows::descriptor(),
          .rows_of = RowsOfChild<ProvisionRowsOf>};
}

ProvisionMap ProvisionMapOf(std::span<const ChildProvision> children,
                            const v1::GetProvisionMapRequest& request, CivilDate today) {
  const DayRange days = DaysOf(request, today);
  ProvisionMap map{.from = days.first, .to = days.last};
  JoinedBySetting joined;
  for (const ChildProvision& child : children) {
    if (!IsWanted(request.nc_years(), child.child->nc_year()) ||
        !AnyIsWanted(request.needs(), LastOn(child.rows->needs(), days.last))) {
      continue;
    }
    const DayRange here{days.first, std::min(days.last, child.left.value_or(days.last))};
    if (here.last < here.first) continue;
    Joined& of_setting = joined.try_emplace(child.setting, child.setting).first->second;
    for (const rows::ProvisionRow& provision : child.rows->provisions()) {
      if (!IsProvisionWanted(request, provision, here)) continue;
      map.lines.push_back(LineOf(child, provision, here, of_setting));
    }
  }
  std::stable_sort(map.lines.begin(), map.lines.end(), ProvisionBefore);
  map.sums = SumsOf(map, request.grouping(), joined);
  return map;
}

v1::ProvisionMapRow ProvisionMapRowOf(const ProvisionMapLine& line, const ProvisionMap& map) {
  const rows::ProvisionRow& provision = *line.provision;
  v1::ProvisionMapRow row;
  *row.mutable_child() = *line.of->child;
  row.set_provision_id(provision.provision_id());
  row.set_what(provision.what());
  row.set_type(provision.type());
  row.set_tier(provision.tier());
  row.set_basis(provision.basis());
  if (const rows::NeedsRow* needs = LastOn(line.of->rows->needs(), map.to)) {
    *row.mutable_needs() = needs->types();
  }
  if (line.terms != nullptr) {
    row.set_group_id(line.terms->group_id());
    row.set_staff(line.terms->staff());
    row.set_minutes_per_session(line.terms->planned().minutes_per_session());
  }
  *row.mutable_from() = ToProto(CivilDate::FromEpochDays(provision.from()));
  if (provision.has_to()) {
    *row.mutable_to() = ToProto(CivilDate::FromEpochDays(provision.to()));
  } else if (line.of->left.has_value()) {
    *row.mutable_to() = ToProto(*line.of->left);
  }
  AddFigures(line, row);
  HourlyRates rates(line.of->setting);
  row.set_cost_explanation(ExplainedCostIn(provision, line.days, rates));
  row.set_verdict(provision.verdict());
  row.set_shows(provision.shows());
  return row;
}

}  // namespace cairn
