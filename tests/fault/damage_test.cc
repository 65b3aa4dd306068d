// Damages every kind of file of a data folder, at every class of place, and single bits anywhere:
// each damage is refused at the start, or reported by a read or a scrub, or shown to be harmless
// because everything is still as it was. Nothing is ever served wrong.
//
// CAIRN_FAULT_ROUNDS sets the number of single bits; CAIRN_FAULT_SEED repeats a run.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tiles.h"
#include "eventstore/ledger/tlog_proof.h"
#include "eventstore/log_rows.h"
#include "eventstore/proof_builder.h"
#include "eventstore/scrub/scrub.h"
#include "tests/fault/fault_log.h"
#include "tests/fault/written_requests.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_data.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;

// What a folder with damage turned out to be.
enum class Found {
  kRefused,   // at the start
  kReported,  // by a read or by the scrub
  kHarmless,  // everything reads back as it was
};

std::ostream& operator<<(std::ostream& out, Found found) {
  switch (found) {
    case Found::kRefused:
      return out << "refused";
    case Found::kReported:
      return out << "reported";
    case Found::kHarmless:
      return out << "harmless";
  }
  return out;
}

FaultLog::Options RealDisk(const std::string& folder) {
  return {.folder = folder, .modelled = false, .memtable_bytes = 64 << 10};
}

// What every event of the log says, in order.
std::vector<std::pair<Leaf, std::string>> Told(const std::vector<StoredEvent>& events) {
  std::vector<std::pair<Leaf, std::string>> told;
  for (const StoredEvent& event : events) told.emplace_back(event.leaf, TextOf(event));
  return told;
}

// A folder with everything in it: several tiles, files of rows of more than one start, two logs of
// writes that are not yet flushed. Made once.
class Original {
 public:
  static const Original& Get() {
    static const Original original;
    return original;
  }
  void CopyTo(const std::string& folder) const {
    fs::copy(folder_.path(), folder, fs::copy_options::recursive);
  }
  const std::vector<std::pair<Leaf, std::string>>& told() const { return told_; }

 private:
  Original() {
    FaultLog log(1, RealDisk(folder_.path()));
    WrittenRequests requests(1);
    for (const int bytes : {900, 300}) {
      CAIRN_CHECK(log.Open().ok());
      requests.Run(*log,
                   {.writers = 4, .requests = 40, .text_bytes_max = static_cast<size_t>(bytes)});
    }
    told_ = Told(AllEvents(*log));
  }

  const TempFolder folder_;
  std::vector<std::pair<Leaf, std::string>> told_;
};

// A copy of the original that a test damages.
class Damaged {
 public:
  Damaged() { Original::Get().CopyTo(folder_); }

  const std::string& folder() const { return folder_; }

  // Paths of the plain files with `part` in their names, in order.
  std::vector<std::string> Files(const std::string& part) const {
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      const bool fits = entry.path().filename().string().find(part) != std::string::npos;
      if (entry.is_regular_file() && fits) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
  }

  // Opens the folder, reads everything and scrubs it.
  Found Examine() {
    FaultLog log(2, RealDisk(folder_));
    why_ = log.Open();
    if (!why_.ok()) return Found::kRefused;
    bool reported = false;
    std::vector<StoredEvent> events;
    while (!reported && events.size() < log->Head().position) {
      const auto page = log->ReadAll(events.size(), 100);
      reported = !page.ok();
      why_ = page.status();
      if (page.ok()) events.insert(events.end(), page->begin(), page->end());
    }
    if (reported) return Found::kReported;
    EXPECT_EQ(Told(events), Original::Get().told()) << "served wrong";
    const absl::StatusOr<ScrubReport> scrub = Scrub(*log, log.storage(), log.vault(), {});
    why_ = scrub.status();
    if (!scrub.ok()) return Found::kReported;
    if (scrub->damages_all > 0) why_ = absl::DataLossError(scrub->damages[0].sentence);
    return scrub->damages_all > 0 ? Found::kReported : Found::kHarmless;
  }
  const absl::Status& why() const { return why_; }

