// Read back by a reader of its own, which knows c2sp.org/tlog-tiles and nothing of Ledger.
#include "eventstore/ledger/tile_export.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/note.h"
#include "eventstore/ledger/tiles.h"
#include "tests/support/grown_ledger.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

using testing::ElementsAre;

constexpr char kLogName[] = "cairn.example/log/urn-100000/1";

std::string NoteOf(uint64_t size, const Hash& root) {
  const Checkpoint checkpoint{.origin = kLogName, .size = size, .root = root};
  return NoteSigner::FromSeed(kLogName, std::string(32, 'k'))->Sign(checkpoint.Encode()).value();
}

using Files = std::map<std::string, std::string>;

absl::Status ExportTo(const Ledger& ledger, const std::string& note, Files& files) {
  return ExportTiles(ledger, note, [&files](std::string_view path, std::string_view bytes) {
    return files.emplace(path, bytes).second;
  });
}

Files FilesOf(const GrownLedger& grown, uint64_t size) {
  Files files;
  EXPECT_THAT(ExportTo(grown.ledger(), NoteOf(size, grown.ExpectedRoot(size)), files), IsOk());
  return files;
}

// The path of a tile by the words of the specification, for the sizes used here.
std::string PathOf(const std::string& folder, uint64_t index, uint64_t width) {
  const std::string digits = std::to_string(index);
  const std::string name = std::string(3 - digits.size(), '0') + digits;
  return "tile/" + folder + "/" + name + (width < 256 ? ".p/" + std::to_string(width) : "");
}

// The file that holds the entries from 256 * index on, of `count` entries in all.
const std::string& FileOf(const Files& files, const std::string& folder, uint64_t index,
                          uint64_t count) {
  return files.at(PathOf(folder, index, std::min<uint64_t>(256, count - 256 * index)));
}

std::vector<Hash> HashesIn(std::string_view bytes) {
  std::vector<Hash> hashes;
  for (; !bytes.empty(); bytes.remove_prefix(32)) {
    hashes.push_back(HashFrom(bytes.substr(0, 32)).value());
  }
  return hashes;
}

// All entries of a level of tiles, in order.
std::vector<Hash> LevelFrom(const Files& files, int level, uint64_t count) {
  std::vector<Hash> entries;
  for (uint64_t index = 0; index * 256 < count; ++index) {
    for (const Hash& hash : HashesIn(FileOf(files, std::to_string(level), index, count))) {
      entries.push_back(hash);
    }
  }
  return entries;
}

std::vector<Hash> LeafHashesFrom(const Files& files, uint64_t size) {
  std::vector<Hash> hashes;
  for (uint64_t index = 0; index * 256 < size; ++index) {
    std::string_view bytes = FileOf(files, "entries", index, size);
    for (; !bytes.empty(); bytes.remove_prefix(162)) {
      EXPECT_EQ(bytes.substr(0, 2), std::string_view("\x00\xa0", 2));
      hashes.push_back(HashLeaf(bytes.substr(2, 160)));
    }
  }
  return hashes;
}

class ExportedTiles : public testing::TestWithParam<uint64_t> {
 protected:
  const uint64_t size_ = GetParam();
  const GrownLedger grown_{size_ + 300};
  const Files files_ = FilesOf(grown_, size_);
};

TEST_P(ExportedTiles, GiveTheRootByTheirHashesAlone) {
  const std::vector<Hash> leaves = LevelFrom(files_, 0, size_);

  EXPECT_EQ(leaves.size(), size_);
  EXPECT_EQ(MerkleRoot(leaves), grown_.ExpectedRoot(size_));
}

TEST_P(ExportedTiles, GiveTheRootByTheirEntriesAlone) {
  EXPECT_EQ(MerkleRoot(LeafHashesFrom(files_, size_)), grown_.ExpectedRoot(size_));
}

TEST_P(ExportedTiles, HoldTheRootsOfTheFullTilesBelow) {
  std::vector<Hash> below = LevelFrom(files_, 0, size_);
  for (int level = 1; (size_ >> (8 * level)) > 0; ++level) {
    const std::vector<Hash> entries = LevelFrom(files_, level, size_ >> (8 * level));
    ASSERT_EQ(entries.size(), size_ >> (8 * level));
    for (size_t i = 0; i < entries.size(); ++i) {
      ASSERT_EQ(entries[i], MerkleRoot(std::span(below).subspan(256 * i, 256)));
    }
    below = entries;
  }
}

