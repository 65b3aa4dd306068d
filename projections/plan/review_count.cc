#include "projections/plan/review_count.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

bool IsReview(v1::MeetingType type) {
  return type == v1::MEETING_TYPE_REVIEW || type == v1::MEETING_TYPE_ANNUAL_REVIEW;
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

// The days on SEN support or with an EHC plan, up to `last`.
std::vector<DayRange> DaysSupported(const People& people, CivilDate last) {
  std::vector<DayRange> ranges;
  for (size_t i = 0; i < people.statuses.size(); ++i) {
    const Fact<v1::SenStatusSet>& status = people.statuses[i];
    const bool supports =
        status->status() == v1::SEN_PROVISION_K || status->status() == v1::SEN_PROVISION_E;
    if (!supports) continue;
    const bool is_last = i + 1 == people.statuses.size();
    const CivilDate end = is_last ? last : people.statuses[i + 1].day().AddDays(-1);
    ranges.push_back({.first = status.day(), .last = std::min(end, last)});
  }
  return ranges;
}

// The number that was set for the child by that day, else the Code's.
int MeetingsAYear(const People& people, CivilDate day) {
  int a_year = kMeetingsRecommended;
  for (const Fact<v1::DetailsRecorded>& details : people.details) {
    if (details->has_meetings_a_year() && details.day() <= day) a_year = details->meetings_a_year();
  }
  return a_year;
}

}  // namespace

ReviewCount CountReviews(const Record& record, AcademicYear year, CivilDate day) {
  const CivilDate last = std::min(day, year.last());
  ReviewCount count{.year = year, .a_year = MeetingsAYear(record.people, last)};
  std::vector<MeetingFact> with_parent;
  for (const Fact<v1::MeetingHeld>& meeting : record.reviews.meetings) {
    if (!year.Contains(meeting.day()) || meeting.day() > last) continue;
    if (IsReview(meeting->meeting())) ++count.review_meetings;
    if (!CountsTowardsThreeAYear(*meeting)) continue;
    with_parent.push_back({.day = meeting.day(), .about_outcomes = true, .parent_attended = true});
    for (const v1::Attendee& attendee : meeting->attendees()) {
      const bool is_parent = attendee.capacity() == v1::CAPACITY_PARENT;
      if (is_parent && WasThere(attendee)) AddParent(count.parents, attendee.name());
    }
  }
  const MeetingsInYear in_year =
      CountMeetings(with_parent, DaysSupported(record.people, last), year, last, count.a_year);
  count.with_parent = in_year.counted;
  count.recommended = in_year.recommended;
  return count;
}

std::string Sentence(const ReviewCount& count) {
  const std::string met =
      absl::StrFormat("%d meeting%s with a parent about outcomes recorded in %s", count.with_parent,
                      count.with_parent == 1 ? "" : "s", count.year.Name());
  if (!count.IsFewer()) return met;
  const std::string whole =
      count.a_year == kMeetingsRecommended
          ? absl::StrFormat("fewer than the Code recommends (%d a year", count.a_year)
          : absl::StrFormat("fewer than was set for this child (%d a year", count.a_year);
  if (count.recommended == count.a_year) return absl::StrFormat("%s: %s)", met, whole);
  return absl::StrFormat("%s: %s, %d for the days on SEN support)", met, whole, count.recommended);
}

}  // namespace cairn
