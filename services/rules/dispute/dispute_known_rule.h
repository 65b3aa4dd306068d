// The one row of every kind that names a dispute whose beginning may not be recorded. Pure.
#pragma once

#include "services/rules/rule.h"

namespace cairn::rules {

inline constexpr Rule kDisputeKnown = {"dispute.opening_recorded", Effect::kGuidance, "computed",
                                       "The beginning of this dispute is not recorded."};

// Null where the beginning is not recorded.
inline const Dispute* OpenedDispute(const Record& record, std::string_view id) {
  const Dispute* dispute = FindDispute(record.disputes, id);
  return dispute != nullptr && dispute->opened ? dispute : nullptr;
}

inline bool IsAppeal(const v1::DisputeOpened& opened) {
  return opened.dispute() == v1::DISPUTE_KIND_APPEAL;
}

}  // namespace cairn::rules
