#include "projections/calendar/permission_clock.h"

#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

TEST(Permission, CountsThroughTheLastDayItNames) {
  const PermissionTerm term = {.given = On(2024, 10, 16), .expires = On(2025, 7, 31)};

  EXPECT_TRUE(StandingOn(term, On(2025, 7, 31), std::nullopt).counts);
  EXPECT_FALSE(StandingOn(term, On(2025, 8, 1), std::nullopt).counts);
  EXPECT_EQ(StandingOn(term, On(2025, 8, 1), std::nullopt).sentence, "expired 31 Jul 2025");
  EXPECT_EQ(StandingOn(term, On(2025, 8, 1), std::nullopt).expiry->explanation,
            "Permission counts until 31 Jul 2025: on 31 Jul 2025, when it was given to last until "
            "that day (the permission itself).");
}

TEST(Permission, WithoutAnEndLastsUntilItIsWithdrawn) {
  const PermissionTerm term = {.given = On(2024, 10, 16), .withdrawn = On(2025, 1, 8)};

  EXPECT_TRUE(StandingOn(term, On(2025, 1, 7), std::nullopt).counts);
  EXPECT_FALSE(StandingOn(term, On(2025, 1, 8), std::nullopt).counts);
  EXPECT_EQ(StandingOn(term, On(2025, 1, 8), std::nullopt).sentence, "withdrawn 8 Jan 2025");
  EXPECT_FALSE(StandingOn(term, On(2025, 1, 7), std::nullopt).expiry.has_value());
}

TEST(Permission, DoesNotCountBeforeItWasGiven) {
  EXPECT_FALSE(StandingOn({.given = On(2024, 10, 16)}, On(2024, 10, 15), std::nullopt).counts);
}

TEST(Permission, OfAParentStandsThoughTheYoungPersonIsToBeAsked) {
  const PermissionStanding standing =
      StandingOn({.given = On(2024, 10, 16)}, On(2026, 7, 1), On(2010, 2, 3));

  EXPECT_TRUE(standing.counts);
  EXPECT_EQ(standing.ask_young_person->due, On(2026, 6, 27));
}

}  // namespace
}  // namespace cairn
