// What tests of the rules share: a record of a child, and verdicts as short texts to compare.
//   EXPECT_THAT(Refusals("identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'X' }"),
//               Contains("upn.format @ identifier_recorded.value"));
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rules/check_entry.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {

// "rule id @ field" of each fault; the reason stands for the id of faults of the shape.
std::vector<std::string> RefusalsOf(const Verdict& verdict);
// "rule id @ field" of each finding.
std::vector<std::string> FindingsOf(const Verdict& verdict);

// A child of Hollowtree, born 11 February 2017, opened in September 2024; today is 5 January 2026,
// a Monday, and so is an entry that names no day.
class RulesTest : public testing::Test {
 protected:
  RulesTest();

  Verdict Check(const v1::Entry& entry, bool bulk = false) const;
  std::vector<std::string> Refusals(const std::string& text, bool bulk = false) const;
  std::vector<std::string> Findings(const std::string& text) const;

  // `event` as the target of `corrects`.
  v1::Entry Correcting(Version version, const std::string& text) const;
  v1::Entry Voiding(Version version) const;
  std::string EventIdAt(Version version) const;

  RecordBuilder record_;
};

// A row of a table of rules: an entry that breaks it, and one that does not.
struct RuleCase {
  std::string name;                      // of the test: the requirement, then a sentence
  std::string broken;                    // entry in text format
  std::string found;                     // "rule id @ field", as a refusal or as a finding
  std::string sound;                     // entry in text format; may break other rules
  std::vector<std::string> before = {};  // entries of the record
};

class RuleCaseTest : public RulesTest, public testing::WithParamInterface<RuleCase> {
 protected:
  RuleCaseTest();

  // The rule is found in the one entry and not in the other.
  void ExpectItIsFound() const;
};

// The name of a case, for the test.
std::string NameOf(const testing::TestParamInfo<RuleCase>& instance);

// `occurred` in text format, to put before a kind.
std::string On(int year, int month, int day);

// Support "i1" that begins, in text format, with `more` fields. `type`: a PROVISION_TYPE_.
std::string SupportStarted(std::string_view more = "", std::string_view type = "INTERVENTION");

}  // namespace cairn
