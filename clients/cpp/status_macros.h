// The two ways to pass an error on inside clients/, which know the contract and no server header.
#pragma once

#include <utility>

#include "absl/status/status.h"

// Returns the error of `expression` (an absl::Status) to the caller, or goes on.
#define CLIENT_RETURN_IF_ERROR(expression)                                \
  do {                                                                    \
    if (absl::Status client_status = (expression); !client_status.ok()) { \
      return client_status;                                               \
    }                                                                     \
  } while (false)

#define CLIENT_CONCAT_INNER(a, b) a##b
#define CLIENT_CONCAT(a, b) CLIENT_CONCAT_INNER(a, b)

// Evaluates `expression` (an absl::StatusOr<T>); returns its error, or moves its value into
// `target`.
#define CLIENT_ASSIGN_OR_RETURN(target, ...) \
  CLIENT_ASSIGN_OR_RETURN_INNER(CLIENT_CONCAT(client_or_, __LINE__), target, __VA_ARGS__)
#define CLIENT_ASSIGN_OR_RETURN_INNER(result, target, ...) \
  auto result = (__VA_ARGS__);                             \
  if (!result.ok()) return std::move(result).status();     \
  target = std::move(result).value()
