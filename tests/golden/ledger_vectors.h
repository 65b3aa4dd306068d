// The published test vectors of the ledger: six entries of two fictional children, sealed under
// fixed keys, with every value that a second implementation may want to compare on the way.
#pragma once

#include <nlohmann/json.hpp>

namespace cairn {

// Keeps its keys in the order they were added, so that the file reads from cause to effect.
using Json = nlohmann::ordered_json;

// The vectors as the code makes them today.
Json MakeLedgerVectors();

}  // namespace cairn
