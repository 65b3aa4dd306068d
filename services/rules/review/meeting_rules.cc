#include "services/rules/review/meeting_rules.h"

#include <algorithm>
#include <optional>

#include "services/rules/lateness.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

using Attendees = google::protobuf::RepeatedPtrField<v1::Attendee>;

// Below this a meeting leaves no room for all it is for; usual practice is about an hour.
constexpr int kMinutesMin = 30;

bool IsAboutOutcomes(v1::MeetingType meeting) {
  return meeting == v1::MEETING_TYPE_PLANNING || meeting == v1::MEETING_TYPE_REVIEW ||
         meeting == v1::MEETING_TYPE_ANNUAL_REVIEW;
}

bool IsAnnualReview(v1::MeetingType meeting) { return meeting == v1::MEETING_TYPE_ANNUAL_REVIEW; }

bool Lists(const Attendees& attendees, v1::Capacity capacity) {
  return std::any_of(attendees.begin(), attendees.end(),
                     [&](const v1::Attendee& attendee) { return attendee.capacity() == capacity; });
}

bool ListsTheLearner(const Attendees& attendees) {
  return Lists(attendees, v1::CAPACITY_CHILD) || Lists(attendees, v1::CAPACITY_YOUNG_PERSON);
}

// Whoever is listed was invited, if nothing else. A young person asks for themselves.
constexpr Rule kParentInvited = {"meeting.parent_invited",
                                 Effect::kGuidance,
                                 "Code of Practice 6.65",
                                 "No parent is on the list of those invited.",
                                 "",
                                 "R70"};

bool LeavesParentsOut(v1::MeetingType meeting, const Attendees& listed) {
  return IsAboutOutcomes(meeting) && !Lists(listed, v1::CAPACITY_PARENT) &&
         !Lists(listed, v1::CAPACITY_YOUNG_PERSON);
}

constexpr KindRule<v1::MeetingScheduled> kScheduledRules[] = {
    {kParentInvited,
     [](const v1::MeetingScheduled& scheduled, const Situation&) {
       return When(LeavesParentsOut(scheduled.meeting(), scheduled.invited()), "invited");
     }},
    {{"meeting.date_agreed", Effect::kGuidance, "Code of Practice 6.65",
      "Say with whom the date was agreed.", "", "R68"},
     [](const v1::MeetingScheduled& scheduled, const Situation&) {
       return When(scheduled.agreed_with().empty(), "agreed_with");
     }},
    {{"meeting.scheduled_ahead", Effect::kGuidance, "computed",
      "The date made for the meeting lies before the day on which it was made."},
     [](const v1::MeetingScheduled& scheduled, const Situation& at) {
       const auto day = LatestDay(scheduled.scheduled_for());
       return When(day && *day < at.day, "scheduled_for");
     }},
    {{"meeting.annual_review_with_notice", Effect::kLegalDuty, "SEND Regulations 2014 reg 20(3)",
      "An annual review needs at least two weeks' notice.", "", "R91"},
     [](const v1::MeetingScheduled& scheduled, const Situation&) {
       const auto invited = EarliestDay(scheduled.invited_on());
       return When(
           IsAnnualReview(scheduled.meeting()) && invited &&
               IsLate("review.notice_of_meeting", LatestDay(scheduled.scheduled_for()), *invited),
           "invited_on");
     }},
};

bool WasScheduled(const v1::MeetingNotHeld& not_held, const Record& record) {
  const auto& scheduled = record.reviews.scheduled;
  return std::any_of(scheduled.begin(), scheduled.end(), [&](const auto& meeting) {
    return meeting->meeting_id() == not_held.meeting_id();
  });
}

constexpr KindRule<v1::MeetingNotHeld> kNotHeldRules[] = {
    {{"meeting.was_scheduled", Effect::kGuidance, "computed",
      "No meeting with this id was scheduled."},
     [](const v1::MeetingNotHeld& not_held, const Situation& at) {
       return When(not_held.has_meeting_id() && !WasScheduled(not_held, at.before), "meeting_id");
     }},
    {{"meeting.other_dates_offered", Effect::kGuidance, "Code of Practice 6.65",
      "Offer other dates, and write down which.", "", "R69"},
     [](const v1::MeetingNotHeld& not_held, const Situation&) {
       return When(not_held.offers().empty(), "offers");
     }},
    {{"meeting.not_held_with_reason", Effect::kGuidance, "Code of Practice 6.53",
      "Say in words why it was not held.", "", "R69"},
     [](const v1::MeetingNotHeld& not_held, const Situation&) {
       return When(
           not_held.reason() == v1::MEETING_NOT_HELD_REASON_OTHER && not_held.detail().empty(),
           "detail");
     }},
};

