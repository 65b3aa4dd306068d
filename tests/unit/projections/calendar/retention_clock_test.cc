#include "projections/calendar/retention_clock.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

using ::testing::Optional;

TEST(Retention, OfASenFileIsThirtyOneYearsFromBirth) {
  const auto kept = KeptUntil("record.retention", On(2012, 1, 19), {}, On(2026, 2, 23));

  EXPECT_EQ(kept->kept_until.due, On(2043, 1, 19));
  EXPECT_THAT(kept->disposable_from, Optional(On(2043, 1, 20)));
  EXPECT_EQ(kept->sentence, "kept until 19 Jan 2043");
}

TEST(Retention, IsBeatenByALegalHoldWhateverTheDate) {
  const std::vector<HoldTerm> holds = {{.placed = On(2025, 1, 15)}};

  const auto kept = KeptUntil("record.retention", On(2012, 1, 19), holds, On(2050, 1, 1));

  EXPECT_TRUE(kept->is_held);
  EXPECT_EQ(kept->disposable_from, std::nullopt);
  EXPECT_EQ(kept->sentence, "kept until 19 Jan 2043, held since 15 Jan 2025");
}

TEST(Retention, GoesOnFromTheReleaseOfAHoldThatOutlastedIt) {
  const std::vector<HoldTerm> holds = {{.placed = On(2040, 1, 15), .released = On(2044, 3, 1)},
                                       {.placed = On(2041, 1, 15), .released = On(2042, 3, 1)}};

  EXPECT_THAT(
      KeptUntil("record.retention", On(2012, 1, 19), holds, On(2045, 1, 1))->disposable_from,
      Optional(On(2044, 3, 2)));
}

TEST(Retention, IsHeldNoLongerOnTheDayOfRelease) {
  const std::vector<HoldTerm> holds = {{.placed = On(2025, 1, 15), .released = On(2025, 3, 1)}};

  EXPECT_TRUE(KeptUntil("record.retention", On(2012, 1, 19), holds, On(2025, 2, 28))->is_held);
  EXPECT_FALSE(KeptUntil("record.retention", On(2012, 1, 19), holds, On(2025, 3, 1))->is_held);
}

TEST(Retention, KnowsNothingOfHoldsThatComeLater) {
  const std::vector<HoldTerm> holds = {{.placed = On(2025, 1, 15)}};

  EXPECT_FALSE(KeptUntil("record.retention", On(2012, 1, 19), holds, On(2024, 1, 1))->is_held);
}

TEST(Retention, OfOtherFilesHasItsOwnRows) {
  EXPECT_EQ(
      KeptUntil("record.retention_pupil", On(2012, 1, 19), {}, On(2026, 1, 1))->kept_until.due,
      On(2037, 1, 19));
  EXPECT_EQ(
      KeptUntil("record.retention_complaint", On(2025, 1, 31), {}, On(2026, 1, 1))->kept_until.due,
      On(2031, 1, 31));
  EXPECT_FALSE(KeptUntil("no.such_rule", On(2025, 1, 31), {}, On(2026, 1, 1)).has_value());
}

}  // namespace
}  // namespace cairn
