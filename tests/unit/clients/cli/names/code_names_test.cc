#include "clients/cli/names/code_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/v1/provision.pb.h"

namespace cairn::cli {
namespace {

const google::protobuf::EnumDescriptor& Reasons() { return *v1::SessionMissedReason_descriptor(); }

TEST(CodeName, IsTheValueWithoutWhatAllBeginWith) {
  EXPECT_EQ(CodeName(Reasons(), v1::SESSION_MISSED_REASON_STAFF_ABSENT), "STAFF_ABSENT");
  EXPECT_EQ(CodeWords(Reasons(), v1::SESSION_MISSED_REASON_STAFF_ABSENT), "staff absent");
  EXPECT_EQ(CodeName(Reasons(), 0), "");
  EXPECT_EQ(CodeName(Reasons(), 999), "");
}

TEST(ParseCode, HeedsNeitherCaseNorWhatIsBetweenWords) {
  for (const char* text : {"staff_absent", "Staff-Absent", "STAFF ABSENT"}) {
    EXPECT_EQ(*ParseCode(Reasons(), "reason", text), v1::SESSION_MISSED_REASON_STAFF_ABSENT)
        << text;
  }
}

TEST(ParseCode, NamesTheCodesThatThereAre) {
  const absl::StatusOr<int> number = ParseCode(Reasons(), "reason", "unspecified");

  EXPECT_TRUE(absl::IsInvalidArgument(number.status()));
  EXPECT_THAT(std::string(number.status().message()),
              testing::HasSubstr("no reason; there are pupil_absent, staff_absent"));
}

}  // namespace
}  // namespace cairn::cli