bool IsTeacher(v1::Capacity capacity) {
  return capacity == v1::CAPACITY_CLASS_TEACHER || capacity == v1::CAPACITY_FORM_TUTOR ||
         capacity == v1::CAPACITY_SUBJECT_TEACHER || capacity == v1::CAPACITY_HEAD_OF_YEAR ||
         capacity == v1::CAPACITY_KEYWORKER;
}

// In what capacity the one who led it is on the list.
v1::Capacity LeaderOf(const v1::MeetingHeld& meeting) {
  for (const v1::Attendee& attendee : meeting.attendees()) {
    if (attendee.name() == meeting.led_by()) return attendee.capacity();
  }
  return v1::CAPACITY_UNSPECIFIED;
}

// On support for a year, and no meeting about outcomes in that year had the SENCO.
bool SencoWasNotMetForAYear(const v1::MeetingHeld& meeting, const Situation& at) {
  const CivilDate year_ago = at.day.AddYears(-1);
  if (Attended(meeting, v1::CAPACITY_SENCO)) return false;
  if (!HasSpecialProvision(at.before, year_ago)) return false;
  const auto& meetings = at.before.reviews.meetings;
  return std::none_of(meetings.begin(), meetings.end(), [&](const auto& earlier) {
    return year_ago < earlier.day() && earlier.day() <= at.day &&
           Attended(*earlier, v1::CAPACITY_SENCO);
  });
}

// The day from which the year to this annual review counts, and the clock that counts it.
bool IsLateAnnualReview(const v1::MeetingHeld& meeting, const Situation& at) {
  if (!IsAnnualReview(meeting.meeting()) || at.entry.has_corrects()) return false;
  std::optional<CivilDate> reviewed;
  for (const auto& earlier : at.before.reviews.meetings) {
    if (IsAnnualReview(earlier->meeting()) && earlier.day() < at.day) reviewed = earlier.day();
  }
  if (reviewed) return IsLate("review.next", reviewed, at.day);
  std::optional<CivilDate> made;
  for (const auto& served : at.before.ehc.served) {
    if (served->stage() == v1::EHC_PLAN_STAGE_FINAL) made = LatestDay(served->plan_date());
  }
  return IsLate("review.first", made, at.day);
}

Places AttendeesWhere(const v1::MeetingHeld& meeting, std::string_view field,
                      bool (*is_broken)(const v1::Attendee&)) {
  Places places;
  for (int i = 0; i < meeting.attendees_size(); ++i) {
    if (is_broken(meeting.attendees(i))) places.push_back(Item("attendees", i, field));
  }
  return places;
}

bool IsPartOpen(const v1::Attendee& attendee) {
  const bool is_learner =
      attendee.capacity() == v1::CAPACITY_CHILD || attendee.capacity() == v1::CAPACITY_YOUNG_PERSON;
  return is_learner && attendee.part() == v1::ATTENDANCE_PART_UNSPECIFIED;
}

