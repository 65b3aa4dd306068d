#include "projections/record/provision_staff.h"

#include <algorithm>

namespace cairn {
namespace {

// The last change by `day` that says who gives it; empty if none does.
Fact<v1::ProvisionChanged> ChangeOfProvider(const Provision& provision, CivilDate day) {
  Fact<v1::ProvisionChanged> last;
  for (const Fact<v1::ProvisionChanged>& change : provision.changes) {
    if (change.day() <= day && change->has_provider()) last = change;
  }
  return last;
}

bool SaysWhetherTrained(const Provision& provision, CivilDate day) {
  const Fact<v1::ProvisionChanged> change = ChangeOfProvider(provision, day);
  return change ? change->has_trained() : provision.started->has_trained();
}

// As logged, else sessions of the planned length.
std::optional<int64_t> MinutesOf(const v1::DeliveryLogged& delivery,
                                 const v1::PlannedDose& planned) {
  if (delivery.has_minutes_delivered()) return delivery.minutes_delivered();
  if (!planned.has_minutes_per_session()) return std::nullopt;
  return int64_t{delivery.delivered_sessions()} * planned.minutes_per_session();
}

}  // namespace

v1::PlannedDose PlannedOn(const Provision& provision, CivilDate day) {
  v1::PlannedDose planned;
  if (provision.started) planned = provision.started->planned();
  for (const Fact<v1::ProvisionChanged>& change : provision.changes) {
    if (change.day() <= day) planned.MergeFrom(change->planned());
  }
  return planned;
}

std::string DoneByName(const v1::Recorded& recorded) {
  if (recorded.entry().has_person()) return recorded.entry().person().name();
  return recorded.actor().role() == v1::ROLE_INTEGRATION ? "" : recorded.actor().name();
}

std::string_view StatedProviderOn(const Provision& provision, CivilDate day) {
  if (const auto change = ChangeOfProvider(provision, day)) return change->provider();
  return provision.started ? std::string_view(provision.started->provider()) : "";
}

std::string ProviderOn(const Provision& provision, CivilDate day) {
  const std::string_view stated = StatedProviderOn(provision, day);
  if (!stated.empty() || !provision.started) return std::string(stated);
  return DoneByName(*provision.started.entry->current->recorded);
}

std::string_view GroupOn(const Provision& provision, CivilDate day) {
  std::string_view group;
  if (provision.started) group = provision.started->group_id();
  for (const Fact<v1::ProvisionChanged>& change : provision.changes) {
    if (change.day() <= day && change->has_group_id()) group = change->group_id();
  }
  return group;
}

std::vector<DeliveredSpan> DeliveredSpans(const Provision& provision) {
  std::vector<DeliveredSpan> spans;
  for (const Fact<v1::DeliveryLogged>& delivery : provision.deliveries) {
    const v1::PlannedDose planned = PlannedOn(provision, delivery.day());
    spans.push_back({.first = delivery.day(),
                     .last = delivery.entry->LastDay(),
                     .sessions = delivery->delivered_sessions(),
                     .minutes = MinutesOf(*delivery, planned),
                     .group_size = std::max(1, planned.group_size())});
  }
  return spans;
}

std::optional<TrainingCheck> CheckTraining(const Provision& provision, const Setting& setting,
                                           CivilDate day) {
  if (!provision.started || SaysWhetherTrained(provision, day)) return std::nullopt;
  const Fact<v1::ProvisionDefined> line =
      CatalogueLineOn(setting, provision.started->catalogue_code(), day);
  if (!line || !line->has_training_needed()) return std::nullopt;
  std::string provider = ProviderOn(provision, day);
  if (provider.empty()) return std::nullopt;
  const std::optional<bool> trained = TrainedFor(setting, provider, line->training_needed(), day);
  return TrainingCheck{std::move(provider), line->training_needed(), trained};
}

}  // namespace cairn
