#include "projections/impact/student_t.h"

#include <gtest/gtest.h>

namespace cairn::impact {
namespace {

struct Printed {
  int df;
  int64_t quantile;  // in ten-thousandths
};

// As printed in the tables of textbooks, two-sided 5 %.
constexpr Printed kTable[] = {
    {1, 127'062}, {2, 43'027},  {3, 31'824},   {4, 27'764},     {5, 25'706},  {6, 24'469},
    {7, 23'646},  {8, 23'060},  {9, 22'622},   {10, 22'281},    {11, 22'010}, {12, 21'788},
    {15, 21'314}, {20, 20'860}, {25, 20'595},  {29, 20'452},    {30, 20'423}, {40, 20'211},
    {60, 20'003}, {99, 19'842}, {120, 19'799}, {1'000, 19'623},
};

TEST(StudentT, HasTheQuantilesOfThePrintedTables) {
  for (const Printed& row : kTable) EXPECT_EQ(StudentQuantile95(row.df), row.quantile) << row.df;
}

TEST(StudentT, ComesDownToTheNormalDistribution) { EXPECT_EQ(StudentQuantile95(100'000), 19'600); }

TEST(StudentT, NeverGrowsWithMoreChildren) {
  for (int df = 2; df < 300; ++df) {
    EXPECT_LE(StudentQuantile95(df), StudentQuantile95(df - 1)) << df;
  }
}

}  // namespace
}  // namespace cairn::impact
