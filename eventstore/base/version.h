// The version of this build: `cairnd --version`, GetStatus.
#pragma once

namespace cairn {

inline constexpr char kCairnVersion[] = "0.1.0";

}  // namespace cairn
