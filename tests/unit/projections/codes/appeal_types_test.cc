#include "projections/codes/appeal_types.h"

#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

TEST(AppealTypes, WantNoCertificateForSectionIAlone) {
  for (const AppealType& type : AppealTypes()) {
    EXPECT_EQ(type.certificate == Certificate::kNotNeeded, type.code == "section_i_only")
        << type.code;
  }
}

TEST(AppealTypes, AreFoundByTheirNames) {
  EXPECT_EQ(FindAppealType("refusal_to_assess")->meaning, "Refusal to assess");
  EXPECT_EQ(FindAppealType("SEN support"), nullptr);
}

}  // namespace
}  // namespace cairn::codes
