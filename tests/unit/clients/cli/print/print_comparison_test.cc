#include "clients/cli/print/print_comparison.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace cairn::cli {
namespace {

std::string PrintedComparison(const std::string& text) {
  v1::ComparePlansResponse comparison;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &comparison));
  return PrintComparison(comparison);
}

TEST(PrintComparison, PutsBothVersionsSideBySide) {
  EXPECT_EQ(PrintedComparison(R"pb(
              plan_id: "PA"
              from {
                plan_version: 2
                effective_from { year: 2024 month: 12 day: 16 }
                label: "A18"
              }
              to {
                plan_version: 3
                effective_from { year: 2025 month: 2 day: 12 }
                label: "A24"
                replaced_because: "Phonics is not the need"
              }
              differences {
                section: PLAN_SECTION_TARGETS
                item_id: "t1"
                change: PLAN_CHANGE_CHANGED
                fields { field: "due" label: "By" before: "11 Feb 2025" after: "9 Jul 2025" }
                fields { field: "weight" label: "Weight" after: "2" }
              }
              differences {
                section: PLAN_SECTION_PROVISION
                item_id: "p2"
                change: PLAN_CHANGE_ADDED
                after: "Precision teaching; sessions a week 3"
              }
              differences {
                section: PLAN_SECTION_PROVISION
                item_id: "p1"
                change: PLAN_CHANGE_REMOVED
                before: "Phonics small group; sessions a week 5"
              }
            )pb"),
            R"(PLAN PA  v2 from 16 Dec 2024, A18 > v3 from 12 Feb 2025, A24
Why  Phonics is not the need
SECTION     ITEM  CHANGE             BEFORE                          AFTER
TARGETS     t1    By                 11 Feb 2025                     9 Jul 2025
                  Weight             -                               2
SUPPORT     p2    new                -                               Precision teaching; sessions a
                                                                     week 3
            p1    gone               Phonics small group; sessions a -
                                     week 5
)");
}

TEST(PrintComparison, SaysThatNothingIsDifferent) {
  EXPECT_EQ(PrintedComparison(R"pb(
              plan_id: "PA"
              from {
                plan_version: 2
                effective_from { year: 2024 }
              }
              to {
                plan_version: 2
                effective_from { year: 2024 }
              }
            )pb"),
            "PLAN PA  v2 from 2024 > v2 from 2024\nNothing is different.\n");
}

TEST(PrintComparison, SaysWhatThereIsNotToCompare) {
  EXPECT_EQ(PrintedComparison(""), "No plan is recorded.\n");
  EXPECT_EQ(PrintedComparison("plan_id: 'PA'"), "Plan PA has no such version.\n");
}

TEST(PrintComparison, SaysThatAFirstVersionHasNoneBeforeIt) {
  EXPECT_THAT(PrintedComparison(
                  "plan_id: 'PA' from {} to { plan_version: 1 effective_from { year: 2024 } }"),
              testing::HasSubstr("PLAN PA  no version before it > v1 from 2024\n"));
}

}  // namespace
}  // namespace cairn::cli
