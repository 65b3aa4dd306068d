// What every Storage promises. Each test runs on the one in memory, which is the reference, and on
// RocksDB in a fresh folder: as a log is opened, and as views are, without a sync.
#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/storage/memory_storage.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "eventstore/storage/storage.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::Optional;
using testing::Pair;

// A storage, and how to open it a second time.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual Storage& storage() = 0;
  virtual void Reopen() = 0;
};

class MemorySubject final : public Subject {
 public:
  Storage& storage() override { return storage_; }
  void Reopen() override {}

 private:
  MemoryStorage storage_;
};

class RocksDbSubject final : public Subject {
 public:
  explicit RocksDbSubject(std::span<const Space> spaces = kSpaces, bool synced = true)
      : spaces_(spaces), synced_(synced) {
    Reopen();
  }
  Storage& storage() override { return *storage_; }
  void Reopen() override {
    storage_.reset();
    storage_ =
        RocksDbStorage::Open({.folder = folder_ / "log", .spaces = spaces_, .synced = synced_})
            .value();
  }

 private:
  const std::span<const Space> spaces_;
  const bool synced_;
  const TempFolder folder_;
  std::unique_ptr<RocksDbStorage> storage_;
};

struct Implementation {
  const char* name;
  std::unique_ptr<Subject> (*make)();
};

class StorageContract : public testing::TestWithParam<Implementation> {
 protected:
  Storage& storage() { return subject_->storage(); }
  void Reopen() { subject_->Reopen(); }

  // One row in a commit of its own.
  void Put(Space space, std::string key, std::string value) {
    Batch batch;
    batch.Put(space, std::move(key), std::move(value));
    ASSERT_EQ(storage().Commit(batch, 0, 0), CommitOutcome::kCommitted);
  }

  using Rows = std::vector<std::pair<std::string, std::string>>;
  Rows Scanned(Space space, const ScanRange& range) {
    Rows rows;
    EXPECT_THAT(storage().Scan(space, range,
                               [&](std::string_view key, std::string_view value) {
                                 rows.emplace_back(key, value);
                                 return true;
                               }),
                IsOk());
    return rows;
  }

 private:
  const std::unique_ptr<Subject> subject_ = GetParam().make();
};

TEST_P(StorageContract, GetFindsNothingWhenTheKeyWasNeverWritten) {
  EXPECT_THAT(storage().Get(Space::kMeta, "absent"), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(StorageContract, GetFindsTheValueWithEveryByteItWasGiven) {
  const std::string value("\x00\xff\x00middle\n", 10);

  Put(Space::kMeta, std::string("\x00\x01", 2), value);

  EXPECT_THAT(storage().Get(Space::kMeta, std::string_view("\x00\x01", 2)),
              IsOkAndHolds(Optional(value)));
}

TEST_P(StorageContract, AnEmptyValueIsNotAnAbsentOne) {
  Put(Space::kTiles, "key", "");

  EXPECT_THAT(storage().Get(Space::kTiles, "key"), IsOkAndHolds(Optional(std::string())));
}

TEST_P(StorageContract, SpacesAreApart) {
  Put(Space::kHeads, "key", "head");
  Put(Space::kClaims, "key", "claim");

  EXPECT_THAT(storage().Get(Space::kHeads, "key"), IsOkAndHolds(Optional(std::string("head"))));
  EXPECT_THAT(storage().Get(Space::kClaims, "key"), IsOkAndHolds(Optional(std::string("claim"))));
  EXPECT_THAT(storage().Get(Space::kKeys, "key"), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(StorageContract, EverySpaceKeepsRows) {
  Batch batch;
  for (const Space space : kSpaces) batch.Put(space, "key", std::string(SpaceName(space)));
  ASSERT_EQ(storage().Commit(batch, 0, 1), CommitOutcome::kCommitted);

  for (const Space space : kSpaces) {
    EXPECT_THAT(storage().Get(space, "key"), IsOkAndHolds(Optional(std::string(SpaceName(space)))));
  }
}

TEST_P(StorageContract, MultiGetAnswersInTheOrderAskedWithRepeatsAndHoles) {
  Put(Space::kLeaves, "a", "1");
  Put(Space::kLeaves, "b", "2");

  const std::vector<std::string> keys = {"b", "none", "a", "b"};

  EXPECT_THAT(storage().MultiGet(Space::kLeaves, keys),
              IsOkAndHolds(ElementsAre(Optional(std::string("2")), Eq(std::nullopt),
                                       Optional(std::string("1")), Optional(std::string("2")))));
}

TEST_P(StorageContract, MultiGetOfNoKeysIsEmpty) {
  EXPECT_THAT(storage().MultiGet(Space::kLeaves, {}), IsOkAndHolds(IsEmpty()));
}

class StorageScan : public StorageContract {
 protected:
  void SetUp() override {
    for (const char* key : {"b", "a", "\xff", "d", "c"}) Put(Space::kEnvelopes, key, "v");
    Put(Space::kHeads, "bb", "of another space");
  }
};

TEST_P(StorageScan, VisitsAWholeSpaceInTheOrderOfUnsignedBytes) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {}),
              ElementsAre(Pair("a", "v"), Pair("b", "v"), Pair("c", "v"), Pair("d", "v"),
                          Pair("\xff", "v")));
}

TEST_P(StorageScan, TakesTheFirstBoundAndLeavesTheSecond) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "b", .to_exclusive = "d"}),
              ElementsAre(Pair("b", "v"), Pair("c", "v")));
}

