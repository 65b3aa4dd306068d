#include "projections/record/reviews.h"

#include <algorithm>

namespace cairn {
namespace {

bool IsAboutOutcomes(v1::MeetingType type) {
  switch (type) {
    case v1::MEETING_TYPE_INITIAL:
    case v1::MEETING_TYPE_PLANNING:
    case v1::MEETING_TYPE_REVIEW:
    case v1::MEETING_TYPE_ANNUAL_REVIEW:
      return true;
    case v1::MEETING_TYPE_PARENTS_EVENING:
    case v1::MEETING_TYPE_OTHER:
    case v1::MEETING_TYPE_UNSPECIFIED:
    case v1::MeetingType_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::MeetingType_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return false;
}

// Somebody named as an attendee was there unless it says that they were not.
bool WasThere(const v1::Attendee& attendee) { return attendee.part() != v1::ATTENDANCE_PART_NONE; }

}  // namespace

bool CountsTowardsThreeAYear(const v1::MeetingHeld& meeting) {
  return IsAboutOutcomes(meeting.meeting()) &&
         std::any_of(meeting.attendees().begin(), meeting.attendees().end(),
                     [](const v1::Attendee& attendee) {
                       return attendee.capacity() == v1::CAPACITY_PARENT && WasThere(attendee);
                     });
}

}  // namespace cairn
