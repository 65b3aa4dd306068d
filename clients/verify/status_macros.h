// The two ways to pass an error on inside the verifier, which shares code with nobody.
#pragma once

#include <utility>

#include "absl/status/status.h"

// Returns the error of `expression` (an absl::Status) to the caller, or goes on.
#define VERIFY_RETURN_IF_ERROR(expression)                                \
  do {                                                                    \
    if (absl::Status verify_status = (expression); !verify_status.ok()) { \
      return verify_status;                                               \
    }                                                                     \
  } while (false)

#define VERIFY_CONCAT_INNER(a, b) a##b
#define VERIFY_CONCAT(a, b) VERIFY_CONCAT_INNER(a, b)

// Evaluates `expression` (an absl::StatusOr<T>); returns its error, or moves its value into
// `target`.
#define VERIFY_ASSIGN_OR_RETURN(target, ...) \
  VERIFY_ASSIGN_OR_RETURN_INNER(VERIFY_CONCAT(verify_or_, __LINE__), target, __VA_ARGS__)
#define VERIFY_ASSIGN_OR_RETURN_INNER(result, target, ...) \
  auto result = (__VA_ARGS__);                             \
  if (!result.ok()) return std::move(result).status();     \
  target = std::move(result).value()
