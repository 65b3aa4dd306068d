// The two ways to pass an error on; there is no third.
#pragma once

#include <utility>

#include "absl/status/status.h"

// Returns the error of `expression` (an absl::Status) to the caller, or goes on.
#define CAIRN_RETURN_IF_ERROR(expression)                               \
  do {                                                                  \
    if (absl::Status cairn_status = (expression); !cairn_status.ok()) { \
      return cairn_status;                                              \
    }                                                                   \
  } while (false)

#define CAIRN_CONCAT_INNER(a, b) a##b
#define CAIRN_CONCAT(a, b) CAIRN_CONCAT_INNER(a, b)

// Evaluates `expression` (an absl::StatusOr<T>); returns its error, or moves its value into
// `target`, which may be a declaration: CAIRN_ASSIGN_OR_RETURN(const Leaf leaf,
// Leaf::Decode(bytes));
#define CAIRN_ASSIGN_OR_RETURN(target, ...) \
  CAIRN_ASSIGN_OR_RETURN_INNER(CAIRN_CONCAT(cairn_or_, __LINE__), target, __VA_ARGS__)
#define CAIRN_ASSIGN_OR_RETURN_INNER(result, target, ...) \
  auto result = (__VA_ARGS__);                            \
  if (!result.ok()) return std::move(result).status();    \
  target = std::move(result).value()
