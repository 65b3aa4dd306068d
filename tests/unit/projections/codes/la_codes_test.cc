#include "projections/codes/la_codes.h"

#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

CivilDate Day(int year, int month, int day) { return *CivilDate::Of(year, month, day); }

bool CountsOn(const char* code, CivilDate day) { return FindLaCode(code)->valid.Meets(day, day); }

// "801" to "803" of {801, 803}.
std::set<std::string> CodesOf(const std::vector<std::pair<int, int>>& ranges) {
  std::set<std::string> codes;
  for (const auto& [first, last] : ranges) {
    for (int code = first; code <= last; ++code) {
      codes.insert(std::to_string(1000 + code).substr(1));
    }
  }
  return codes;
}

// As the rule lists them, range by range.
TEST(LaCodes, AreThoseOfChildrenInNeedCensusRule1530) {
  const auto rule =
      CodesOf({{1, 5},     {201, 213}, {301, 320}, {330, 336}, {340, 344}, {350, 359}, {370, 373},
               {380, 384}, {390, 394}, {420, 420}, {660, 681}, {701, 708}, {800, 803}, {805, 808},
               {810, 813}, {815, 816}, {820, 823}, {825, 826}, {830, 831}, {835, 841}, {845, 846},
               {850, 852}, {855, 857}, {860, 861}, {865, 896}, {908, 909}, {916, 916}, {919, 919},
               {921, 921}, {925, 926}, {928, 929}, {931, 931}, {933, 933}, {935, 938}, {940, 943}});
  std::set<std::string> table;
  for (const LaCode& row : LaCodes()) table.insert(std::string(row.code));

  EXPECT_EQ(table, rule);
}

TEST(LaCodes, HaveNamesWhereTheyAreKnown) {
  EXPECT_EQ(FindLaCode("801")->name, "Bristol, City of");
  EXPECT_EQ(FindLaCode("001")->name, "Department for Education");
  EXPECT_EQ(FindLaCode("002")->name, "");
}

TEST(LaCodes, KeepAuthoritiesThatAreGone) {
  EXPECT_EQ(FindLaCode("909")->name, "Cumbria");
  EXPECT_TRUE(FindLaCode("909")->IsAbolished());
  EXPECT_TRUE(CountsOn("909", Day(2023, 3, 31)));
  EXPECT_FALSE(CountsOn("909", Day(2023, 4, 1)));
}

TEST(LaCodes, KnowFromWhenNewOnesCount) {
  EXPECT_FALSE(FindLaCode("838")->IsAbolished());
  EXPECT_FALSE(CountsOn("838", Day(2019, 3, 31)));
  EXPECT_TRUE(CountsOn("838", Day(2019, 4, 1)));
  EXPECT_FALSE(CountsOn("941", Day(2021, 3, 31)));
  EXPECT_TRUE(CountsOn("941", Day(2021, 4, 1)));
  EXPECT_TRUE(CountsOn("943", Day(2023, 4, 1)));
}

// Every authority that came took the place of one that went the day before.
TEST(LaCodes, ComeOnTheDayAfterOthersWent) {
  std::set<CivilDate> gone;
  for (const LaCode& row : LaCodes()) {
    if (row.valid.last) gone.insert(row.valid.last->AddDays(1));
  }
  for (const LaCode& row : LaCodes()) {
    EXPECT_TRUE(!row.valid.first || gone.contains(*row.valid.first)) << row.code;
  }
  EXPECT_EQ(gone.size(), 4u);
}

TEST(LaCodes, AreFoundByAllThreeDigitsAlone) {
  EXPECT_NE(FindLaCode("001"), nullptr);
  EXPECT_EQ(FindLaCode("1"), nullptr);
  EXPECT_EQ(FindLaCode("000"), nullptr);
  EXPECT_EQ(FindLaCode("804"), nullptr);
  EXPECT_EQ(FindLaCode("944"), nullptr);
  EXPECT_EQ(FindLaCode("999"), nullptr);
  EXPECT_EQ(FindLaCode(""), nullptr);
}

}  // namespace
}  // namespace cairn::codes
