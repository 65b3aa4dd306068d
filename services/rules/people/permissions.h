// Which outside services an entry concerns, and whether a parent or young person has said no to
// them (Code of Practice 6.47). Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cairn/v1/assess.pb.h"
#include "cairn/v1/codes.pb.h"

#include "projections/record/record.h"

namespace cairn::rules {

// The service that a profession works for.
std::optional<v1::OutsideService> ServiceOf(v1::Profession profession);

// The services that a recipient in words names, e.g. "CAMHS duty team"; usually none.
std::vector<v1::OutsideService> ServicesNamedIn(std::string_view recipient);

// Whether the last word about `service` on `day` is "refused" or "withdrawn".
bool IsStopped(const Record& record, v1::OutsideService service, CivilDate day);

// Whether nobody has given permission for `service` that counts on `day`, and nobody has refused it
// either.
bool IsUnasked(const Record& record, v1::OutsideService service, CivilDate day);

// Whether any entry speaks of the permission with this id.
bool HasPermission(const Record& record, std::string_view permission_id);

}  // namespace cairn::rules
