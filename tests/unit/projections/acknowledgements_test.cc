#include "projections/acknowledgements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/unit/projections/cohort/rows_of_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Sentence(const v1::AcknowledgementRow& row) {
  return absl::StrFormat("%s (%s): %s since %s, %d days%s%s", row.person(),
                         v1::Capacity_Name(row.capacity()).substr(9), row.what(),
                         FormatDate(row.since()), row.days(),
                         row.read_before().empty() ? "" : ", read ", row.read_before());
}

std::vector<std::string> Outstanding(const std::vector<EventPtr>& events, std::string_view day,
                                     const Setting* setting = nullptr,
                                     std::string_view person = "") {
  const auto rows = RowsOf<rows::AcknowledgementRows>(AcknowledgementsView(), events);
  const AcknowledgementChild child{.record = CaseRecordId(), .setting = setting, .rows = &rows};
  v1::ListAcknowledgementsRequest question;
  question.set_person(std::string(person));
  std::vector<std::string> sentences;
  for (const auto& row : ListAcknowledgements({&child, 1}, question, Day(day))) {
    sentences.push_back(Sentence(row));
  }
  return sentences;
}

v1::Entry PlanOn(std::string_view day, std::string_view more = "") {
  return EntryOn(day, absl::StrFormat("plan_issued { plan_id: 'P' plan_kind: "
                                      "PLAN_KIND_SEN_SUPPORT content {} %s }",
                                      more));
}

TEST(AcknowledgementsOfCaseA, NameWhoHasNotReadTheVersionInUse) {
  const std::vector<EventPtr> events = CaseEvents("case-a");
  EXPECT_THAT(Outstanding(events, "2024-11-17"), IsEmpty());
  EXPECT_THAT(Outstanding(events, "2024-11-20"),
              ElementsAre("Hesper Vane (UNSPECIFIED): SEN support plan v1 since 15 Nov 2024, 5 "
                          "days"));
  // Nobody was listed for version 2, and nobody is linked as a teacher.
  EXPECT_THAT(Outstanding(events, "2024-12-16"), IsEmpty());
}

TEST(AcknowledgementsOfCaseA, KnowCapacitiesFromTheSetting) {
  const Record setting = Fold(CaseRecordId(), CaseEvents("hollowtree"));
  EXPECT_THAT(Outstanding(CaseEvents("case-a"), "2024-11-20", &setting.setting),
              ElementsAre("Hesper Vane (SUBJECT_TEACHER): SEN support plan v1 since 15 Nov 2024, "
                          "5 days"));
}

TEST(AcknowledgementsOfCaseB, NameTheThreeOfTwelve) {
  EXPECT_THAT(Outstanding(CaseEvents("case-b"), "2024-10-10"),
              ElementsAre("French (UNSPECIFIED): SEN support plan v1 since 4 Oct 2024, 6 days",
                          "Music (UNSPECIFIED): SEN support plan v1 since 4 Oct 2024, 6 days",
                          "PE (UNSPECIFIED): SEN support plan v1 since 4 Oct 2024, 6 days"));
}

TEST(Acknowledgements, AreExpectedOfThoseWhoTeachTheChildAndWorkThere) {
  HistoryBuilder staff;
  staff.Add("2024-09-02", "record_opened { subject: SUBJECT_KIND_SETTING name: 'Elm' }")
      .Add("2024-09-02",
           "staff_recorded { staff_id: 's1' name: 'Ann' capacities: CAPACITY_TEACHING_ASSISTANT }")
      .Add("2024-09-02",
           "staff_recorded { staff_id: 's2' name: 'Bo' to { year: 2024 month: 12 day: 20 } }");
  const Record setting = Fold(CaseRecordId(), staff.events());
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history.Add("2024-09-03", "person_linked { name: 'Bo' relationship: RELATIONSHIP_CLASS_TEACHER }")
      .Add("2024-09-03",
           "person_linked { name: 'Stranger' relationship: RELATIONSHIP_SUPPORT_STAFF }")
      .Add("2024-10-01", PlanOn("2024-10-01"))
      .Add("2024-11-04", "person_linked { name: 'Ann' relationship: RELATIONSHIP_SUPPORT_STAFF }");

  EXPECT_THAT(
      Outstanding(history.events(), "2024-11-05", &setting.setting),
      ElementsAre("Bo (CLASS_TEACHER): SEN support plan v1 since 1 Oct 2024, 35 days",
                  "Ann (TEACHING_ASSISTANT): SEN support plan v1 since 4 Nov 2024, 1 days"));
  EXPECT_THAT(Outstanding(history.events(), "2025-01-06", &setting.setting),
              ElementsAre("Ann (TEACHING_ASSISTANT): SEN support plan v1 since 4 Nov 2024, 63 "
                          "days"));
  EXPECT_THAT(Outstanding(history.events(), "2024-11-05"), IsEmpty());
}

