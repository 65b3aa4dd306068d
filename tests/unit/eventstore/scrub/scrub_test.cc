#include "eventstore/scrub/scrub.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/tiles.h"
#include "eventstore/log_rows.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

auto In(Space space) { return Field(&Damage::space, space); }
auto At(Position position) { return Field(&Damage::position, position); }
auto Says(std::string_view text) { return Field(&Damage::sentence, HasSubstr(std::string(text))); }

// 600 events of 20 records, so that there are two tiles and an edge; claims; an erased record and a
// removed entry.
class ScrubTest : public testing::Test {
 protected:
  static constexpr uint64_t kRecords = 20;
  static constexpr uint64_t kEvents = 600;

  ScrubTest() {
    for (uint64_t i = 0; i < kEvents; ++i) {
      AppendRequest request =
          AppendOf(RequestNo(i), RecordNo(i % kRecords), i / kRecords, "note " + std::to_string(i));
      if (i < kRecords) {
        request.records[0].claims_taken = {{.type = 1, .value = "upn " + std::to_string(i)}};
      }
      const absl::StatusOr<Appended> appended = log_->AppendAndWait(request);
      EXPECT_THAT(appended, IsOk());
      if (i == 43) removed_ = appended->events[0].event_id;
    }
    EXPECT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(1001), RecordNo(7), 30)), IsOk());
    EXPECT_THAT(log_->AppendAndWait(RemovalOf(RequestNo(1002), RecordNo(3), 30, removed_)), IsOk());
  }

  ScrubReport Run(ScrubOptions options = {}) {
    absl::StatusOr<ScrubReport> report = Scrub(*log_, log_.storage(), log_.vault, options);
    EXPECT_THAT(report, IsOk());
    return report.ok() ? *report : ScrubReport{};
  }
  std::vector<Damage> Damages() { return Run().damages; }

  void Flip(Space space, const std::string& key, size_t byte) {
    std::string value = log_.storage().Get(space, key)->value();
    value.at(byte) = static_cast<char>(value.at(byte) ^ 1);
    log_.Overwrite(space, key, value);
  }
  std::string FirstKey(Space space) {
    std::string first;
    EXPECT_THAT(log_.storage().Scan(space, {.limit = 1},
                                    [&](std::string_view key, std::string_view) {
                                      first = std::string(key);
                                      return true;
                                    }),
                IsOk());
    return first;
  }

  TestLog log_;
  EventId removed_;
};

TEST_F(ScrubTest, FindsNothingInALogThatGrewUndisturbed) {
  const ScrubReport report = Run();

  EXPECT_TRUE(report.complete);
  EXPECT_THAT(report.cursor, IsEmpty());
  EXPECT_THAT(report.damages, IsEmpty());
  EXPECT_EQ(report.size, kEvents + 2);
  EXPECT_EQ(report.events, kEvents + 2);
  EXPECT_GT(report.bytes, kEvents * Leaf::kSize);
}

TEST_F(ScrubTest, FindsAFlippedBitAllOverALeaf) {
  for (size_t byte = 0; byte < Leaf::kSize; byte += 3) {
    Flip(Space::kLeaves, U64Key(300), byte);
    EXPECT_THAT(Damages(), Contains(AllOf(In(Space::kLeaves), At(300)))) << "byte " << byte;
    Flip(Space::kLeaves, U64Key(300), byte);
  }
}

TEST_F(ScrubTest, FindsADamagedLeafThatNoTileCovers) {
  Flip(Space::kLeaves, U64Key(kEvents), 70);

  EXPECT_THAT(Damages(), Contains(Says("root of the log")));
}

TEST_F(ScrubTest, FindsAFlippedBitAllOverAnEnvelope) {
  const std::string key = EnvelopeKey(RecordNo(5), 3);
  const size_t size = log_.storage().Get(Space::kEnvelopes, key)->value().size();
  for (size_t byte = 0; byte < size; byte += 3) {
    Flip(Space::kEnvelopes, key, byte);
    EXPECT_THAT(Damages(), Contains(In(Space::kEnvelopes))) << "byte " << byte;
    Flip(Space::kEnvelopes, key, byte);
  }
}

