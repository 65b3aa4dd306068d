#include "projections/codes/return_codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

TEST(SuspensionReasons, AreThoseOfTheCensus) {
  EXPECT_EQ(FindSuspensionReason("DB")->meaning, "Persistent or general disruptive behaviour");
  for (const char* code : {"PP", "PA", "VP", "VA", "BU", "RA", "LG", "DS", "SM", "DA", "DM", "TH",
                           "OW", "MT", "PH", "DB"}) {
    ASSERT_NE(FindSuspensionReason(code), nullptr) << code;
    EXPECT_FALSE(FindSuspensionReason(code)->valid.IsRetired()) << code;
  }
  EXPECT_EQ(FindSuspensionReason("db"), nullptr);
  EXPECT_EQ(FindSuspensionReason("ZZ"), nullptr);
}

TEST(SuspensionReasons, KeepOtherUntil2020) {
  const CivilDate last = *CivilDate::Of(2020, 8, 31);

  EXPECT_TRUE(FindSuspensionReason("OT")->valid.Meets(last, last));
  EXPECT_FALSE(FindSuspensionReason("OT")->valid.Meets(last.AddDays(1), last.AddDays(1)));
}

TEST(CeaseReasons, AreOneToNine) {
  EXPECT_EQ(CeaseReasons().size(), 9u);
  EXPECT_EQ(FindCeaseReason("5")->meaning, "Moved to another local authority in England");
  EXPECT_EQ(FindCeaseReason("0"), nullptr);
}

TEST(SenSettings, AreThoseOfSen2) {
  EXPECT_EQ(SenSettings().size(), 8u);
  EXPECT_EQ(FindSenSetting("EHE")->meaning, "Elective home education");
  EXPECT_EQ(FindSenSetting("XYZ"), nullptr);
}

}  // namespace
}  // namespace cairn::codes
