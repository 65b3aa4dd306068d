#include "services/rules/occurred_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "eventstore/keys/fields.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr char kNote[] = "observation_recorded { text: 'x' }";

class OccurredRulesTest : public RulesTest {
 protected:
  std::vector<std::string> At(const std::string& occurred) const {
    return Refusals("occurred { " + occurred + " } " + kNote);
  }
};

TEST_F(OccurredRulesTest, AcceptWhatIsKnownAsExactlyAsItIsKnown) {
  EXPECT_THAT(At("from { year: 2025 } precision: PRECISION_YEAR"), IsEmpty());
  EXPECT_THAT(At("from { year: 2025 month: 6 } precision: PRECISION_MONTH"), IsEmpty());
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_DAY"), IsEmpty());
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_MINUTE "
                 "from_minute: 545 utc_offset_minutes: 60"),
              IsEmpty());
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_MINUTE "
                 "from_minute: 545 to_minute: 600 utc_offset_minutes: 60"),
              IsEmpty());
}

TEST_F(OccurredRulesTest, WantATimeAndItsPrecision) {
  v1::Entry entry = EntryOf(kNote);
  entry.clear_occurred();

  EXPECT_THAT(RefusalsOf(Check(entry)), ElementsAre("occurred.required @ occurred"));
  EXPECT_THAT(At("precision: PRECISION_DAY"), ElementsAre("occurred.required @ occurred.from"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 }"),
              ElementsAre("occurred.required @ occurred.precision"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: 99"),
              ElementsAre("occurred.precision_known @ occurred.precision"));
}

TEST_F(OccurredRulesTest, WantExactlyThePartsOfThePrecision) {
  EXPECT_THAT(At("from { year: 2025 month: 6 } precision: PRECISION_DAY"),
              ElementsAre("occurred.fits_its_precision @ occurred.from"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_MONTH"),
              ElementsAre("occurred.fits_its_precision @ occurred.from"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } to { year: 2025 month: 7 } "
                 "precision: PRECISION_DAY"),
              ElementsAre("occurred.fits_its_precision @ occurred.to"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_DAY from_minute: 5"),
              ElementsAre("occurred.fits_its_precision @ occurred.from_minute"));
}

TEST_F(OccurredRulesTest, RefuseDatesAndMinutesThatAreNone) {
  EXPECT_THAT(At("from { year: 2025 month: 2 day: 29 } precision: PRECISION_DAY"),
              ElementsAre("occurred.no_such_date @ occurred.from"));
  EXPECT_THAT(At("from { year: 25 month: 2 day: 2 } precision: PRECISION_DAY"),
              ElementsAre("occurred.no_such_date @ occurred.from"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_MINUTE "
                 "from_minute: 1440 utc_offset_minutes: 60"),
              ElementsAre("occurred.no_such_minute @ occurred.from_minute"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_MINUTE from_minute: 1"),
              ElementsAre("occurred.no_such_minute @ occurred.utc_offset_minutes"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_MINUTE "
                 "from_minute: 1 utc_offset_minutes: 30"),
              ElementsAre("occurred.no_such_minute @ occurred.utc_offset_minutes"));
}

TEST_F(OccurredRulesTest, RefuseWhatEndsBeforeItStarts) {
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } to { year: 2025 month: 6 day: 2 } "
                 "precision: PRECISION_DAY"),
              ElementsAre("occurred.ends_after_it_starts @ occurred.to"));
  EXPECT_THAT(At("from { year: 2025 month: 6 day: 3 } precision: PRECISION_MINUTE "
                 "from_minute: 600 to_minute: 599 utc_offset_minutes: 60"),
              ElementsAre("occurred.ends_after_it_starts @ occurred.to"));
  EXPECT_THAT(
      At("from { year: 2025 month: 6 day: 3 } to { year: 2025 month: 6 day: 4 } "
         "precision: PRECISION_MINUTE from_minute: 600 to_minute: 5 utc_offset_minutes: 60"),
      IsEmpty());
}

TEST_F(OccurredRulesTest, RefuseTomorrowAndAcceptToday) {
  EXPECT_THAT(At("from { year: 2026 month: 1 day: 5 } precision: PRECISION_DAY"), IsEmpty());
  EXPECT_THAT(At("from { year: 2026 month: 1 day: 6 } precision: PRECISION_DAY"),
              ElementsAre("occurred.not_after_today @ occurred.from"));
  EXPECT_THAT(At("from { year: 2026 month: 1 day: 2 } to { year: 2026 month: 1 day: 6 } "
                 "precision: PRECISION_DAY"),
              ElementsAre("occurred.not_after_today @ occurred.to"));
}

