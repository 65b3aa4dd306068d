// Damage below the base64 and below the signatures.
#pragma once

#include <cstdint>
#include <string>

#include "tests/verifiers/packs.h"

namespace cairn {

// Changes fields of a disclosure where they lie: hides one, swaps two, shows another value under
// the same salt, leaves all away.
void DamageFields(std::string& disclosure, uint64_t seed);

// A note instead of `note`, which may be one of the log's: of another size, signed by another key,
// with signatures doubled, cut, or of strangers, with more or fewer lines.
std::string OtherNote(const ForgedLog& log, const std::string& note, uint64_t seed);

// The export of a log whose operator appended leaves that contradict each other or the format,
// under signatures that hold.
ExportPack Forge(uint64_t seed);

}  // namespace cairn
