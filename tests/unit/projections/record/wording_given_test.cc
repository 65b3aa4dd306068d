#include "projections/record/wording_given.h"

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

v1::Entry Plan(std::string_view day, std::string_view need) {
  return EntryOn(day,
                 "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT content { needs: '" +
                     std::string(need) + "' } } source { id: 'W1' }");
}

v1::Entry Correction(std::string_view day, std::string_view need) {
  v1::Entry entry = Plan(day, need);
  entry.clear_source();
  entry.mutable_corrects()->mutable_target()->set_source_id("W1");
  entry.mutable_corrects()->set_reason("wrong word");
  return entry;
}

v1::Entry Agreed(std::string_view day) {
  return EntryOn(day, "position_taken { stance: STANCE_AGREE plan_id: 'p' }");
}

// The wording on which the first position was given, or nothing when it still counts.
std::optional<CivilDate> WordingOf(const HistoryBuilder& history) {
  const Record record = Fold({}, history.events());
  const EffectiveEntry& position = *record.plans.positions.front().entry;
  const std::vector<EntryPtr> about = SpokenAbout(record, position);
  EXPECT_EQ(about.size(), 1u);
  return EarlierWordingOf(*about.front(), position);
}

TEST(EarlierWordingOf, IsNothingWhileTheWordingStands) {
  HistoryBuilder history;
  history.Add("2024-11-15", Plan("2024-11-15", "reading")).Add("2024-11-18", Agreed("2024-11-18"));

  EXPECT_EQ(WordingOf(history), std::nullopt);
}

TEST(EarlierWordingOf, IsTheDayOfTheWordingThatStoodThen) {
  HistoryBuilder history;
  history.Add("2024-11-15", Plan("2024-11-15", "reading"))
      .Add("2024-11-16", Correction("2024-11-15", "reading aloud"))
      .Add("2024-11-18", Agreed("2024-11-18"))
      .Add("2024-11-20", Correction("2024-11-15", "reading to others"))
      .Add("2024-11-22", Correction("2024-11-15", "reading to a group"));

  EXPECT_EQ(WordingOf(history), CivilDate::Of(2024, 11, 16));
}

TEST(EarlierWordingOf, IsNothingForWhoSpokeAfterTheCorrection) {
  HistoryBuilder history;
  history.Add("2024-11-15", Plan("2024-11-15", "reading"))
      .Add("2024-11-16", Correction("2024-11-15", "reading aloud"))
      .Add("2024-11-18", Agreed("2024-11-18"));

  EXPECT_EQ(WordingOf(history), std::nullopt);
}

TEST(SpokenAbout, IsTheLinkedEntryWhenNoPlanIsNamed) {
  v1::Entry worry = EntryOn("2024-10-15", "concern_raised { text: 'x' } source { id: 'W1' }");
  v1::Entry stand = EntryOn("2024-10-16", "position_taken { stance: STANCE_DISAGREE }");
  v1::Link& link = *stand.add_links();
  link.set_relation(v1::RELATION_ABOUT);
  link.mutable_entry()->set_source_id("W1");
  HistoryBuilder history;
  history.Add("2024-10-15", worry).Add("2024-10-16", stand);
  const Record record = Fold({}, history.events());

  const std::vector<EntryPtr> about = SpokenAbout(record, *record.plans.positions.front().entry);

  ASSERT_EQ(about.size(), 1u);
  EXPECT_TRUE(about.front()->entry().has_concern_raised());
}

TEST(SpokenAbout, IsNothingForAPlanThatIsNotThere) {
  HistoryBuilder history;
  history.Add("2024-11-18", Agreed("2024-11-18"));
  const Record record = Fold({}, history.events());

  EXPECT_TRUE(SpokenAbout(record, *record.plans.positions.front().entry).empty());
}

}  // namespace
}  // namespace cairn
