// Meetings and what reviews found and decided. Plain values and pure questions.
#pragma once

#include <optional>
#include <vector>

#include "cairn/v1/review.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened.
struct Reviews {
  FactList<v1::MeetingScheduled> scheduled;
  FactList<v1::MeetingNotHeld> not_held;
  FactList<v1::MeetingHeld> meetings;
  FactList<v1::PlanReviewed> reviews;
};

// Whether a meeting that was made was held, or was declared not held: by its identifier, else one
// of its type on or after the day that it was made for.
bool WasHeld(const Reviews& reviews, const v1::MeetingScheduled& scheduled);
bool WasCalledOff(const Reviews& reviews, const v1::MeetingScheduled& scheduled);
// The first day on which it was; nothing if it never was.
std::optional<CivilDate> CalledOffOn(const Reviews& reviews, const v1::MeetingScheduled& scheduled);

// Somebody named as an attendee was there unless it says that they were not.
bool WasThere(const v1::Attendee& attendee);
// Whether anybody in that capacity was there.
bool Attended(const v1::MeetingHeld& meeting, v1::Capacity capacity);

// A meeting about outcomes that a parent attended at least in part: what "three a year" counts,
// planning included and parents' evenings not.
bool CountsTowardsThreeAYear(const v1::MeetingHeld& meeting);

}  // namespace cairn
