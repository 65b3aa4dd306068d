#include "projections/record/support_time.h"

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

class SupportTimeTest : public ::testing::Test {
 protected:
  SupportTime Time() const {
    return TimeOf(Fold({}, history_.events()).provisions.provisions.front());
  }

  HistoryBuilder history_;
};

TEST_F(SupportTimeTest, GoesFromTheStartToTheEnd) {
  history_.Add("2024-11-18", "provision_started { provision_id: 'i1' }");
  history_.Add("2025-04-04", "provision_ended { provision_id: 'i1' }");

  EXPECT_EQ(Time().from, Day("2024-11-18"));
  EXPECT_EQ(Time().to, Day("2025-04-04"));
}

TEST_F(SupportTimeTest, BeginsWithTheFirstDeliveryThatWasBeforeTheStart) {
  history_.Add("2024-11-11", "delivery_logged { provision_id: 'i1' delivered_sessions: 2 }");
  history_.Add("2024-11-18", "provision_started { provision_id: 'i1' }");

  EXPECT_EQ(Time().from, Day("2024-11-11"));
  EXPECT_TRUE(Time().source->entry().has_provision_started());
}

// The timeline of such a record once ended the server: a gap after it was cited from nothing.
TEST_F(SupportTimeTest, IsKnownFromAChangeAlone) {
  history_.Add("2025-01-06", "provision_changed { provision_id: 'i1' provider: 'Ash Cover' }");

  EXPECT_EQ(Time().from, Day("2025-01-06"));
  EXPECT_EQ(Time().to, std::nullopt);
  ASSERT_NE(Time().source, nullptr);
}

}  // namespace
}  // namespace cairn
