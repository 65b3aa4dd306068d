#include "services/cohort/cohort_children.h"

#include <string>

#include <gtest/gtest.h>

#include "projections/provision/provision_rows.pb.h"

#include "services/cohort/cohort_views.h"
#include "tests/support/calendar_days.h"
#include "tests/unit/services/cohort/cohort_world.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

TEST(ChildrenWithRows, SayUntilWhenAChildWasHere) {
  CohortWorld world;
  const RecordId wren = world.Open(1, "Wren Ashgrove");
  world.Add(wren, "provision_started { provision_id: 'i1' }");
  world.Add(wren,
            "occurred { from { year: 2025 month: 1 day: 10 } precision: PRECISION_DAY } "
            "record_handed_over { to_school: 'Larchmere' }");
  world.CatchUp();
  const Cohort cohort =
      world.Read(CallerOf(v1::ROLE_SENCO, "juniper.halloway"), {kRegisterView, kProvisionView})
          .value();
  const auto left_by = [&](CivilDate day) {
    SettingsOnDay settings(world.records, day);
    const ChildrenWithRows<rows::ProvisionRows> children(cohort, settings, day);
    EXPECT_EQ(children.all().size(), 1U);
    return children.all().front().left;
  };

  EXPECT_EQ(left_by(On(2025, 1, 10)), std::nullopt);
  EXPECT_EQ(left_by(On(2025, 1, 11)), On(2025, 1, 10));
}

TEST(ChildrenWithRows, KnowTheirSettingByTheNameOfItsOwnRecord) {
  CohortWorld world;
  const RecordId wren = world.Open(1, "Wren Ashgrove");
  world.Add(wren, "provision_started { provision_id: 'i1' }");
  world.Add(wren, "placement_recorded { school: 'Larchmere' }");
  const auto name_of_setting = [&] {
    world.CatchUp();
    const Cohort cohort =
        world.Read(CallerOf(v1::ROLE_SENCO, "juniper.halloway"), {kRegisterView, kProvisionView})
            .value();
    SettingsOnDay settings(world.records, On(2026, 1, 10));
    const ChildrenWithRows<rows::ProvisionRows> children(cohort, settings, On(2026, 1, 10));
    EXPECT_EQ(children.all().size(), 1U);
    return std::string(children.all().front().setting_name);
  };

  EXPECT_EQ(name_of_setting(), "");
  world.Add(Hollowtree(), "record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree' }");
  EXPECT_EQ(name_of_setting(), "Hollowtree");
}

}  // namespace
}  // namespace cairn
