// A ledger over memory that grows by numbered leaves, as the sequencer would grow it. Not
// thread-safe but for the ledger itself.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/ledger.h"
#include "eventstore/storage/memory_storage.h"

namespace cairn {

class GrownLedger {
 public:
  explicit GrownLedger(uint64_t size = 0) : ledger_(*Ledger::Load(storage_, 0)) {
    CAIRN_CHECK(Append(size).ok());
  }

  // Adds `count` leaves in one batch, unless the ledger refuses.
  absl::Status Append(uint64_t count) {
    std::vector<Hash> added;
    Batch batch;
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t position = leaf_hashes_.size() + i + 1;
      const Leaf leaf{.version = position};
      added.push_back(leaf.hash());
      batch.Put(Space::kLeaves, U64Key(position), leaf.Encode());
    }
    absl::StatusOr<Extension> extension = ledger_->Extend(added, batch);
    if (!extension.ok()) return extension.status();
    last_batch_ = std::move(batch);
    CAIRN_CHECK(storage_.Commit(last_batch_, extension->first, extension->size) ==
                CommitOutcome::kCommitted);
    ledger_->Apply(*std::move(extension));
    leaf_hashes_.insert(leaf_hashes_.end(), added.begin(), added.end());
    return absl::OkStatus();
  }

  // As rotten storage would: other bytes in a row that stays there.
  void Damage(Space space, const std::string& key) {
    std::string value = **storage_.Get(space, key);
    value.back() ^= 1;
    Batch batch;
    batch.Put(space, key, value);
    Rewrite(batch);
  }
  void Lose(Space space, const std::string& key) {
    Batch batch;
    batch.Delete(space, key);
    Rewrite(batch);
  }

  // The tiles that the last Append wrote.
  std::vector<std::string> TilesWritten() const {
    std::vector<std::string> keys;
    for (const Batch::Change& change : last_batch_.changes()) {
      if (change.space == Space::kTiles) keys.push_back(change.key);
    }
    return keys;
  }

  const Ledger& ledger() const { return *ledger_; }
  const Storage& storage() const { return storage_; }
  const std::vector<Hash>& leaf_hashes() const { return leaf_hashes_; }
  // The root of the first `size` leaves, without the ledger.
  Hash ExpectedRoot(uint64_t size) const {
    return MerkleRoot(std::span<const Hash>(leaf_hashes_).first(size));
  }

 private:
  void Rewrite(const Batch& batch) {
    const uint64_t head = *storage_.Head();
    CAIRN_CHECK(storage_.Commit(batch, head, head) == CommitOutcome::kCommitted);
  }

  MemoryStorage storage_;
  std::unique_ptr<Ledger> ledger_;
  std::vector<Hash> leaf_hashes_;
  Batch last_batch_;
};

}  // namespace cairn
