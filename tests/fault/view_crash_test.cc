// A views' storage that ends at any commit, as a kill or a power cut would: what is there
// afterwards goes on without a loss.
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Optional;

constexpr uint64_t kRecords = 9;

// Two events for each record, in batches of two records.
void Fill(ViewLog& views) {
  for (const char* text : {"a", "b"}) {
    for (uint64_t record = 1; record <= kRecords; ++record) views.Say(record, text);
  }
}

// Lets `commits` commits through; all later ones write nothing.
void EndAfter(ViewLog& views, int commits) {
  views.storage().before_commit = [commits]() mutable -> std::optional<CommitOutcome> {
    if (commits-- > 0) return std::nullopt;
    return CommitOutcome::kUnknown;
  };
}

void GoOn(ViewLog& views) {
  views.storage().before_commit = [] { return std::nullopt; };
  views.Reopen();
  views.Settle();
}

void ExpectAllRows(ViewLog& views) {
  EXPECT_EQ(views.StandingOf(kTexts).records, kRecords);
  for (uint64_t record = 1; record <= kRecords; ++record) {
    EXPECT_THAT(views.RowsOf(kTexts, record), Optional(ElementsAre("a|b")));
    EXPECT_THAT(views.RowsOf(kCounts, record), Optional(ElementsAre("3:2")));
  }
  EXPECT_EQ(views.Members("says:b").size(), kRecords);
}

TEST(ViewCrash, AtAnyCommitOfFollowingLosesNothing) {
  for (int commits = 0; commits < 12; ++commits) {
    ViewLog views({TextsView(), CountsView()}, {.batch_records = 2});
    views.Settle();
    Fill(views);
    EndAfter(views, commits);
    while (views.runner().Step().value_or(false)) {
    }

    GoOn(views);

    ExpectAllRows(views);
  }
}

TEST(ViewCrash, AtAnyCommitOfARebuildLosesNothing) {
  for (int commits = 0; commits < 8; ++commits) {
    ViewLog views({TextsView(), CountsView()}, {.batch_records = 2, .rebuild_threads = 1});
    views.Settle();
    Fill(views);
    views.Settle();
    EndAfter(views, commits);
    views.runner().Rebuild({}, {}).IgnoreError();

    GoOn(views);

    ExpectAllRows(views);
  }
}

TEST(ViewCrash, AtAnyCommitOfTheFirstOpeningLosesNothing) {
  for (int commits = 0; commits < 6; ++commits) {
    ViewLog views;
    Fill(views);
    views.Settle();
    views.Close();
    Batch other;
    other.Put(Space::kViewMeta, std::string(kLogRowKey), EncodeLogRow({LedgerId(), 9}));
    ASSERT_EQ(views.storage().Commit(other, 0, 0), CommitOutcome::kCommitted);
    EndAfter(views, commits);
    views.Open().IgnoreError();

    GoOn(views);

    ExpectAllRows(views);
  }
}

}  // namespace
}  // namespace cairn