 private:
  TempFolder around_;
  const std::string folder_ = around_ / "data";
  absl::Status why_;
};

void FlipBitAt(const std::string& path, size_t byte, int bit = 0) {
  std::string content = ReadFile(path);
  content.at(byte) = static_cast<char>(content.at(byte) ^ (1 << bit));
  WriteFile(path, content);
}

// Where the last record of a log file of RocksDB begins: 7 bytes of head, then what they say.
size_t LastRecord(const std::string& content) {
  constexpr size_t kBlock = 32'768;
  constexpr size_t kHead = 7;
  size_t last = 0;
  for (size_t at = 0; at + kHead <= content.size();) {
    if (kBlock - at % kBlock < kHead) {
      at += kBlock - at % kBlock;
      continue;
    }
    last = at;
    at += kHead + static_cast<uint8_t>(content[at + 4]) +
          (size_t{static_cast<uint8_t>(content[at + 5])} << 8);
  }
  return last;
}

constexpr const char* kDamageNames[] = {
    "flip first", "flip middle", "flip last", "cut mid-record", "cut at record", "empty", "delete"};
constexpr size_t kDamages = std::size(kDamageNames);

void Inflict(const std::string& path, size_t which) {
  const size_t size = fs::file_size(path);
  const std::array<std::function<void()>, kDamages> damages = {
      [&] { FlipBitAt(path, size / 50); },
      [&] { FlipBitAt(path, size / 2); },
      [&] { FlipBitAt(path, size - 1 - size / 50); },
      [&] { fs::resize_file(path, std::max<size_t>(4, size) - 3); },
      [&] { fs::resize_file(path, LastRecord(ReadFile(path))); },
      [&] { fs::resize_file(path, 0); },
      [&] { fs::remove(path); },
  };
  damages[which]();
}

// What must become of each damage to each kind of file, in the order of Damages().
enum class Must {
  kBeRefused,
  kBeNoticed,  // refused, or reported by a read or by the scrub
  kBeHarmless,
  kBeSafe,  // any of these: what a shorter list of files names depends on when it was written
};

bool Meets(Found found, Must must) {
  switch (must) {
    case Must::kBeRefused:
      return found == Found::kRefused;
    case Must::kBeNoticed:
      return found != Found::kHarmless;
    case Must::kBeHarmless:
      return found == Found::kHarmless;
    case Must::kBeSafe:
      return true;
  }
  CAIRN_CHECK_UNREACHABLE();
}

constexpr Must kRefuse = Must::kBeRefused;
constexpr Must kNotice = Must::kBeNoticed;
constexpr Must kIgnore = Must::kBeHarmless;
constexpr Must kEither = Must::kBeSafe;

struct Row {
  const char* name;
  const char* part;  // of the file's name
  bool last;         // of several in order of names, the last; else the first
  std::array<Must, kDamages> must;
};

constexpr Row kTable[] = {
    // Where a flip lands in a file of rows decides whether the start reads it.
    //                             flip first middle   last     cut mid  at record empty   delete
    {"first rows", ".sst", false, {kNotice, kNotice, kNotice, kRefuse, kRefuse, kRefuse, kRefuse}},
    {"last rows", ".sst", true, {kNotice, kNotice, kNotice, kRefuse, kRefuse, kRefuse, kRefuse}},
    {"old log", ".log", false, {kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse}},
    {"live log", ".log", true, {kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse}},
    {"list", "MANIFEST", false, {kRefuse, kRefuse, kRefuse, kEither, kEither, kRefuse, kRefuse}},
    {"CURRENT", "CURRENT", false, {kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse}},
    // RocksDB writes both for people and does not read them.
    {"OPTIONS", "OPTIONS", true, {kIgnore, kIgnore, kIgnore, kIgnore, kIgnore, kIgnore, kIgnore}},
    {"IDENTITY", "IDENTITY", true, {kIgnore, kIgnore, kIgnore, kIgnore, kIgnore, kIgnore, kIgnore}},
    // One bit costs one slot, and the other is at most one group older.
    {"witness", "witness", false, {kIgnore, kIgnore, kIgnore, kRefuse, kRefuse, kRefuse, kRefuse}},
    {"master key", "epoch", false, {kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse}},
    {"signing key", "sign", false, {kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse, kRefuse}},
};

