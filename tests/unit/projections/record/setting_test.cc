#include "projections/record/setting.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/record/people.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Optional;

Record Hollowtree() { return Fold(CaseRecordId(), CaseEvents("hollowtree")); }

class SettingTest : public ::testing::Test {
 protected:
  SettingTest& Add(std::string_view day, const std::string& text) {
    history_.Add(day, text);
    return *this;
  }
  Setting Built() const { return Fold({}, history_.events()).setting; }

 private:
  HistoryBuilder history_;
};

std::string DateOf(std::string_view name, std::string_view iso) {
  const CivilDate day = Day(iso);
  return std::string(name) + " { year: " + std::to_string(day.year()) +
         " month: " + std::to_string(day.month()) + " day: " + std::to_string(day.day()) + " } ";
}

std::string TermsOf(std::string_view year, std::string_view from, std::string_view to) {
  return "term_dates_set { school_year: '" + std::string(year) + "' terms { " +
         DateOf("from", from) + DateOf("to", to) + "} }";
}

std::vector<std::string> NamesOn(const Setting& setting, std::string_view day) {
  std::vector<std::string> names;
  for (const auto& staff : StaffOn(setting, Day(day))) names.push_back(staff->name());
  return names;
}

TEST_F(SettingTest, OfTheFictionalSchoolIsARecordOfItsOwn) {
  const Record record = Hollowtree();

  EXPECT_EQ(SubjectOf(record.people), v1::SUBJECT_KIND_SETTING);
  EXPECT_EQ(record.setting.term_dates.size(), 2u);
}

// Education (Pupil Information) (England) Regulations 2005 reg. 9: 15 school days after 19 December
// 2025 end on 23 January 2026.
TEST_F(SettingTest, CountsTheSchoolDaysOfTheTransferByItsTermDates) {
  const auto calendar = SchoolCalendarAround(Hollowtree().setting, Day("2025-12-19"));

  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(AddSchoolDays(*calendar, Day("2025-12-19"), 15), Day("2026-01-23"));
}

TEST_F(SettingTest, CountsThroughASummerBetweenTwoYearsThatAreSet) {
  const auto calendar = SchoolCalendarAround(Hollowtree().setting, Day("2025-07-22"));

  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(AddSchoolDays(*calendar, Day("2025-07-22"), 1), Day("2025-09-02"));
}

TEST_F(SettingTest, IsInSessionOnWeekdaysOfATermButForClosuresAndBankHolidays) {
  const Setting setting = Hollowtree().setting;

  EXPECT_THAT(IsInSession(setting, Day("2025-09-02")), Optional(true));
  EXPECT_THAT(IsInSession(setting, Day("2024-11-29")), Optional(false)) << "training day";
  EXPECT_THAT(IsInSession(setting, Day("2025-09-06")), Optional(false)) << "Saturday";
  EXPECT_THAT(IsInSession(setting, Day("2025-12-29")), Optional(false)) << "between terms";
  EXPECT_THAT(IsInSession(setting, Day("2025-05-05")), Optional(false)) << "bank holiday";
}

TEST_F(SettingTest, DoesNotKnowAYearForWhichNoTermsWereSet) {
  const Setting setting = Hollowtree().setting;

  EXPECT_EQ(IsInSession(setting, Day("2023-10-10")), std::nullopt);
  EXPECT_EQ(IsInSession(setting, Day("2026-09-08")), std::nullopt);
  EXPECT_EQ(SchoolCalendarAround(setting, Day("2026-09-08")), std::nullopt);
  const auto calendar = SchoolCalendarAround(setting, Day("2026-07-20"));
  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(AddSchoolDays(*calendar, Day("2026-07-20"), 2), std::nullopt);
}

TEST_F(SettingTest, DoesNotCountThroughAGapBetweenYears) {
  Add("2023-07-01", TermsOf("2023/24", "2023-09-04", "2024-07-19"));
  Add("2025-07-01", TermsOf("2025/26", "2025-09-02", "2026-07-21"));

  const auto calendar = SchoolCalendarAround(Built(), Day("2024-07-19"));

  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(AddSchoolDays(*calendar, Day("2024-07-19"), 1), std::nullopt);
}

