// What sums over provisions are made by. Pure.
#pragma once

#include <string>
#include <string_view>

#include "cairn/v1/codes.pb.h"
#include "cairn/v1/provision.pb.h"
#include "projections/cohort/child_rows.pb.h"
#include "projections/provision/provision_rows.pb.h"

namespace cairn {

// What the rows of a sum have in common. The key of what is not recorded is kNoKey.
struct SumGroup {
  std::string key;
  std::string label;
};
inline constexpr std::string_view kNoKey = "none";

// By the first need; null when none is known.
SumGroup GroupByNeed(const rows::NeedsRow* needs);
SumGroup GroupByTier(v1::Tier tier);
SumGroup GroupByType(v1::ProvisionType type);
// By words, as people write them: without case and accents.
SumGroup GroupByWords(std::string_view words, std::string_view label_of_none);

}  // namespace cairn
