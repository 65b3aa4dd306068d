#include "services/rules/rule_list.h"

#include <algorithm>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::rules {
namespace {

using testing::MatchesRegex;

class EveryRule : public testing::TestWithParam<Rule> {};

TEST_P(EveryRule, HasAnIdOfAPlaceAndAStatement) {
  EXPECT_THAT(std::string(GetParam().id), MatchesRegex("[a-z_]+\\.[a-z0-9_]+"));
}

TEST_P(EveryRule, SaysInAWholeSentenceWhatToDo) {
  const std::string_view sentence = GetParam().sentence;

  EXPECT_TRUE(sentence.ends_with('.')) << sentence;
  EXPECT_TRUE(sentence.front() >= 'A' && sentence.front() <= 'Z') << sentence;
  EXPECT_LT(sentence.size(), 200u) << sentence;
}

TEST_P(EveryRule, HasAReasonForProgramsIfItRefuses) {
  const bool refuses = GetParam().effect == Effect::kRefuse;

  EXPECT_EQ(refuses, !GetParam().reason.empty());
  EXPECT_THAT(std::string(GetParam().reason), MatchesRegex("[A-Z0-9_]*"));
}

TEST_P(EveryRule, NamesItsSourceIfItIsAFinding) {
  EXPECT_TRUE(GetParam().effect == Effect::kRefuse || !GetParam().source.empty());
}

// A departure from guidance is never called a breach, and guidance is never called the law.
TEST_P(EveryRule, CallsOnlyALawADuty) {
  const bool cites_guidance =
      GetParam().source.find("Code of Practice") != std::string_view::npos &&
      GetParam().id != "permission.of_the_young_person";

  EXPECT_FALSE(cites_guidance && GetParam().effect == Effect::kLegalDuty);
  EXPECT_EQ(GetParam().sentence.find("breach"), std::string_view::npos);
}

INSTANTIATE_TEST_SUITE_P(Rules, EveryRule, testing::ValuesIn(AllRules()), [](const auto& instance) {
  std::string name(instance.param.id);
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
});

TEST(RuleList, HoldsEachRuleOnce) {
  std::set<std::string_view> ids;
  for (const Rule& rule : AllRules()) ids.insert(rule.id);

  EXPECT_EQ(ids.size(), AllRules().size());
  EXPECT_GT(ids.size(), 80u);
}

}  // namespace
}  // namespace cairn::rules
