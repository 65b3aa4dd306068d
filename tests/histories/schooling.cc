#include "tests/histories/schooling.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace cairn::histories {
namespace {

// The last weeks of the terms, counted within a year.
constexpr int kTermEnds[] = {13, 24, 37};
// Of a thousand sessions, how many a child is there for.
constexpr Weighted<int> kPresentPerMille[] = {{985, 25}, {960, 40}, {930, 20}, {870, 10}, {650, 5}};

constexpr std::string_view kBarriers[] = {
    "the noise of the dining hall", "no quiet place to work in the afternoon",
    "the bus arrives after registration", "print too small on worksheets"};
constexpr std::string_view kTalks[] = {"Rang to say how the week went.",
                                       "Talked at the gate about sleep and mornings.",
                                       "Asked whether the home reading works as planned."};

void LinkTeacher(Story& story, int week) {
  const When when = story.Then(week);
  v1::Entry entry = On(when.day);
  v1::PersonLinked& teacher = *entry.mutable_person_linked();
  teacher.set_name(story.Teacher(week).name);
  teacher.set_relationship(v1::RELATIONSHIP_CLASS_TEACHER);
  teacher.set_sign_in_subject(story.Teacher(week).subject);
  *teacher.mutable_from() = ToDate(story.terms.On(week, 0));
  const int last =
      std::min(week / kWeeksAYear * kWeeksAYear + kWeeksAYear - 1, story.child.last_week);
  *teacher.mutable_to() = ToDate(story.terms.On(last, 4));
  story.Write(when, story.school.senco, std::move(entry));
}

void SummariseAttendance(Story& story, int first, int last) {
  const When when = story.SometimeOn(story.terms.On(last, 4));
  const int possible = 10 * (last - first + 1);
  const int attended = std::min(
      possible, possible * story.dice.Pick(kPresentPerMille) / 1000 + story.dice.Between(0, 3));
  v1::Entry entry = Between(story.terms.On(first, 0), when.day);
  v1::AttendanceSummarised& attendance = *entry.mutable_attendance_summarised();
  attendance.set_possible_sessions(possible);
  attendance.set_attended_sessions(attended);
  if (attended < possible) {
    const int unauthorised = story.dice.Between(0, (possible - attended) / 3);
    attendance.set_authorised_absences(possible - attended - unauthorised);
    attendance.set_unauthorised_absences(unauthorised);
  }
  story.Write(when, story.school.office, std::move(entry));
}

v1::Entry BarrierOn(Day day, std::string_view text, v1::BarrierStatus status) {
  v1::Entry entry = On(day);
  v1::BarrierRecorded& barrier = *entry.mutable_barrier_recorded();
  barrier.set_barrier_id("b1");
  barrier.set_status(status);
  barrier.add_text(std::string(text));
  return entry;
}

}  // namespace

void ReceiveFile(Story& story) {
  const Day day = story.terms.OpenOnOrAfter(story.terms.On(story.child.first_week, 1) +
                                            days(story.dice.Between(2, 40)));
  const When when = story.SometimeOn(day);
  v1::Entry entry = On(day);
  v1::RecordReceived& received = *entry.mutable_record_received();
  received.set_from_school(absl::StrCat(LastName(story.dice.Next()), " School (fictional)"));
  *received.mutable_ctf_received() = ToDate(day - days(story.dice.Between(0, 3)));
  *received.mutable_sen_file_received() = ToDate(day);
  if (story.dice.Chance(200)) received.add_missing("the last review");
  story.Write(when, story.school.office, std::move(entry));
}

void GoToSchool(Story& story, int from, int until) {
  for (int week = from; week < until; week = (week / kWeeksAYear + 1) * kWeeksAYear) {
    LinkTeacher(story, week);
    int first = week;
    for (const int end : kTermEnds) {
      const int last = week / kWeeksAYear * kWeeksAYear + end;
      if (last < first || last >= until) continue;
      if (story.dice.Chance(900)) SummariseAttendance(story, first, last);
      first = last + 1;
    }
  }
}

void PublishProfile(Story& story, int week) {
  const When when = story.Sometime(week);
  v1::Entry entry = On(when.day);
  v1::ProfilePublished& profile = *entry.mutable_profile_published();
  profile.add_important_to_me(story.SayOne(kAspirations));
  profile.add_how_to_support_me(story.SayOne(story.words.strategies));
  profile.add_appreciated(story.SayOne(kStrengths));
  profile.add_made_with(story.Assistant(week).name);
  story.Write(when, story.Assistant(week), std::move(entry));
}

void TalkWithParent(Story& story, int week) {
  const When when = story.Sometime(week);
  v1::Entry entry = On(when.day);
  ByTeacher(entry, story, week);
  v1::ContactLogged& contact = *entry.mutable_contact_logged();
  contact.set_with(story.child.mother);
  contact.set_capacity(v1::CAPACITY_PARENT);
  contact.set_channel(story.dice.Chance(600) ? "phone" : "at the gate");
  contact.add_text(story.SayOne(kTalks));
  if (story.dice.Chance(120)) contact.set_not_reached(true);
  story.Write(when, story.Teacher(week), std::move(entry));
}

void MeetBarrier(Story& story, int week) {
  const std::string_view text = story.dice.Pick(kBarriers);
  const When when = story.Sometime(week);
  const Written found =
      story.Write(when, story.Teacher(week), BarrierOn(when.day, text, v1::BARRIER_STATUS_FOUND));
  const int later = week + story.dice.Between(3, 15);
  if (later > story.child.last_week || !story.dice.Chance(650)) return;
  const When removed = Story::After(story.Sometime(later), found);
  story.Write(removed, story.Teacher(later),
              BarrierOn(removed.day, text, v1::BARRIER_STATUS_REMOVED));
}

}  // namespace cairn::histories