TEST_F(SettingTest, TakesTheRestOfAYearForUnknownUntilItsSummerTermIsSet) {
  Add("2024-07-01", TermsOf("2024/25", "2024-09-03", "2024-12-20"));
  Add("2025-07-01", TermsOf("2025/26", "2025-09-02", "2026-07-21"));

  EXPECT_EQ(IsInSession(Built(), Day("2025-02-03")), std::nullopt);
  const auto calendar = SchoolCalendarAround(Built(), Day("2024-12-20"));
  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(AddSchoolDays(*calendar, Day("2024-12-20"), 1), std::nullopt);
}

TEST_F(SettingTest, TakesTheTermsSetLastForAYear) {
  Add("2024-07-01", TermsOf("2024/25", "2024-09-02", "2025-07-22"));
  Add("2024-08-01", TermsOf("2024/25", "2024-09-05", "2025-07-22"));

  EXPECT_THAT(IsInSession(Built(), Day("2024-09-03")), Optional(false));
  EXPECT_THAT(IsInSession(Built(), Day("2024-09-05")), Optional(true));
}

// It looks at the years beside the day alone, and the whole calendar says the same.
TEST_F(SettingTest, IsInSessionWhenTheWholeCalendarSaysSo) {
  Add("2022-07-01", TermsOf("2022/23", "2022-09-05", "2023-07-21"));
  Add("2023-07-01", TermsOf("2023/24", "2023-08-30", "2024-07-19"));
  Add("2024-07-01", TermsOf("2024/25", "2024-09-03", "2024-12-20"));
  Add("2026-07-01", TermsOf("2026/27", "2026-08-27", "2027-07-21"));
  const Setting setting = Built();

  for (CivilDate day = Day("2022-08-01"); day < Day("2027-10-01"); day = day.AddDays(1)) {
    const std::optional<SchoolCalendar> whole = SchoolCalendarAround(setting, day);
    const bool is_known = whole.has_value() && whole->known->Contains(day);
    const std::optional<bool> expected =
        is_known ? std::optional(IsSchoolDay(*whole, day)) : std::nullopt;
    ASSERT_EQ(IsInSession(setting, day), expected) << FormatDate(day);
  }
}

TEST_F(SettingTest, KnowsATermThatBeginsInAugust) {
  Add("2024-07-01", TermsOf("2024/25", "2024-08-28", "2025-07-11"));
  const auto calendar = SchoolCalendarAround(Built(), Day("2024-10-01"));

  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(AddSchoolDays(*calendar, Day("2024-08-28"), 1), Day("2024-08-29"));
}

TEST_F(SettingTest, FindsStaffByNameAndBySignIn) {
  const Setting setting = Hollowtree().setting;

  EXPECT_EQ(StaffNamed(setting, "Corwin Applegarth")->staff_id(), "s3");
  EXPECT_EQ(StaffSignedIn(setting, "corwin.applegarth")->staff_id(), "s3");
  EXPECT_FALSE(StaffNamed(setting, "Nobody"));
  EXPECT_FALSE(StaffNamed(setting, ""));
  EXPECT_FALSE(StaffSignedIn(setting, "")) << "who has no sign-in is found by none";
}

TEST_F(SettingTest, FindsStaffByANameThatTheyNoLongerHave) {
  Add("2024-09-01", "staff_recorded { staff_id: 's1' name: 'Ada Fern' }");
  Add("2025-09-01", "staff_recorded { staff_id: 's1' name: 'Ada Oak' }");

  EXPECT_EQ(StaffNamed(Built(), "Ada Fern")->name(), "Ada Oak");
}