TEST_P(StorageScan, BoundsNeedNotBeKeys) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "aa", .to_exclusive = "cc"}),
              ElementsAre(Pair("b", "v"), Pair("c", "v")));
}

TEST_P(StorageScan, GoesBackwardsOverTheSameRowsWhenReversed) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "b", .to_exclusive = "d", .reverse = true}),
              ElementsAre(Pair("c", "v"), Pair("b", "v")));
}

TEST_P(StorageScan, GoesBackwardsFromTheEndWhenThereIsNoUpperBound) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "d", .reverse = true}),
              ElementsAre(Pair("\xff", "v"), Pair("d", "v")));
}

TEST_P(StorageScan, StopsAtTheLimitForwards) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "b", .limit = 2}),
              ElementsAre(Pair("b", "v"), Pair("c", "v")));
}

TEST_P(StorageScan, StopsAtTheLimitBackwards) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.to_exclusive = "d", .reverse = true, .limit = 2}),
              ElementsAre(Pair("c", "v"), Pair("b", "v")));
}

TEST_P(StorageScan, VisitsNothingWithALimitOfZero) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.limit = 0}), IsEmpty());
}

TEST_P(StorageScan, VisitsNothingWhenTheBoundsAreEqualOrCross) {
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "b", .to_exclusive = "b"}), IsEmpty());
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "c", .to_exclusive = "b"}), IsEmpty());
  EXPECT_THAT(Scanned(Space::kEnvelopes, {.from = "c", .to_exclusive = "b", .reverse = true}),
              IsEmpty());
}

TEST_P(StorageScan, StopsWhenTheVisitorHasSeenEnough) {
  int visited = 0;

  const absl::Status status =
      storage().Scan(Space::kEnvelopes, {}, [&](std::string_view, std::string_view) {
        ++visited;
        return visited < 3;
      });

  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(visited, 3);
}

TEST_P(StorageScan, OfAPrefixVisitsWhatBeginsWithIt) {
  Put(Space::kEnvelopes, "c1", "v");
  Put(Space::kEnvelopes, "c\xff", "v");

  EXPECT_THAT(Scanned(Space::kEnvelopes, PrefixRange("c")),
              ElementsAre(Pair("c", "v"), Pair("c1", "v"), Pair("c\xff", "v")));
}

TEST_P(StorageScan, OfAPrefixWithoutSuccessorGoesToTheEnd) {
  Put(Space::kEnvelopes, "\xff\x01", "v");

  EXPECT_THAT(Scanned(Space::kEnvelopes, PrefixRange("\xff")),
              ElementsAre(Pair("\xff", "v"), Pair("\xff\x01", "v")));
}

TEST_P(StorageContract, TheHeadIsZeroBeforeTheFirstCommit) {
  EXPECT_THAT(storage().Head(), IsOkAndHolds(0));
}

TEST_P(StorageContract, ACommitMovesTheHead) {
  EXPECT_EQ(storage().Commit(Batch(), 0, 7), CommitOutcome::kCommitted);

  EXPECT_THAT(storage().Head(), IsOkAndHolds(7));
}

