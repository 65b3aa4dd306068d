#include "services/api/plan_cache.h"

#include <gtest/gtest.h>

namespace cairn {
namespace {

std::shared_ptr<const v1::Plan> PlanNamed(const std::string& id) {
  auto plan = std::make_shared<v1::Plan>();
  plan->set_plan_id(id);
  return plan;
}

PlanKey KeyAt(Version version) { return {.version = version, .plan_id = "P"}; }

TEST(PlanCacheTest, APlanIsFoundUnderEverythingItDependsOn) {
  PlanCache cache;
  cache.Remember(KeyAt(1), PlanNamed("one"));

  EXPECT_EQ(cache.Find(KeyAt(1))->plan_id(), "one");
  EXPECT_EQ(cache.Find(KeyAt(2)), nullptr);
  EXPECT_EQ(cache.Find({.version = 1, .day = CivilDate::FromEpochDays(1), .plan_id = "P"}),
            nullptr);
  EXPECT_EQ(cache.Find({.version = 1, .setting_version = 1, .plan_id = "P"}), nullptr);
  EXPECT_EQ(cache.Find({.version = 1, .plan_id = "Q"}), nullptr);
  EXPECT_EQ(cache.Find({.version = 1, .plan_id = "P", .plan_version = 3}), nullptr);
}

TEST(PlanCacheTest, TheOneUsedLongestAgoGoesFirst) {
  PlanCache cache(2);
  cache.Remember(KeyAt(1), PlanNamed("one"));
  cache.Remember(KeyAt(2), PlanNamed("two"));
  cache.Find(KeyAt(1));

  cache.Remember(KeyAt(3), PlanNamed("three"));

  EXPECT_NE(cache.Find(KeyAt(1)), nullptr);
  EXPECT_EQ(cache.Find(KeyAt(2)), nullptr);
  EXPECT_NE(cache.Find(KeyAt(3)), nullptr);
}

TEST(PlanCacheTest, EveryPlanOfARecordIsLetGoAndNoOther) {
  PlanCache cache;
  const RecordId other = *RecordId::FromBytes("0123456789abcdef");
  cache.Remember(KeyAt(1), PlanNamed("one"));
  cache.Remember(KeyAt(2), PlanNamed("two"));
  cache.Remember({.record = other, .version = 1}, PlanNamed("other"));

  cache.Forget(RecordId());

  EXPECT_EQ(cache.Find(KeyAt(1)), nullptr);
  EXPECT_EQ(cache.Find(KeyAt(2)), nullptr);
  EXPECT_NE(cache.Find({.record = other, .version = 1}), nullptr);
}

}  // namespace
}  // namespace cairn
