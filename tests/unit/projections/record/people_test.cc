#include "projections/record/people.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

class UnlinkedTest : public ::testing::Test {
 protected:
  void Link(std::string_view day, const std::string& more) {
    Add(day, "person_linked { relationship: RELATIONSHIP_FATHER " + more + " }");
  }
  void Unlink(std::string_view day, const std::string& more) {
    Add(day, "person_unlinked { relationship: RELATIONSHIP_FATHER " + more + " }");
  }
  size_t LinkedToday() const {
    return LinkedOn(Fold({}, history_.events()).people, Day("2025-06-02")).size();
  }

 private:
  void Add(std::string_view day, const std::string& text) {
    history_.Add("2025-06-01", EntryOn(day, text));
  }

  HistoryBuilder history_;
};

TEST_F(UnlinkedTest, IsWhoeverTheEndNamesBySignInUnderAnotherSpellingToo) {
  Link("2025-01-06", "name: 'Ivo' sign_in_subject: 'ivo'");
  Unlink("2025-03-03", "name: 'Ivor' sign_in_subject: 'ivo'");

  EXPECT_EQ(LinkedToday(), 0u);
}

TEST_F(UnlinkedTest, IsNoNamesakeWithASignInOfTheirOwn) {
  Link("2025-01-06", "name: 'Ivo' sign_in_subject: 'ivo'");
  Unlink("2025-03-03", "name: 'Ivo' sign_in_subject: 'another'");

  EXPECT_EQ(LinkedToday(), 1u);
}

TEST_F(UnlinkedTest, IsWhoeverTheEndNamesIfEitherHasNoSignIn) {
  Link("2025-01-06", "name: 'Ivo'");
  Link("2025-01-06", "name: 'Ottis' sign_in_subject: 'ottis'");
  Unlink("2025-03-03", "name: 'Ivo' sign_in_subject: 'ivo'");
  Unlink("2025-03-03", "name: 'Ottis'");

  EXPECT_EQ(LinkedToday(), 0u);
}

TEST_F(UnlinkedTest, CountsWhenItWasRecordedAfterTheLinkWheneverItHappened) {
  Link("2025-03-10", "name: 'Ivo'");
  Unlink("2025-03-03", "name: 'Ivo'");
  EXPECT_EQ(LinkedToday(), 0u);
}

TEST_F(UnlinkedTest, IsLinkedAgainByANewLink) {
  Link("2025-01-06", "name: 'Ivo'");
  Unlink("2025-03-03", "name: 'Ivo'");
  Link("2025-04-07", "name: 'Ivo'");

  EXPECT_EQ(LinkedToday(), 1u);
}

}  // namespace
}  // namespace cairn
