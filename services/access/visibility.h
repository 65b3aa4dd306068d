// Which events of a record a caller may see. Pure.
#pragma once

#include <span>
#include <vector>

#include "projections/record/event.h"
#include "services/access/caller.h"
#include "services/access/policy.h"

namespace cairn {

struct VisibleEvents {
  std::vector<EventPtr> events;  // in the order given
  bool withheld = false;         // something was left out; never how much
  // What views are computed from: `events`, and in its place every link that is hidden for its
  // contact or a court order alone, with neither. A plan has to name everybody who holds parental
  // responsibility, whoever reads it. Never shown as an event.
  std::vector<EventPtr> for_views;
};

// The events of one record that the caller may see, whose relation to the child is `relation`, when
// what is asked for is `action`: kReadRecord for every reading, kFollow for the feed. `events` must
// be all events of the record, whatever is to be shown of them: a later correction may hold an
// entry more closely, and a void hides it from the past too.
//   V1  The table allows the action for the shelf of the entry, or the entry is confidential and
//       its audience names the caller, who may read ordinary entries.
//   V2  An entry with an audience is seen by those it names, the SENCO and the DPO; a confidential
//       one also by the head. The audience narrows every other label and never widens it.
//   V3  Who typed an entry sees it, unless it is about safeguarding, if they may read ordinary
//       entries. So does, of a link that withholds contact, the person it links by sign-in.
//   V4  Of a corrected entry one sees every wording or none: V1 to V3 must hold for the wording
//       that counts as well.
//   V5  Void entries are seen by the SENCO and the DPO alone.
//   V6  An erased event has nothing left to hide and stays, for those who may read ordinary
//       entries.
VisibleEvents Filter(const Caller& caller, Relation relation, std::span<const EventPtr> events,
                     Action action = Action::kReadRecord);

}  // namespace cairn
