#include "projections/codes/plan_kinds.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PlanKinds, HaveOneRowForEveryKindOfTheContract) {
  const google::protobuf::EnumDescriptor& kinds = *v1::PlanKind_descriptor();
  for (int i = 0; i < kinds.value_count(); ++i) {
    const auto rows = std::ranges::count_if(PlanKinds(), [&](const PlanKindRow& row) {
      return row.kind == static_cast<v1::PlanKind>(kinds.value(i)->number());
    });
    EXPECT_EQ(rows, 1) << kinds.value(i)->name();
  }
}

TEST(PlanKinds, NameFieldsThatAPlanHas) {
  for (const PlanKindRow& row : PlanKinds()) {
    for (const std::string_view field : row.MustHave()) {
      EXPECT_NE(v1::PlanContent::descriptor()->FindFieldByName(std::string(field)), nullptr)
          << row.name << ": " << field;
    }
  }
}

TEST(PlanKinds, SayWhatASupportPlanMustHave) {
  EXPECT_EQ(PlanKindOf(v1::PLAN_KIND_SEN_SUPPORT).name, "SEN support plan");
  EXPECT_THAT(PlanKindOf(v1::PLAN_KIND_SEN_SUPPORT).MustHave(),
              ElementsAre("aspirations", "outcomes", "provisions", "responsibilities"));
  EXPECT_FALSE(PlanKindOf(v1::PLAN_KIND_SEN_SUPPORT).MustHave("provision"));
  EXPECT_THAT(PlanKindOf(v1::PLAN_KIND_RELATIONAL_SUPPORT).MustHave(), IsEmpty());
}

TEST(PlanKinds, CallNothingALegalDutyWhileNoStatuteNamesThem) {
  for (const PlanKindRow& row : PlanKinds()) EXPECT_NE(row.force, Force::kStatute) << row.name;
}

TEST(PlanKinds, TakeAKindOfANewerContractForAnUnspecifiedOne) {
  EXPECT_EQ(PlanKindOf(static_cast<v1::PlanKind>(99)).name, "Plan");
}

}  // namespace
}  // namespace cairn::codes
