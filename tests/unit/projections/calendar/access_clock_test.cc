#include "projections/calendar/access_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

using ::testing::HasSubstr;

TEST(AccessRequest, IsAnsweredWithinAMonth) {
  EXPECT_EQ(AccessDueBy({.received = On(2025, 3, 12)}, On(2025, 3, 12)).due.due, On(2025, 4, 14));
}

TEST(AccessRequest, StartsWhenIdentityIsProvedUnderTheNewLaw) {
  const AccessRequest request = {.received = On(2026, 3, 2), .identity_proved = On(2026, 3, 9)};

  EXPECT_EQ(AccessDueBy(request, On(2026, 3, 10)).due.due, On(2026, 4, 9));
}

TEST(AccessRequest, StandsStillFromAskingToAnswering) {
  const AccessRequest request = {
      .received = On(2026, 3, 2),
      .clarifications = {{.asked = On(2026, 3, 10), .answered = On(2026, 3, 19)}}};

  const AccessDue due = AccessDueBy(request, On(2026, 3, 25));

  EXPECT_EQ(due.due.paused_days, 10);
  EXPECT_EQ(due.due.counted, On(2026, 4, 2));
  EXPECT_EQ(due.due.due, On(2026, 4, 13));  // the 12th is a Sunday
  EXPECT_FALSE(due.is_standing_still);
  EXPECT_THAT(due.due.explanation, HasSubstr("; 10 days not counted (10 Mar 2026 to 19 Mar 2026, "
                                             "clarification awaited); 12 Apr 2026 is no working"));
}

TEST(AccessRequest, MovesOnEachDayThatClarificationIsAwaited) {
  const AccessRequest request = {.received = On(2026, 3, 2),
                                 .clarifications = {{.asked = On(2026, 3, 10)}}};

  EXPECT_TRUE(AccessDueBy(request, On(2026, 3, 12)).is_standing_still);
  EXPECT_EQ(AccessDueBy(request, On(2026, 3, 14)).due.paused_days, 5);
  EXPECT_FALSE(AccessDueBy(request, On(2026, 3, 9)).is_standing_still);
}

TEST(AccessRequest, CountsADayOfTwoClarificationsOnce) {
  const AccessRequest request = {
      .received = On(2026, 3, 2),
      .clarifications = {{.asked = On(2026, 3, 10), .answered = On(2026, 3, 14)},
                         {.asked = On(2026, 3, 12), .answered = On(2026, 3, 16)}}};

  EXPECT_EQ(AccessDueBy(request, On(2026, 3, 25)).due.paused_days, 7);
}

TEST(AccessRequest, KeepsTheLawUnderWhichItCame) {
  const AccessRequest request = {
      .received = On(2026, 2, 4),
      .identity_proved = On(2026, 2, 20),
      .clarifications = {{.asked = On(2026, 2, 6), .answered = On(2026, 2, 20)}}};

  EXPECT_EQ(AccessDueBy(request, On(2026, 3, 1)).due.due, On(2026, 3, 4));
}

TEST(AccessRequest, HasThreeMonthsWhenComplexAndTheyAreToldInTime) {
  const AccessRequest told = {.received = On(2025, 3, 12), .extension_told = On(2025, 4, 1)};

  EXPECT_EQ(AccessDueBy(told, On(2025, 4, 2)).due.due, On(2025, 6, 12));
  EXPECT_EQ(AccessDueBy(told, On(2025, 3, 31)).due.due, On(2025, 4, 14));
}

TEST(AccessRequest, GainsNothingFromAnExtensionToldTooLate) {
  const AccessRequest told = {.received = On(2025, 3, 12), .extension_told = On(2025, 4, 15)};

  const AccessDue due = AccessDueBy(told, On(2025, 5, 1));

  EXPECT_TRUE(due.extension_told_too_late);
  EXPECT_EQ(due.due.due, On(2025, 4, 14));
}

}  // namespace
}  // namespace cairn
