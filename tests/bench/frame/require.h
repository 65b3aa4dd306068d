// What every part of the bench does about a failure: says it and stops the process at once. A
// figure with failures in it says nothing.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace cairn::bench {

inline void Require(bool condition, const std::string& what) {
  if (condition) return;
  std::fprintf(stderr, "cairn_bench: %s\n", what.c_str());
  std::_Exit(1);  // other threads may be in the middle of anything
}

inline void Require(const absl::Status& status) { Require(status.ok(), status.ToString()); }

template <typename T>
T Require(absl::StatusOr<T> value) {
  Require(value.status());
  return *std::move(value);
}

}  // namespace cairn::bench
