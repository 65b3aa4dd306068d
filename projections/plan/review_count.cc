#include "projections/plan/review_count.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

bool IsReview(v1::MeetingType type) {
  return type == v1::MEETING_TYPE_REVIEW || type == v1::MEETING_TYPE_ANNUAL_REVIEW;
}

bool Came(const v1::Attendee& attendee) {
  return attendee.capacity() == v1::CAPACITY_PARENT && attendee.part() != v1::ATTENDANCE_PART_NONE;
}

void AddParent(std::vector<ParentMet>& parents, const std::string& name) {
  const auto found = std::find_if(parents.begin(), parents.end(),
                                  [&](const ParentMet& parent) { return parent.name == name; });
  if (found == parents.end()) {
    parents.push_back({.name = name, .meetings = 1});
  } else {
    ++found->meetings;
  }
}

bool IsSupported(const People& people, CivilDate day) {
  const Fact<v1::SenStatusSet> status = StatusOn(people, day);
  return status &&
         (status->status() == v1::SEN_PROVISION_K || status->status() == v1::SEN_PROVISION_E);
}

int DaysSupported(const Record& record, CivilDate first, CivilDate last) {
  int days = 0;
  for (CivilDate day = first; day <= last; day = day.AddDays(1)) {
    days += IsSupported(record.people, day) ? 1 : 0;
  }
  return days;
}

int Recommended(const Record& record, AcademicYear year, CivilDate last) {
  const int days_in_year = year.last() - year.first() + 1;
  const int share = kMeetingsRecommendedAYear * DaysSupported(record, year.first(), last);
  const bool is_over = last == year.last();
  return (share + (is_over ? days_in_year / 2 : 0)) / days_in_year;
}

}  // namespace

ReviewCount CountReviews(const Record& record, AcademicYear year, CivilDate day) {
  const CivilDate last = std::min(day, year.last());
  ReviewCount count{.year = year, .recommended = Recommended(record, year, last)};
  for (const Fact<v1::MeetingHeld>& meeting : record.reviews.meetings) {
    if (!year.Contains(meeting.day()) || meeting.day() > last) continue;
    if (IsReview(meeting->meeting())) ++count.review_meetings;
    if (!CountsTowardsThreeAYear(*meeting)) continue;
    ++count.with_parent;
    for (const v1::Attendee& attendee : meeting->attendees()) {
      if (Came(attendee)) AddParent(count.parents, attendee.name());
    }
  }
  return count;
}

std::string Sentence(const ReviewCount& count) {
  const std::string met =
      absl::StrFormat("%d meeting%s with a parent about outcomes recorded in %s", count.with_parent,
                      count.with_parent == 1 ? "" : "s", count.year.Name());
  if (!count.IsFewer()) return met;
  if (count.recommended == kMeetingsRecommendedAYear) {
    return absl::StrFormat("%s: fewer than the Code recommends (%d a year)", met,
                           kMeetingsRecommendedAYear);
  }
  return absl::StrFormat(
      "%s: fewer than the Code recommends (%d a year, %d for the days on SEN support)", met,
      kMeetingsRecommendedAYear, count.recommended);
}

}  // namespace cairn
