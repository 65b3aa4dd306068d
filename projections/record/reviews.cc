#include "projections/record/reviews.h"

#include <algorithm>
#include <optional>

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

// The day of the first of `meetings` that is what `scheduled` was made for.
template <typename Kind>
std::optional<CivilDate> DayOf(const FactList<Kind>& meetings,
                               const v1::MeetingScheduled& scheduled) {
  const std::optional<CivilDate> made_for = EarliestDay(scheduled.scheduled_for());
  const auto found = std::find_if(meetings.begin(), meetings.end(), [&](const Fact<Kind>& meeting) {
    if (scheduled.has_meeting_id() && meeting->has_meeting_id()) {
      return meeting->meeting_id() == scheduled.meeting_id();
    }
    const bool is_of_its_type = meeting->meeting() == scheduled.meeting();
    return is_of_its_type && made_for.has_value() && meeting.day() >= *made_for;
  });
  return found == meetings.end() ? std::nullopt : std::optional((*found).day());
}

}  // namespace

bool WasHeld(const Reviews& reviews, const v1::MeetingScheduled& scheduled) {
  return DayOf(reviews.meetings, scheduled).has_value();
}

bool WasCalledOff(const Reviews& reviews, const v1::MeetingScheduled& scheduled) {
  return CalledOffOn(reviews, scheduled).has_value();
}

std::optional<CivilDate> CalledOffOn(const Reviews& reviews,
                                     const v1::MeetingScheduled& scheduled) {
  return DayOf(reviews.not_held, scheduled);
}

bool WasThere(const v1::Attendee& attendee) { return attendee.part() != v1::ATTENDANCE_PART_NONE; }

bool Attended(const v1::MeetingHeld& meeting, v1::Capacity capacity) {
  return std::any_of(meeting.attendees().begin(), meeting.attendees().end(),
                     [&](const v1::Attendee& attendee) {
                       return attendee.capacity() == capacity && WasThere(attendee);
                     });
}

bool CountsTowardsThreeAYear(const v1::MeetingHeld& meeting) {
  return IsAboutOutcomes(meeting.meeting()) && Attended(meeting, v1::CAPACITY_PARENT);
}

}  // namespace cairn
