#include "projections/impact/mean_change.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "projections/wording/words.h"

namespace cairn::impact {
namespace {

v1::Decimal DecimalOf(int64_t value, int scale = 0) {
  v1::Decimal number;
  number.set_value(value);
  if (scale > 0) number.set_scale(scale);
  return number;
}

std::vector<ScorePair> Pairs(std::vector<std::pair<int, int>> figures) {
  std::vector<ScorePair> pairs;
  for (const auto& [before, after] : figures)
    pairs.push_back({DecimalOf(before), DecimalOf(after)});
  return pairs;
}

// "5.00 (0.89 to 9.11)".
std::string Words(const Figure<MeanChange>& figure) {
  if (!figure.has_value()) return figure.why().sentence;
  std::string words = FormatDecimal(figure.value().mean);
  if (figure.value().interval.has_value()) {
    words += " (" + FormatDecimal(figure.value().interval->low) + " to " +
             FormatDecimal(figure.value().interval->high) + ")";
  }
  return words;
}

// Changes 2, 4, 6, 8: s = 2.5820, s / 2 = 1.2910, t(3) = 3.1824, half 4.1084.
TEST(MeanChange, HasTheIntervalOfStudentsT) {
  EXPECT_EQ(Words(MeanChangeOf(Pairs({{10, 12}, {10, 14}, {20, 26}, {30, 38}}))),
            "5.00 (0.89 to 9.11)");
}

// Ten children, changes 1 to 10: mean 5.5, s = 3.0277, t(9) = 2.2622, half 2.1659.
TEST(MeanChange, NarrowsWithMoreChildren) {
  std::vector<std::pair<int, int>> ten;
  for (int change = 1; change <= 10; ++change) ten.emplace_back(50, 50 + change);

  EXPECT_EQ(Words(MeanChangeOf(Pairs(ten))), "5.50 (3.33 to 7.67)");
}

TEST(MeanChange, HasNoIntervalForFewerThanThreeChildren) {
  EXPECT_EQ(Words(MeanChangeOf(Pairs({{10, 12}, {10, 16}}))), "4.00");
  EXPECT_EQ(Words(MeanChangeOf(Pairs({{10, 7}}))), "-3.00");
}

TEST(MeanChange, OfChildrenWhoAllChangedAlikeIsCertain) {
  EXPECT_EQ(Words(MeanChangeOf(Pairs({{1, 4}, {2, 5}, {3, 6}}))), "3.00 (3.00 to 3.00)");
}

TEST(MeanChange, SaysNothingOfNobody) {
  EXPECT_EQ(MeanChangeOf({}).why().why, WhyNot::kTooFewChildren);
}

TEST(MeanChange, RefusesFiguresThatNoSumCanHold) {
  const std::vector<ScorePair> far = {{DecimalOf(-90'000), DecimalOf(90'000)}};

  EXPECT_EQ(MeanChangeOf(far).why().why, WhyNot::kFigureOutOfRange);
}

// The greatest changes there are, of the greatest group: every sum stays exact.
TEST(MeanChange, HoldsForTheGreatestGroup) {
  std::vector<ScorePair> most;
  for (int child = 0; child < kCohortChildrenMax; ++child) {
    const int change = child % 2 == 0 ? 100'000 : -100'000;
    most.push_back({DecimalOf(0), DecimalOf(change)});
  }

  // s = 100,000.50, / sqrt(100,000) = 316.2294, t(99,999) = 1.9600.
  EXPECT_EQ(Words(MeanChangeOf(most)), "0.00 (-619.81 to 619.81)");
}

TEST(SpreadAtStart, IsTheDeviationOfTheFirstFigures) {
  // 2, 4, 4, 4, 5, 5, 7, 9: sum of squares 32, / 7.
  const auto spread =
      SpreadAtStart(Pairs({{2, 0}, {4, 0}, {4, 0}, {4, 0}, {5, 0}, {5, 0}, {7, 0}, {9, 0}}));

  ASSERT_TRUE(spread.has_value());
  EXPECT_EQ(FormatDecimal(spread.value()), "2.1381");
}

TEST(SpreadAtStart, HoldsForTheGreatestGroup) {
  std::vector<ScorePair> most;
  for (int child = 0; child < kCohortChildrenMax; ++child) {
    most.push_back({DecimalOf(child % 2 == 0 ? 100'000 : -100'000), DecimalOf(0)});
  }

  EXPECT_EQ(FormatDecimal(SpreadAtStart(most).value()), "100000.5000");
  most.push_back(most.front());
  EXPECT_EQ(SpreadAtStart(most).why().why, WhyNot::kTooFewChildren);
}

TEST(SpreadAtStart, IsNoneOfFiguresThatAreAllAlike) {
  EXPECT_EQ(SpreadAtStart(Pairs({{4, 1}, {4, 2}})).why().why, WhyNot::kNoSpread);
}

}  // namespace
}  // namespace cairn::impact