TEST(Acknowledgements, SayWhichEarlierVersionSomebodyRead) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history
      .Add("2024-10-01", PlanOn("2024-10-01"))
      // Names no version: the one in use on its day.
      .Add("2024-10-04",
           "item_acknowledged { plan_id: 'P' acknowledged: 'Ann' required: 'Ann' required: 'Bo' }")
      .Add("2025-01-10", PlanOn("2025-01-10"))
      .Add("2025-01-12",
           "item_acknowledged { plan_id: 'P' plan_version: 2 required: 'Ann' required: 'Bo' }");

  EXPECT_THAT(Outstanding(history.events(), "2025-01-13"),
              ElementsAre("Ann (UNSPECIFIED): SEN support plan v2 since 10 Jan 2025, 3 days, read "
                          "v1, 4 Oct 2024",
                          "Bo (UNSPECIFIED): SEN support plan v2 since 10 Jan 2025, 3 days"));
  EXPECT_THAT(Outstanding(history.events(), "2025-01-13", nullptr, "BO"),
              ElementsAre("Bo (UNSPECIFIED): SEN support plan v2 since 10 Jan 2025, 3 days"));
}

TEST(Acknowledgements, GiveTheCountWhereNamesWereNotKept) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history.Add("2024-10-01", PlanOn("2024-10-01"))
      .Add("2024-10-04",
           "item_acknowledged { plan_id: 'P' required_count: 12 acknowledged_count: 9 }");
  EXPECT_THAT(Outstanding(history.events(), "2024-10-05"),
              ElementsAre("3 of 12 staff, names not kept (STAFF_GROUP): SEN support plan v1 since "
                          "1 Oct 2024, 4 days"));

  history.Add("2024-10-09",
              "item_acknowledged { plan_id: 'P' required_count: 12 acknowledged_count: 12 }");
  EXPECT_THAT(Outstanding(history.events(), "2024-10-10"), IsEmpty());
}

TEST(Acknowledgements, EndWithThePlanAndWhenTheChildLeaves) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history.Add("2024-10-01", PlanOn("2024-10-01"))
      .Add("2024-10-04", "item_acknowledged { plan_id: 'P' outstanding: 'Ann' }");
  HistoryBuilder closed = history;
  closed.Add("2024-11-01", "plan_closed { plan_id: 'P' reason: PLAN_END_REASON_OUTCOMES_MET }");
  HistoryBuilder left = history;
  left.Add("2024-11-01", "placement_recorded { school: 'Elm' to { year: 2024 month: 11 day: 1 } }");

  EXPECT_EQ(Outstanding(history.events(), "2024-11-02").size(), 1);
  EXPECT_THAT(Outstanding(closed.events(), "2024-11-02"), IsEmpty());
  EXPECT_EQ(Outstanding(left.events(), "2024-11-01").size(), 1);
  EXPECT_THAT(Outstanding(left.events(), "2024-11-02"), IsEmpty());
}

TEST(Acknowledgements, HaveNoRowsWithoutAPlan) {
  EXPECT_EQ(RowBytesOf(AcknowledgementsView(), ChildOpened("2024-09-02", "Wren").events()), "");
}

}  // namespace
}  // namespace cairn