class DamageOfAFile : public testing::TestWithParam<Row> {};

TEST_P(DamageOfAFile, IsRefusedOrReportedOrShownToBeHarmless) {
  for (size_t i = 0; i < kDamages; ++i) {
    SCOPED_TRACE(kDamageNames[i]);
    Damaged copy;
    const std::vector<std::string> files = copy.Files(GetParam().part);
    ASSERT_FALSE(files.empty());
    Inflict(GetParam().last ? files.back() : files.front(), i);

    const Found found = copy.Examine();

    EXPECT_TRUE(Meets(found, GetParam().must[i])) << found << ": " << copy.why();
    if (found == Found::kRefused) {
      EXPECT_FALSE(copy.why().message().empty());
      EXPECT_EQ(copy.Examine(), Found::kRefused) << "served at the second try";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, DamageOfAFile, testing::ValuesIn(kTable), [](const auto& test) {
  std::string name = test.param.name;
  std::erase(name, ' ');
  return name;
});

TEST(DamageOfSingleBits, IsRefusedOrReportedOrShownToBeHarmless) {
  const uint64_t seed = NumberFromEnvironment("CAIRN_FAULT_SEED", 1);
  std::mt19937 random(static_cast<uint32_t>(seed));
  std::map<Found, int> found;
  for (uint64_t i = 0; i < NumberFromEnvironment("CAIRN_FAULT_ROUNDS", 60); ++i) {
    Damaged copy;
    std::vector<std::string> files = copy.Files("");
    std::erase_if(files, [](const std::string& path) { return fs::file_size(path) == 0; });
    const std::string& path = files[random() % files.size()];
    const size_t byte = random() % fs::file_size(path);
    FlipBitAt(path, byte, static_cast<int>(random() % 8));
    ++found[copy.Examine()];
    ASSERT_FALSE(HasFailure()) << "CAIRN_FAULT_SEED=" << seed << ": byte " << byte << " of "
                               << path;
  }
  for (const auto& [what, count] : found) std::cout << count << " " << what << "\n";
  EXPECT_GT(found[Found::kRefused] + found[Found::kReported], 0);
}

TEST(DamageOfTheTail, ThatRocksDbDoesNotNoticeIsCaughtByTheHeadWitness) {
  Damaged copy;
  const std::string log = copy.Files(".log").back();
  fs::resize_file(log, LastRecord(ReadFile(log)));
  {
    Damaged other;
    fs::copy_file(log, other.Files(".log").back(), fs::copy_options::overwrite_existing);
    EXPECT_THAT(RocksDbStorage::Open({.folder = other.folder() + "/log"}), IsOk());
  }

  ASSERT_EQ(copy.Examine(), Found::kRefused);

  EXPECT_THAT(copy.why(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(copy.why().message(), testing::HasSubstr("was acknowledged: events are missing"));
}

// RocksDB by itself would begin anew beside the rows, and remove them as files of strangers.
TEST(DamageOfCurrent, ThatIsMissingIsRefusedAndDestroysNothing) {
  Damaged copy;
  const std::string path = copy.Files("CURRENT").front();
  const std::string content = ReadFile(path);
  fs::remove(path);
  ASSERT_EQ(copy.Examine(), Found::kRefused);
  EXPECT_THAT(copy.why(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));

  WriteFile(path, content);

  EXPECT_EQ(copy.Examine(), Found::kHarmless);
}

// A row that somebody writes with RocksDB itself has checksums that are right.
class EditedRow : public testing::Test {
 protected:
  // Changes one bit of the last byte of a row.
  static void EditIn(Storage& storage, Space space, const std::string& key) {
    std::string value = storage.Get(space, key).value().value();
    value.back() = static_cast<char>(value.back() ^ 1);
    Batch batch;
    batch.Put(space, key, value);
    const uint64_t head = storage.Head().value();
    ASSERT_EQ(storage.Commit(batch, head, head), CommitOutcome::kCommitted);
  }
  void Edit(Space space, const std::string& key) {
    EditIn(*RocksDbStorage::Open({.folder = copy_.folder() + "/log"}).value(), space, key);
  }
  const Leaf& LeafAt(Position position) const { return Original::Get().told()[position - 1].first; }

  Damaged copy_;
};

TEST_F(EditedRow, OfAnEnvelopeIsCaughtOnRead) {
  Edit(Space::kEnvelopes, EnvelopeKey(LeafAt(100).record, LeafAt(100).version));

  EXPECT_EQ(copy_.Examine(), Found::kReported);
  EXPECT_THAT(copy_.why(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EditedRow, OfALeafIsCaughtOnRead) {
  Edit(Space::kLeaves, U64Key(100));

  EXPECT_EQ(copy_.Examine(), Found::kReported);
}

TEST_F(EditedRow, OfALeafOfTheEdgeIsRefusedAtTheStart) {
  Edit(Space::kLeaves, U64Key(Original::Get().told().size()));

  EXPECT_EQ(copy_.Examine(), Found::kRefused);
  EXPECT_THAT(copy_.why(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EditedRow, OfTheHeadIsRefusedAtTheStart) {
  Edit(Space::kMeta, kHeadKey);

  EXPECT_EQ(copy_.Examine(), Found::kRefused);
  EXPECT_THAT(copy_.why(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EditedRow, OfTheHeadOfARecordIsReported) {
  Edit(Space::kHeads, std::string(LeafAt(100).record.bytes()));

  EXPECT_EQ(copy_.Examine(), Found::kReported);
}

TEST_F(EditedRow, OfAKeyIsReported) {
  Edit(Space::kKeys, RecordKeyRowKey(LeafAt(100).record, 1));

  EXPECT_NE(copy_.Examine(), Found::kHarmless);
}

TEST_F(EditedRow, OfATileIsRefusedAtTheStart) {
  Edit(Space::kTiles, TileKey(0, 0));

  EXPECT_EQ(copy_.Examine(), Found::kRefused);
  EXPECT_THAT(copy_.why(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(EditedRow, OfATileGoesIntoNoProofOfALogThatIsOpen) {
  FaultLog log(2, RealDisk(copy_.folder()));
  ASSERT_THAT(log.Open(), IsOk());
  EditIn(log.storage(), Space::kTiles, TileKey(0, 0));
  const uint64_t size = log->Head().position;
  const std::vector<StoredEvent> events = AllEvents(*log);
  const ProofBuilder proofs(log->ledger(), log->keys());
  constexpr std::string_view kCheckpoint = "cairn.test/1\n1\nAAAA\n\n— a AAAAAAA=\n";

  int refused = 0;
  for (const StoredEvent& event : events) {
    const auto file = proofs.Build(event, size, kCheckpoint, [](auto) { return false; });
    refused += file.ok() ? 0 : 1;
    if (!file.ok()) {
      EXPECT_THAT(file, HasReason(v1::ERROR_REASON_DATA_DAMAGED));
      continue;
    }
    const TlogProof proof = TlogProof::Parse(*file).value();
    EXPECT_TRUE(
        VerifyInclusion(event.position - 1, size, event.leaf.hash(), proof.path, log->Head().root));
  }

  // All that have the tile's last hash in their paths: the others of the tile but itself.
  EXPECT_EQ(refused, 255);
  EXPECT_THAT(log->ledger().Consistency(250, size), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(log->ledger().Consistency(256, size), IsOk());
  const absl::StatusOr<ScrubReport> scrub = Scrub(*log, log.storage(), log.vault(), {});
  ASSERT_THAT(scrub, IsOk());
  EXPECT_GT(scrub->damages_all, 0u);
}

}  // namespace
}  // namespace cairn
