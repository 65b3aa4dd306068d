#include "projections/provision_map.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"
#include "tests/unit/projections/cohort/stored_children.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::GetProvisionMapRequest In(CivilDate from, CivilDate to) {
  v1::GetProvisionMapRequest request;
  *request.mutable_from() = ToProto(from);
  *request.mutable_to() = ToProto(to);
  return request;
}

// Both cases, at the school of case A.
class ProvisionMapTest : public ::testing::Test {
 protected:
  ProvisionMapTest() {
    AddCase("Pip", "4", "case-a");
    AddCase("Odette", "8", "case-b");
  }

  void AddCase(const std::string& name, const std::string& nc_year, std::string_view file) {
    const auto made = ProvisionView().rows_of(Fold(CaseRecordId(), CaseEvents(file)));
    children_.Add(name, made.value().bytes, &school_.setting).set_nc_year(nc_year);
  }

  ProvisionMap Map(const v1::GetProvisionMapRequest& request) {
    return ProvisionMapOf(children_.all, request, Day("2025-03-14"));
  }

  // "Pip: Phonics catch-up group".
  std::vector<std::string> Lines(const v1::GetProvisionMapRequest& request) {
    std::vector<std::string> lines;
    const ProvisionMap map = Map(request);
    for (const ProvisionMapLine& line : map.lines) {
      const v1::ProvisionMapRow row = ProvisionMapRowOf(line, map);
      lines.push_back(row.child().name() + ": " + row.what());
    }
    return lines;
  }

  const Record school_ = Fold({}, CaseEvents("hollowtree"));
  StoredChildren<rows::ProvisionRows> children_;
};

constexpr char kAdjustment[] = "Odette: Leaves each lesson 3 minutes early; ear defenders allowed";

TEST_F(ProvisionMapTest, ShowsWhatRanInTheSchoolYearSoFar) {
  EXPECT_THAT(Lines({}),
              ElementsAre(kAdjustment, "Odette: ELSA emotional literacy",
                          "Pip: Phonics catch-up group", "Pip: Precision teaching, sight words"));
  EXPECT_EQ(Map({}).from, Day("2024-09-01"));
  EXPECT_EQ(Map({}).to, Day("2025-03-14"));
}

// Nobody ends a support by hand when a child goes.
TEST_F(ProvisionMapTest, EndsWithTheLastDayHereOfAChildWhoLeft) {
  children_.all[1].left = Day("2025-01-24");
  const ProvisionMap map = Map(In(Day("2025-01-20"), Day("2025-01-26")));

  EXPECT_THAT(Lines(In(Day("2025-01-25"), Day("2025-01-26"))), IsEmpty());
  ASSERT_FALSE(map.lines.empty());
  const v1::ProvisionMapRow row = ProvisionMapRowOf(map.lines.front(), map);
  EXPECT_EQ(row.child().name() + ": " + row.what(), kAdjustment);
  EXPECT_EQ(FormatDate(row.to()), "24 Jan 2025");
  EXPECT_EQ(map.lines.front().days.last, Day("2025-01-24"));
}

TEST_F(ProvisionMapTest, LeavesOutWhatHadEndedOrNotBegun) {
  EXPECT_THAT(Lines(In(Day("2025-01-25"), Day("2025-01-26"))),
              ElementsAre(kAdjustment, "Odette: ELSA emotional literacy"));
}

// 18 Nov 2024 to 24 Jan 2025 has 24 school days before Christmas and 15 after, five sessions a week
// of 20 minutes. 160 minutes at GBP 16.50 for three children are GBP 14.67 for one.
TEST_F(ProvisionMapTest, CountsWhatWasPlannedAndGivenAndWhatItCost) {
  v1::GetProvisionMapRequest request;
  request.set_search("phonics");
  const ProvisionMap map = Map(request);
  ASSERT_EQ(map.lines.size(), 1u);
  const v1::ProvisionMapRow row = ProvisionMapRowOf(map.lines[0], map);

  EXPECT_EQ(row.planned_sessions(), 39);
  EXPECT_EQ(row.planned_minutes(), 780);
  EXPECT_EQ(row.delivered_sessions(), 8);
  EXPECT_EQ(row.delivered_minutes(), 160);
  EXPECT_EQ(row.cost_pence(), 1467);
  EXPECT_EQ(row.cost_explanation(),
            "Staff time of GBP 14.67, 160 min logged from 18 Nov 2024 to 6 Dec 2024 at GBP 16.50 "
            "an hour, shared by 3 children (staff cost, version 1).");
  EXPECT_EQ(row.minutes_per_session(), 20);
  EXPECT_EQ(row.verdict(), v1::VERDICT_NOT_EVIDENCE);
  EXPECT_THAT(row.needs(), ElementsAre(v1::SEN_TYPE_SPLD, v1::SEN_TYPE_SLCN));
}

