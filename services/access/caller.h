// Who is calling: what a verified token says and nothing else. Values; safe to share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/v1/codes.pb.h"
#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/ids.h"

namespace cairn {

struct Caller {
  std::string issuer;
  std::string subject;
  std::string name;  // as it should be printed
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::optional<RecordId>
      setting;  // the setting they sign in for; none for those outside every one
  CallerId id;  // CallerIdOf(issuer, subject)

  friend bool operator==(const Caller&, const Caller&) = default;
};

// Shared by all calls that bring the same token.
using CallerPtr = std::shared_ptr<const Caller>;

// Who sends a request id: the first 16 bytes of SHA-256(issuer ‖ 0 ‖ subject).
CallerId CallerIdOf(std::string_view issuer, std::string_view subject);

// Who is signed in, as it is sealed with what they type and what they read.
v1::Actor ActorOf(const Caller& caller);

}  // namespace cairn