constexpr KindRule<v1::MeetingHeld> kMeetingRules[] = {
    {kParentInvited,
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(LeavesParentsOut(meeting.meeting(), meeting.attendees()), "attendees");
     }},
    {{"meeting.parent_came", Effect::kGuidance, "Code of Practice 6.65",
      "No parent came, so this is none of the three meetings a year that the Code recommends.", "",
      "R65"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting.meeting()) &&
                       Lists(meeting.attendees(), v1::CAPACITY_PARENT) &&
                       !Attended(meeting, v1::CAPACITY_PARENT),
                   "attendees");
     }},
    {{"meeting.evening_is_no_review", Effect::kGuidance, "Code of Practice 6.67-6.70",
      "A parents' evening is none of the three meetings a year that the Code recommends.", "",
      "R66"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(meeting.meeting() == v1::MEETING_TYPE_PARENTS_EVENING && meeting.has_plan_id(),
                   "meeting");
     }},
    {{"meeting.learner_invited_or_heard", Effect::kGuidance, "Code of Practice 6.70",
      "The child is not on the list. Say how much of the meeting they attended, if only \"none\", "
      "and record their views.",
      "", "R72"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting.meeting()) && !ListsTheLearner(meeting.attendees()),
                   "attendees");
     }},
    {{"meeting.learners_part_stated", Effect::kGuidance, "Code of Practice 6.70",
      "Say whether the child was there for all, part or none of it.", "", "R72"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return AttendeesWhere(meeting, "part", IsPartOpen);
     }},
    {{"meeting.roles_stated", Effect::kGuidance, "Code of Practice 6.67-6.70",
      "Say in what capacity they were there.", "", "R70"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return AttendeesWhere(meeting, "capacity", [](const v1::Attendee& attendee) {
         return attendee.capacity() == v1::CAPACITY_UNSPECIFIED;
       });
     }},
    {{"meeting.led_by_somebody", Effect::kGuidance, "Code of Practice 6.67-6.70",
      "Say who led it; best a teacher who knows the child well.", "", "R70"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting.meeting()) && !meeting.has_led_by(), "led_by");
     }},
    {{"meeting.led_by_the_teacher", Effect::kGuidance, "Code of Practice 6.67-6.70",
      "The Code would have a teacher who knows the child well lead it, with the SENCO's support.",
      "", "R70"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       const v1::Capacity leader = LeaderOf(meeting);
       return When(IsAboutOutcomes(meeting.meeting()) && !IsAnnualReview(meeting.meeting()) &&
                       leader != v1::CAPACITY_UNSPECIFIED && !IsTeacher(leader),
                   "led_by");
     }},
    {{"meeting.senco_met_yearly", Effect::kGuidance, "good practice: once a year",
      "No meeting about outcomes in the last year had the SENCO.", "", "R71"},
     [](const v1::MeetingHeld& meeting, const Situation& at) {
       return When(IsAboutOutcomes(meeting.meeting()) && SencoWasNotMetForAYear(meeting, at),
                   "attendees");
     }},
    {{"meeting.what_was_agreed", Effect::kGuidance, "Code of Practice 6.71",
      "Write down what was discussed and agreed.", "", "R78"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting.meeting()) && meeting.notes().empty() &&
                       meeting.actions().empty(),
                   "notes");
     }},
    {{"meeting.long_enough", Effect::kGuidance, "Code of Practice 6.67-6.70",
      "Such a meeting takes longer than a usual parents' meeting, about an hour.", "", "R73"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting.meeting()) && meeting.has_minutes() &&
                       meeting.minutes() < kMinutesMin,
                   "minutes");
     }},
    {{"meeting.next_date_set", Effect::kGuidance, "Code of Practice 6.65",
      "Agree on a date for the next meeting.", "", "R68"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAboutOutcomes(meeting.meeting()) && !meeting.has_next_meeting(),
                   "next_meeting");
     }},
    {{"meeting.annual_review_in_a_year", Effect::kLegalDuty, "Children and Families Act 2014 s44",
      "This annual review came more than twelve months after the plan or the review before.", "",
      "R91"},
     [](const v1::MeetingHeld& meeting, const Situation& at) {
       return When(IsLateAnnualReview(meeting, at));
     }},
    {{"meeting.annual_review_invites", Effect::kLegalDuty, "SEND Regulations 2014 reg 20(2)",
      "The head and the authority are to be invited to an annual review. Say whether they were.",
      "", "R91"},
     [](const v1::MeetingHeld& meeting, const Situation&) {
       return When(IsAnnualReview(meeting.meeting()) &&
                       (!Lists(meeting.attendees(), v1::CAPACITY_HEAD) ||
                        !Lists(meeting.attendees(), v1::CAPACITY_LA_OFFICER)),
                   "attendees");
     }},
};

}  // namespace

void CheckKind(const v1::MeetingScheduled& scheduled, const Situation& at, Verdict& verdict) {
  Judge(kScheduledRules, scheduled, at, verdict);
}
void CheckKind(const v1::MeetingNotHeld& not_held, const Situation& at, Verdict& verdict) {
  Judge(kNotHeldRules, not_held, at, verdict);
}
void CheckKind(const v1::MeetingHeld& meeting, const Situation& at, Verdict& verdict) {
  Judge(kMeetingRules, meeting, at, verdict);
}

void ListMeetingRules(std::vector<Rule>& list) {
  ListRules(kScheduledRules, list);
  ListRules(kNotHeldRules, list);
  ListRules(kMeetingRules, list);
}

}  // namespace cairn::rules
