#include "projections/codes/sen_codes.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

using testing::ElementsAre;

// Every value of the contract but the unspecified one, by name.
std::vector<std::string> NamesOf(const google::protobuf::EnumDescriptor& list) {
  std::vector<std::string> names;
  for (int i = 1; i < list.value_count(); ++i) names.push_back(list.value(i)->name());
  return names;
}

template <typename Rows>
std::vector<std::string> RetiredOf(const Rows& rows) {
  std::vector<std::string> retired;
  for (const auto& row : rows) {
    if (row.valid.IsRetired()) retired.emplace_back(row.code);
  }
  return retired;
}

TEST(SenCodes, HaveTheLettersOfEveryValueOfTheContract) {
  for (const std::string& name : NamesOf(*v1::SenProvision_descriptor())) {
    v1::SenProvision value;
    ASSERT_TRUE(v1::SenProvision_Parse(name, &value));
    ASSERT_NE(FindSenProvision(value), nullptr) << name;
    EXPECT_EQ("SEN_PROVISION_" + std::string(FindSenProvision(value)->code), name);
  }
  for (const std::string& name : NamesOf(*v1::SenType_descriptor())) {
    v1::SenType value;
    ASSERT_TRUE(v1::SenType_Parse(name, &value));
    ASSERT_NE(FindSenType(value), nullptr) << name;
    EXPECT_EQ("SEN_TYPE_" + std::string(FindSenType(value)->code), name);
  }
}

TEST(SenCodes, AreFoundByTheirLetters) {
  EXPECT_EQ(FindSenProvision("K")->value, v1::SEN_PROVISION_K);
  EXPECT_EQ(FindSenType("SLCN")->value, v1::SEN_TYPE_SLCN);
  EXPECT_EQ(FindSenType("SLCN")->meaning, "Speech, language and communication needs");
}

TEST(SenCodes, HaveNoOtherLetters) {
  EXPECT_EQ(FindSenProvision("k"), nullptr);
  EXPECT_EQ(FindSenProvision(""), nullptr);
  EXPECT_EQ(FindSenType("SpLD"), nullptr);
  EXPECT_EQ(FindSenProvision(v1::SEN_PROVISION_UNSPECIFIED), nullptr);
  EXPECT_EQ(FindSenType(v1::SEN_TYPE_UNSPECIFIED), nullptr);
}

TEST(SenCodes, KeepTheRetiredOnes) {
  EXPECT_THAT(RetiredOf(SenProvisionCodes()), ElementsAre("A", "P", "S"));
  EXPECT_THAT(RetiredOf(SenTypeCodes()), ElementsAre("BESD"));
}

// Statements lasted until 31 March 2018; schools use DS from the census of 16 January 2025.
TEST(SenCodes, KnowWhenTheyCount) {
  const CivilDate last = *CivilDate::Of(2018, 3, 31);
  const CivilDate census = *CivilDate::Of(2025, 1, 16);

  EXPECT_TRUE(FindSenProvision("S")->valid.Meets(last, last));
  EXPECT_FALSE(FindSenProvision("S")->valid.Meets(last.AddDays(1), census));
  EXPECT_TRUE(FindSenType("DS")->valid.Meets(census, census));
  EXPECT_FALSE(FindSenType("DS")->valid.Meets(last, census.AddDays(-1)));
}

}  // namespace
}  // namespace cairn::codes
