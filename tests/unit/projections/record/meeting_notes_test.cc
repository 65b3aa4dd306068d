#include "projections/record/meeting_notes.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MeetingNotesTest : public ::testing::Test {
 protected:
  void Meet(std::string_view day, const std::string& type = "REVIEW") {
    Add(day, "meeting_held { meeting: MEETING_TYPE_" + type +
                 " attendees { name: 'Mo' capacity: CAPACITY_PARENT } }");
  }
  void Send(std::string_view day, const std::string& kind, const std::string& more = "") {
    Add(day, "notice_sent { notice: NOTICE_KIND_" + kind + " recipients: 'Mo' " + more + " }");
  }
  void Add(std::string_view day, const std::string& text) { history_.Add(day, EntryOn(day, text)); }

  // "18 Nov 2024: 22 Nov 2024" of each meeting whose notes parents wait for.
  std::vector<std::string> Notes() const {
    const Record record = Fold({}, history_.events());
    std::vector<std::string> found;
    for (const MeetingNotes& notes : NotesOfMeetings(record)) {
      found.push_back(FormatDate(notes.meeting.day()) + ": " +
                      (notes.sent ? FormatDate(notes.sent.day()) : "not sent"));
    }
    return found;
  }

 private:
  HistoryBuilder history_;
};

TEST_F(MeetingNotesTest, GoOutByThemselvesOrWithAnythingThatSaysSo) {
  Meet("2024-11-18");
  Send("2024-11-22", "MEETING_NOTES");
  Meet("2025-02-10");
  Send("2025-02-14", "PLAN_COPY", "notes_included: true");
  Meet("2025-05-12", "ANNUAL_REVIEW");
  Send("2025-05-16", "ANNUAL_REVIEW_REPORT", "notes_included: true");

  EXPECT_THAT(Notes(), ElementsAre("18 Nov 2024: 22 Nov 2024", "10 Feb 2025: 14 Feb 2025",
                                   "12 May 2025: 16 May 2025"));
}

TEST_F(MeetingNotesTest, AreNotInACopyOfThePlanThatDoesNotSaySo) {
  Meet("2024-11-18");
  Send("2024-11-22", "PLAN_COPY");

  EXPECT_THAT(Notes(), ElementsAre("18 Nov 2024: not sent"));
}

TEST_F(MeetingNotesTest, AreNotSentWhileNoParentHadThem) {
  Meet("2024-11-18");
  Add("2024-11-20", "notice_sent { notice: NOTICE_KIND_MEETING_NOTES recipients: 'Dr Psych' }");
  EXPECT_THAT(Notes(), ElementsAre("18 Nov 2024: not sent"));

  Send("2024-11-22", "MEETING_NOTES");
  EXPECT_THAT(Notes(), ElementsAre("18 Nov 2024: 22 Nov 2024"));
}

TEST_F(MeetingNotesTest, AreThoseOfTheLastMeetingBeforeTheyWent) {
  Meet("2024-11-18");
  Meet("2025-02-10");
  Send("2025-02-10", "MEETING_NOTES");

  EXPECT_THAT(Notes(), ElementsAre("18 Nov 2024: not sent", "10 Feb 2025: 10 Feb 2025"));
}

TEST_F(MeetingNotesTest, OfTwoMeetingsOnOneDayGoTogether) {
  Meet("2024-11-18");
  Meet("2024-11-18", "PLANNING");
  Send("2024-11-20", "MEETING_NOTES");

  EXPECT_THAT(Notes(), ElementsAre("18 Nov 2024: 20 Nov 2024", "18 Nov 2024: 20 Nov 2024"));
}

TEST_F(MeetingNotesTest, AreAwaitedOfMeetingsWithParentsAboutOutcomesAlone) {
  Meet("2024-11-18", "PARENTS_EVENING");
  Add("2024-11-19", "meeting_held { meeting: MEETING_TYPE_REVIEW }");
  Send("2024-11-22", "MEETING_NOTES");

  EXPECT_THAT(Notes(), IsEmpty());
}

}  // namespace
}  // namespace cairn
