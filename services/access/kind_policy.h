// What the kind of an entry decides: who may write it, on which shelf it stands without a label,
// and whether it governs the record. One row a kind, in kind_policy.cc; what may be done with an
// entry once it is there is the other table, policy.h. Pure; safe to call from any thread.
#pragma once

#include "cairn/v1/codes.pb.h"
#include "cairn/v1/entry.pb.h"

namespace cairn {

// Where an entry stands: its label, or what its kind makes of an entry without one: those who teach
// a child do not see complaint and appeal files, or the family's early help. A link whose contact
// is withheld or that tells of a court order is about a third party, unless its label holds it
// closer: one parent does not learn where the other lives. Views still name whom it links
// (VisibleEvents::for_views).
enum class Shelf {
  kOrdinary,
  kConfidential,
  kThirdParty,
  kSafeguarding,
  kLegal,
  kDispute,
  kEarlyHelp,
};

Shelf ShelfOf(const v1::Entry& entry);

// Whether the entry links a person whose contact is withheld or whom a court order is about, and is
// held more closely than an ordinary one for that alone.
bool WithholdsContact(const v1::Entry& entry);

// Whether the role may write entries of this kind, in a record in which it may append at all.
// Nobody writes RecordExported: the server does, for an export that was allowed.
bool MayWrite(v1::Role role, v1::Entry::KindCase kind);

// Whether entries of this kind let somebody in or out (links, grants and their ends), or decide
// about the record as a whole (voids, holds, disposal, handing over, joining). Those, and
// corrections of them, are for whoever has Relation::kSameSetting: a guest of another setting, whom
// a link or a grant let in, must not widen or prolong it.
bool GovernsTheRecord(v1::Entry::KindCase kind);

}  // namespace cairn
