#include "services/rules/rule_list.h"

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
std::string SourcesOfTests() {
  std::ostringstream all;
  for (const auto& file : std::filesystem::recursive_directory_iterator(CAIRN_RULES_TESTS_FOLDER)) {
    if (file.is_regular_file()) all << std::ifstream(file.path()).rdbuf();
  }
  return all.str();
}

// A test of all rules, and not a test of each: there are hundreds, and a program is started for
// every test.
TEST(EveryRule, HasAnIdOfAPlaceAndAStatement) {
  for (const Rule& rule : AllRules()) {
    EXPECT_THAT(std::string(rule.id), MatchesRegex("[a-z_]+\\.[a-z0-9_]+"));
  }
}

TEST(EveryRule, SaysInAWholeSentenceWhatToDo) {
  for (const Rule& rule : AllRules()) {
    EXPECT_TRUE(rule.sentence.ends_with('.')) << rule.id << ": " << rule.sentence;
    EXPECT_TRUE(rule.sentence.front() >= 'A' && rule.sentence.front() <= 'Z')
        << rule.id << ": " << rule.sentence;
    EXPECT_LT(rule.sentence.size(), 200u) << rule.id << ": " << rule.sentence;
  }
}

TEST(EveryRule, HasAReasonForProgramsIfItRefuses) {
  for (const Rule& rule : AllRules()) {
    const bool refuses = rule.effect == Effect::kRefuse;

    EXPECT_EQ(refuses, !rule.reason.empty()) << rule.id;
    EXPECT_THAT(std::string(rule.reason), MatchesRegex("[A-Z0-9_]*")) << rule.id;
  }
}

TEST(EveryRule, NamesItsSourceIfItIsAFinding) {
  for (const Rule& rule : AllRules()) {
    EXPECT_TRUE(rule.effect == Effect::kRefuse || !rule.source.empty()) << rule.id;
  }
}

// A departure from guidance is never called a breach, and guidance is never called the law.
TEST(EveryRule, CallsOnlyALawADuty) {
  for (const Rule& rule : AllRules()) {
    const bool cites_guidance = rule.source.find("Code of Practice") != std::string_view::npos;

    EXPECT_FALSE(cites_guidance && rule.effect == Effect::kLegalDuty) << rule.id;
    EXPECT_EQ(rule.sentence.find("breach"), std::string_view::npos) << rule.id;
  }
}

// A rule nobody tries is a rule nobody can trust.
TEST(EveryRule, IsTriedByATest) {
  const std::string sources = SourcesOfTests();
  for (const Rule& rule : AllRules()) {
    EXPECT_NE(sources.find(rule.id), std::string::npos) << rule.id;
  }
}

// One test at least bears the name of the requirement that the row keeps.
TEST(EveryRule, IsTriedUnderItsRequirement) {
  const std::string sources = SourcesOfTests();
  for (const Rule& rule : AllRules()) {
    const std::string requirement(rule.requirement);

    EXPECT_THAT(requirement, MatchesRegex("(R[0-9]+)?")) << rule.id;
    EXPECT_NE(sources.find(requirement + "_"), std::string::npos) << rule.id << " " << requirement;
  }
}

TEST(RuleList, HoldsEachRuleOnce) {
  std::set<std::string_view> ids;
  for (const Rule& rule : AllRules()) ids.insert(rule.id);

  EXPECT_EQ(ids.size(), AllRules().size());
  EXPECT_GT(ids.size(), 80u);
}

}  // namespace
}  // namespace cairn::rules
