// gMock matchers for absl::Status and absl::StatusOr, which Debian's Abseil does not have:
//   EXPECT_THAT(log.Read(record), IsOk());
//   EXPECT_THAT(log.Find(claim), IsOkAndHolds(Optional(record)));
//   EXPECT_THAT(vault.DestroyEpoch(9), StatusIs(absl::StatusCode::kNotFound, HasSubstr("epoch")));
//   EXPECT_THAT(log.Append(request), HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
// All of them take either type.
#pragma once

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include <gmock/gmock.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/errors.pb.h"

#include "eventstore/base/errors.h"

namespace cairn {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// The status is OK.
MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  const absl::Status status = StatusOf(arg);
  *result_listener << "which is " << status.ToString();
  return status.ok();
}

// The StatusOr is OK and its value matches `inner`, a matcher or a value.
MATCHER_P(IsOkAndHolds, inner, "is OK and holds a value that matches") {
  if (!arg.ok()) {
    *result_listener << "which is " << arg.status().ToString();
    return false;
  }
  using Value = typename std::decay_t<decltype(arg)>::value_type;
  return testing::ExplainMatchResult(testing::SafeMatcherCast<const Value&>(inner), *arg,
                                     result_listener);
}

// The status has this canonical code.
MATCHER_P(StatusIs, code, "has the code " + absl::StatusCodeToString(code)) {
  const absl::Status status = StatusOf(arg);
  *result_listener << "which is " << status.ToString();
  return status.code() == code;
}

// The status has this canonical code and a message that matches `message`.
MATCHER_P2(StatusIs, code, message,
           "has the code " + absl::StatusCodeToString(code) + " and a message that matches") {
  const absl::Status status = StatusOf(arg);
  *result_listener << "which is " << status.ToString();
  const std::string text(status.message());
  return status.code() == code && testing::ExplainMatchResult(message, text, result_listener);
}

// The status is a refusal with this machine reason.
MATCHER_P(HasReason, reason, "is a refusal with " + v1::ErrorReason_Name(reason)) {
  const absl::Status status = StatusOf(arg);
  *result_listener << "which is " << status.ToString() << " with "
                   << v1::ErrorReason_Name(ReasonOf(status));
  return ReasonOf(status) == reason;
}

}  // namespace cairn
