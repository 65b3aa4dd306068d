#include "eventstore/keys/erasure_journal.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr size_t kEntryBytes = 127;

ErasureNote NoteOf(char record) {
  return {.ledger_id = IdOf<LedgerId>('l'),
          .body = {.record = IdOf<RecordId>(record), .authority = 3},
          .caller = IdOf<CallerId>('c'),
          .request = IdOf<RequestId>('q'),
          .noted_at_us = 5};
}

class ErasureJournalFile : public testing::Test {
 protected:
  void Note(char record) {
    auto journal = ErasureJournal::Open(path_);
    ASSERT_THAT(journal, IsOk());
    ASSERT_THAT(journal->Append(NoteOf(record)), IsOk());
  }
  std::string Bytes() {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void Write(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }

  const TempFolder folder_;
  const std::string path_ = folder_ / "erasures.journal";
};

TEST_F(ErasureJournalFile, BeginsEmptyAndForItsOwnerAlone) {
  const auto journal = ErasureJournal::Open(path_);

  ASSERT_THAT(journal, IsOk());
  EXPECT_THAT(journal->notes(), IsEmpty());
  struct stat info = {};
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
}

TEST_F(ErasureJournalFile, KeepsNotesInOrder) {
  Note('a');
  Note('b');

  EXPECT_THAT(ErasureJournal::Open(path_)->notes(), ElementsAre(NoteOf('a'), NoteOf('b')));
  EXPECT_EQ(Bytes().size(), 2 * kEntryBytes);
}

TEST_F(ErasureJournalFile, IsRefusedWhenOthersMayTouchIt) {
  Note('a');
  chmod(path_.c_str(), 0640);

  EXPECT_THAT(ErasureJournal::Open(path_), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(ErasureJournalFile, LosesATornTailAndGoesOnAfterIt) {
  Note('a');
  Note('b');
  const std::string whole = Bytes();
  for (size_t kept = kEntryBytes; kept < 2 * kEntryBytes; ++kept) {
    Write(whole.substr(0, kept));
    EXPECT_THAT(ErasureJournal::Open(path_)->notes(), ElementsAre(NoteOf('a')));
    Note('c');
    EXPECT_THAT(ErasureJournal::Open(path_)->notes(), ElementsAre(NoteOf('a'), NoteOf('c')));
  }
}

TEST_F(ErasureJournalFile, TakesBlocksThatWereNeverWrittenForATornTail) {
  Note('a');
  const std::string whole = Bytes();
  for (size_t written = 0; written < kEntryBytes - 4; ++written) {
    Write(whole + whole.substr(0, written) + std::string(kEntryBytes - written, '\0'));
    EXPECT_THAT(ErasureJournal::Open(path_)->notes(), ElementsAre(NoteOf('a')));
  }
}

TEST_F(ErasureJournalFile, IsRefusedWithAnyByteChanged) {
  Note('a');
  Note('b');
  const std::string whole = Bytes();
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x40);
    Write(damaged);
    EXPECT_THAT(ErasureJournal::Open(path_), HasReason(v1::ERROR_REASON_DATA_DAMAGED)) << i;
  }
}

TEST_F(ErasureJournalFile, NotesNothingMoreAfterAFailedSync) {
  int syncs = 0;
  auto journal = ErasureJournal::Open(path_, [&](int) { return ++syncs == 2 ? -1 : 0; });
  ASSERT_THAT(journal->Append(NoteOf('a')), IsOk());

  EXPECT_THAT(journal->Append(NoteOf('b')), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  EXPECT_THAT(journal->Append(NoteOf('c')), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  EXPECT_EQ(syncs, 2);
}

}  // namespace
}  // namespace cairn