TEST_F(SettingTest, HasTheStaffOfTheDay) {
  const Setting setting = Hollowtree().setting;

  EXPECT_THAT(NamesOn(setting, "2025-08-31"), Contains("Hesper Vane"));
  EXPECT_THAT(NamesOn(setting, "2025-09-01"), Not(Contains("Hesper Vane")));
  EXPECT_THAT(NamesOn(setting, "2015-08-31"), IsEmpty());
  EXPECT_THAT(NamesOn(setting, "2016-01-01"), ElementsAre("Tansy Quillfeather"));
}

// R61: trained if needed.
TEST_F(SettingTest, SaysWhoIsTrainedForWhatFromTheEndOfTheTrainingUntilItExpires) {
  const Setting setting = Hollowtree().setting;
  const auto trained = [&](std::string_view name, std::string_view day) {
    return TrainedFor(setting, name, "Phonics A", Day(day));
  };

  EXPECT_THAT(trained("Corwin Applegarth", "2024-06-20"), Optional(false));
  EXPECT_THAT(trained("Corwin Applegarth", "2024-06-21"), Optional(true));
  EXPECT_THAT(trained("Corwin Applegarth", "2026-06-20"), Optional(true));
  EXPECT_THAT(trained("Corwin Applegarth", "2026-06-21"), Optional(false));
  EXPECT_THAT(trained("Basil Thistlewood", "2025-01-10"), Optional(false));
  EXPECT_EQ(trained("Nobody", "2025-01-10"), std::nullopt);
}

TEST_F(SettingTest, GivesTheRateOfTheDay) {
  const Setting setting = Hollowtree().setting;

  EXPECT_EQ(CostPerHourOn(setting, "PHONICS_A", Day("2024-08-31")), std::nullopt);
  EXPECT_THAT(CostPerHourOn(setting, "PHONICS_A", Day("2025-03-31")), Optional(1650));
  EXPECT_THAT(CostPerHourOn(setting, "PHONICS_A", Day("2025-04-01")), Optional(1720));
  EXPECT_EQ(CostPerHourOn(setting, "OTHER", Day("2025-04-01")), std::nullopt);
}

TEST_F(SettingTest, KeepsOldRatesThatALaterDefinitionLeavesOut) {
  Add("2024-09-01", "provision_defined { catalogue_code: 'P' rates { " +
                        DateOf("from", "2024-09-01") + "cost_per_hour_pence: 1600 } }");
  Add("2025-09-01", "provision_defined { catalogue_code: 'P' rates { " +
                        DateOf("from", "2025-09-01") + "cost_per_hour_pence: 1700 } }");

  EXPECT_THAT(CostPerHourOn(Built(), "P", Day("2025-01-10")), Optional(1600));
  EXPECT_THAT(CostPerHourOn(Built(), "P", Day("2025-10-10")), Optional(1700));
}

TEST_F(SettingTest, HasTheCatalogueLineOfTheDayOrTheFirstOneEver) {
  Add("2024-11-01", "provision_defined { catalogue_code: 'P' name: 'First' }");
  Add("2025-11-01", "provision_defined { catalogue_code: 'P' name: 'Second' }");

  EXPECT_EQ(CatalogueLineOn(Built(), "P", Day("2024-09-05"))->name(), "First");
  EXPECT_EQ(CatalogueLineOn(Built(), "P", Day("2025-10-31"))->name(), "First");
  EXPECT_EQ(CatalogueLineOn(Built(), "P", Day("2025-11-01"))->name(), "Second");
  EXPECT_FALSE(CatalogueLineOn(Built(), "Q", Day("2025-11-01")));
}

// R11: reference documents carry review dates.
TEST_F(SettingTest, KnowsWhichDocumentsWereToBeLookedAtAgain) {
  const Setting setting = Hollowtree().setting;

  EXPECT_THAT(ReferencesPastReview(setting, Day("2025-09-01")), IsEmpty());
  const auto due = ReferencesPastReview(setting, Day("2025-09-02"));
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due.front()->reference_id(), "report");
}

}  // namespace
}  // namespace cairn
