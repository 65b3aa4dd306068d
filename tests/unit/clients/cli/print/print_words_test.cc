#include "clients/cli/print/print_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::cli {
namespace {

std::string Labels(std::initializer_list<const char*> labels) {
  Texts texts;
  for (const char* label : labels) *texts.Add() = label;
  return LabelWords(texts);
}

std::string Decimal(int64_t value, int scale) {
  v1::Decimal decimal;
  decimal.set_value(value);
  decimal.set_scale(scale);
  return DecimalWords(decimal);
}

TEST(LabelWords, DrawsThreeInARowTogether) {
  EXPECT_EQ(Labels({"A34", "A35", "A36"}), "A34-A36");
  EXPECT_EQ(Labels({"A05", "A08"}), "A05 A08");
  EXPECT_EQ(Labels({"A08", "A09"}), "A08 A09");
  EXPECT_EQ(Labels({"A08", "A09", "A10", "A12"}), "A08-A10 A12");
  EXPECT_EQ(Labels({"A1", "B2", "B3"}), "A1 B2 B3");
  EXPECT_EQ(Labels({"x", "y", "z"}), "x y z");
}

TEST(DecimalWords, PutsThePointWhereTheScaleSays) {
  EXPECT_EQ(Decimal(41, 0), "41");
  EXPECT_EQ(Decimal(159, 2), "1.59");
  EXPECT_EQ(Decimal(5, 2), "0.05");
  EXPECT_EQ(Decimal(-5, 1), "-0.5");
  EXPECT_EQ(Decimal(INT64_MIN, 1), "-922337203685477580.8");
}

TEST(Sentences, PutsAFullStopOnlyWhereThereIsNone) {
  EXPECT_EQ(Sentences({"One", "two?", "", "three"}), "One. two? three");
}

TEST(ChildWords, SaysAsMuchAsIsKnown) {
  v1::Date born;
  born.set_year(2017);

  EXPECT_EQ(ChildWords("Pip", "4", born), "Pip, Y4, b. 2017");
  EXPECT_EQ(ChildWords("Pip", "R", {}), "Pip, R");
  EXPECT_EQ(ChildWords("Pip", "", {}), "Pip");
}

}  // namespace
}  // namespace cairn::cli
