// How the published vectors write bytes: as hex digits.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "clients/verify/merkle.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {

using Json = nlohmann::json;

inline std::string BytesIn(const Json& hex) { return DecodeHex(hex.get<std::string>()).value(); }
inline Hash HashIn(const Json& hex) { return HashFrom(BytesIn(hex)).value(); }

}  // namespace cairn::verify