TEST_F(ScrubTest, ReportsEveryDamageAndNotTheFirst) {
  Flip(Space::kLeaves, U64Key(2), 140);
  Flip(Space::kLeaves, U64Key(400), 0);
  Flip(Space::kEnvelopes, EnvelopeKey(RecordNo(4), 1), 60);
  Flip(Space::kTiles, TileKey(0, 0), 8191);
  log_.Remove(Space::kEnvelopes, EnvelopeKey(RecordNo(11), 9));

  const ScrubReport report = Run();

  EXPECT_THAT(report.damages, Contains(AllOf(In(Space::kLeaves), At(2))));
  EXPECT_THAT(report.damages, Contains(AllOf(In(Space::kLeaves), At(400))));
  EXPECT_THAT(report.damages, Contains(AllOf(In(Space::kLeaves), At(256))));
  EXPECT_THAT(report.damages,
              Contains(AllOf(In(Space::kEnvelopes),
                             Field(&Damage::where, HasSubstr("version 9 of record")))));
  EXPECT_EQ(report.damages_all, report.damages.size());
}

TEST_F(ScrubTest, CountsMoreDamageThanItKeeps) {
  for (Position position = 1; position <= 50; ++position) {
    Flip(Space::kLeaves, U64Key(position), 0);
  }
  const ScrubReport report = Run({.damages_max = 3});

  EXPECT_THAT(report.damages, SizeIs(3));
  EXPECT_GE(report.damages_all, 50u);
}

TEST_F(ScrubTest, FindsWhatIsMissing) {
  log_.Remove(Space::kLeaves, U64Key(17));
  log_.Remove(Space::kTiles, TileKey(0, 1));
  log_.Remove(Space::kHeads, RecordNo(2).ToBytes());
  log_.Remove(Space::kKeys, RecordKeyRowKey(RecordNo(9), 1));
  log_.Remove(Space::kGovernance, U64Key(kEvents + 1));

  const std::vector<Damage> damages = Damages();

  EXPECT_THAT(damages, Contains(AllOf(In(Space::kLeaves), At(17), Says("not there"))));
  EXPECT_THAT(damages, Contains(AllOf(In(Space::kTiles))));
  EXPECT_THAT(damages, Contains(AllOf(In(Space::kHeads), Says("version 0"))));
  EXPECT_THAT(damages, Contains(In(Space::kKeys)));
  EXPECT_THAT(damages, Contains(AllOf(In(Space::kGovernance), At(kEvents + 1))));
}

TEST_F(ScrubTest, MissesARecordThatWentAsAWhole) {
  for (Version version = 1; version <= kEvents / kRecords; ++version) {
    log_.Remove(Space::kEnvelopes, EnvelopeKey(RecordNo(12), version));
  }
  EXPECT_THAT(Damages(), Contains(AllOf(In(Space::kEnvelopes), Says("not there"))));

  log_.Remove(Space::kHeads, RecordNo(12).ToBytes());
  EXPECT_THAT(Damages(), Contains(AllOf(In(Space::kEnvelopes), Says("belong to a content"))));
}

TEST_F(ScrubTest, FindsIndexRowsThatPointToNothingTheyMay) {
  log_.Overwrite(Space::kRequests, RequestRowKey(RequestNo(3)),
                 EncodeRequestRow(WrittenRequest{.first = 5, .count = 1, .recorded_at_us = 1}));
  log_.Overwrite(Space::kClaims, FirstKey(Space::kClaims), RecordNo(999).ToBytes());
  log_.Overwrite(Space::kClaims, "short", RecordNo(1).ToBytes());
  log_.Overwrite(Space::kGovernance, U64Key(5),
                 log_.storage().Get(Space::kGovernance, U64Key(kEvents + 1))->value());
  log_.Overwrite(Space::kTiles, TileKey(0, 77), std::string(kTileBytes, 'x'));
  Flip(Space::kKeys, RecordKeyRowKey(RecordNo(1), 1), 100);
  Flip(Space::kEntryKeys, FirstKey(Space::kEntryKeys), 100);

  const std::vector<Damage> damages = Damages();

  EXPECT_THAT(damages, Contains(In(Space::kRequests)));
  EXPECT_THAT(damages, Contains(AllOf(In(Space::kClaims), Says("not there"))));
  EXPECT_THAT(damages, Contains(AllOf(In(Space::kClaims), Says("not the row of a claim"))));
  EXPECT_THAT(damages, Contains(AllOf(In(Space::kGovernance), At(5))));
  EXPECT_THAT(damages, Contains(AllOf(In(Space::kTiles), Says("No full tile"))));
  EXPECT_THAT(damages, Contains(In(Space::kKeys)));
  EXPECT_THAT(damages, Contains(In(Space::kEntryKeys)));
}

