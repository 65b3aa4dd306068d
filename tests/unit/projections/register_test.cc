#include "projections/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/cohort/rows_of_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;

rows::RegisterRows RegisterRowsIn(const HistoryBuilder& history) {
  return RowsOf<rows::RegisterRows>(RegisterView(), history.events());
}

v1::RegisterRow LineOf(const HistoryBuilder& history, std::string_view day) {
  const rows::RegisterRows rows = RegisterRowsIn(history);
  const auto row = RegisterRowOn({.record = CaseRecordId(), .rows = &rows}, Day(day));
  EXPECT_TRUE(row.has_value());
  return row.value_or(v1::RegisterRow());
}

v1::RegisterRow LineOfCase(std::string_view name, std::string_view day) {
  const auto rows = RowsOf<rows::RegisterRows>(RegisterView(), CaseEvents(name));
  return *RegisterRowOn({.record = CaseRecordId(), .rows = &rows, .legal_duties_overdue = 2},
                        Day(day));
}

TEST(RegisterOfCaseA, SaysOnEachDayWhatHeldThen) {
  const v1::RegisterRow before = LineOfCase("case-a", "2024-11-11");
  EXPECT_EQ(before.sen_provision(), v1::SEN_PROVISION_N);
  EXPECT_EQ(before.plan_id(), "");
  EXPECT_EQ(before.upn(), "A909298721014");
  EXPECT_EQ(LineOfCase("case-a", "2024-09-19").upn(), "J90929912401K");

  const v1::RegisterRow after = LineOfCase("case-a", "2024-12-10");
  EXPECT_EQ(after.child().name(), "Pip Larkwhistle");
  EXPECT_EQ(after.child().nc_year(), "3");
  EXPECT_EQ(after.child().school(), "Hollowtree Primary School");
  EXPECT_EQ(after.child().record_id(), CaseRecordId().ToBytes());
  EXPECT_TRUE(after.child().fictional());
  EXPECT_EQ(after.born().year(), 2017);
  EXPECT_EQ(after.sen_provision(), v1::SEN_PROVISION_K);
  EXPECT_EQ(FormatDate(after.sen_provision_from()), "12 Nov 2024");
  EXPECT_THAT(after.needs(), ElementsAre(v1::SEN_TYPE_NSA));
  EXPECT_EQ(after.class_teacher(), "Basil Thistlewood");
  EXPECT_EQ(after.plan_id(), "PA");
  EXPECT_EQ(after.plan_kind(), v1::PLAN_KIND_SEN_SUPPORT);
  EXPECT_EQ(after.plan_version(), 1);
  EXPECT_EQ(FormatDate(after.next_review()), "11 Feb 2025");
  EXPECT_FALSE(after.has_last_review());
  EXPECT_EQ(after.provisions(), 1);
  EXPECT_TRUE(after.disputed());
  EXPECT_EQ(after.legal_duties_overdue(), 2);
  EXPECT_FALSE(after.has_left_on());
}

TEST(RegisterOfCaseA, FollowsThePlanAndTheChildWhoLeaves) {
  const v1::RegisterRow row = LineOfCase("case-a", "2025-12-19");
  EXPECT_EQ(row.plan_version(), 4);
  EXPECT_EQ(FormatDate(row.plan_from()), "10 Sep 2025");
  EXPECT_EQ(row.class_teacher(), "Marigold Underhill");
  EXPECT_EQ(row.child().nc_year(), "4");
  EXPECT_THAT(row.needs(), ElementsAre(v1::SEN_TYPE_SPLD, v1::SEN_TYPE_SLCN));
  EXPECT_EQ(FormatDate(row.last_review()), "11 Nov 2025");
  EXPECT_FALSE(row.disputed());
  EXPECT_FALSE(row.has_left_on());
  EXPECT_EQ(FormatDate(LineOfCase("case-a", "2025-12-20").left_on()), "19 Dec 2025");
}

TEST(RegisterOfCaseA, IsDisputedFromTheDisagreementToTheDayThatResolvesIt) {
  EXPECT_FALSE(LineOfCase("case-a", "2024-12-08").disputed());
  EXPECT_TRUE(LineOfCase("case-a", "2024-12-09").disputed());
  EXPECT_TRUE(LineOfCase("case-a", "2024-12-15").disputed());
  EXPECT_FALSE(LineOfCase("case-a", "2024-12-16").disputed());
  // The mediation, until its certificate.
  EXPECT_TRUE(LineOfCase("case-a", "2025-08-06").disputed());
  EXPECT_FALSE(LineOfCase("case-a", "2025-08-07").disputed());
}

TEST(RegisterOfCaseA, CountsTheProvisionsThatRunIncludingTheLastDay) {
  EXPECT_EQ(LineOfCase("case-a", "2024-11-17").provisions(), 0);
  EXPECT_EQ(LineOfCase("case-a", "2024-11-18").provisions(), 1);
  EXPECT_EQ(LineOfCase("case-a", "2025-01-24").provisions(), 1);
  EXPECT_EQ(LineOfCase("case-a", "2025-01-25").provisions(), 0);
  EXPECT_EQ(LineOfCase("case-a", "2025-01-27").provisions(), 1);
}

