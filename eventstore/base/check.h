// CAIRN_CHECK: stops the process when one of our own invariants is broken. What the world can get
// wrong (disk, network, input) is an absl::Status, never a check.
#pragma once

namespace cairn {

// Writes `what`, `file` and `line` to stderr and aborts. Used by the macros only.
[[noreturn]] void CheckFailed(const char* what, const char* file, int line);

}  // namespace cairn

#define CAIRN_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::cairn::CheckFailed(#condition, __FILE__, __LINE__))
#define CAIRN_CHECK_UNREACHABLE() ::cairn::CheckFailed("unreachable", __FILE__, __LINE__)
