#include "projections/record/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/visit_kind.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

TEST(Advance, RefoldsWhenAnEventHappenedBeforeWhatIsThere) {
  HistoryBuilder history;
  history.Add("2024-10-09", "sen_status_set { status: SEN_PROVISION_K }")
      .Add("2024-10-10", EntryOn("2024-09-01", "sen_status_set { status: SEN_PROVISION_N }"));

  Record record;
  for (const EventPtr& event : history.events()) record = Advance(std::move(record), event);

  EXPECT_EQ(StatusOn(record.people, Day("2024-10-10"))->status(), v1::SEN_PROVISION_K);
}

TEST(Advance, VoidsAnEventThatAnEarlierLinkAwaits) {
  HistoryBuilder history;
  history
      .Add("2024-10-09",
           "links { relation: RELATION_VOIDS entry { source_id: 'X' } } entry_voided {}")
      .Add("2024-10-10", "source { id: 'X' } observation_recorded {}");

  Record record;
  for (const EventPtr& event : history.events()) record = Advance(std::move(record), event);

  EXPECT_TRUE(record.assessments.observations.empty());
}

TEST(Advance, LeavesOutWhatHappenedAfterTheDayAskedFor) {
  HistoryBuilder history;
  history.Add("2024-10-09", "observation_recorded {}");

  const Record record =
      Advance(Fold({}, {}, {}, AsOf{Day("2024-10-08")}), history.events().front());

  EXPECT_EQ(record.version(), 1u);
  EXPECT_TRUE(record.entries.empty());
}

TEST(Advance, IgnoresWhatWasRecordedAfterTheTimeAskedFor) {
  HistoryBuilder history;
  history.Add("2024-10-09", "observation_recorded {}");

  const Record record = Advance(Fold({}, {}, KnownAt{.recorded_at_us = 5}), history.events()[0]);

  EXPECT_FALSE(record.exists());
}

// Both ways to come by a record keep what finds an event by its source.
TEST(Advance, KeepsEachEventToBeFoundByItsSourceAlsoWhenItFoldsAgain) {
  HistoryBuilder history;
  history.Add("2024-10-09", "source { id: 'A' } observation_recorded {}")
      .Add("2024-10-10", "observation_recorded {}")
      .Add("2024-10-11",
           "source { id: 'B' } corrects { target { source_id: 'A' } } observation_recorded {}")
      .Add("2024-10-12", "source { id: 'A' } observation_recorded {}");
  Record advanced;
  for (const EventPtr& event : history.events()) advanced = Advance(std::move(advanced), event);

  for (const Record& record : {advanced, Fold({}, history.events())}) {
    v1::EntryRef ref;
    ref.set_source_id("A");
    EXPECT_EQ(FindEvent(record, ref), history.events()[0]);
    ref.set_source_id("B");
    EXPECT_EQ(FindEvent(record, ref), history.events()[2]);
    ref.set_source_id("C");
    EXPECT_EQ(FindEvent(record, ref), nullptr);
    ref.set_event_id(history.events()[1]->event_id.ToBytes());
    EXPECT_EQ(FindEvent(record, ref), history.events()[1]);
  }
}

TEST(Evolve, TakesAnEntryOfNoKindWithoutFallingOver) {
  HistoryBuilder history;
  history.Add("2024-10-09", "");

  EXPECT_EQ(Fold({}, history.events()).entries.size(), 1u);
}

TEST(Fold, CollectsWhatWasRecordedAboutAProvisionInAnyOrder) {
  HistoryBuilder history;
  history
      .Add("2024-10-09", EntryOn("2024-10-01",
                                 "delivery_logged { provision_id: 'i1' "
                                 "delivered_sessions: 2 planned_sessions: 4 }"))
      .Add("2024-10-10", EntryOn("2024-10-08",
                                 "delivery_logged { provision_id: 'i1' "
                                 "delivered_sessions: 1 planned_sessions: 1 }"))
      .Add("2024-10-11", "provision_started { provision_id: 'i1' }");

  const Record record = Fold({}, history.events());

  ASSERT_EQ(record.provisions.provisions.size(), 1u);
  const Provision& provision = record.provisions.provisions[0];
  EXPECT_TRUE(provision.started);
  EXPECT_EQ(DoseOf(provision).Percent(), 60);
}

TEST(DoseOf, HasNoShareWhenOnePartOfTheLogDoesNotSayWhatWasPlanned) {
  HistoryBuilder history;
  history
      .Add("2024-10-09", EntryOn("2024-10-01",
                                 "delivery_logged { provision_id: 'i1' "
                                 "delivered_sessions: 2 planned_sessions: 4 }"))
      .Add("2024-10-10", EntryOn("2024-10-08",
                                 "delivery_logged { provision_id: 'i1' "
                                 "delivered_sessions: 1 }"));

  const Dose dose = DoseOf(Fold({}, history.events()).provisions.provisions[0]);

  EXPECT_EQ(dose.delivered, 3);
  EXPECT_EQ(dose.Percent(), std::nullopt);
}

TEST(PermissionOn, IsAsIfNeverGivenAfterItsLastDay) {
  HistoryBuilder history;
  history.Add("2024-10-09",
              "permission_recorded { act: PERMISSION_ACT_GIVEN services: OUTSIDE_SERVICE_CAMHS "
              "expires { year: 2024 month: 12 day: 31 } }");
  const Record record = Fold({}, history.events());

  EXPECT_TRUE(IsPermitted(record.people, v1::OUTSIDE_SERVICE_CAMHS, Day("2024-12-31")));
  EXPECT_FALSE(PermissionOn(record.people, v1::OUTSIDE_SERVICE_CAMHS, Day("2025-01-01")));
}

TEST(PermissionOn, KeepsTheAnswerWhenSomebodyAsksAgain) {
  HistoryBuilder history;
  history
      .Add("2024-10-09",
           "permission_recorded { act: PERMISSION_ACT_REFUSED services: OUTSIDE_SERVICE_CAMHS }")
      .Add("2024-10-10",
           "permission_recorded { act: PERMISSION_ACT_ASKED services: OUTSIDE_SERVICE_CAMHS }");
  const Record record = Fold({}, history.events());

  EXPECT_EQ(PermissionOn(record.people, v1::OUTSIDE_SERVICE_CAMHS, Day("2024-10-11"))->act(),
            v1::PERMISSION_ACT_REFUSED);
}

TEST(LinkedOn, LeavesOutPersonsWhoseTimeIsOver) {
  HistoryBuilder history;
  history.Add("2024-10-09",
              "person_linked { name: 'A' relationship: RELATIONSHIP_CLASS_TEACHER to { year: 2025 "
              "month: 7 } }");
  const Record record = Fold({}, history.events());

  EXPECT_EQ(LinkedOn(record.people, Day("2024-10-08")).size(), 0u);
  EXPECT_EQ(LinkedOn(record.people, Day("2025-07-31")).size(), 1u);
  EXPECT_EQ(LinkedOn(record.people, Day("2025-08-01")).size(), 0u);
}

}  // namespace
}  // namespace cairn
