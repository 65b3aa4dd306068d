// Positions and disputes: nobody's agreement is assumed, and no disagreement is forgotten.
#include "projections/plan/plan_positions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Entry Labelled(v1::Entry entry, std::string_view label) {
  entry.mutable_source()->set_id(std::string(label));
  return entry;
}

v1::Entry Linked(v1::Entry entry, v1::Relation relation, std::string_view to) {
  v1::Link& link = *entry.add_links();
  link.set_relation(relation);
  link.mutable_entry()->set_source_id(std::string(to));
  return entry;
}

TEST(PlanPositions, ListEveryParentAndTheChildEvenWhenTheySaidNothing) {
  const v1::Plan plan = PlanOf(WithPlan(), "2024-11-16");

  ASSERT_EQ(plan.positions_size(), 3);
  EXPECT_EQ(plan.positions(0).person(), "Mo Example");
  EXPECT_EQ(plan.positions(1).person(), "Fay Example");
  EXPECT_EQ(plan.positions(2).person(), "Wren Example");
  EXPECT_EQ(plan.positions(2).capacity(), v1::CAPACITY_CHILD);
  EXPECT_EQ(plan.positions(0).stance(), v1::STANCE_UNSPECIFIED);
}

TEST(PlanPositions, SayWhoTypedThemForWhom) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18", Labelled(Stand("2024-11-18", "Mo Example", "AGREE", 1), "W09.2"));

  const v1::PlanPosition mother = PositionOf(PlanOf(history, "2024-11-19"), "Mo Example");

  EXPECT_EQ(mother.stance(), v1::STANCE_AGREE);
  EXPECT_EQ(mother.recorded_by(), "Ash Senco");
  EXPECT_EQ(mother.label(), "W09");
  EXPECT_EQ(mother.on().day(), 18);
}

TEST(PlanPositions, NameNobodyElseWhenAParentTypedTheirOwn) {
  v1::Actor mother;
  mother.set_name("Mo Example");
  mother.set_role(v1::ROLE_PARENT);
  HistoryBuilder history = WithPlan();
  history.TypedBy(mother).Add(
      "2024-11-18", "position_taken { plan_id: 'P' plan_version: 1 stance: STANCE_AGREE }");

  const v1::Plan plan = PlanOf(history, "2024-11-19");

  EXPECT_EQ(plan.positions_size(), 3);
  EXPECT_EQ(PositionOf(plan, "Mo Example").stance(), v1::STANCE_AGREE);
  EXPECT_EQ(PositionOf(plan, "Mo Example").recorded_by(), "");
}

TEST(PlanPositions, AddEveryoneElseWhoTookOne) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              "person { name: 'Hal Head' capacity: CAPACITY_HEAD } position_taken { plan_id: 'P' "
              "plan_version: 1 stance: STANCE_AGREE }");

  const v1::Plan plan = PlanOf(history, "2024-11-19");

  ASSERT_EQ(plan.positions_size(), 4);
  EXPECT_EQ(plan.positions(3).person(), "Hal Head");
}

TEST(PlanPositions, DoNotPassFromOneVersionToTheNext) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18", Stand("2024-11-18", "Mo Example", "AGREE", 1))
      .Add("2025-01-13", CompletePlan("2025-01-13", 2));

  EXPECT_EQ(PositionOf(PlanOf(history, "2025-01-14"), "Mo Example").stance(),
            v1::STANCE_UNSPECIFIED);
}

TEST(PlanPositions, WithoutAVersionAreAboutTheOneInUse) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              "person { name: 'Mo Example' capacity: CAPACITY_PARENT } position_taken { plan_id: "
              "'P' stance: STANCE_AGREE }");

  EXPECT_EQ(PositionOf(PlanOf(history, "2024-11-19"), "Mo Example").stance(), v1::STANCE_AGREE);
}

TEST(PlanPositions, OfAYoungPersonAreTheirOwn) {
  const v1::Plan plan = PlanOf(WithPlan(), "2031-06-28");  // the day after school age ends

  EXPECT_EQ(PositionOf(plan, "Wren Example").capacity(), v1::CAPACITY_YOUNG_PERSON);
  EXPECT_EQ(PositionOf(PlanOf(WithPlan(), "2031-06-27"), "Wren Example").capacity(),
            v1::CAPACITY_CHILD);
}

TEST(PlanPositions, KnowTheChildUnderAnotherName) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              "person { name: 'Wrenny' capacity: CAPACITY_CHILD } position_taken { plan_id: 'P' "
              "plan_version: 1 stance: STANCE_AGREE }");

  const v1::Plan plan = PlanOf(history, "2024-11-19");

  EXPECT_EQ(plan.positions_size(), 3);
  EXPECT_EQ(PositionOf(plan, "Wren Example").stance(), v1::STANCE_AGREE);
}

TEST(PlanPositions, SayThatAParentWasNotAsked) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-15", Stand("2024-11-15", "Fay Example", "NOT_ASKED", 1));

  EXPECT_THAT(Findings(PlanOf(history, "2024-11-16"), "positions"),
              ElementsAre("v1 was made without the agreement of Fay Example, who was not asked"));
}

TEST(PlanPositions, SayThatTheWordingHasChangedSince) {
  v1::Entry corrected = CompletePlan("2024-11-15");
  corrected.mutable_corrects()->mutable_target()->set_source_id("W10");
  HistoryBuilder history = WrenOpened();
  history.Add("2024-11-15", Labelled(CompletePlan("2024-11-15"), "W10"))
      .Add("2024-11-18", Stand("2024-11-18", "Mo Example", "AGREE", 1))
      .Add("2024-11-20", corrected)
      .Add("2024-11-21", Stand("2024-11-21", "Fay Example", "AGREE", 1));

  EXPECT_THAT(Findings(PlanOf(history, "2024-11-22"), "positions"),
              ElementsAre("Mo Example: given on the wording of 15 Nov 2024"));
}

TEST(PlanPositions, SayWhatTheyAreAboutAndWhatThePartyWants) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18",
              Stand("2024-11-18", "Mo Example", "DISAGREE", 1,
                    "items: 't1' items: 'p1' grounds: 'Not measurable' wants: 'Fixed days'"));

  const v1::PlanPosition mother = PositionOf(PlanOf(history, "2024-11-19"), "Mo Example");

  EXPECT_THAT(mother.items(), ElementsAre("t1", "p1"));
  EXPECT_THAT(mother.grounds(), ElementsAre("Not measurable"));
  EXPECT_THAT(mother.wants(), ElementsAre("Fixed days"));
}

TEST(PlanPositions, KeepConfidentialGroundsAndWishesOut) {
  v1::Entry stand = Stand("2024-11-18", "Mo Example", "DISAGREE", 1,
                          "items: 't1' grounds: 'A secret' wants: 'Another'");
  stand.set_label(v1::LABEL_CONFIDENTIAL);
  HistoryBuilder history = WithPlan();
  history.Add("2024-11-18", stand);

  const v1::PlanPosition mother = PositionOf(PlanOf(history, "2024-11-19"), "Mo Example");

  EXPECT_EQ(mother.stance(), v1::STANCE_DISAGREE);
  EXPECT_THAT(mother.items(), ElementsAre("t1"));
  EXPECT_THAT(mother.grounds(), IsEmpty());
  EXPECT_THAT(mother.wants(), IsEmpty());
}

TEST(PlanDisputes, AreOpenWhileADisagreementStands) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-12-02", Stand("2024-12-02", "Mo Example", "DISAGREE", 1,
                                  "items: 't1' items: 'p1' grounds: 'Not measurable'"));

  const v1::Plan plan = PlanOf(history, "2024-12-05");

  EXPECT_TRUE(plan.disputed());
  EXPECT_THAT(Findings(plan, "disputes"),
              ElementsAre("Mo Example disputes t1 and p1 of v1 since 2 Dec 2024 (3 days)"));
}

TEST(PlanDisputes, EndWhenANewVersionResolvesThem) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-12-02", Labelled(Stand("2024-12-02", "Mo Example", "DISAGREE", 1), "W11"))
      .Add("2024-12-09", Linked(CompletePlan("2024-12-09", 2), v1::RELATION_RESOLVES, "W11"));

  const v1::Plan plan = PlanOf(history, "2024-12-10");

  EXPECT_FALSE(plan.disputed());
  EXPECT_THAT(Findings(plan, "disputes"),
              ElementsAre("No open dispute; that of 2 Dec 2024 about v1 was resolved in v2"));
}

TEST(PlanDisputes, GoOnWithTheNextVersionForWhatItLeavesOpen) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-12-02", Labelled(Stand("2024-12-02", "Mo Example", "DISAGREE", 1), "W11"))
      .Add("2024-12-09", Linked(CompletePlan("2024-12-09", 2), v1::RELATION_PARTLY_RESOLVES, "W11"))
      .Add("2024-12-09", Stand("2024-12-09", "Mo Example", "PARTLY", 2));

  const v1::Plan plan = PlanOf(history, "2024-12-10");

  EXPECT_TRUE(plan.disputed());
  EXPECT_THAT(Findings(plan, "disputes"),
              ElementsAre("Mo Example disputes v1 since 2 Dec 2024 (8 days), partly resolved in v2 "
                          "of 9 Dec 2024, the rest open"));
}

TEST(PlanDisputes, EndWhenTheSamePartyAgreesLater) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-12-02", Stand("2024-12-02", "Mo Example", "DISAGREE", 1))
      .Add("2024-12-04", Stand("2024-12-04", "Mo Example", "AGREE", 1));

  const v1::Plan plan = PlanOf(history, "2024-12-05");

  EXPECT_FALSE(plan.disputed());
  EXPECT_THAT(Findings(plan, "disputes"),
              ElementsAre("No open dispute; Mo Example no longer disputes v1"));
}

TEST(PlanDisputes, DoNotEndBecauseTheOtherParentAgrees) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-12-02", Stand("2024-12-02", "Mo Example", "DISAGREE", 1))
      .Add("2024-12-04", Stand("2024-12-04", "Fay Example", "AGREE", 1));

  EXPECT_TRUE(PlanOf(history, "2024-12-05").disputed());
}

// Two parents who typed for themselves have no `person`; they were once taken for one.
TEST(PlanDisputes, DoNotEndBecauseTheOtherParentAgreesUnderTheirOwnSignIn) {
  const v1::Entry disagree = EntryOn(
      "2024-12-02", "position_taken { plan_id: 'P' plan_version: 1 stance: STANCE_DISAGREE }");
  const v1::Entry agree =
      EntryOn("2024-12-04", "position_taken { plan_id: 'P' plan_version: 1 stance: STANCE_AGREE }");
  v1::Actor mother;
  mother.set_name("Mo Example");
  v1::Actor father;
  father.set_name("Fay Example");
  HistoryBuilder history = WithPlan();
  history.TypedBy(mother).Add("2024-12-02", disagree).TypedBy(father).Add("2024-12-04", agree);

  EXPECT_TRUE(PlanOf(history, "2024-12-05").disputed());
}

// A later note by the school that it did not ask was once taken for the end of the dispute.
TEST(PlanDisputes, DoNotEndBecauseThePartyWasNotAskedAboutTheNextVersion) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-12-02", Stand("2024-12-02", "Mo Example", "DISAGREE", 1))
      .Add("2024-12-09", CompletePlan("2024-12-09", 2))
      .Add("2024-12-09", Stand("2024-12-09", "Mo Example", "NOT_ASKED", 2));

  EXPECT_TRUE(PlanOf(history, "2024-12-10").disputed());
}

TEST(PlanDisputes, AboutALaterVersionAreNotShownOnAnEarlierOne) {
  HistoryBuilder history = WithPlan();
  history.Add("2024-12-09", CompletePlan("2024-12-09", 2))
      .Add("2024-12-10", Stand("2024-12-10", "Mo Example", "DISAGREE", 2));

  EXPECT_FALSE(PlanOf(history, "2024-12-11", {.version = 1}).disputed());
  EXPECT_TRUE(PlanOf(history, "2024-12-11", {.version = 2}).disputed());
}

}  // namespace
}  // namespace cairn
