#include "services/rules/provision/dose.h"

#include "projections/impact/dose_share.h"

namespace cairn::rules {

bool WasHardlyGiven(const Record& record, std::string_view provision_id) {
  const Provision* provision = FindProvision(record.provisions, provision_id);
  if (provision == nullptr) return false;
  const Dose dose = DoseOf(*provision);
  const auto share = impact::DoseShareOf(dose.delivered, dose.planned, impact::DoseUnit::kSessions);
  return share.has_value() && share.value().band == impact::Rag::kRed;
}

}  // namespace cairn::rules
