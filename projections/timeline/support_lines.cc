#include "projections/timeline/support_lines.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_format.h"

#include "projections/impact/staff_cost.h"
#include "projections/record/provision_staff.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

void AddTraining(const TimelineContext& context, const Provision& provision, CivilDate day,
                 std::vector<std::string>& lines) {
  if (context.setting == nullptr) return;
  const std::optional<TrainingCheck> check = CheckTraining(provision, *context.setting, day);
  if (!check.has_value()) return;
  const std::string_view verdict = !check->trained.has_value() ? "no staff record of training for "
                                   : *check->trained           ? "trained for "
                                                               : "not trained for ";
  lines.push_back(absl::StrFormat("=%s: %s%s%s", check->provider, verdict, check->training,
                                  check->trained.has_value() ? ", by the staff record" : ""));
}

// What an hour costs on `day`: as recorded with the support, else by the catalogue.
std::optional<int64_t> PenceAnHour(const TimelineContext& context, const Provision& provision,
                                   CivilDate day) {
  if (provision.started->has_cost_per_hour_pence()) {
    return provision.started->cost_per_hour_pence();
  }
  if (context.setting == nullptr || !provision.started->has_catalogue_code()) return std::nullopt;
  return CostPerHourOn(*context.setting, provision.started->catalogue_code(), day);
}

// Empty where a span has no price or no length: a sum of what is known would be taken for all.
std::vector<impact::CostedSpan> CostedSpansOf(const TimelineContext& context,
                                              const Provision& provision) {
  std::vector<impact::CostedSpan> spans;
  for (const DeliveredSpan& given : DeliveredSpans(provision)) {
    const std::optional<int64_t> pence = PenceAnHour(context, provision, given.first);
    if (!given.minutes.has_value() || !pence.has_value()) return {};
    spans.push_back({.minutes = *given.minutes,
                     .pence_an_hour = *pence,
                     .children_in_group = given.group_size});
  }
  return spans;
}

void AddCost(const TimelineContext& context, const Provision& provision,
             std::vector<std::string>& lines) {
  const auto& log = FindProvision(context.whole.provisions, provision.provision_id)->deliveries;
  const bool shown = std::all_of(log.begin(), log.end(),
                                 [&](const auto& span) { return context.visible(*span.entry); });
  const impact::Figure<impact::StaffCost> cost =
      impact::StaffCostOf(CostedSpansOf(context, provision));
  if (!shown || !cost.has_value()) return;
  lines.push_back(absl::StrFormat("=staff time to %s: %d min, %s",
                                  FormatDate(*DoseOf(provision).logged_to), cost.value().minutes,
                                  FormatPence(cost.value().pence)));
}

}  // namespace

void AddSupportLines(const TimelineContext& context, const EffectiveEntry& entry,
                     std::vector<std::string>& lines) {
  if (!entry.entry().has_provision_started()) return;
  const Provision* provision =
      FindProvision(context.record.provisions, entry.entry().provision_started().provision_id());
  // Started twice, the last one counts.
  if (provision == nullptr || provision->started.entry->version() != entry.version()) return;
  AddTraining(context, *provision, entry.FirstDay(), lines);
  AddCost(context, *provision, lines);
}

}  // namespace cairn
