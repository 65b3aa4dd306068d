#include "services/access/caller.h"

#include "eventstore/base/check.h"
#include "eventstore/ledger/hash.h"

namespace cairn {

CallerId CallerIdOf(std::string_view issuer, std::string_view subject) {
  const Hash hash = Sha256({issuer, std::string_view("\0", 1), subject});
  const std::optional<CallerId> id =
      CallerId::FromBytes(HashBytes(hash).substr(0, CallerId::kSize));
  CAIRN_CHECK(id.has_value());
  return *id;
}

v1::Actor ActorOf(const Caller& caller) {
  v1::Actor actor;
  actor.set_issuer(caller.issuer);
  actor.set_subject(caller.subject);
  actor.set_name(caller.name);
  actor.set_role(caller.role);
  return actor;
}

}  // namespace cairn
