#include "projections/due_list.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/duties.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"
#include "tests/unit/projections/cohort/stored_children.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DueListTest : public ::testing::Test {
 protected:
  void AddChild(const std::string& name, const Record& record, const Setting* setting = nullptr) {
    children_.Add(name, DutiesView().rows_of(record).value().bytes, setting);
  }

  // A child of whom a plan's review was agreed for that day.
  void AddReviewDue(const std::string& name, std::string_view agreed) {
    HistoryBuilder history;
    history.Add("2025-01-06", "record_opened { name: '" + name + "' }")
        .Add("2025-01-06",
             "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT "
             "content { needs: 'x' } review_due { " +
                 std::string(agreed) + " } }");
    AddChild(name, Fold({}, history.events()));
  }

  // "Ada: review.agreed_date 10 Mar 2025".
  std::vector<std::string> Lines(const v1::ListDutiesRequest& request, CivilDate day) {
    std::vector<std::string> lines;
    for (const DueLine& line : DueListOn(children_.all, request, day).lines) {
      const v1::DutyRow row = DutyRowOf(line, day);
      lines.push_back(row.child().name() + ": " + row.duty().rule_id() + " " +
                      FormatDate(row.duty().due()) + ", " + row.duty().standing());
    }
    return lines;
  }

  StoredChildren<rows::DutiesRows> children_;
};

TEST_F(DueListTest, PutsWhatIsOverdueFirstThenGoesByDateAndName) {
  AddReviewDue("Cleo", "year: 2025 month: 4 day: 1");
  AddReviewDue("Bo", "year: 2025 month: 4 day: 1");
  AddReviewDue("Ada", "year: 2025 month: 6 day: 2");
  AddReviewDue("Dov", "year: 2025 month: 2 day: 3");

  EXPECT_THAT(Lines({}, Day("2025-03-01")),
              ElementsAre("Dov: review.agreed_date 3 Feb 2025, 26 days after the usual time",
                          "Bo: review.agreed_date 1 Apr 2025, 31 days left",
                          "Cleo: review.agreed_date 1 Apr 2025, 31 days left",
                          "Ada: review.agreed_date 2 Jun 2025, 93 days left"));
  EXPECT_EQ(DueListOn(children_.all, {}, Day("2025-03-01")).overdue, 1);
}

TEST_F(DueListTest, ShowsWhatWasDoneOnlyWhenAskedForIt) {
  AddChild("A", Fold(CaseRecordId(), CaseEvents("case-a")));
  v1::ListDutiesRequest request;
  request.add_rule_ids("ehc.decide_whether_to_assess");

  EXPECT_THAT(Lines(request, Day("2025-12-19")), IsEmpty());
  request.add_states(v1::DUTY_STATE_DONE_IN_TIME);
  EXPECT_THAT(Lines(request, Day("2025-12-19")),
              ElementsAre("A: ehc.decide_whether_to_assess 2 Jul 2025, done 1 Jul 2025, 1 day "
                          "before it was due"));
}

TEST_F(DueListTest, KeepsToTheDatesAskedForBothEndsIncluded) {
  AddReviewDue("Ada", "year: 2025 month: 4 day: 1");
  AddReviewDue("Bo", "year: 2025 month: 4 day: 2");
  AddReviewDue("Cleo", "year: 2025 month: 4 day: 4");
  v1::ListDutiesRequest request;
  *request.mutable_due_from() = ToProto(Day("2025-04-02"));
  *request.mutable_due_to() = ToProto(Day("2025-04-04"));

  EXPECT_EQ(Lines(request, Day("2025-03-01")).size(), 2u);
}

TEST_F(DueListTest, FindsWhatTheLawAsksOfTheAuthorityOnOneDay) {
  AddChild("B", Fold(CaseRecordId(), CaseEvents("case-b")));
  v1::ListDutiesRequest request;
  request.set_legal_only(true);
  request.add_owners(v1::DUTY_OWNER_LOCAL_AUTHORITY);

  EXPECT_THAT(Lines(request, Day("2025-06-10")),
              ElementsAre("B: ehc.decide_whether_to_assess 17 Jun 2025, 7 days left",
                          "B: ehc.final_plan 23 Sep 2025, 105 days left"));
}

TEST_F(DueListTest, FindsANameWhateverItsCase) {
  HistoryBuilder history;
  history.Add("2025-01-06", "record_opened { name: 'Ada' }")
      .Add("2025-01-10", "ehc_advice_requested { asked_of: 'EP Service' }");
  AddChild("Ada", Fold({}, history.events()));
  v1::ListDutiesRequest request;

  request.set_owner_name("ep service");
  EXPECT_EQ(Lines(request, Day("2025-01-12")).size(), 1u);
  request.set_owner_name("service");
  EXPECT_THAT(Lines(request, Day("2025-01-12")), IsEmpty());
}

TEST_F(DueListTest, CountsSchoolDaysByTheTermsOfEachSetting) {
  HistoryBuilder child;
  child.Add("2025-12-19", "record_opened { name: 'Ada' }")
      .Add("2025-12-19", "record_handed_over { to_school: 'Larchmere' }");
  HistoryBuilder school;
  school.Add("2025-09-01",
             "term_dates_set { school_year: '2025/26' terms { from { year: 2025 month: 9 day: 2 } "
             "to { year: 2025 month: 12 day: 19 } } terms { from { year: 2026 month: 1 day: 5 } to "
             "{ year: 2026 month: 7 day: 21 } } }");
  const Record record = Fold({}, child.events());
  const Record of_school = Fold({}, school.events());
  AddChild("Without terms", record);
  AddChild("With terms", record, &of_school.setting);

  EXPECT_THAT(Lines({}, Day("2026-01-05")),
              ElementsAre("With terms: record.transfer 23 Jan 2026, 18 days left"));
}

TEST_F(DueListTest, CountsForTheRegisterWhatTheLawAskedForInVain) {
  HistoryBuilder history;
  history.Add("2024-11-05", "record_opened { name: 'Ada' }")
      .Add("2024-11-05",
           "ehc_requested { requester: CAPACITY_PARENT received_by_authority { year: 2024 month: "
           "11 day: 5 } }")
      .Add("2024-11-05",
           "meeting_held { meeting: MEETING_TYPE_REVIEW attendees { name: 'Mo' capacity: "
           "CAPACITY_PARENT part: ATTENDANCE_PART_ALL } }");
  const rows::DutiesRows rows = DutyRowsOf(Fold({}, history.events()));
  SchoolYears years(nullptr);

  EXPECT_EQ(LegalDutiesOverdue(rows, years, Day("2024-12-17")), 0);
  EXPECT_EQ(LegalDutiesOverdue(rows, years, Day("2024-12-18")), 1);
  EXPECT_EQ(LegalDutiesOverdue(rows, years, Day("2025-03-26")), 2);
}

TEST(DutiesView, HasNoRowsForASettingAndTheSameBytesForTheSameRecord) {
  HistoryBuilder school;
  school.Add("2024-09-01", "record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree' }");
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  EXPECT_TRUE(DutiesView().rows_of(Fold({}, school.events()))->bytes.empty());
  EXPECT_EQ(DutiesView().rows_of(record)->bytes, DutiesView().rows_of(record)->bytes);
}

}  // namespace
}  // namespace cairn
