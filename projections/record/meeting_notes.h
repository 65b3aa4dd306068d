// Whether parents were given the notes of their meetings: the plan and the notes go to them in
// about a week (Code of Practice 6.71). Rules, duties and the plan ask here, so that none calls for
// notes that another has seen go out. Pure; safe to call from any thread.
#pragma once

#include <vector>

#include "cairn/v1/plan.pb.h"
#include "cairn/v1/review.pb.h"

#include "projections/record/fact.h"
#include "projections/record/record.h"

namespace cairn {

// Whether `notice` took notes of a meeting with it: sent by themselves, or with something else that
// says so.
bool CarriesNotes(const v1::NoticeSent& notice);

// A meeting, and the notice that took its notes to the parents; that is empty while none did.
struct MeetingNotes {
  Fact<v1::MeetingHeld> meeting;
  Fact<v1::NoticeSent> sent;
};

// Of each meeting whose notes parents wait for (CountsTowardsThreeAYear), in the order in which
// they were held. Notes that went out on or after the day of the next one are about that.
std::vector<MeetingNotes> NotesOfMeetings(const Record& record);

}  // namespace cairn
