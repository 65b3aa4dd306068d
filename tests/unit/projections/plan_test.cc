// Which plan and which version is shown, its head, and what it does not say.
#include "projections/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::optional<v1::Plan> ViewOn(const HistoryBuilder& history, std::string_view day,
                               const PlanOptions& options = {}) {
  return PlanView(Fold({}, history.events(), {}, {.day = Day(day)}), options);
}

TEST(PlanView, IsNothingWithoutAPlanOrBeforeItsFirstDay) {
  EXPECT_FALSE(ViewOn(WrenOpened(), "2024-11-16").has_value());
  EXPECT_FALSE(ViewOn(WithPlan(), "2024-11-14").has_value());
  EXPECT_FALSE(ViewOn(WithPlan(), "2024-11-16", {.plan_id = "Q"}).has_value());
  EXPECT_FALSE(ViewOn(WithPlan(), "2024-11-16", {.version = 2}).has_value());
}

TEST(PlanView, NamesTheChildTheSchoolAndWhoIsResponsible) {
  const v1::Plan plan = PlanOf(WithPlan(), "2024-11-16");

  EXPECT_EQ(plan.child_name(), "Wren Example");
  EXPECT_EQ(plan.born().year(), 2015);
  EXPECT_EQ(plan.nc_year(), "4");
  EXPECT_EQ(plan.school(), "Elm School");
  EXPECT_EQ(plan.class_teacher(), "Tam Teacher");
  EXPECT_EQ(plan.senco(), "Ash Senco");
  EXPECT_EQ(plan.plan_version(), 1);
  EXPECT_EQ(plan.as_of().day(), 16);
  EXPECT_TRUE(plan.fictional());
  EXPECT_EQ(plan.rules_version(), kPlanRulesVersion);
}

TEST(PlanView, TakesTheVersionUsedOnTheDay) {
  HistoryBuilder history = WithPlan();
  v1::Entry second = CompletePlan("2025-01-10", 2);
  *second.mutable_plan_issued()->mutable_effective_from() = ToProto(Day("2025-01-20"));
  history.Add("2025-01-10", second);

  EXPECT_EQ(PlanOf(history, "2025-01-19").plan_version(), 1);
  EXPECT_EQ(PlanOf(history, "2025-01-20").plan_version(), 2);
}

TEST(PlanView, SaysThatTheVersionAskedForIsNotTheOneInUse) {
  HistoryBuilder history = WithPlan();
  v1::Entry second = CompletePlan("2025-01-10", 2);
  *second.mutable_plan_issued()->mutable_effective_from() = ToProto(Day("2025-01-20"));
  history.Add("2025-01-10", second);

  EXPECT_THAT(Findings(PlanOf(history, "2025-01-19", {.version = 2}), "plan_version"),
              ElementsAre("v2 is not used before 20 Jan 2025"));
  EXPECT_THAT(Findings(PlanOf(history, "2025-01-20", {.version = 1}), "plan_version"),
              ElementsAre("v2 is used since 20 Jan 2025"));
  EXPECT_THAT(Findings(PlanOf(history, "2025-01-20"), "plan_version"), IsEmpty());
}

TEST(PlanView, ShowsAnotherPlanByItsId) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-20",
              "plan_issued { plan_id: 'R' plan_kind: PLAN_KIND_RELATIONAL_SUPPORT content { "
              "relational { safe_place: 'library' } } }");

  EXPECT_EQ(PlanOf(history, "2024-11-21").plan_id(), "P");
  const v1::Plan relational = PlanOf(history, "2024-11-21", {.plan_id = "R"});
  EXPECT_EQ(relational.content().relational().safe_place(), "library");
  EXPECT_THAT(Findings(relational, "outcomes"), IsEmpty());
}

TEST(PlanView, NamesSectionsThatAreEmpty) {
  v1::Entry plan = CompletePlan("2024-11-15");
  ContentOf(plan).Clear();
  HistoryBuilder history = WrenOpened();
  history.Add("2024-11-15", plan);

  const v1::Plan view = PlanOf(history, "2024-11-16");

  EXPECT_THAT(Findings(view, "aspirations"), ElementsAre("No aspirations written"));
  EXPECT_THAT(Findings(view, "outcomes"), ElementsAre("No outcomes written"));
  EXPECT_THAT(Findings(view, "provisions"),
              ElementsAre("No support that is additional or different written"));
  EXPECT_THAT(Findings(view, "responsibilities"), ElementsAre("No responsibilities written"));
}

TEST(PlanView, SaysThatNobodyIsResponsible) {
  v1::Entry plan = CompletePlan("2024-11-15");
  plan.mutable_plan_issued()->clear_responsible_teacher();
  HistoryBuilder history = WrenOpened();
  history.Add("2024-11-15", plan);
  EXPECT_THAT(Findings(PlanOf(history, "2024-11-16"), "class_teacher"),
              ElementsAre("No responsible teacher named"));

  history.Add("2024-11-16",
              "person_linked { name: 'Una Tutor' relationship: RELATIONSHIP_CLASS_TEACHER }");
  EXPECT_EQ(PlanOf(history, "2024-11-16").class_teacher(), "Una Tutor");
  EXPECT_THAT(Findings(PlanOf(history, "2024-11-16"), "class_teacher"), IsEmpty());
}

TEST(PlanView, NamesEveryClassTeacherOfASharedClass) {
  v1::Entry plan = CompletePlan("2024-11-15");
  plan.mutable_plan_issued()->clear_responsible_teacher();
  HistoryBuilder history = WrenOpened();
  history.Add("2024-11-15", plan)
      .Add("2024-11-16",
           "person_linked { name: 'Una Tutor' relationship: RELATIONSHIP_CLASS_TEACHER }")
      .Add("2024-11-17",
           "person_linked { name: 'Bo Teach' relationship: RELATIONSHIP_CLASS_TEACHER }");

  EXPECT_EQ(PlanOf(history, "2024-11-18").class_teacher(), "Una Tutor, Bo Teach");
}

TEST(PlanView, NamesResponsibilitiesForWhatHasLeftThePlan) {
  v1::Entry second = CompletePlan("2025-01-13", 2);
  ContentOf(second).mutable_provisions(0)->set_item_id("p2");
  HistoryBuilder history = WithPlan();
  history.Add("2025-01-13", second);

  EXPECT_THAT(Findings(PlanOf(history, "2025-01-14"), "responsibilities"),
              ElementsAre("school: \"give p1\", but p1 was removed at v2"));
  EXPECT_THAT(Findings(PlanOf(history, "2025-01-14", {.version = 1}), "responsibilities"),
              IsEmpty());
}

TEST(PlanView, ForgivesAnItemThatLeftThePlanAndCameBack) {
  v1::Entry second = CompletePlan("2025-01-13", 2);
  ContentOf(second).mutable_provisions(0)->set_item_id("p2");
  HistoryBuilder history = WithPlan();
  history.Add("2025-01-13", second).Add("2025-01-20", CompletePlan("2025-01-20", 3));

  EXPECT_THAT(Findings(PlanOf(history, "2025-01-21"), "responsibilities"), IsEmpty());
}

TEST(PlanView, NamesTheSencoWhoTypedLast) {
  v1::Actor later;
  later.set_name("Bo Senco");
  later.set_role(v1::ROLE_SENCO);
  HistoryBuilder history = WithPlan();
  history.TypedBy(later).Add("2024-11-20", EntryOn("2024-09-03",
                                                   "observation_recorded { text: 'From September' "
                                                   "}"));

  EXPECT_EQ(PlanOf(history, "2024-11-21").senco(), "Bo Senco");
}

TEST(PlanView, SaysThatTheYearGroupIsFromAnEarlierYear) {
  EXPECT_THAT(Findings(PlanOf(WithPlan(), "2025-08-31"), "nc_year"), IsEmpty());
  EXPECT_THAT(Findings(PlanOf(WithPlan(), "2025-09-01"), "nc_year"),
              ElementsAre("Year 4 was stated in 2024/25 and not since"));
}

TEST(PlanView, SaysThatAnEhcPlanCameAfterIt) {
  HistoryBuilder history = WithPlan();
  history.Add("2025-03-03", "sen_status_set { status: SEN_PROVISION_E }");

  EXPECT_THAT(Findings(PlanOf(history, "2025-03-03"), "plan_kind"),
              ElementsAre("EHC plan since 3 Mar 2025; this plan was made before it"));
}

TEST(PlanView, CallsNoGapInAPlanOnSenSupportABreachOfLaw) {
  v1::Entry plan = CompletePlan("2024-11-15");
  plan.mutable_plan_issued()->clear_content();
  HistoryBuilder history = WrenOpened();
  history.Add("2024-11-15", plan);

  const v1::Plan view = PlanOf(history, "2026-11-15");
  ASSERT_GT(view.findings_size(), 5);
  for (const v1::Finding& finding : view.findings()) {
    EXPECT_FALSE(finding.legal_duty()) << finding.sentence();
    EXPECT_NE(finding.source(), "") << finding.sentence();
  }
}

v1::Entry Closed(std::string_view day, std::string_view plan_id) {
  return EntryOn(day, "plan_closed { plan_id: '" + std::string(plan_id) +
                          "' reason: PLAN_END_REASON_OUTCOMES_MET }");
}

std::vector<std::string> RulesFound(const v1::Plan& plan, std::string_view rule) {
  std::vector<std::string> sentences;
  for (const v1::Finding& finding : plan.findings()) {
    if (finding.rule_id() == rule) sentences.push_back(finding.sentence());
  }
  return sentences;
}

TEST(PlanView, SaysThatThePlanWasClosedAndWhy) {
  HistoryBuilder history = WithPlan();
  const std::string plan_id = PlanOf(history, "2024-11-16").plan_id();
  history.Add("2025-03-03", Closed("2025-03-03", plan_id));

  EXPECT_THAT(RulesFound(PlanOf(history, "2025-03-02"), "plan.closed"), IsEmpty());
  EXPECT_THAT(RulesFound(PlanOf(history, "2025-03-03"), "plan.closed"),
              ElementsAre("Closed on 3 Mar 2025: outcomes met"));
}

TEST(PlanView, IsUsedAgainWhenAVersionFollowsTheClosing) {
  HistoryBuilder history = WithPlan();
  history.Add("2025-03-03", Closed("2025-03-03", PlanOf(history, "2024-11-16").plan_id()))
      .Add("2025-04-03", CompletePlan("2025-04-03", 2));

  EXPECT_THAT(RulesFound(PlanOf(history, "2025-04-03"), "plan.closed"), IsEmpty());
}

TEST(PlanView, ShowsAPlanThatIsUsedBeforeOneThatWasClosed) {
  HistoryBuilder history = WithPlan();
  const std::string closed = PlanOf(history, "2024-11-16").plan_id();
  v1::Entry other = CompletePlan("2024-12-01");
  other.mutable_plan_issued()->set_plan_id("behaviour");
  other.mutable_plan_issued()->set_plan_kind(v1::PLAN_KIND_BEHAVIOUR_SUPPORT);
  history.Add("2024-12-01", other);
  EXPECT_EQ(PlanOf(history, "2024-12-02").plan_id(), closed);

  history.Add("2025-03-03", Closed("2025-03-03", closed));

  EXPECT_EQ(PlanOf(history, "2025-03-03").plan_id(), "behaviour");
}

}  // namespace
}  // namespace cairn