TEST_F(ScrubTest, HoldsARequestOfWhichEverythingWasKnownAgainstItsRecords) {
  const std::string key = RequestRowKey(RequestNo(5000));
  WrittenRequest knew_all{.first = 0,
                          .count = 0,
                          .recorded_at_us = 1,
                          .known = {{.entry = 0, .record = RecordNo(5), .version = 30}}};
  log_.Overwrite(Space::kRequests, key, EncodeRequestRow(knew_all));
  EXPECT_THAT(Damages(), testing::IsEmpty());

  knew_all.known[0].version = 31;
  log_.Overwrite(Space::kRequests, key, EncodeRequestRow(knew_all));
  EXPECT_THAT(Damages(), ElementsAre(AllOf(In(Space::kRequests), Says("names version 31"))));
}

TEST_F(ScrubTest, FindsARequestThatNamesAnEventWhichItsRecordHasNot) {
  const std::string key = RequestRowKey(RequestNo(3));
  const std::string stored = log_.storage().Get(Space::kRequests, key)->value();
  WrittenRequest written = std::get<WrittenRequest>(*DecodeRequestRow(stored));
  written.known = {{.entry = 1, .record = RecordNo(5), .version = 30}};
  log_.Overwrite(Space::kRequests, key, EncodeRequestRow(written));
  EXPECT_THAT(Damages(), IsEmpty());

  written.known[0].version = 31;
  log_.Overwrite(Space::kRequests, key, EncodeRequestRow(written));
  EXPECT_THAT(Damages(), ElementsAre(AllOf(In(Space::kRequests), Says("names version 31"))));

  written.known[0] = {.entry = 1, .record = RecordNo(999), .version = 1};
  log_.Overwrite(Space::kRequests, key, EncodeRequestRow(written));
  EXPECT_THAT(Damages(), ElementsAre(AllOf(In(Space::kRequests), Says("names version 1"))));
}

TEST_F(ScrubTest, FindsAKeyThatOutlivedItsRecord) {
  const std::string row =
      log_.storage().Get(Space::kKeys, RecordKeyRowKey(RecordNo(8), 1))->value();
  log_.Overwrite(Space::kKeys, RecordKeyRowKey(RecordNo(7), 1), row);

  EXPECT_THAT(Damages(), Contains(AllOf(In(Space::kKeys), Says("erased"))));
}

TEST_F(ScrubTest, FindsContentThatIsGoneWithoutAnErasure) {
  log_.Overwrite(Space::kEnvelopes, EnvelopeKey(RecordNo(5), 3), U64Key(46) + U64Key(17));

  EXPECT_THAT(Damages(), Contains(AllOf(In(Space::kEnvelopes), At(46), Says("no erasure"))));
}

TEST_F(ScrubTest, LooksAtNothingAboveTheHeadItBeganWith) {
  uint64_t next = 2000;
  const ScrubReport report = Run({.progress = [&](const ScrubProgress&) {
    ++next;
    EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(next), RecordNo(next), 0, "meanwhile")),
                IsOk());
    EXPECT_THAT(log_->AppendAndWait(
                    AppendOf(RequestNo(next + 5000), RecordNo(5), next - 2001 + 30, "longer")),
                IsOk());
  }});

  EXPECT_TRUE(report.complete);
  EXPECT_EQ(report.size, kEvents + 2);
  EXPECT_THAT(report.damages, IsEmpty());
}

TEST_F(ScrubTest, IsNotDeceivedByAnErasureThatHappensMeanwhile) {
  bool erased = false;
  const ScrubReport report = Run({.progress = [&](const ScrubProgress& progress) {
    if (erased || progress.part != "tiles") return;
    erased = true;
    EXPECT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(3000), RecordNo(10), 30)), IsOk());
  }});

  EXPECT_TRUE(erased);
  EXPECT_THAT(report.damages, IsEmpty());
}

