// Sight: what one follower may be told of one record, as it is now. Pure but for the guard's clock.
//
// It is judged against the record as it is when an event is sent and not as it was when the event
// was recorded: a link that ended has ended for older events too, and a correction that holds an
// entry more closely holds its first wording too.
#pragma once

#include <cstdint>
#include <vector>

#include "cairn/v1/recorded.pb.h"

#include "projections/record/record.h"
#include "services/access/guard.h"

namespace cairn {

// A value without content of the record; safe to keep and to share.
struct Sight {
  Version version = 0;   // of the record that was judged
  bool visible = false;  // something of it may be seen
  bool whole = false;    // nothing of it is hidden
  // By version, from 1: the EventState of the event, or WITHHELD: it is left out. A byte each,
  // since many are kept.
  std::vector<uint8_t> states;

  v1::EventState StateOf(Version event) const {
    return static_cast<v1::EventState>(states[event - 1]);
  }
};

// Action::kFollow decides; of an erased record those who answer for erasures see what is left.
Sight SightOf(const Guard& guard, const Caller& caller, const Record& record);

// Whether an event changed what was seen before it, and how many events that took to find out.
struct SightChange {
  bool changed = false;
  size_t looked_at = 0;
};

// Whether, after this event of `record`, the caller may see more or less of what was recorded
// before it: FeedAccessChanged. `sight` is theirs of the same record. Nothing is looked at for an
// event that can do nothing of the kind; otherwise what was seen before it and after it is
// compared.
//
// What the content of a removed entry had done cannot be looked up any more. So a removal changes
// what is seen for whoever may see the record, for those of its setting, and for those whom it
// still names; and the removal of a whole record, which told of nobody, for everyone: who of them
// can have something of it is for the reader to say (feed_reader.h).
SightChange ChangeOfSight(const Guard& guard, const Caller& caller, const Record& record,
                          const Sight& sight, const RecordedEvent& event);

}  // namespace cairn