TEST(RegisterOfCaseB, FollowsTheStatusToTheEhcPlanAndKeepsTheDisputeOpen) {
  EXPECT_EQ(LineOfCase("case-b", "2026-02-18").sen_provision(), v1::SEN_PROVISION_K);
  const v1::RegisterRow row = LineOfCase("case-b", "2026-02-23");
  EXPECT_EQ(row.sen_provision(), v1::SEN_PROVISION_E);
  EXPECT_EQ(FormatDate(row.sen_provision_from()), "19 Feb 2026");
  EXPECT_EQ(row.plan_id(), "PB");  // not the relational plan
  EXPECT_EQ(row.plan_version(), 3);
  EXPECT_TRUE(row.disputed());  // the rest of what v3 dealt with in part
  EXPECT_THAT(row.needs(), ElementsAre(v1::SEN_TYPE_SEMH, v1::SEN_TYPE_ASD));
}

TEST(Register, HasNoRowsForASettingAndForAnErasedRecord) {
  HistoryBuilder setting;
  setting.Add("2024-09-02", "record_opened { subject: SUBJECT_KIND_SETTING name: 'Elm' }");
  EXPECT_EQ(RowBytesOf(RegisterView(), setting.events()), "");

  HistoryBuilder erased;
  erased.AddErased("2024-09-02").AddRemoval("2024-09-03", v1::ERASURE_AUTHORITY_REQUEST_UPHELD);
  EXPECT_EQ(RowBytesOf(RegisterView(), erased.events()), "");
}

TEST(Register, HasNoLineOnADayBeforeTheRecordWasOpened) {
  const rows::RegisterRows rows = RegisterRowsIn(ChildOpened("2024-09-02", "Wren"));
  const RegisterChild child{.record = CaseRecordId(), .rows = &rows};
  EXPECT_FALSE(RegisterRowOn(child, Day("2024-09-01")).has_value());
  EXPECT_TRUE(RegisterRowOn(child, Day("2024-09-02")).has_value());
}

TEST(Register, NamesKeyWorkerAndTeacherOfTheDay) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history.Add("2024-09-03", "person_linked { name: 'Ann' relationship: RELATIONSHIP_KEYWORKER }")
      .Add("2024-09-03",
           "person_linked { name: 'Bo' relationship: RELATIONSHIP_CLASS_TEACHER from { year: 2024 "
           "month: 10 day: 1 } to { year: 2025 month: 7 day: 18 } }")
      .Add("2025-01-10",
           "person_unlinked { name: 'Ann' relationship: RELATIONSHIP_KEYWORKER last_day { year: "
           "2025 month: 1 day: 15 } }")
      .Add("2025-01-20", "person_linked { name: 'Cy' relationship: RELATIONSHIP_KEYWORKER }")
      .Add("2025-03-01", "person_linked { name: 'Cy' relationship: RELATIONSHIP_PROFESSIONAL }");

  EXPECT_EQ(LineOf(history, "2024-09-30").class_teacher(), "");
  EXPECT_EQ(LineOf(history, "2024-10-01").class_teacher(), "Bo");
  EXPECT_EQ(LineOf(history, "2025-07-18").class_teacher(), "Bo");
  EXPECT_EQ(LineOf(history, "2025-07-19").class_teacher(), "");
  EXPECT_EQ(LineOf(history, "2025-01-15").key_worker(), "Ann");
  EXPECT_EQ(LineOf(history, "2025-01-16").key_worker(), "");
  EXPECT_EQ(LineOf(history, "2025-01-20").key_worker(), "Cy");
  EXPECT_EQ(LineOf(history, "2025-03-01").key_worker(), "");
}

TEST(Register, NamesEverybodyWhoSharesAJob) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history
      .Add("2024-09-03", "person_linked { name: 'Ann Lee' relationship: RELATIONSHIP_KEYWORKER }")
      .Add("2024-09-03",
           "person_linked { name: 'Bo Fern' relationship: RELATIONSHIP_CLASS_TEACHER }")
      .Add("2024-09-10", "person_linked { name: 'Cy Moss' relationship: RELATIONSHIP_KEYWORKER }")
      .Add("2024-09-10",
           "person_linked { name: 'Di Reed' relationship: RELATIONSHIP_CLASS_TEACHER }")
      .Add("2025-01-10",
           "person_unlinked { name: 'Ann Lee' relationship: RELATIONSHIP_KEYWORKER }");

  EXPECT_EQ(LineOf(history, "2024-09-10").key_worker(), "Ann Lee, Cy Moss");
  EXPECT_EQ(LineOf(history, "2024-09-10").class_teacher(), "Bo Fern, Di Reed");
  EXPECT_EQ(LineOf(history, "2025-01-11").key_worker(), "Cy Moss");
}

TEST(Register, LeavesAChildAtTheOtherOfTwoSchools) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  const auto stay = [](std::string_view school, std::string_view more) {
    v1::Entry entry = EntryOn("2024-09-02", "placement_recorded { " + std::string(more) + " }");
    entry.mutable_placement_recorded()->set_school(std::string(school));
    return entry;
  };
  history.Add("2024-09-02", stay("Elm", "registration: REGISTRATION_DUAL_MAIN"))
      .Add("2024-09-02", stay("Oak",
                              "registration: REGISTRATION_DUAL_SUBSIDIARY "
                              "to { year: 2024 month: 12 day: 20 }"));
  EXPECT_FALSE(LineOf(history, "2025-01-06").has_left_on());

  history.Add("2025-02-03", stay("Elm",
                                 "registration: REGISTRATION_DUAL_MAIN "
                                 "to { year: 2025 month: 2 day: 3 }"));
  EXPECT_FALSE(LineOf(history, "2025-02-03").has_left_on());
  EXPECT_EQ(FormatDate(LineOf(history, "2025-02-04").left_on()), "3 Feb 2025");
}

TEST(Register, KeepsAChildWhoCameBack) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history
      .Add("2024-12-20",
           "record_handed_over { to_school: 'Oak' last_day { year: 2024 month: 12 day: 20 } }")
      .Add("2025-04-22", "placement_recorded { school: 'Elm' }");
  EXPECT_EQ(FormatDate(LineOf(history, "2025-01-06").left_on()), "20 Dec 2024");
  EXPECT_FALSE(LineOf(history, "2025-04-22").has_left_on());
}

TEST(Register, KeepsALeaverAwayWhoseNewSchoolIsRecorded) {
  const auto moved = [](const std::string& to, const std::string& stay) {
    HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
    history.Add("2024-09-02", "placement_recorded { school: 'Elm' }")
        .Add("2025-07-18",
             "record_handed_over { " + to + " last_day { year: 2025 month: 7 day: 20 } }")
        .Add("2025-07-18",
             "placement_recorded { " + stay + " from { year: 2025 month: 9 day: 1 } }");
    return history;
  };
  const HistoryBuilder by_name = moved("to_school: 'Oak'", "school: 'Oak'");
  EXPECT_FALSE(LineOf(by_name, "2025-07-20").has_left_on());
  for (const std::string_view day : {"2025-07-21", "2025-08-31", "2025-09-01", "2026-01-15"}) {
    EXPECT_EQ(FormatDate(LineOf(by_name, day).left_on()), "20 Jul 2025") << day;
  }
  const HistoryBuilder by_urn =
      moved("to_school: 'Oak' to_urn: '100001'", "school: 'Oak Primary' urn: '100001'");
  EXPECT_EQ(FormatDate(LineOf(by_urn, "2025-09-01").left_on()), "20 Jul 2025");
  const HistoryBuilder at_a_third =
      moved("to_school: 'Oak' to_urn: '100001'", "school: 'Oak' urn: '100002'");
  EXPECT_EQ(FormatDate(LineOf(at_a_third, "2025-09-01").left_on()), "20 Jul 2025");

  HistoryBuilder back = by_name;
  back.Add("2026-01-05", "placement_recorded { school: 'Elm' }");
  EXPECT_FALSE(LineOf(back, "2026-01-05").has_left_on());
}

TEST(Register, HasNoPlanInUseOnceItWasClosed) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history
      .Add("2024-10-01",
           "plan_issued { plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT content {} effective_from "
           "{ year: 2024 month: 10 day: 7 } }")
      .Add("2025-01-10", "plan_closed { plan_id: 'P' reason: PLAN_END_REASON_OUTCOMES_MET }")
      .Add("2025-02-03",
           "plan_issued { plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT content {} }");
  EXPECT_EQ(LineOf(history, "2024-10-06").plan_id(), "");
  EXPECT_EQ(LineOf(history, "2024-10-07").plan_version(), 1);
  EXPECT_EQ(LineOf(history, "2025-01-10").plan_id(), "");
  EXPECT_EQ(LineOf(history, "2025-02-03").plan_version(), 2);
}

TEST(Register, IsDisputedAgainInTheNextStageOfAComplaint) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  const auto complain = [](std::string_view day) {
    return EntryOn(day, "dispute_opened { dispute_id: 'c' dispute: DISPUTE_KIND_COMPLAINT }");
  };
  history.Add("2024-10-01", complain("2024-10-01"))
      .Add("2024-10-20", "dispute_closed { dispute_id: 'c' outcome: 'no' }")
      .Add("2024-11-04", complain("2024-11-04"))
      .Add("2024-12-02", "dispute_closed { dispute_id: 'c' outcome: 'yes' }");
  EXPECT_TRUE(LineOf(history, "2024-10-19").disputed());
  EXPECT_FALSE(LineOf(history, "2024-10-20").disputed());
  EXPECT_TRUE(LineOf(history, "2024-11-04").disputed());
  EXPECT_FALSE(LineOf(history, "2024-12-02").disputed());
}

}  // namespace
}  // namespace cairn