TEST_F(OccurredRulesTest, AcceptThisMonthAndThisYearThoughTheyAreNotOver) {
  EXPECT_THAT(At("from { year: 2026 month: 1 } precision: PRECISION_MONTH"), IsEmpty());
  EXPECT_THAT(At("from { year: 2026 } precision: PRECISION_YEAR"), IsEmpty());
  EXPECT_THAT(At("from { year: 2026 month: 2 } precision: PRECISION_MONTH"), Not(IsEmpty()));
}

// 5 January 2026, 00:30 in London is still 5 January there, and so it is at 23:59.
TEST_F(OccurredRulesTest, CountTodayInLondon) {
  v1::Entry entry = EntryOf(On(2026, 6, 30) + kNote);
  const int64_t half_past_midnight = 1'782'862'200'000'000;  // 2026-06-30T23:30Z: 1 July in London

  EXPECT_FALSE(CheckEntry(record_.Build(), EntryOf(On(2026, 7, 1) + kNote),
                          {.now_us = half_past_midnight, .today = DayOfMicros(half_past_midnight)})
                   .refused());
}

TEST_F(OccurredRulesTest, FindWhatWasWrittenDownLateWithoutAReason) {
  constexpr char kLate[] = "occurred.written_down_in_time @ late_reason";

  EXPECT_THAT(Findings(On(2025, 12, 28) + kNote), Contains(kLate));
  EXPECT_THAT(Findings(On(2025, 12, 29) + kNote), Not(Contains(kLate)));
  EXPECT_THAT(Findings(On(2025, 9, 1) + "late_reason: 'on leave' " + kNote), Not(Contains(kLate)));
  EXPECT_THAT(
      Findings(On(2025, 9, 1) +
               "source { entered { from { year: 2025 } precision: PRECISION_YEAR } } " + kNote),
      Not(Contains(kLate)));
}

TEST_F(OccurredRulesTest, FindWhatHappenedBeforeTheBirth) {
  constexpr char kUnborn[] = "occurred.after_birth @ occurred.from";

  EXPECT_THAT(Findings(On(2007, 2, 11) + kNote), Contains(kUnborn));
  EXPECT_THAT(Findings(On(2017, 2, 11) + kNote), Not(Contains(kUnborn)));
}

TEST_F(OccurredRulesTest, HoldForTheTimeAnotherSystemStates) {
  EXPECT_THAT(Refusals(std::string("source { entered { from { year: 2025 } "
                                   "precision: PRECISION_DAY } } ") +
                       kNote),
              ElementsAre("occurred.fits_its_precision @ source.entered.from"));
}

// --- Whatever the rules accept can be sealed ---

v1::Date DateOf(v1::Precision precision) {
  v1::Date date;
  date.set_year(*rc::gen::inRange(2020, 2026));
  if (precision != v1::PRECISION_YEAR) date.set_month(*rc::gen::inRange(1, 13));
  if (date.has_month() && precision != v1::PRECISION_MONTH) date.set_day(*rc::gen::inRange(1, 32));
  return date;
}

// A time that is mostly sound.
v1::Occurred AnyTime() {
  v1::Occurred occurred;
  occurred.set_precision(static_cast<v1::Precision>(*rc::gen::inRange(1, 5)));
  *occurred.mutable_from() = DateOf(occurred.precision());
  const bool has_to = *rc::gen::arbitrary<bool>();
  if (has_to) *occurred.mutable_to() = DateOf(occurred.precision());
  if (occurred.precision() == v1::PRECISION_MINUTE) {
    occurred.set_from_minute(*rc::gen::inRange(0, 1440));
    occurred.set_utc_offset_minutes(*rc::gen::element(0, 60));
    if (has_to || *rc::gen::arbitrary<bool>()) occurred.set_to_minute(*rc::gen::inRange(0, 1440));
  }
  switch (*rc::gen::inRange(0, 12)) {  // and sometimes is not
    case 0:
      occurred.clear_from_minute();
      break;
    case 1:
      occurred.set_to_minute(*rc::gen::inRange(-1, 1441));
      break;
    case 2:
      occurred.clear_utc_offset_minutes();
      break;
    case 3:
      occurred.mutable_from()->clear_month();
      break;
    case 4:
      occurred.set_precision(static_cast<v1::Precision>(*rc::gen::inRange(0, 6)));
      break;
    case 5:
      *occurred.mutable_to() = occurred.from();
      break;
    case 6:
      occurred.mutable_from()->set_year(*rc::gen::element(12, 1899, 2200));
      break;
  }
  return occurred;
}

RC_GTEST_FIXTURE_PROP(OccurredRulesTest, AcceptOnlyTimesThatCanBeSealed, ()) {
  v1::Entry entry = EntryOf(kNote);
  *entry.mutable_occurred() = AnyTime();

  const bool accepted = !Check(entry).refused();

  RC_CLASSIFY(accepted, "accepted");
  RC_ASSERT(!accepted || Flatten(entry).ok());
}

}  // namespace
}  // namespace cairn
