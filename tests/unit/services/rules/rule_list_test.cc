#include "services/rules/rule_list.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::rules {
namespace {

using testing::MatchesRegex;

// The text of every test of rules.
const std::string& SourcesOfTests() {
  static const std::string sources = [] {
    std::ostringstream all;
    for (const auto& file : std::filesystem::directory_iterator(CAIRN_RULES_TESTS_FOLDER)) {
      all << std::ifstream(file.path()).rdbuf();
    }
    return all.str();
  }();
  return sources;
}

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
  const bool cites_guidance = GetParam().source.find("Code of Practice") != std::string_view::npos;

  EXPECT_FALSE(cites_guidance && GetParam().effect == Effect::kLegalDuty);
  EXPECT_EQ(GetParam().sentence.find("breach"), std::string_view::npos);
}

// A rule nobody tries is a rule nobody can trust.
TEST_P(EveryRule, IsTriedByATest) {
  EXPECT_NE(SourcesOfTests().find(GetParam().id), std::string::npos) << GetParam().id;
}

// One test at least bears the name of the requirement that the row keeps.
TEST_P(EveryRule, IsTriedUnderItsRequirement) {
  const std::string requirement(GetParam().requirement);

  EXPECT_THAT(requirement, MatchesRegex("(R[0-9]+)?"));
  EXPECT_NE(SourcesOfTests().find(requirement + "_"), std::string::npos) << requirement;
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
