#include "projections/record/support_time.h"

namespace cairn {

SupportTime TimeOf(const Provision& provision) {
  SupportTime time;
  if (provision.started) {
    time.from = provision.started.day();
    time.source = provision.started.entry;
  }
  const auto reach = [&](const EntryPtr& entry) {
    if (time.source != nullptr && time.from <= entry->FirstDay()) return;
    time.from = entry->FirstDay();
    time.source = entry;
  };
  for (const Fact<v1::DeliveryLogged>& delivery : provision.deliveries) reach(delivery.entry);
  if (provision.started) time.source = provision.started.entry;
  if (time.source == nullptr) {
    for (const Fact<v1::ProgressMeasured>& measure : provision.measures) reach(measure.entry);
    for (const Fact<v1::ProvisionChanged>& change : provision.changes) reach(change.entry);
  }
  if (provision.ended) {
    reach(provision.ended.entry);
    time.to = provision.ended.entry->LastDay();
  }
  return time;
}

}  // namespace cairn
