// After an erasure and a rotation: what is left of the content in any byte of the data folder, of
// the vault, and of a copy that somebody kept.
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/status_macros.h"
#include "eventstore/event_log.h"
#include "eventstore/key_rotation.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/file_vault.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tlog_proof.h"
#include "eventstore/log_start.h"
#include "eventstore/proof_builder.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kErasedText = "CANARY of the erased record";
constexpr std::string_view kRemovedText = "CANARY of the wrong child";
constexpr std::string_view kKeptText = "CANARY that is kept";
constexpr std::string_view kCheckpoint = "cairn.example/log\n1\nAAAA\n\n— a AAAAAAA=\n";

// A data folder with its vault, open or closed.
struct OpenFolder {
  std::unique_ptr<FileVault> vault;
  std::unique_ptr<RocksDbStorage> storage;
  std::unique_ptr<HeadWitness> witness;
  std::unique_ptr<EventLog> log;
};

class ErasedBytes : public testing::Test {
 protected:
  absl::StatusOr<OpenFolder> Open(const std::string& data, const std::string& vault) {
    OpenFolder folder;
    fs::create_directories(data);
    CAIRN_ASSIGN_OR_RETURN(folder.vault, FileVault::Open(vault, random_));
    if (folder.vault->ListEpochs()->empty()) {
      CAIRN_RETURN_IF_ERROR(folder.vault->CreateEpoch().status());
    }
    CAIRN_ASSIGN_OR_RETURN(folder.storage, RocksDbStorage::Open({.folder = data + "/log"}));
    CAIRN_ASSIGN_OR_RETURN(HeadWitness witness,
                           OpenWitness(data + "/head.witness", *folder.storage, random_));
    folder.witness = std::make_unique<HeadWitness>(std::move(witness));
    CAIRN_ASSIGN_OR_RETURN(folder.log, EventLog::Open({}, *folder.storage, *folder.vault,
                                                      *folder.witness, clock_, random_));
    return folder;
  }

  AppendedEvent Append(EventLog& log, RecordId record, std::string_view text) {
    const Version version = log.HeadOf(record)->version;
    return log.AppendAndWait(AppendOf(RequestNo(++requests_), record, version, text))
        ->events.front();
  }
  std::vector<std::string> TextsOf(EventLog& log, RecordId record) {
    std::vector<std::string> texts;
    const auto events = log.Read(record, 1, Direction::kForward, 100).value();
    for (const StoredEvent& event : events) {
      texts.push_back(TextOf(event));
    }
    return texts;
  }

  const TempFolder folder_;
  const std::string data_ = folder_ / "data";
  const std::string vault_ = folder_ / "vault";
  const std::string old_data_ = folder_ / "old data";
  const std::string old_vault_ = folder_ / "old vault";
  SeededRandom random_;
  FakeClock clock_;
  uint64_t requests_ = 0;
  const RecordId pip_ = RecordNo(1);
  const RecordId may_ = RecordNo(2);
};

// The files below `folder` that hold `bytes` anywhere.
std::vector<std::string> FilesWith(const std::string& folder, std::string_view bytes) {
  std::vector<std::string> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (ReadFile(entry.path()).find(bytes) != std::string::npos) found.push_back(entry.path());
  }
  return found;
}

struct OldRow {
  KeyOwner owner;
  std::string wrapped;
};

std::vector<OldRow> KeyRowsOf(const std::string& data, const LedgerId& ledger_id) {
  const auto storage = RocksDbStorage::Open({.folder = data + "/log"}).value();
  std::vector<OldRow> rows;
  EXPECT_THAT(storage->Scan(Space::kKeys, {},
                            [&](std::string_view key, std::string_view value) {
                              const RecordId record =
                                  *RecordId::FromBytes(key.substr(0, RecordId::kSize));
                              rows.push_back({{ledger_id, record, 1}, std::string(value)});
                              return true;
                            }),
              IsOk());
  return rows;
}

bool Proves(EventLog& log, const StoredEvent& event) {
  const LogHead head = log.Head();
  const auto file =
      ProofBuilder(log.ledger(), log.keys())
          .Build(event, head.position, kCheckpoint, [](std::string_view /*path*/) { return true; });
  if (!file.ok()) return false;
  const TlogProof proof = TlogProof::Parse(*file).value();
  const Disclosure shown = Disclosure::Parse(proof.extra).value();
  return shown.MatchesLeaf() &&
         VerifyInclusion(proof.index, head.position, shown.leaf.hash(), proof.path, head.root);
}