TEST_F(ScrubTest, GoesOnFromItsCursorAndFindsTheSameAsInOneRun) {
  Flip(Space::kLeaves, U64Key(2), 140);
  Flip(Space::kEnvelopes, EnvelopeKey(RecordNo(4), 1), 60);
  const ScrubReport whole = Run();

  ScrubReport part;
  std::vector<Damage> damages;
  int runs = 0;
  do {
    part = Run({.cancelled = [] { return true; }, .cursor = part.cursor});
    damages.insert(damages.end(), part.damages.begin(), part.damages.end());
    ASSERT_LT(++runs, 1000);
  } while (!part.complete);

  EXPECT_EQ(damages.size(), whole.damages.size());
  EXPECT_EQ(part.damages_all, whole.damages_all);
  EXPECT_EQ(part.events, whole.events);
  EXPECT_EQ(part.bytes, whole.bytes);
}

TEST_F(ScrubTest, GoesOnFromTheCursorOfAnyProgress) {
  Flip(Space::kLeaves, U64Key(2), 140);
  Flip(Space::kEnvelopes, EnvelopeKey(RecordNo(4), 1), 60);
  log_.Remove(Space::kKeys, RecordKeyRowKey(RecordNo(9), 1));
  std::vector<std::string> cursors;
  const ScrubReport whole =
      Run({.progress = [&](const ScrubProgress& progress) { cursors.push_back(progress.cursor); }});
  ASSERT_GT(cursors.size(), 8u);

  for (const std::string& cursor : cursors) {
    const ScrubReport rest = Run({.cursor = cursor});
    EXPECT_EQ(rest.damages_all, whole.damages_all);
    EXPECT_EQ(rest.events, whole.events);
    EXPECT_EQ(rest.bytes, whole.bytes);
  }
}

TEST_F(ScrubTest, RefusesTheCursorOfAnotherLog) {
  TestLog other;
  std::string cursor;
  Run({.progress = [&](const ScrubProgress& progress) { cursor = progress.cursor; }});
  ASSERT_FALSE(cursor.empty());

  EXPECT_THAT(Scrub(*other, other.storage(), other.vault, {.cursor = cursor}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Scrub(*log_, log_.storage(), log_.vault, {.cursor = "anything"}),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ScrubTest, KeepsToItsRate) {
  int64_t waited_us = 0;
  const ScrubReport report =
      Run({.bytes_per_s = 1000, .pause = [&](int64_t micros) { waited_us += micros; }});

  EXPECT_NEAR(static_cast<double>(waited_us), static_cast<double>(report.bytes) * 1000, 100);
}

// The last byte but some of the largest table file in the folder.
std::string LargestTable(const std::filesystem::path& folder) {
  std::filesystem::path largest;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".sst") continue;
    if (largest.empty() || entry.file_size() > std::filesystem::file_size(largest)) {
      largest = entry.path();
    }
  }
  return largest;
}

TEST(ScrubOfFiles, FindsADamagedFileAndGoesOnPastIt) {
  TestLog log(StorageKind::kRocksDb);
  for (uint64_t i = 0; i < 300; ++i) {
    ASSERT_THAT(log->AppendAndWait(AppendOf(RequestNo(i), RecordNo(i), 0, std::string(2000, 'x'))),
                IsOk());
  }
  absl::StatusOr<ScrubReport> report = Scrub(*log, log.storage(), log.vault, {});  // flushes
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->damages, IsEmpty());

  const std::string folder = std::filesystem::path(log.witness_path()).parent_path() / "log";
  const std::string table = LargestTable(folder);
  ASSERT_FALSE(table.empty());
  std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100'000);
  file.put('!');
  file.close();
  log.Reopen();  // so that no block is in memory

  report = Scrub(*log, log.storage(), log.vault, {});
  ASSERT_THAT(report, IsOk());
  EXPECT_TRUE(report->complete);
  EXPECT_THAT(report->damages,
              Contains(AllOf(Field(&Damage::space, std::optional<Space>()),
                             Field(&Damage::where,
                                   HasSubstr(std::filesystem::path(table).filename().string())))));
  EXPECT_THAT(report->damages, Contains(AllOf(In(Space::kEnvelopes), Says("cannot be read"))));
  EXPECT_GT(report->events, 250u);
}

}  // namespace
}  // namespace cairn
