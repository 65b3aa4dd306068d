#include "projections/record/wording_given.h"

namespace cairn {
namespace {

template <typename Kind>
std::vector<EntryPtr> AboutPlan(const Record& record, const Kind& kind, CivilDate day) {
  const PlanHistory* plan = FindPlan(record.plans, kind.plan_id());
  if (plan == nullptr) return {};
  const PlanVersion* version =
      kind.has_plan_version() ? FindVersion(*plan, kind.plan_version()) : VersionOn(*plan, day);
  if (version == nullptr) return {};
  return {version->issued.entry};
}

}  // namespace

std::vector<EntryPtr> SpokenAbout(const Record& record, const EffectiveEntry& statement) {
  const v1::Entry& entry = statement.entry();
  const CivilDate day = statement.FirstDay();
  if (entry.has_item_acknowledged()) return AboutPlan(record, entry.item_acknowledged(), day);
  if (entry.has_notice_sent() && entry.notice_sent().has_plan_id()) {
    return AboutPlan(record, entry.notice_sent(), day);
  }
  if (!entry.has_position_taken()) return {};
  if (entry.position_taken().has_plan_id()) return AboutPlan(record, entry.position_taken(), day);
  return LinkedFrom(record, statement, v1::RELATION_ABOUT);
}

std::optional<CivilDate> EarlierWordingOf(const EffectiveEntry& target,
                                          const EffectiveEntry& statement) {
  const Version spoken = statement.version();
  if (target.current->version < spoken) return std::nullopt;
  EventPtr stood = target.original;
  for (const EventPtr& correction : target.corrections) {
    if (correction->version < spoken) stood = correction;
  }
  if (stood == target.current) return std::nullopt;
  return DayOfMicros(stood->recorded_at_us);
}

}  // namespace cairn