// A record that is erased, and one that loses an entry; then the keys are rotated. A copy of data
// and vault is kept from before.
class ErasedAndRotatedBytes : public ErasedBytes {
 protected:
  ErasedAndRotatedBytes() {
    Plant();
    fs::copy(data_, old_data_, fs::copy_options::recursive);
    fs::copy(vault_, old_vault_, fs::copy_options::recursive);
    const OpenFolder folder = Open(data_, vault_).value();
    EXPECT_THAT(folder.log->AppendAndWait(RemovalOf(RequestNo(90), may_, 2, wrong_.event_id)),
                IsOk());
    EXPECT_THAT(folder.log->AppendAndWait(ErasureOf(RequestNo(91), pip_, 1)), IsOk());
    EXPECT_THAT(RotateKeys(*folder.log, *folder.vault, {.request = RequestNo(92)}), IsOk());
  }
  void Plant() {
    const OpenFolder folder = Open(data_, vault_).value();
    ledger_id_ = folder.log->ledger_id();
    Append(*folder.log, pip_, kErasedText);
    Append(*folder.log, may_, kKeptText);
    wrong_ = Append(*folder.log, may_, kRemovedText);
    erased_key_ = folder.log->keys().Get(pip_)->secret();
  }

  LedgerId ledger_id_;
  AppendedEvent wrong_;
  std::string erased_key_;
};

TEST_F(ErasedAndRotatedBytes, AreInNoFile) {
  // The secret of the old epoch (file_vault.h), which is found where it still is.
  const std::string old_epoch_key =
      ReadFile(old_vault_ + "/epoch-0000000001.key").substr(28, kKeyBytes);
  EXPECT_THAT(FilesWith(old_vault_, old_epoch_key), Not(IsEmpty()));

  for (const std::string& where : {data_, vault_, old_data_}) {
    for (const std::string_view text : {kErasedText, kRemovedText, kKeptText}) {
      EXPECT_THAT(FilesWith(where, text), IsEmpty());
    }
    EXPECT_THAT(FilesWith(where, erased_key_), IsEmpty());
    EXPECT_THAT(FilesWith(where, old_epoch_key), IsEmpty());
  }
}

TEST_F(ErasedAndRotatedBytes, OfAnOlderCopyCannotBeUnwrapped) {
  const std::vector<OldRow> old_rows = KeyRowsOf(old_data_, ledger_id_);
  ASSERT_EQ(old_rows.size(), 3u);  // two records and the log
  EXPECT_THAT(Open(old_data_, vault_).status(), StatusIs(absl::StatusCode::kFailedPrecondition));

  // Nor by a server that ignores what the vault has noted.
  fs::remove(vault_ + "/erasures.journal");
  const auto patched = FileVault::Open(vault_, random_).value();
  for (const OldRow& row : old_rows) {
    EXPECT_THAT(patched->Unwrap(row.owner, row.wrapped),
                StatusIs(absl::StatusCode::kFailedPrecondition));
  }
}

TEST_F(ErasedAndRotatedBytes, LeaveWhatWasNotErasedAsItWas) {
  const OpenFolder folder = Open(data_, vault_).value();

  EXPECT_THAT(TextsOf(*folder.log, may_), ElementsAre(kKeptText, "(no content)", "(no content)"));
  EXPECT_THAT(TextsOf(*folder.log, pip_), ElementsAre("(no content)", "(no content)"));
  const auto events = folder.log->ReadAll(0, 100).value();
  for (const StoredEvent& event : events) {
    EXPECT_TRUE(Proves(*folder.log, event)) << event.position;
  }
}

TEST_F(ErasedBytes, DoNotComeBackWithAnOlderCopyOfTheLogBeforeTheRotation) {
  AppendedEvent wrong;
  {
    const OpenFolder folder = Open(data_, vault_).value();
    Append(*folder.log, pip_, kErasedText);
    Append(*folder.log, may_, kKeptText);
    wrong = Append(*folder.log, may_, kRemovedText);
  }
  fs::copy(data_, old_data_, fs::copy_options::recursive);
  {
    const OpenFolder folder = Open(data_, vault_).value();
    ASSERT_THAT(folder.log->AppendAndWait(RemovalOf(RequestNo(90), may_, 2, wrong.event_id)),
                IsOk());
    ASSERT_THAT(folder.log->AppendAndWait(ErasureOf(RequestNo(91), pip_, 1)), IsOk());
  }

  const OpenFolder restored = Open(old_data_, vault_).value();

  EXPECT_THAT(TextsOf(*restored.log, pip_), ElementsAre("(no content)", "(no content)"));
  EXPECT_THAT(TextsOf(*restored.log, may_), ElementsAre(kKeptText, "(no content)", "(no content)"));
  // What the clients repeat is still what they asked for.
  EXPECT_TRUE(restored.log->AppendAndWait(ErasureOf(RequestNo(91), pip_, 1))->repeated);
}

}  // namespace
}  // namespace cairn
