#include "projections/record/parents.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

class ParentsTest : public ::testing::Test {
 protected:
  ParentsTest() {
    Add("2024-09-02",
        "record_opened { subject: SUBJECT_KIND_CHILD name: 'Wren Example' "
        "born { year: 2015 month: 5 day: 1 } }");
  }
  void Add(std::string_view day, const std::string& text) { history_.Add(day, EntryOn(day, text)); }
  void Link(std::string_view day, const std::string& name, const std::string& relationship,
            const std::string& more = "") {
    Add(day, "person_linked { name: '" + name + "' relationship: RELATIONSHIP_" + relationship +
                 " " + more + " }");
  }
  // Whether a copy for `recipients`, sent that day and written down much later, went to parents.
  bool WentOut(std::string_view day, const std::string& recipients) {
    HistoryBuilder history = history_;
    history.Add("2035-01-08",
                EntryOn(day, "notice_sent { notice: NOTICE_KIND_PLAN_COPY recipients: [" +
                                 recipients + "] }"));
    const Record record = Fold({}, history.events());
    return WentToParents(record, record.plans.notices[0]);
  }

  HistoryBuilder history_;
};

TEST_F(ParentsTest, AreMotherFatherAndCarer) {
  Link("2024-09-02", "Mo Example", "MOTHER");
  Link("2024-09-02", "Fay Example", "FATHER");
  Link("2024-09-02", "Cara Example", "CARER");

  EXPECT_TRUE(WentOut("2024-11-18", "'Mo Example'"));
  EXPECT_TRUE(WentOut("2024-11-18", "'Fay Example'"));
  EXPECT_TRUE(WentOut("2024-11-18", "'Cara Example'"));
}

TEST_F(ParentsTest, AreAllWhoHoldParentalResponsibility) {
  Link("2024-09-02", "Nan Example", "RELATIVE", "parental_responsibility: true");
  Link("2024-09-02", "Otto Example", "RELATIVE", "gets_copies: true");

  EXPECT_TRUE(WentOut("2024-11-18", "'Nan Example'"));
  EXPECT_FALSE(WentOut("2024-11-18", "'Otto Example'"));
}

TEST_F(ParentsTest, AreNotTheProfessionalsWhoGetCopies) {
  Link("2024-09-02", "Mo Example", "MOTHER");
  Link("2024-09-02", "Dr Psych", "PROFESSIONAL", "gets_copies: true");

  EXPECT_FALSE(WentOut("2024-11-18", "'Dr Psych'"));
  EXPECT_FALSE(WentOut("2024-11-18", "'Somebody Else'"));
  EXPECT_TRUE(WentOut("2024-11-18", "'Dr Psych', 'Mo Example'"));
}

TEST_F(ParentsTest, AreThoseOfTheDayOnWhichItWasSent) {
  Link("2024-09-02", "Cara Example", "CARER", "to { year: 2024 month: 10 day: 31 }");

  EXPECT_TRUE(WentOut("2024-10-31", "'Cara Example'"));
  EXPECT_FALSE(WentOut("2024-11-01", "'Cara Example'"));
}

TEST_F(ParentsTest, WereMotherAndFatherBeforeSomebodyLinkedThem) {
  Link("2025-01-10", "Mo Example", "MOTHER");
  Link("2025-01-10", "Cara Example", "CARER");
  Link("2025-01-10", "Fay Example", "FATHER", "from { year: 2025 month: 1 day: 10 }");

  EXPECT_TRUE(WentOut("2024-11-18", "'Mo Example'"));
  EXPECT_FALSE(WentOut("2024-11-18", "'Cara Example'")) << "when she became one is not said";
  EXPECT_FALSE(WentOut("2024-11-18", "'Fay Example'"));
}

TEST_F(ParentsTest, AreWhomTheRecordCallsSoThoughNobodyLinkedThem) {
  Add("2024-11-12",
      "meeting_held { attendees { name: 'Mo Example' capacity: CAPACITY_PARENT } "
      "attendees { name: 'Dr Psych' capacity: CAPACITY_SPECIALIST } }");
  Add("2024-11-13",
      "person { name: 'Fay Example' capacity: CAPACITY_PARENT } position_taken { plan_id: 'P' }");

  EXPECT_TRUE(WentOut("2024-11-18", "'Mo Example'"));
  EXPECT_TRUE(WentOut("2024-11-18", "'Fay Example'"));
  EXPECT_FALSE(WentOut("2024-11-18", "'Dr Psych'"));
}

TEST_F(ParentsTest, AreNamedByWhatTheyAreAlone) {
  EXPECT_TRUE(WentOut("2024-11-18", "'Mother'"));
  EXPECT_TRUE(WentOut("2024-11-18", "'both parents'"));
  EXPECT_FALSE(WentOut("2024-11-18", "'Advice service for parents'"));
}

TEST_F(ParentsTest, GiveWayToTheYoungPersonAfterSchoolAge) {
  EXPECT_FALSE(WentOut("2031-06-27", "'Wren Example'"));
  EXPECT_TRUE(WentOut("2031-06-28", "'Wren Example'"));  // the day after school age ends
}

TEST_F(ParentsTest, GiveWayToWhoActsForTheYoungPersonAfterSchoolAge) {
  Link("2024-09-02", "Ali Example", "ALTERNATIVE_PERSON");

  EXPECT_FALSE(WentOut("2031-06-27", "'Ali Example'"));
  EXPECT_TRUE(WentOut("2031-06-28", "'Ali Example'"));
}

}  // namespace
}  // namespace cairn
