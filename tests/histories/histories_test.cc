// The histories are the same every time, and the mix is that of English schools.
#include "tests/histories/histories.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>

#include "projections/calendar/date.h"

namespace cairn::histories {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Le;

constexpr Settings kSomeSchools = {.seed = 20, .children = 3'000, .schools = 9};
constexpr int kSomeChildren = 300;

auto IsBetween(int low, int high) { return AllOf(Ge(low), Le(high)); }

std::string BytesOf(const History& history) {
  std::string bytes = history.alias + history.school->setting;
  for (const Line& line : history.lines) {
    bytes += std::to_string(line.recorded_at_s) + line.typed_by->subject;
    for (const v1::Entry& entry : line.entries) bytes += entry.SerializeAsString();
  }
  return bytes;
}

v1::SenProvision LastStatus(const History& history) {
  v1::SenProvision status = v1::SEN_PROVISION_UNSPECIFIED;
  for (const Line& line : history.lines) {
    for (const v1::Entry& entry : line.entries) {
      if (entry.has_sen_status_set()) status = entry.sen_status_set().status();
    }
  }
  return status;
}

// How many entries of all children are of each kind and sort.
struct Tally {
  std::map<v1::Entry::KindCase, int> of_kind;
  std::map<v1::SenProvision, int> of_status;
  int entries = 0;
  int entries_with_support = 0;
  int late = 0;
  int corrected = 0;
  int disagreed = 0;
  int agreed = 0;
  int refused = 0;
};

void Count(const v1::Entry& entry, const Line& line, Tally& tally) {
  ++tally.entries;
  ++tally.of_kind[entry.kind_case()];
  const CivilDate last = *LatestDay(entry.occurred());
  const bool is_new = !entry.has_corrects() && !entry.has_ehc_plan_served();
  if (is_new && DayOfMicros(line.recorded_at_s * 1'000'000) - last > 7) ++tally.late;
  if (entry.has_corrects()) ++tally.corrected;
  if (entry.position_taken().stance() == v1::STANCE_DISAGREE) ++tally.disagreed;
  if (entry.position_taken().stance() == v1::STANCE_AGREE) ++tally.agreed;
  if (entry.permission_recorded().act() == v1::PERMISSION_ACT_REFUSED) ++tally.refused;
}

Tally TallyOf(const Settings& settings) {
  const Histories histories(settings);
  Tally tally;
  for (int child = 0; child < histories.children(); ++child) {
    const History history = histories.Of(child);
    const v1::SenProvision status = LastStatus(history);
    ++tally.of_status[status];
    if (status != v1::SEN_PROVISION_N) {
      tally.entries_with_support += static_cast<int>(history.entries());
    }
    for (const Line& line : history.lines) {
      for (const v1::Entry& entry : line.entries) Count(entry, line, tally);
    }
  }
  return tally;
}

TEST(Histories, AreTheSameForTheSameSettings) {
  const Histories once(kSomeSchools);
  const Histories again(kSomeSchools);
  for (int child = 0; child < kSomeChildren; ++child) {
    ASSERT_EQ(BytesOf(once.Of(child)), BytesOf(again.Of(child))) << child;
  }
}

TEST(Histories, DependOnNoOtherChild) {
  Settings many = kSomeSchools;
  many.children *= 10;
  const Histories few(kSomeSchools);
  const Histories more(many);
  for (const int child : {299, 0, 17, 1}) {
    EXPECT_EQ(BytesOf(few.Of(child)), BytesOf(more.Of(child))) << child;
  }
}

TEST(Histories, DifferBetweenSeedsAndChildren) {
  Settings other = kSomeSchools;
  ++other.seed;
  EXPECT_NE(BytesOf(Histories(kSomeSchools).Of(3)), BytesOf(Histories(other).Of(3)));
  EXPECT_NE(BytesOf(Histories(kSomeSchools).Of(3)), BytesOf(Histories(kSomeSchools).Of(3 + 9)));
}

TEST(Histories, AreInTheOrderInWhichTheyWereTyped) {
  const Histories histories(kSomeSchools);
  for (int child = 0; child < kSomeChildren; ++child) {
    const History history = histories.Of(child);
    ASSERT_TRUE(history.lines.front().entries.front().has_record_opened());
    EXPECT_TRUE(std::is_sorted(
        history.lines.begin(), history.lines.end(),
        [](const Line& a, const Line& b) { return a.recorded_at_s < b.recorded_at_s; }));
  }
}

TEST(Histories, GiveNoUpnTwiceInASchool) {
  const Histories histories(kSomeSchools);
  std::set<std::string> seen;
  for (int child = 0; child < histories.children(); ++child) {
    const History history = histories.Of(child);
    for (const v1::Entry& entry : history.lines.front().entries) {
      if (!entry.has_identifier_recorded()) continue;
      EXPECT_TRUE(seen.insert(history.school->setting + entry.identifier_recorded().value()).second)
          << entry.identifier_recorded().value();
    }
  }
  EXPECT_EQ(seen.size(), static_cast<size_t>(histories.children()));
}

TEST(Histories, HaveTheMixOfSchools) {
  const Tally tally = TallyOf(kSomeSchools);
  const int children = kSomeSchools.children;
  const int k = tally.of_status.at(v1::SEN_PROVISION_K);
  const int e = tally.of_status.at(v1::SEN_PROVISION_E);
  EXPECT_THAT(1000 * k / children, IsBetween(115, 165));
  EXPECT_THAT(1000 * e / children, IsBetween(35, 65));
  EXPECT_THAT(tally.entries_with_support / (k + e), IsBetween(60, 250));
}

TEST(Histories, AreLateAndWrongAndDisputedAsOftenAsPeopleAre) {
  const Tally tally = TallyOf(kSomeSchools);
  EXPECT_THAT(1000 * tally.late / tally.entries, IsBetween(20, 90));
  EXPECT_THAT(10'000 * tally.corrected / tally.entries, IsBetween(10, 200));
  EXPECT_THAT(100 * tally.disagreed / (tally.agreed + tally.disagreed), IsBetween(1, 8));
  EXPECT_GT(tally.refused, 0);
}

// What runs over histories - properties, fuzzers, benchmarks - sees a kind only there.
TEST(Histories, HoldEveryKindThatPeopleRecord) {
  // More support than in any school, so that few children have everything that is rare.
  constexpr Settings kMuchSupport = {
      .seed = 22, .children = 1'000, .schools = 9, .k_per_mille = 400, .e_per_mille = 400};
  const Histories histories(kMuchSupport);
  Tally tally = TallyOf(kMuchSupport);
  for (const School& school : histories.schools()) {
    for (const Line& line : histories.OfSchool(school).lines) {
      for (const v1::Entry& entry : line.entries) Count(entry, line, tally);
    }
  }
  const auto& kinds = *v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds.field_count(); ++i) {
    const auto kind = static_cast<v1::Entry::KindCase>(kinds.field(i)->number());
    const bool of_the_server =
        kind == v1::Entry::kRecordExported || kind == v1::Entry::kBundleExported;
    EXPECT_EQ(tally.of_kind.contains(kind), !of_the_server) << kinds.field(i)->name();
  }
}

TEST(HistorySettings, AreRefusedWhenTheyCannotBe) {
  EXPECT_TRUE(Check({}).ok());
  EXPECT_FALSE(Check({.children = 0}).ok());
  EXPECT_FALSE(Check({.schools = 0}).ok());
  EXPECT_FALSE(Check({.children = 8'000, .schools = 2}).ok());
  EXPECT_FALSE(Check({.years = 0}).ok());
  EXPECT_FALSE(Check({.k_per_mille = 700, .e_per_mille = 400}).ok());
}

}  // namespace
}  // namespace cairn::histories