TEST_P(StorageContract, ACommitOnAnotherHeadIsAbortedAndLeavesNothing) {
  Put(Space::kMeta, "old", "kept");
  Batch batch;
  batch.Put(Space::kMeta, "new", "lost");
  batch.Delete(Space::kMeta, "old");

  EXPECT_EQ(storage().Commit(batch, 1, 2), CommitOutcome::kAborted);

  EXPECT_THAT(storage().Head(), IsOkAndHolds(0));
  EXPECT_THAT(Scanned(Space::kMeta, {}), ElementsAre(Pair("old", "kept")));
}

TEST_P(StorageContract, ACommitReplacesAndRemovesRows) {
  Put(Space::kClaims, "replaced", "1");
  Put(Space::kClaims, "removed", "1");
  Batch batch;
  batch.Put(Space::kClaims, "replaced", "2");
  batch.Delete(Space::kClaims, "removed");
  batch.Delete(Space::kClaims, "never there");

  EXPECT_EQ(storage().Commit(batch, 0, 1), CommitOutcome::kCommitted);

  EXPECT_THAT(Scanned(Space::kClaims, {}), ElementsAre(Pair("replaced", "2")));
}

TEST_P(StorageContract, TheLastChangeOfAKeyInABatchWins) {
  Batch batch;
  batch.Put(Space::kClaims, "taken", "1");
  batch.Delete(Space::kClaims, "taken");
  batch.Delete(Space::kClaims, "given");
  batch.Put(Space::kClaims, "given", "1");
  batch.Put(Space::kClaims, "given", "2");

  EXPECT_EQ(storage().Commit(batch, 0, 1), CommitOutcome::kCommitted);

  EXPECT_THAT(Scanned(Space::kClaims, {}), ElementsAre(Pair("given", "2")));
}

TEST_P(StorageContract, OfManyCommitsOnOneHeadExactlyOneSucceeds) {
  std::atomic<int> committed = 0;
  std::vector<std::thread> writers;
  writers.reserve(8);
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&] {
      Batch batch;
      batch.Put(Space::kMeta, "winner", "1");
      if (storage().Commit(batch, 0, 1) == CommitOutcome::kCommitted) ++committed;
    });
  }
  for (std::thread& writer : writers) writer.join();

  EXPECT_EQ(committed, 1);
}

TEST_P(StorageContract, ImmutableRowsAreAddedWithoutTouchingTheHead) {
  Batch batch;
  batch.Put(Space::kDocuments, "chunk 0", "sealed");
  batch.Put(Space::kDocuments, "chunk 1", "sealed too");

  EXPECT_THAT(storage().PutImmutable(batch), IsOk());

  EXPECT_THAT(Scanned(Space::kDocuments, {}),
              ElementsAre(Pair("chunk 0", "sealed"), Pair("chunk 1", "sealed too")));
  EXPECT_THAT(storage().Head(), IsOkAndHolds(0));
}

TEST_P(StorageContract, AddingTheSameImmutableRowAgainIsFine) {
  Batch batch;
  batch.Put(Space::kDocuments, "chunk", "sealed");
  ASSERT_THAT(storage().PutImmutable(batch), IsOk());

  EXPECT_THAT(storage().PutImmutable(batch), IsOk());
}

TEST_P(StorageContract, AnImmutableRowIsNeverReplacedAndNothingElseIsAdded) {
  Batch first;
  first.Put(Space::kDocuments, "chunk", "sealed");
  ASSERT_THAT(storage().PutImmutable(first), IsOk());
  Batch second;
  second.Put(Space::kDocuments, "another", "row");
  second.Put(Space::kDocuments, "chunk", "forged");

  EXPECT_THAT(storage().PutImmutable(second), StatusIs(absl::StatusCode::kAlreadyExists));

  EXPECT_THAT(Scanned(Space::kDocuments, {}), ElementsAre(Pair("chunk", "sealed")));
}

TEST_P(StorageContract, SaysHowMuchSpaceIsLeftAndThatItCanWrite) {
  EXPECT_THAT(storage().FreeBytes(), IsOkAndHolds(testing::Gt(0u)));
  EXPECT_THAT(storage().Failure(), IsOk());
}

