#include "projections/record/provisions.h"

#include <algorithm>

namespace cairn {
namespace {

void AddTo(std::optional<int>& sum, int sessions) { sum = sum.value_or(0) + sessions; }

Dose StatedAtEnd(const Fact<v1::ProvisionEnded>& ended) {
  Dose dose;
  if (!ended || !ended->has_sessions_delivered()) return dose;
  dose.delivered = ended->sessions_delivered();
  if (ended->has_sessions_planned()) dose.planned = ended->sessions_planned();
  dose.logged_to = ended.day();
  dose.stated_at_end = true;
  return dose;
}

}  // namespace

const Provision* FindProvision(const Provisions& provisions, std::string_view provision_id) {
  for (const Provision& provision : provisions.provisions) {
    if (provision.provision_id == provision_id) return &provision;
  }
  return nullptr;
}

std::optional<int> Dose::Percent() const {
  if (!delivered.has_value() || planned.value_or(0) <= 0) return std::nullopt;
  return (200 * *delivered + *planned) / (2 * *planned);
}

Dose DoseOf(const Provision& provision) {
  if (provision.deliveries.empty()) return StatedAtEnd(provision.ended);
  Dose dose;
  bool all_planned = true;
  for (const Fact<v1::DeliveryLogged>& delivery : provision.deliveries) {
    AddTo(dose.delivered, delivery->delivered_sessions());
    AddTo(dose.planned, delivery->planned_sessions());
    all_planned = all_planned && delivery->has_planned_sessions();
    dose.logged_to = std::max(dose.logged_to.value_or(delivery.day()), delivery.entry->LastDay());
  }
  if (!all_planned) dose.planned.reset();
  return dose;
}

}  // namespace cairn
