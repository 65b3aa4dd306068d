// Which unique names an entry takes for its record, and which it sets free. Pure; the log checks
// them in the commit. Values are normalised here and nowhere else.
//
//   type 1  UPN           setting_id[16] ‖ upper case without spaces     unique within the setting
//   type 2  ULN           without spaces
//   type 3  source        setting_id[16] ‖ system ‖ 0 ‖ id               of the RecordOpened entry
//   type 4  name, birth   setting_id[16] ‖ u8 serial ‖ yyyymmdd ‖ name in lower case, single spaces
//
// A name with a birth date is not unique: the first of eight serials that is free is taken, so that
// looking for all of them tells a match from an ambiguity. The setting is that in which the record
// was opened, also when somebody elsewhere adds to it; a caller without a setting has the zero id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/time.pb.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"
#include "projections/record/record.h"

namespace cairn {

inline constexpr int kNameSerials = 8;

Claim UpnClaim(const RecordId& setting, std::string_view upn);
Claim UlnClaim(std::string_view uln);
Claim SourceClaim(const RecordId& setting, std::string_view system, std::string_view id);
// `serial` from 0 to kNameSerials - 1.
Claim NameAndBirthClaim(const RecordId& setting, std::string_view name, const v1::Date& born,
                        int serial);

struct ClaimChanges {
  std::vector<Claim> taken;
  std::vector<Claim> released;
  // The name and birth date of a child: the caller takes the first serial that is free.
  std::optional<std::pair<std::string, v1::Date>> name_and_birth;
};

// What recording `entry`, which the rules have accepted, on top of `before` changes. An identifier
// is taken and the one it replaces set free; a correction or void of an identifier sets free what
// it said, unless another entry of the record still says it; a correction of the name or birth date
// sets the old ones free and takes the new. `setting` is that of the caller and counts only when
// the record begins.
ClaimChanges ClaimsOf(const Record& before, const v1::Entry& entry, const RecordId& setting);

}  // namespace cairn
