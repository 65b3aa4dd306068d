#include "projections/plan_difference.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::PlanIssued Issued(const std::string& content) {
  v1::PlanIssued issued;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(content, issued.mutable_content()));
  return issued;
}

// "added p2", "changed t1: due 11 Feb 2025 > 9 Jul 2025".
std::vector<std::string> Told(const std::vector<v1::PlanDifference>& differences) {
  std::vector<std::string> told;
  for (const v1::PlanDifference& one : differences) {
    const std::string what =
        one.item_id().empty() ? (one.after().empty() ? one.before() : one.after()) : one.item_id();
    std::string line = one.change() == v1::PLAN_CHANGE_ADDED     ? "added "
                       : one.change() == v1::PLAN_CHANGE_REMOVED ? "removed "
                                                                 : "changed ";
    line += what;
    for (const v1::PlanFieldChange& field : one.fields()) {
      line += ", " + field.field() + " " + field.before() + " > " + field.after();
    }
    told.push_back(std::move(line));
  }
  return told;
}

std::vector<std::string> Told(const std::string& before, const std::string& after) {
  const v1::PlanIssued was = Issued(before);
  const v1::PlanIssued is = Issued(after);
  return Told(PlanDifferences(&was, &is));
}

TEST(PlanDifferences, EveryFieldOfTheContentStandsInASection) {
  const google::protobuf::Descriptor& content = *v1::PlanContent::descriptor();
  for (int i = 0; i < content.field_count(); ++i) {
    EXPECT_NE(SectionOf(std::string(content.field(i)->name())), v1::PLAN_SECTION_UNSPECIFIED)
        << content.field(i)->name();
  }
}

TEST(PlanDifferences, AreNoneBetweenAVersionAndItself) {
  const std::string plan = "targets { item_id: 't1' text: 'Read' } strengths: 'Kind'";

  EXPECT_THAT(Told(plan, plan), IsEmpty());
}

TEST(PlanDifferences, AreNoneWhenOnlyTheOrderIsAnother) {
  EXPECT_THAT(Told("targets { item_id: 't1' } targets { item_id: 't2' } strengths: ['a', 'b']",
                   "targets { item_id: 't2' } targets { item_id: 't1' } strengths: ['b', 'a']"),
              IsEmpty());
}

TEST(PlanDifferences, FollowAnItemByItsIdThroughEveryField) {
  EXPECT_THAT(
      Told("targets { item_id: 't1' text: 'Read' due { year: 2025 month: 2 day: 11 } }",
           "targets { item_id: 't1' text: 'Read' due { year: 2025 month: 7 day: 9 } weight: 2 }"),
      ElementsAre("changed t1, due 11 Feb 2025 > 9 Jul 2025, weight  > 2"));
}

TEST(PlanDifferences, KeepTheOrderOfTheLaterVersionAndPutWhatWentLast) {
  EXPECT_THAT(Told("provisions { item_id: 'p1' what: 'a' } provisions { item_id: 'p2' what: 'b' }",
                   "provisions { item_id: 'p3' what: 'c' } provisions { item_id: 'p2' what: 'd' }"),
              ElementsAre("added p3", "changed p2, what b > d", "removed p1"));
}

TEST(PlanDifferences, TakeAnItemWithAnotherIdForAnotherItem) {
  EXPECT_THAT(
      Told("targets { item_id: 't1' text: 'Read' }", "targets { item_id: 't2' text: 'Read' }"),
      ElementsAre("added t2", "removed t1"));
}

TEST(PlanDifferences, TellTextsOfOneSectionApart) {
  EXPECT_THAT(Told("strategies: 'Visual timetable'", "adjustments: 'Visual timetable'"),
              ElementsAre("added Adjustment: Visual timetable", "removed Visual timetable"));
}

TEST(PlanDifferences, CallAPartysOnlyUndertakingChangedAndGuessNoFurther) {
  EXPECT_THAT(Told("responsibilities { whose: 'school' text: 'a' }",
                   "responsibilities { whose: 'school' text: 'b' }"),
              ElementsAre("changed School: b, text a > b"));
  EXPECT_THAT(Told("responsibilities { whose: 'school' text: 'a' }",
                   "responsibilities { whose: 'school' text: 'b' } "
                   "responsibilities { whose: 'school' text: 'c' }"),
              ElementsAre("added School: b", "added School: c", "removed School: a"));
}

TEST(PlanDifferences, SayThatARepeatedTextStandsThereOnceLess) {
  EXPECT_THAT(Told("strengths: ['Kind', 'Kind']", "strengths: 'Kind'"),
              ElementsAre("removed Kind"));
}

TEST(PlanDifferences, TellOfThePlanItselfLast) {
  v1::PlanIssued was = Issued("");
  v1::PlanIssued is = Issued("strengths: 'Kind'");
  was.set_plan_version(1);
  is.set_plan_version(2);
  is.set_responsible_teacher("Marigold Underhill");

  const std::vector<v1::PlanDifference> differences = PlanDifferences(&was, &is);

  EXPECT_THAT(Told(differences), ElementsAre("added Kind",
                                             "changed responsible teacher Marigold Underhill, "
                                             "responsible_teacher  > Marigold Underhill"));
  EXPECT_EQ(differences.back().section(), v1::PLAN_SECTION_PLAN);
}

TEST(ComparePlans, TakesTheVersionUsedOnTheDayAndTheOneBeforeIt) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"), {}, AsOf{Day("2025-12-19")});

  const v1::ComparePlansResponse reply = ComparePlansView(record, {});

  EXPECT_EQ(reply.plan_id(), "PA");
  EXPECT_EQ(reply.from().plan_version(), 3);
  EXPECT_EQ(reply.to().plan_version(), 4);
  EXPECT_EQ(reply.to().label(), "A37");
  EXPECT_EQ(reply.to().effective_from().month(), 9);
  EXPECT_FALSE(reply.differences().empty());
}

TEST(ComparePlans, FindsEverythingNewInAFirstVersion) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"), {}, AsOf{Day("2025-12-19")});

  const v1::ComparePlansResponse reply = ComparePlansView(record, {.to = 1});

  EXPECT_EQ(reply.from().plan_version(), 0);
  for (const v1::PlanDifference& one : reply.differences()) {
    EXPECT_EQ(one.change(), v1::PLAN_CHANGE_ADDED);
    EXPECT_EQ(one.before(), "");
  }
}

TEST(ComparePlans, ComparesAnyTwoVersionsEitherWayRound) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"), {}, AsOf{Day("2025-12-19")});

  const v1::ComparePlansResponse there = ComparePlansView(record, {.from = 1, .to = 4});
  const v1::ComparePlansResponse back = ComparePlansView(record, {.from = 4, .to = 1});

  EXPECT_EQ(there.differences_size(), back.differences_size());
  EXPECT_THAT(ComparePlansView(record, {.from = 2, .to = 2}).differences(), IsEmpty());
}

TEST(ComparePlans, NamesThePlanAloneWithoutALaterVersion) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"), {}, AsOf{Day("2025-12-19")});

  const v1::ComparePlansResponse reply = ComparePlansView(record, {.to = 9});

  EXPECT_EQ(reply.plan_id(), "PA");
  EXPECT_FALSE(reply.has_to());
  EXPECT_THAT(reply.differences(), IsEmpty());
  EXPECT_EQ(ComparePlansView(record, {.plan_id = "none"}).plan_id(), "");
}

}  // namespace
}  // namespace cairn