// A storage may look for the rows of one record by a filter of record ids.
TEST_P(StorageContract, ScansTheKeysOfARecordForwardsAndBackwardsWhateverItsId) {
  const std::string low(16, 'a');
  const std::string middle = std::string(15, 'a') + '\xff';
  const std::string high(16, '\xff');
  for (const std::string& record : {low, middle, high}) {
    Put(Space::kKeys, record + std::string("\0\1", 2), "first");
    Put(Space::kKeys, record + std::string("\0\2", 2), "second");
  }
  Reopen();

  for (const std::string& record : {low, middle, high}) {
    ScanRange range = PrefixRange(record);
    const auto first = Pair(record + std::string("\0\1", 2), "first");
    const auto second = Pair(record + std::string("\0\2", 2), "second");
    EXPECT_THAT(Scanned(Space::kKeys, range), ElementsAre(first, second));
    range.reverse = true;
    EXPECT_THAT(Scanned(Space::kKeys, range), ElementsAre(second, first));
  }
  EXPECT_THAT(Scanned(Space::kKeys, PrefixRange(std::string(16, 'b'))), IsEmpty());
  EXPECT_THAT(
      Scanned(Space::kKeys, {.from = low, .to_exclusive = high, .reverse = true, .limit = 3}),
      ElementsAre(Pair(middle + std::string("\0\2", 2), "second"),
                  Pair(middle + std::string("\0\1", 2), "first"),
                  Pair(low + std::string("\0\2", 2), "second")));
}

TEST_P(StorageContract, ReopeningKeepsRowsAndHead) {
  Batch batch;
  batch.Put(Space::kLeaves, "1", "leaf");
  batch.Put(Space::kHeads, "record", "head");
  ASSERT_EQ(storage().Commit(batch, 0, 1), CommitOutcome::kCommitted);
  Batch immutable;
  immutable.Put(Space::kDocuments, "chunk", "sealed");
  ASSERT_THAT(storage().PutImmutable(immutable), IsOk());

  Reopen();

  EXPECT_THAT(storage().Head(), IsOkAndHolds(1));
  EXPECT_THAT(storage().Get(Space::kLeaves, "1"), IsOkAndHolds(Optional(std::string("leaf"))));
  EXPECT_THAT(storage().Get(Space::kHeads, "record"), IsOkAndHolds(Optional(std::string("head"))));
  EXPECT_THAT(Scanned(Space::kDocuments, {}), ElementsAre(Pair("chunk", "sealed")));
  EXPECT_EQ(storage().Commit(Batch(), 0, 2), CommitOutcome::kAborted);
  EXPECT_EQ(storage().Commit(Batch(), 1, 2), CommitOutcome::kCommitted);
}

constexpr std::array<Space, kSpaces.size() + kViewSpaces.size()> kEverySpace = [] {
  std::array<Space, kSpaces.size() + kViewSpaces.size()> all = {};
  std::copy(kSpaces.begin(), kSpaces.end(), all.begin());
  std::copy(kViewSpaces.begin(), kViewSpaces.end(), all.begin() + kSpaces.size());
  return all;
}();

TEST(RocksDbOfViews, HasTheSpacesThatItWasOpenedWith) {
  RocksDbSubject subject(kViewSpaces, /*synced=*/false);
  Batch batch;
  for (const Space space : kViewSpaces) batch.Put(space, "key", std::string(SpaceName(space)));
  ASSERT_EQ(subject.storage().Commit(batch, 0, 0), CommitOutcome::kCommitted);
  subject.Reopen();

  for (const Space space : kViewSpaces) {
    EXPECT_THAT(subject.storage().Get(space, "key"),
                IsOkAndHolds(Optional(std::string(SpaceName(space)))));
  }
}

constexpr Implementation kImplementations[] = {
    {"Memory", [] { return std::unique_ptr<Subject>(std::make_unique<MemorySubject>()); }},
    {"RocksDb", [] { return std::unique_ptr<Subject>(std::make_unique<RocksDbSubject>()); }},
    {"RocksDbUnsynced",
     [] {
       return std::unique_ptr<Subject>(
           std::make_unique<RocksDbSubject>(kEverySpace, /*synced=*/false));
     }},
};
constexpr auto NameOf = [](const auto& info) { return std::string(info.param.name); };

INSTANTIATE_TEST_SUITE_P(All, StorageContract, testing::ValuesIn(kImplementations), NameOf);
INSTANTIATE_TEST_SUITE_P(All, StorageScan, testing::ValuesIn(kImplementations), NameOf);

}  // namespace
}  // namespace cairn