TEST_F(ProvisionMapTest, SaysSoWhereNothingIsKnown) {
  v1::GetProvisionMapRequest request;
  request.add_types(v1::PROVISION_TYPE_ADJUSTMENT);
  const ProvisionMap map = Map(request);
  ASSERT_EQ(map.lines.size(), 1u);
  const v1::ProvisionMapRow row = ProvisionMapRowOf(map.lines[0], map);

  EXPECT_EQ(row.planned_sessions(), -1);
  EXPECT_EQ(row.delivered_minutes(), -1);
  EXPECT_EQ(row.cost_pence(), -1);
  EXPECT_EQ(row.cost_explanation(), "Nobody logged how long it was given.");
  EXPECT_FALSE(row.has_to());
}

TEST_F(ProvisionMapTest, SumsOverEverythingFirstAndCountsChildrenOnce) {
  v1::GetProvisionMapRequest request;
  request.set_grouping(v1::PROVISION_MAP_GROUPING_NEED);
  const std::vector<v1::ProvisionMapSum> sums = Map(request).sums;

  ASSERT_EQ(sums.size(), 3u);
  EXPECT_EQ(sums[0].key(), "");
  EXPECT_EQ(sums[0].children(), 2);
  EXPECT_EQ(sums[0].provisions(), 4);
  int provisions = 0;
  for (size_t i = 1; i < sums.size(); ++i) provisions += sums[i].provisions();
  EXPECT_EQ(provisions, 4);
  EXPECT_EQ(sums[0].without_cost(), 1);
  // 160 minutes for three and 405 minutes at GBP 16.50, 315 minutes at GBP 18.90.
  EXPECT_EQ(sums[0].cost_pence(), 1467 + 11138 + 9923);
  EXPECT_EQ(sums[0].delivered_minutes(), 160 + 405 + 7 * 45);
}

TEST_F(ProvisionMapTest, SumsByTierAndByWhoGivesIt) {
  v1::GetProvisionMapRequest request;
  request.set_grouping(v1::PROVISION_MAP_GROUPING_TIER);
  std::vector<std::string> keys;
  for (const v1::ProvisionMapSum& sum : Map(request).sums) keys.push_back(sum.key());
  EXPECT_THAT(keys, ElementsAre("", "none", "TARGETED"));

  request.set_grouping(v1::PROVISION_MAP_GROUPING_UNSPECIFIED);
  EXPECT_EQ(Map(request).sums.size(), 1u);
}

TEST_F(ProvisionMapTest, FindsByNeedYearTierAndStaff) {
  v1::GetProvisionMapRequest request;
  request.add_needs(v1::SEN_TYPE_SLCN);
  EXPECT_EQ(Lines(request).size(), 2u);
  request.add_nc_years("8");
  EXPECT_THAT(Lines(request), IsEmpty());

  v1::GetProvisionMapRequest by_staff;
  by_staff.set_staff("corwin APPLEGARTH");
  EXPECT_FALSE(Lines(by_staff).empty());
  by_staff.add_tiers(v1::TIER_SPECIALIST);
  EXPECT_THAT(Lines(by_staff), IsEmpty());
}

// Wren, daily 20 minutes at GBP 12.00 an hour: in Phonics A by Tia before Christmas, in Phonics B
// by Uma after it. The school is that of case A.
class MovedBetweenGroups : public ::testing::Test {
 protected:
  MovedBetweenGroups() {
    history_
        .Add("2024-11-04",
             "provision_started { provision_id: 'i1' name: 'Sounds' provider: 'Tia' group_id: "
             "'Phonics A' planned { sessions_per_week { value: 5 } minutes_per_session: 20 } "
             "cost_per_hour_pence: 1200 }")
        .Add("2024-11-08", "delivery_logged { provision_id: 'i1' delivered_sessions: 5 }")
        .Add("2025-01-06",
             "provision_changed { provision_id: 'i1' provider: 'Uma' group_id: 'Phonics B' }")
        .Add("2025-01-10", "delivery_logged { provision_id: 'i1' delivered_sessions: 4 }");
  }

  ProvisionMap Map(const v1::GetProvisionMapRequest& request) {
    const auto made = ProvisionView().rows_of(Fold(CaseRecordId(), history_.events()));
    children_.Add("Wren", made.value().bytes, &school_.setting);
    return ProvisionMapOf({&children_.all.back(), 1}, request, Day("2025-01-24"));
  }

  size_t FoundBy(std::string_view group, std::string_view staff, std::string_view search,
                 v1::GetProvisionMapRequest request = {}) {
    request.set_group(std::string(group));
    request.set_staff(std::string(staff));
    request.set_search(std::string(search));
    return Map(request).lines.size();
  }

