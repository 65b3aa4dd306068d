// The one switch over the kinds of an Entry, written from entry.proto when it is built. A visitor
// has one overload for each kind message and one for NoKind; forgetting a kind anywhere does not
// compile.
#pragma once

#include "cairn/v1/entry.pb.h"

#include "cairn/v1/entry_kinds.h"
#include "eventstore/base/check.h"

namespace cairn {

// An entry without a kind: refused by the rules, but a projection must not fall over it.
struct NoKind {};

// Calls `visitor` with the kind message of `entry` and returns what it returns, the same type for
// every kind. The message lives as long as `entry`.
template <typename Visitor>
auto VisitKind(const v1::Entry& entry, Visitor&& visitor) {
  switch (entry.kind_case()) {  // no default: a kind that is not listed does not compile
#define CAIRN_VISIT(Kind, field) \
  case v1::Entry::k##Kind:       \
    return visitor(entry.field());
    CAIRN_FOR_EACH_KIND(CAIRN_VISIT)
#undef CAIRN_VISIT
    case v1::Entry::KIND_NOT_SET:
      return visitor(NoKind{});
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn
