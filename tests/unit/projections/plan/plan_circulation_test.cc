#include "projections/plan/plan_circulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PlanCopies, AreNotSentUntilSomebodyRecordsIt) {
  const v1::Plan plan = PlanOf(WithPlan(), "2024-11-16");

  EXPECT_FALSE(plan.has_sent_to_parents());
  EXPECT_EQ(plan.last_version_sent(), 0);
}

TEST(PlanCopies, NameTheParentWhoGotNone) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' plan_version: 1 "
              "recipients: 'Mo Example' }");

  const v1::Plan plan = PlanOf(history, "2024-11-19");

  EXPECT_EQ(plan.sent_to_parents().day(), 18);
  EXPECT_THAT(Findings(plan, "sent_to_parents"),
              ElementsAre("v1: no copy to Fay Example recorded"));
}

TEST(PlanCopies, ToOthersAloneAreNotSentToParents) {
  HistoryBuilder history = WithPlan();
  history
      .Add("2024-11-18",
           "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' recipients: 'Mo Example' }")
      .Add("2025-01-13", CompletePlan("2025-01-13", 2))
      .Add("2025-01-14",
           "person_linked { name: 'Dr Psych' relationship: RELATIONSHIP_PROFESSIONAL }")
      .Add("2025-01-15",
           "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' plan_version: 2 "
           "recipients: 'Dr Psych' }");

  const v1::Plan plan = PlanOf(history, "2025-01-16");

  EXPECT_FALSE(plan.has_sent_to_parents());
  EXPECT_EQ(plan.last_version_sent(), 1);
}

TEST(PlanCopies, OfAnEarlierVersionToOthersAloneAreNotNamed) {
  HistoryBuilder history = WithPlan();
  history
      .Add("2024-11-18",
           "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' recipients: 'Dr Psych' }")
      .Add("2025-01-13", CompletePlan("2025-01-13", 2));

  EXPECT_EQ(PlanOf(history, "2025-01-14").last_version_sent(), 0);
}

TEST(PlanCopies, AreSentOnTheDayOfTheFirstOneToAParent) {
  HistoryBuilder history = WithPlan();
  history
      .Add("2024-11-18",
           "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' recipients: 'Dr Psych' }")
      .Add("2024-11-20",
           "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' recipients: 'Mo Example' }");

  EXPECT_EQ(PlanOf(history, "2024-11-21").sent_to_parents().day(), 20);
}

TEST(PlanCopies, NameTheLastEarlierVersionThatWasSent) {
  HistoryBuilder history = WithPlan();
  history
      .Add("2024-11-18",
           "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' recipients: 'Mo Example' }")
      .Add("2025-01-13", CompletePlan("2025-01-13", 2));

  const v1::Plan plan = PlanOf(history, "2025-01-14");

  EXPECT_FALSE(plan.has_sent_to_parents());
  EXPECT_EQ(plan.last_version_sent(), 1);
  EXPECT_EQ(plan.last_version_sent_on().day(), 18);
}

TEST(PlanCopies, NameTheHighestVersionThatWasSentEvenIfAnOlderOneWentOutAgain) {
  HistoryBuilder history = WithPlan();
  const auto copy = [](std::string_view iso_day, int version) {
    v1::Entry entry = EntryOn(iso_day,
                              "notice_sent { notice: NOTICE_KIND_PLAN_COPY plan_id: 'P' "
                              "recipients: 'Mo Example' }");
    entry.mutable_notice_sent()->set_plan_version(version);
    return entry;
  };
  history.Add("2025-01-13", CompletePlan("2025-01-13", 2))
      .Add("2025-01-14", copy("2025-01-14", 2))
      .Add("2025-01-15", copy("2025-01-15", 1))
      .Add("2025-01-20", CompletePlan("2025-01-20", 3));

  EXPECT_EQ(PlanOf(history, "2025-01-21").last_version_sent(), 2);
}

TEST(PlanReading, IsUnknownUntilItIsRecorded) {
  const v1::Plan plan = PlanOf(WithPlan(), "2024-11-16");

  EXPECT_FALSE(plan.reading_recorded());
  EXPECT_THAT(plan.not_read_by(), IsEmpty());
}

TEST(PlanReading, NamesWhoHasAndWhoHasNot) {
  HistoryBuilder history = WithPlan();
  history
      .Add("2024-11-18",
           "item_acknowledged { plan_id: 'P' plan_version: 1 required: 'Ann' required: 'Bo' "
           "required: 'Cy' acknowledged: 'Ann' }")
      .Add("2024-11-20", "item_acknowledged { plan_id: 'P' plan_version: 1 acknowledged: 'Cy' }");

  const v1::Plan plan = PlanOf(history, "2024-11-21");

  EXPECT_TRUE(plan.reading_recorded());
  EXPECT_THAT(plan.read_by(), ElementsAre("Ann", "Cy"));
  EXPECT_THAT(plan.not_read_by(), ElementsAre("Bo"));
}

TEST(PlanReading, GivesCountsWhereNamesWereNotKept) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              "item_acknowledged { plan_id: 'P' plan_version: 1 outstanding: 'French' "
              "required_count: 12 acknowledged_count: 11 }");

  const v1::Plan plan = PlanOf(history, "2024-11-19");

  EXPECT_THAT(plan.read_by(), ElementsAre("11 of 12 staff, names not kept"));
  EXPECT_THAT(plan.not_read_by(), ElementsAre("French"));
}

TEST(PlanReading, OfOneVersionDoesNotCountForTheNext) {
  HistoryBuilder history = WithPlan();
  history
      .Add("2024-11-18", "item_acknowledged { plan_id: 'P' plan_version: 1 acknowledged: 'Ann' }")
      .Add("2025-01-13", CompletePlan("2025-01-13", 2));

  EXPECT_FALSE(PlanOf(history, "2025-01-14").reading_recorded());
}

// --- Those who teach or support the child, by the staff records of the setting ---

class PlanReadersTest : public ::testing::Test {
 protected:
  PlanReadersTest() { history_ = WithPlan(); }
  void Link(std::string_view name, std::string_view relationship, std::string_view more = "") {
    history_.Add("2024-11-16", absl::StrFormat("person_linked { name: '%s' relationship: "
                                               "RELATIONSHIP_%s %s }",
                                               name, relationship, more));
  }
  std::vector<std::string> NotReadBy(std::string_view day, const PlanOptions& options) const {
    const v1::Plan plan = PlanOf(history_, day, options);
    return {plan.not_read_by().begin(), plan.not_read_by().end()};
  }

  HistoryBuilder history_;
  const Record hollowtree_ = Fold(CaseRecordId(), CaseEvents("hollowtree"));
  const PlanOptions with_setting_{.setting = &hollowtree_.setting};
};

// R50: all who teach or help the child have read it.
TEST_F(PlanReadersTest, HaveToReadThePlanThoughNobodyListedThem) {
  Link("Basil Thistlewood", "CLASS_TEACHER");
  Link("Corwin Applegarth", "SUPPORT_STAFF");
  Link("Juniper Halloway", "KEYWORKER");

  EXPECT_THAT(NotReadBy("2024-11-20", with_setting_),
              ElementsAre("Basil Thistlewood", "Corwin Applegarth", "Juniper Halloway"));
  EXPECT_THAT(NotReadBy("2024-11-20", {}), IsEmpty()) << "nothing is known of the setting";
}

TEST_F(PlanReadersTest, AreDoneOnceTheyHaveReadIt) {
  Link("Basil Thistlewood", "CLASS_TEACHER");
  Link("Corwin Applegarth", "SUPPORT_STAFF");
  history_.Add(
      "2024-11-18",
      "item_acknowledged { plan_id: 'P' plan_version: 1 acknowledged: 'Basil Thistlewood' }");

  EXPECT_THAT(NotReadBy("2024-11-20", with_setting_), ElementsAre("Corwin Applegarth"));
}

TEST_F(PlanReadersTest, AreFoundBySignInUnderAnotherName) {
  Link("Mr Thistlewood", "CLASS_TEACHER", "sign_in_subject: 'basil.thistlewood'");

  EXPECT_THAT(NotReadBy("2024-11-20", with_setting_), ElementsAre("Mr Thistlewood"));
}

TEST_F(PlanReadersTest, AreNotThoseWhoHaveLeftOrWorkElsewhere) {
  Link("Hesper Vane", "SUPPORT_STAFF");
  Link("Somebody Else", "SUPPORT_STAFF");
  Link("Marigold Underhill", "PROFESSIONAL");

  EXPECT_THAT(NotReadBy("2025-08-31", with_setting_), ElementsAre("Hesper Vane"));
  EXPECT_THAT(NotReadBy("2025-09-01", with_setting_), IsEmpty());
}

TEST_F(PlanReadersTest, AreAskedAboutTheVersionInUseAlone) {
  Link("Basil Thistlewood", "CLASS_TEACHER");
  history_.Add("2025-01-13", CompletePlan("2025-01-13", 2));

  EXPECT_THAT(NotReadBy("2025-01-14", {.version = 1, .setting = &hollowtree_.setting}), IsEmpty());
  EXPECT_THAT(NotReadBy("2025-01-14", {.version = 2, .setting = &hollowtree_.setting}),
              ElementsAre("Basil Thistlewood"));
}

}  // namespace
}  // namespace cairn
