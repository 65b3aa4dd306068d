#include "projections/record/provision_staff.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

class ProvisionStaffTest : public ::testing::Test {
 protected:
  void Start(const std::string& more) {
    history_.Add("2024-11-18", "provision_started { provision_id: 'i1' " + more + " }");
  }
  void Change(std::string_view day, const std::string& more) {
    history_.Add(day, "provision_changed { provision_id: 'i1' " + more + " }");
  }
  std::optional<TrainingCheck> CheckOn(std::string_view day) const {
    const Record record = Fold({}, history_.events());
    const Record setting = Fold(CaseRecordId(), CaseEvents("hollowtree"));
    return CheckTraining(record.provisions.provisions.front(), setting.setting, Day(day));
  }
  std::optional<bool> TrainedOn(std::string_view day) const {
    const std::optional<TrainingCheck> check = CheckOn(day);
    return check.has_value() ? check->trained : std::nullopt;
  }

  HistoryBuilder history_;
};

// R61: the right person, trained if needed.
TEST_F(ProvisionStaffTest, AsksTheStaffRecordsForTheTrainingThatTheCatalogueNeeds) {
  Start("catalogue_code: 'PHONICS_A' provider: 'Corwin Applegarth'");

  ASSERT_TRUE(CheckOn("2024-11-18").has_value());
  EXPECT_EQ(CheckOn("2024-11-18")->training, "Phonics A");
  EXPECT_EQ(TrainedOn("2024-11-18"), true);
  EXPECT_EQ(TrainedOn("2026-06-21"), false) << "expired";
}

TEST_F(ProvisionStaffTest, AsksAboutWhoeverGivesItNow) {
  Start("catalogue_code: 'PHONICS_A' provider: 'Corwin Applegarth'");
  Change("2025-01-06", "provider: 'Basil Thistlewood'");

  EXPECT_EQ(TrainedOn("2025-01-05"), true);
  EXPECT_EQ(TrainedOn("2025-01-06"), false);
}

TEST_F(ProvisionStaffTest, TakesWhoeverTypedTheStartForTheProviderIfNobodyElseIsNamed) {
  Start("catalogue_code: 'PHONICS_A'");

  ASSERT_TRUE(CheckOn("2024-11-18").has_value());
  EXPECT_EQ(CheckOn("2024-11-18")->provider, "Ash Senco");
  EXPECT_EQ(CheckOn("2024-11-18")->trained, std::nullopt) << "is on no staff list";
}

TEST_F(ProvisionStaffTest, AsksNothingWhereTheRecordItselfSaysSo) {
  Start("catalogue_code: 'PHONICS_A' provider: 'Basil Thistlewood' trained: true");

  EXPECT_FALSE(CheckOn("2024-11-18").has_value());
}

TEST_F(ProvisionStaffTest, AsksAgainWhenSomebodyElseTakesOver) {
  Start("catalogue_code: 'PHONICS_A' provider: 'Corwin Applegarth' trained: true");
  Change("2025-01-06", "provider: 'Basil Thistlewood'");
  Change("2025-02-03", "provider: 'Basil Thistlewood' trained: true");

  EXPECT_EQ(TrainedOn("2025-01-06"), false);
  EXPECT_FALSE(CheckOn("2025-02-03").has_value());
}

TEST_F(ProvisionStaffTest, AsksNothingWhereNoTrainingIsNeeded) {
  Start("catalogue_code: 'PRECISION' provider: 'Basil Thistlewood'");

  EXPECT_FALSE(CheckOn("2024-11-18").has_value());
}

TEST_F(ProvisionStaffTest, AsksNothingAboutNobody) {
  history_.TypedBy(v1::Actor());
  Start("catalogue_code: 'PHONICS_A'");

  EXPECT_FALSE(CheckOn("2024-11-18").has_value());
}

TEST_F(ProvisionStaffTest, AsksNothingAboutWhatNoCatalogueLists) {
  Start("provider: 'Basil Thistlewood'");

  EXPECT_FALSE(CheckOn("2024-11-18").has_value());
}

TEST_F(ProvisionStaffTest, PlansWhatTheLastChangeOfEachNumberSays) {
  Start("planned { minutes_per_session: 20 group_size: 3 weeks: 12 }");
  Change("2025-01-06", "planned { group_size: 2 }");
  const Record record = Fold({}, history_.events());
  const Provision& provision = record.provisions.provisions.front();

  EXPECT_EQ(PlannedOn(provision, Day("2025-01-05")).group_size(), 3);
  EXPECT_EQ(PlannedOn(provision, Day("2025-01-06")).group_size(), 2);
  EXPECT_EQ(PlannedOn(provision, Day("2025-01-06")).minutes_per_session(), 20);
}

}  // namespace
}  // namespace cairn
