#include "projections/timeline/support_times.h"

#include <algorithm>

namespace cairn {
namespace {

bool CarriesOut(const Provision& provision, const UnrecordedLine& line) {
  if (!provision.started) return false;
  const auto& items = provision.started->plan_items();
  if (std::find(items.begin(), items.end(), line.line->item_id()) == items.end()) return false;
  const SupportTime time = TimeOf(provision);
  return time.from <= line.to.value_or(time.from) && line.from <= time.to.value_or(line.from);
}

CivilDate FirstDayOf(const v1::ProvisionLine& line, CivilDate effective_from) {
  return std::max(effective_from, EarliestDay(line.from()).value_or(effective_from));
}

// The line in the next version, when it still says the same thing.
bool GoesOn(const v1::ProvisionLine& line, const v1::PlanContent& next) {
  const v1::ProvisionLine* same = FindProvisionLine(next, line.item_id());
  return same != nullptr && same->what() == line.what();
}

std::vector<UnrecordedLine> LinesOf(const PlanHistory& plan, CivilDate day) {
  std::vector<UnrecordedLine> lines;
  for (size_t i = 0; i < plan.versions.size() && plan.versions[i].effective_from <= day; ++i) {
    const PlanVersion& version = plan.versions[i];
    for (const v1::ProvisionLine& line : version.issued->content().provisions()) {
      if (i > 0 && GoesOn(line, plan.versions[i - 1].issued->content())) continue;
      UnrecordedLine& found = lines.emplace_back();
      found = {plan.plan_id, &line, version.issued.entry, FirstDayOf(line, version.effective_from),
               LatestDay(line.to())};
      for (size_t next = i + 1; next < plan.versions.size(); ++next) {
        if (plan.versions[next].effective_from > day) break;
        if (GoesOn(line, plan.versions[next].issued->content())) continue;
        const CivilDate last = plan.versions[next].effective_from.AddDays(-1);
        if (!found.to.has_value() || last < *found.to) {
          found.to = last;
          found.ended_by = plan.versions[next].issued.entry;
        }
        break;
      }
    }
  }
  return lines;
}

DatedTime DatedTimeOf(const Provision& provision) {
  DatedTime dated{.time = TimeOf(provision)};
  if (dated.time.source != nullptr) dated.dated_by.push_back(dated.time.source);
  for (const Fact<v1::DeliveryLogged>& delivery : provision.deliveries) {
    if (delivery.entry->FirstDay() == dated.time.from) dated.dated_by.push_back(delivery.entry);
  }
  if (provision.ended) dated.dated_by.push_back(provision.ended.entry);
  return dated;
}

}  // namespace

std::vector<UnrecordedLine> UnrecordedLines(const Record& record, CivilDate day) {
  std::vector<UnrecordedLine> unrecorded;
  for (const PlanHistory& plan : record.plans.plans) {
    for (UnrecordedLine& line : LinesOf(plan, day)) {
      const auto& provisions = record.provisions.provisions;
      const bool recorded =
          std::any_of(provisions.begin(), provisions.end(),
                      [&](const Provision& provision) { return CarriesOut(provision, line); });
      const bool not_begun = line.from > day || (line.to.has_value() && *line.to < line.from);
      if (!recorded && !not_begun) unrecorded.push_back(std::move(line));
    }
  }
  return unrecorded;
}

bool IsGivenInSessions(const Provision& provision) {
  if (!provision.started) return true;
  switch (provision.started->provision_type()) {
    case v1::PROVISION_TYPE_INTERVENTION:
    case v1::PROVISION_TYPE_ADULT_SUPPORT:
    case v1::PROVISION_TYPE_THERAPY:
    case v1::PROVISION_TYPE_UNSPECIFIED:
      return true;
    case v1::PROVISION_TYPE_STRATEGY:
    case v1::PROVISION_TYPE_ADJUSTMENT:
    case v1::PROVISION_TYPE_EQUIPMENT:
    case v1::ProvisionType_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ProvisionType_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return false;
}

std::vector<DatedTime> SupportTimes(const Record& record, CivilDate day) {
  std::vector<DatedTime> times;
  for (const Provision& provision : record.provisions.provisions) {
    if (IsGivenInSessions(provision)) times.push_back(DatedTimeOf(provision));
  }
  for (const UnrecordedLine& line : UnrecordedLines(record, day)) {
    DatedTime& dated = times.emplace_back();
    dated.time = {line.from, line.to, line.issued};
    dated.dated_by = {line.issued};
    if (line.ended_by != nullptr) dated.dated_by.push_back(line.ended_by);
  }
  return times;
}

}  // namespace cairn
