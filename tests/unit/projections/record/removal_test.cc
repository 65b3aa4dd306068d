#include "projections/record/removal.h"

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/record/governance.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

Record RecordOf(const HistoryBuilder& history) { return Fold({}, history.events()); }

TEST(IsErased, IsTrueOnceTheWholeRecordWasRemoved) {
  HistoryBuilder history;
  history.AddErased("2024-10-15").AddRemoval("2024-10-16", v1::ERASURE_AUTHORITY_WRONG_CHILD, 1);
  EXPECT_FALSE(IsErased(RecordOf(history)));

  history.AddRemoval("2024-10-17", v1::ERASURE_AUTHORITY_RETENTION_ENDED);

  EXPECT_TRUE(IsErased(RecordOf(history)));
}

TEST(RemovalOf, IsNothingForWhatIsThere) {
  HistoryBuilder history;
  history.Add("2024-10-15", "observation_recorded { text: 'Guesses' }")
      .AddRemoval("2024-10-16", v1::ERASURE_AUTHORITY_WRONG_CHILD, 1);

  EXPECT_EQ(RemovalOf(history.events(), *history.events()[0]), nullptr);
  EXPECT_EQ(RemovalOf(history.events(), *history.events()[1]), nullptr);
}

TEST(RemovalOf, IsNothingWhenTheRemovalIsNotAmongTheEvents) {
  HistoryBuilder history;
  history.AddErased("2024-10-15").AddRemoval("2024-10-16", v1::ERASURE_AUTHORITY_WRONG_CHILD, 1);

  EXPECT_EQ(RemovalOf(std::span(history.events()).first(1), *history.events()[0]), nullptr);
}

v1::Entry Hold(std::string_view fields = "") {
  return EntryOn("2024-10-15",
                 "hold_placed { hold_id: 'H1' no_disposal: true " + std::string(fields) + " }");
}

v1::Entry Release(std::string_view day = "2024-10-20") {
  return EntryOn(day, "hold_released { hold_id: 'H1' reason: 'decided' }");
}

TEST(DisposalForbidden, EndsWithTheReleaseOfTheHold) {
  HistoryBuilder history;
  history.Add("2024-10-15", Hold());
  EXPECT_TRUE(DisposalForbidden(RecordOf(history).governance));

  history.Add("2024-10-20", Release());

  EXPECT_FALSE(DisposalForbidden(RecordOf(history).governance));
}

TEST(DisposalForbidden, IsNotEndedByTheReleaseOfAnotherHold) {
  HistoryBuilder history;
  history.Add("2024-10-15", Hold())
      .Add("2024-10-15", "hold_placed { hold_id: 'H2' no_disposal: true }")
      .Add("2024-10-20", Release());

  EXPECT_TRUE(DisposalForbidden(RecordOf(history).governance));
}

TEST(DisposalForbidden, StandsAnewUnderTheSameIdAlsoWhenTheReleaseIsDatedAfterIt) {
  HistoryBuilder history;
  history.Add("2024-10-15", Hold())
      .Add("2024-10-20", Release("2024-10-20"))
      .Add("2024-10-21", Hold());

  EXPECT_TRUE(DisposalForbidden(RecordOf(history).governance));
}

TEST(DisposalForbidden, ReturnsWhenItsReleaseIsRemoved) {
  HistoryBuilder history;
  history.Add("2024-10-15", Hold()).AddErased("2024-10-20");

  EXPECT_TRUE(DisposalForbidden(RecordOf(history).governance));
}

}  // namespace
}  // namespace cairn