TEST_P(ExportedTiles, HoldNothingElseButTheCheckpoint) {
  size_t expected = 1 + (size_ + 255) / 256;  // the checkpoint, the bundles
  for (uint64_t entries = size_; entries > 0; entries >>= 8) expected += (entries + 255) / 256;

  EXPECT_EQ(files_.size(), expected);
  EXPECT_EQ(files_.at("checkpoint"), NoteOf(size_, grown_.ExpectedRoot(size_)));
}

INSTANTIATE_TEST_SUITE_P(OfSize, ExportedTiles,
                         testing::Values(1, 2, 255, 256, 257, 511, 512, 700, 65'535, 65'536,
                                         65'537));

TEST(TileExport, WritesPathsInGroupsOfThree) {
  EXPECT_EQ(TileIndexPath(0), "000");
  EXPECT_EQ(TileIndexPath(67), "067");
  EXPECT_EQ(TileIndexPath(999), "999");
  EXPECT_EQ(TileIndexPath(1'000), "x001/000");
  EXPECT_EQ(TileIndexPath(1'234'067), "x001/x234/067");
  EXPECT_EQ(TileIndexPath(5'000'000'000), "x005/x000/x000/000");
}

TEST(TileExport, NamesPartialTilesByTheirWidth) {
  std::vector<std::string> paths;
  for (const auto& [path, bytes] : FilesOf(GrownLedger(600), 513)) paths.push_back(path);

  EXPECT_THAT(paths, ElementsAre("checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/1",
                                 "tile/1/000.p/2", "tile/entries/000", "tile/entries/001",
                                 "tile/entries/002.p/1"));
}

TEST(TileExport, OfAnEmptyTreeIsItsCheckpoint) {
  const Files files = FilesOf(GrownLedger(), 0);

  EXPECT_EQ(files.size(), 1u);
  EXPECT_TRUE(files.contains("checkpoint"));
}

TEST(TileExport, RefusesASizeThatTheLogHasNotReached) {
  const GrownLedger grown(10);
  Files files;

  EXPECT_THAT(ExportTo(grown.ledger(), NoteOf(11, Hash{}), files),
              HasReason(v1::ERROR_REASON_POSITION_AHEAD));
  EXPECT_TRUE(files.empty());
}

TEST(TileExport, RefusesWhatIsNoCheckpoint) {
  Files files;

  EXPECT_THAT(ExportTo(GrownLedger(10).ledger(), "10\n", files),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(TileExport, WritesNoCheckpointForAnotherRoot) {
  const GrownLedger grown(300);
  Files files;

  EXPECT_THAT(ExportTo(grown.ledger(), NoteOf(300, Hash{}), files),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_FALSE(files.contains("checkpoint"));
}

TEST(TileExport, StopsAtALeafThatIsMissing) {
  GrownLedger grown(700);
  grown.Lose(Space::kLeaves, U64Key(300));
  Files files;

  EXPECT_THAT(ExportTo(grown.ledger(), NoteOf(700, grown.ExpectedRoot(700)), files),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_FALSE(files.contains("tile/entries/001"));
}

TEST(TileExport, StopsAtAStoredTileThatIsNotThatOfItsLeaves) {
  GrownLedger grown(700);
  grown.Damage(Space::kTiles, TileKey(0, 1));
  Files files;

  EXPECT_THAT(ExportTo(grown.ledger(), NoteOf(700, grown.ExpectedRoot(700)), files),
              HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_FALSE(files.contains("tile/0/001"));
}

TEST(TileExport, EndsWhenTheReaderHasGone) {
  const GrownLedger grown(700);
  int files = 0;

  const absl::Status status =
      ExportTiles(grown.ledger(), NoteOf(700, grown.ExpectedRoot(700)),
                  [&files](std::string_view, std::string_view) { return ++files < 2; });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(files, 2);
}

}  // namespace
}  // namespace cairn