  // "Phonics A: 1 of 1, planned 680, given 100, 2000p, 0 unknown".
  std::vector<std::string> SumsBy(v1::ProvisionMapGrouping grouping) {
    v1::GetProvisionMapRequest request;
    request.set_grouping(grouping);
    std::vector<std::string> sums;
    for (const v1::ProvisionMapSum& sum : Map(request).sums) {
      sums.push_back(absl::StrFormat("%s: %d of %d, planned %d, given %d, %dp, %d unknown",
                                     sum.label(), sum.provisions(), sum.children(),
                                     sum.planned_minutes(), sum.delivered_minutes(),
                                     sum.cost_pence(), sum.without_cost()));
    }
    return sums;
  }

  HistoryBuilder history_;
  const Record school_ = Fold({}, CaseEvents("hollowtree"));
  StoredChildren<rows::ProvisionRows> children_;
};

TEST_F(MovedBetweenGroups, AreFoundUnderEachGroupOfThoseDays) {
  EXPECT_EQ(FoundBy("phonics a", "", ""), 1u);
  EXPECT_EQ(FoundBy("phonics b", "", ""), 1u);
  EXPECT_EQ(FoundBy("", "", "phonics a"), 1u);
  EXPECT_EQ(FoundBy("", "", "phonics c"), 0u);

  const v1::GetProvisionMapRequest autumn = In(Day("2024-11-04"), Day("2025-01-05"));
  EXPECT_EQ(FoundBy("phonics a", "", "", autumn), 1u);
  EXPECT_EQ(FoundBy("phonics b", "", "", autumn), 0u);
  const v1::GetProvisionMapRequest spring = In(Day("2025-01-06"), Day("2025-01-24"));
  EXPECT_EQ(FoundBy("phonics a", "", "", spring), 0u);
  EXPECT_EQ(FoundBy("phonics b", "", "", spring), 1u);
}

TEST_F(MovedBetweenGroups, AreFoundByWhoGaveItInThatGroup) {
  EXPECT_EQ(FoundBy("phonics a", "tia", ""), 1u);
  EXPECT_EQ(FoundBy("phonics a", "uma", ""), 0u);
  EXPECT_EQ(FoundBy("", "uma", "phonics b"), 1u);
}

TEST_F(MovedBetweenGroups, AreShownInTheirLastGroupWithAllThatWasGiven) {
  v1::GetProvisionMapRequest request;
  request.set_group("Phonics A");
  const ProvisionMap map = Map(request);
  ASSERT_EQ(map.lines.size(), 1u);
  const v1::ProvisionMapRow row = ProvisionMapRowOf(map.lines[0], map);

  EXPECT_EQ(row.group_id(), "Phonics B");
  EXPECT_EQ(row.delivered_minutes(), 180);
}

// 19 school days in November and 15 in December, then 15 in January.
TEST_F(MovedBetweenGroups, CountInEachSumWithWhatWasGivenThere) {
  EXPECT_THAT(SumsBy(v1::PROVISION_MAP_GROUPING_GROUP),
              ElementsAre("everything: 1 of 1, planned 980, given 180, 3600p, 0 unknown",
                          "Phonics A: 1 of 1, planned 680, given 100, 2000p, 0 unknown",
                          "Phonics B: 1 of 1, planned 300, given 80, 1600p, 0 unknown"));
  EXPECT_THAT(SumsBy(v1::PROVISION_MAP_GROUPING_STAFF),
              ElementsAre("everything: 1 of 1, planned 980, given 180, 3600p, 0 unknown",
                          "Tia: 1 of 1, planned 680, given 100, 2000p, 0 unknown",
                          "Uma: 1 of 1, planned 300, given 80, 1600p, 0 unknown"));
}

TEST_F(MovedBetweenGroups, CountOnceInTheSumOfAGroupToWhichTheyCameBack) {
  history_.Add("2025-01-20", "provision_changed { provision_id: 'i1' group_id: 'phonics a' }");

  EXPECT_THAT(SumsBy(v1::PROVISION_MAP_GROUPING_GROUP),
              ElementsAre("everything: 1 of 1, planned 980, given 180, 3600p, 0 unknown",
                          "Phonics A: 1 of 1, planned 780, given 100, 2000p, 0 unknown",
                          "Phonics B: 1 of 1, planned 200, given 80, 1600p, 0 unknown"));
}

TEST(ProvisionView, HasNoRowsForASettingAndTheSameBytesForTheSameRecord) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  EXPECT_TRUE(ProvisionView().rows_of(Fold({}, CaseEvents("hollowtree")))->bytes.empty());
  EXPECT_EQ(ProvisionView().rows_of(record)->bytes, ProvisionView().rows_of(record)->bytes);
}

}  // namespace
}  // namespace cairn
