#include "eventstore/ledger/field_selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

FieldSelection Hiding(const std::vector<std::string>& paths) {
  return FieldSelection::Hiding(paths).value();
}

TEST(FieldSelection, HidesAFieldWithAllThatIsBelowIt) {
  const FieldSelection selection = Hiding({"1.140.3"});

  EXPECT_FALSE(selection.Shows("1.140.3"));
  EXPECT_FALSE(selection.Shows("1.140.3/0"));
  EXPECT_FALSE(selection.Shows("1.140.3.1"));
  EXPECT_TRUE(selection.Shows("1.140"));
  EXPECT_TRUE(selection.Shows("1.140.31"));
  EXPECT_TRUE(selection.Shows("1.140.30/3"));
}

TEST(FieldSelection, HidesOneElementOfAList) {
  const FieldSelection selection = Hiding({"1.140.3/1"});

  EXPECT_FALSE(selection.Shows("1.140.3/1"));
  EXPECT_FALSE(selection.Shows("1.140.3/1.2"));
  EXPECT_TRUE(selection.Shows("1.140.3/10"));
  EXPECT_TRUE(selection.Shows("1.140.3/0"));
}

TEST(FieldSelection, ShowsEverythingOrNothing) {
  EXPECT_TRUE(FieldSelection::All().Shows("1"));
  EXPECT_FALSE(FieldSelection::None().Shows("1"));
}

TEST(FieldSelection, RefusesWhatIsNoPath) {
  for (const std::string path : {"", "0", "1.", ".1", "1/", "name", "1.140.*", "01"}) {
    EXPECT_THAT(FieldSelection::Hiding(std::vector{path}),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << path;
  }
}

TEST(FieldSelection, NamesThePathsThatHideNothing) {
  const std::vector<std::string> fields = {"1", "1.140", "1.140.3/0", "1.140.3/1"};

  EXPECT_THAT(Hiding({"1.140.3"}).Unmatched(fields), IsEmpty());
  EXPECT_THAT(Hiding({"1.140.3/2", "1.14", "1.140"}).Unmatched(fields),
              ElementsAre("1.14", "1.140.3/2"));
  EXPECT_THAT(FieldSelection::All().Unmatched(fields), IsEmpty());
}

}  // namespace
}  // namespace cairn
