// Every field of every kind, spoilt in every way: each fault is refused with the path of its field
// and its reason, and all of them at once. Walks over the descriptors: a new field is covered at
// once.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "services/rules/shape/required_fields.h"
#include "tests/support/entries.h"
#include "tests/support/entry_samples.h"
#include "tests/support/field_values.h"
#include "tests/support/spoilt_entries.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::string TextOf(const v1::Fault& fault) { return fault.field() + " " + fault.reason(); }

// "occurred.to END_BEFORE_START" of each fault.
std::multiset<std::string> FaultsOf(const Verdict& verdict) {
  std::multiset<std::string> texts;
  for (const v1::Fault& fault : verdict.faults) texts.insert(TextOf(fault));
  return texts;
}

// Those that the shape found, and no rule of a kind.
std::multiset<std::string> ShapeFaultsOf(const Verdict& verdict) {
  std::multiset<std::string> texts;
  for (const v1::Fault& fault : verdict.faults) {
    if (fault.rule_id().empty()) texts.insert(TextOf(fault));
  }
  return texts;
}

// Every date that is there, at any depth, becomes `date`.
void SetEveryDate(const v1::Date& date, v1::Entry& entry) {
  for (google::protobuf::Message* held : MessagesIn(entry)) {
    if (auto* one = dynamic_cast<v1::Date*>(held)) *one = date;
  }
}

using BadInputOfOneKind = RulesTest;

class BadInput : public RulesTest, public testing::WithParamInterface<const FieldDescriptor*> {
 protected:
  v1::Entry Whole() const { return WholeEntry(*GetParam(), EventIdAt(1)); }
};

TEST_P(BadInput, IsNotWhatAWholeEntryIs) { EXPECT_THAT(ShapeFaultsOf(Check(Whole())), IsEmpty()); }

TEST_P(BadInput, IsReportedByFieldWithItsReason) {
  const std::vector<SpoiltEntry> all = EachSpoiling(Whole());
  EXPECT_GT(all.size(), 120u);  // the fields that every entry has allow for as many
  for (const SpoiltEntry& spoilt : all) {
    const Verdict verdict = Check(spoilt.entry);

    EXPECT_THAT(FaultsOf(verdict), Contains(spoilt.faults[0]));
    // What is sound beside it is not blamed; the rules of time and links may say more.
    std::multiset<std::string> others = ShapeFaultsOf(verdict);
    others.erase(spoilt.faults[0]);
    EXPECT_THAT(others, IsEmpty()) << "besides " << spoilt.faults[0];
  }
}

TEST_P(BadInput, IsReportedAllAtOnce) {
  constexpr size_t kWays = 16;  // more than any field has
  for (size_t way = 0; way < kWays; ++way) {
    const SpoiltEntry spoilt = SpoiltThroughout(Whole(), way);

    EXPECT_THAT(FaultsOf(Check(spoilt.entry)), IsSupersetOf(spoilt.faults)) << "way " << way;
  }
}

TEST_P(BadInput, IsAFieldThatIsNeededAndAbsent) {
  v1::Entry bare;
  bare.GetReflection()->MutableMessage(&bare, GetParam());

  const auto faults = FaultsOf(Check(bare));

  EXPECT_THAT(faults, Contains("occurred REQUIRED"));
  for (int i = 0; i < GetParam()->message_type()->field_count(); ++i) {
    const auto& field = *GetParam()->message_type()->field(i);
    if (!rules::IsRequired(field)) continue;
    EXPECT_THAT(faults, Contains(GetParam()->name() + "." + field.name() + " REQUIRED"));
  }
}

TEST_P(BadInput, IsADayAfterToday) {
  v1::Entry entry = Whole();
  entry.mutable_occurred()->mutable_to()->set_year(2199);
  EXPECT_THAT(FaultsOf(Check(entry)), Contains("occurred.to FUTURE_DATE"));

  entry.mutable_occurred()->mutable_from()->set_year(2199);
  EXPECT_THAT(FaultsOf(Check(entry)), Contains("occurred.from FUTURE_DATE"));
}

// The school year, or the Easter, of such a day lies beyond the years that can be written.
TEST_P(BadInput, IsNotADayAtTheEdgeOfTheCalendarUnlessItIsToCome) {
  const v1::Date days[] = {DateOf(1900, 1, 1), DateOf(1900, 3, 1), DateOf(2199, 9, 1),
                           DateOf(2199, 12, 31)};
  for (const v1::Date& day : days) {
    v1::Entry entry = Whole();
    SetEveryDate(day, entry);
    record_.Add(entry, CallerOf(v1::ROLE_SENCO, "senco"));

    const Verdict verdict = Check(entry);  // in a record that holds as much

    for (const v1::Fault& fault : verdict.faults) {
      if (!fault.rule_id().empty()) continue;
      EXPECT_EQ(fault.reason(), "FUTURE_DATE") << TextOf(fault);
    }
  }
}

// What each of these is asked about lies in 1899 or 2200.
TEST_F(BadInputOfOneKind, IsAnsweredAtTheEdgeOfTheCalendar) {
  Check(
      EntryOf("dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_APPEAL "
              "notice_sent { year: 2199 month: 12 day: 1 } }"));
  Check(
      EntryOf("ehc_plan_served { stage: EHC_PLAN_STAGE_AMENDED_FINAL for_phase_transfer: true "
              "plan_date { year: 2199 month: 9 day: 1 } }"));
  const Verdict verdict = Check(EntryOf(On(1900, 3, 1) + "details_recorded { nc_year: '3' }"));

  EXPECT_THAT(RefusalsOf(verdict), IsEmpty());
}

TEST_P(BadInput, IsReportedInTheHeadOfACorrectionToo) {
  const v1::Entry whole = WholeCorrection(*GetParam(), EventIdAt(1));
  ASSERT_THAT(ShapeFaultsOf(Check(whole)), IsEmpty());

  for (const SpoiltEntry& spoilt : EachSpoiling(whole)) {
    if (!spoilt.faults[0].starts_with("corrects")) continue;
    EXPECT_THAT(FaultsOf(Check(spoilt.entry)), Contains(spoilt.faults[0]));
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadInput, testing::ValuesIn(EntryKinds()),
                         [](const auto& kind) { return kind.param->camelcase_name(); });

}  // namespace
}  // namespace cairn
