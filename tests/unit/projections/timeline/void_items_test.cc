#include "projections/timeline/void_items.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view kVoid =
    "links { relation: RELATION_VOIDS entry { source_id: 'A1' } } entry_voided { reason: 'wrong "
    "child' }";

HistoryBuilder Observed() {
  HistoryBuilder history;
  history.Add("2025-01-06", "source { id: 'A1' } observation_recorded { text: 'Guesses' }");
  return history;
}

HistoryBuilder& Corrected(HistoryBuilder& history) {
  return history.Add("2025-01-07",
                     EntryOn("2025-01-06",
                             "source { id: 'A2' } corrects { target { source_id: 'A1' } } "
                             "observation_recorded { text: 'Reads aloud' }"));
}

std::vector<v1::TimelineItem> VoidItems(const v1::GetTimelineResponse& timeline) {
  std::vector<v1::TimelineItem> found;
  for (const v1::TimelineItem& item : timeline.items()) {
    if (std::ranges::count(item.marks(), v1::TIMELINE_MARK_VOIDED) > 0) found.push_back(item);
  }
  return found;
}

TEST(VoidItems, AreNotThereUnlessAskedFor) {
  HistoryBuilder history = Observed();
  history.Add("2025-01-08", kVoid);

  EXPECT_THAT(VoidItems(TimelineView(Fold({}, history.events()))), IsEmpty());
}

TEST(VoidItems, ReadAsTheyDidAndBearTheMark) {
  HistoryBuilder history = Observed();
  history.Add("2025-01-08", kVoid);

  const auto found = VoidItems(TimelineView(Fold({}, history.events()), {.voided = true}));

  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].text(), HasSubstr("Guesses"));
  EXPECT_EQ(found[0].kind_name(), "ObservationRecorded");
  EXPECT_THAT(found[0].computed(), IsEmpty());
}

TEST(VoidItems, StandOnOneLineWithTheirCorrections) {
  HistoryBuilder history = Observed();
  Corrected(history).Add("2025-01-08", kVoid);

  const auto found = VoidItems(TimelineView(Fold({}, history.events()), {.voided = true}));

  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].labels(), ElementsAre("A1", "A2"));
  EXPECT_THAT(found[0].text(), HasSubstr("Reads aloud"));
}

TEST(VoidItems, ShowACorrectionThatWasTakenBackBesideTheFactThatStands) {
  HistoryBuilder history = Observed();
  Corrected(history).Add(
      "2025-01-08", "links { relation: RELATION_VOIDS entry { source_id: 'A2' } } entry_voided {}");

  const v1::GetTimelineResponse timeline =
      TimelineView(Fold({}, history.events()), {.voided = true});
  const auto found = VoidItems(timeline);

  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].labels(), ElementsAre("A2"));
  const auto stands = std::ranges::find_if(
      timeline.items(), [](const v1::TimelineItem& item) { return item.labels(0) == "A1"; });
  ASSERT_NE(stands, timeline.items().end());
  EXPECT_THAT(stands->text(), HasSubstr("Guesses"));
}

TEST(VoidItems, AreOnlyForThoseWhoMaySeeThem) {
  HistoryBuilder history = Observed();
  history.Add("2025-01-08", kVoid);
  TimelineOptions options{.voided = true};
  options.visible = [](const EffectiveEntry& entry) {
    return !entry.entry().has_observation_recorded();
  };

  EXPECT_THAT(VoidItems(TimelineView(Fold({}, history.events()), options)), IsEmpty());
}

TEST(VoidItems, WereNotVoidBeforeThatWasKnown) {
  HistoryBuilder history = Observed();
  history.Add("2025-01-08", kVoid);
  const KnownAt then{.recorded_at_us = StartOfDayMicros(Day("2025-01-07"))};

  const v1::GetTimelineResponse timeline =
      TimelineView(Fold({}, history.events(), then), {.voided = true});

  EXPECT_THAT(VoidItems(timeline), IsEmpty());
  EXPECT_THAT(timeline.items(), SizeIs(1));
}

TEST(TimelineMarks, NameEarlierWordingsOneStepAway) {
  HistoryBuilder history = Observed();
  Corrected(history);

  const v1::TimelineItem item = TimelineView(Fold({}, history.events())).items(0);

  EXPECT_THAT(item.earlier_event_ids(), ElementsAre(history.events()[0]->event_id.ToBytes()));
  EXPECT_THAT(item.marks(), ElementsAre(v1::TIMELINE_MARK_CORRECTED));
  EXPECT_EQ(item.kind_name(), "ObservationRecorded");
}

// A log of 10 planned sessions, of which 8 were given, of support with that basis.
v1::GetTimelineResponse WithBasis(std::string_view basis) {
  HistoryBuilder history;
  v1::Entry start = EntryOn("2025-01-06", "provision_started { provision_id: 'i1' }");
  v1::ProvisionBasis value = v1::PROVISION_BASIS_UNSPECIFIED;
  EXPECT_TRUE(v1::ProvisionBasis_Parse(std::string(basis), &value));
  start.mutable_provision_started()->set_basis(value);
  history.Add("2025-01-06", start)
      .Add("2025-01-31",
           "delivery_logged { provision_id: 'i1' delivered_sessions: 8 planned_sessions: 10 }");
  return TimelineView(Fold({}, history.events()));
}

TEST(TimelineMarks, SayThatSecuredProvisionWasMissed) {
  const auto marked = [](const v1::GetTimelineResponse& timeline) {
    return std::ranges::any_of(timeline.items(), [](const v1::TimelineItem& item) {
      return std::ranges::count(item.marks(), v1::TIMELINE_MARK_PROVISION_MISSED) > 0;
    });
  };

  EXPECT_TRUE(marked(WithBasis("PROVISION_BASIS_EHC_SECTION_F")));
  EXPECT_FALSE(marked(WithBasis("PROVISION_BASIS_SEN_SUPPORT")));
}

}  // namespace
}  // namespace cairn
