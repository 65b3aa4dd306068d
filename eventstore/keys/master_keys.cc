#include "eventstore/keys/master_keys.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/crypto.h"

namespace cairn {
namespace {

KeyId DrawKeyId(Epoch epoch, Random& random) {
  std::string bytes;
  AppendU32(bytes, epoch);
  bytes += random.Bytes(KeyId::kSize - bytes.size());
  return *KeyId::FromBytes(bytes);
}

WrapContext ContextOf(const MasterKey& key, const KeyOwner& owner) {
  return {
      .level = WrapLevel::kRecordKey,
      .key_id = *KeyId::FromBytes(owner.record.bytes()),
      .wrapper_id = key.id,
      .ledger_id = owner.ledger_id,
      .record = owner.record,
      .generation = owner.generation,
      .epoch = key.epoch,
  };
}

absl::Status NoSuchEpoch(Epoch epoch) {
  return absl::NotFoundError(
      absl::StrFormat("The vault has no master key epoch %d. Is it this log's vault?", epoch));
}

}  // namespace

MasterKey MasterKeys::DrawNext() const {
  Epoch newest = 0;
  {
    const MutexLock lock(mutex_);
    if (!keys_.empty()) newest = keys_.rbegin()->first;
  }
  CAIRN_CHECK(newest < std::numeric_limits<Epoch>::max());
  MasterKey key = {newest + 1, DrawKeyId(newest + 1, random_), SecretBytes(kKeyBytes)};
  random_.Fill(key.secret.data(), key.secret.size());
  return key;
}

void MasterKeys::Add(MasterKey key) {
  CAIRN_CHECK(key.epoch != 0 && key.secret.size() == kKeyBytes);
  const Epoch epoch = key.epoch;
  const MutexLock lock(mutex_);
  const bool added = keys_.emplace(epoch, std::make_shared<const MasterKey>(std::move(key))).second;
  CAIRN_CHECK(added);
}

void MasterKeys::AddDestroyed(Epoch epoch) {
  CAIRN_CHECK(epoch != 0);
  const MutexLock lock(mutex_);
  CAIRN_CHECK(keys_.emplace(epoch, nullptr).second);
}

absl::Status MasterKeys::Destroy(Epoch epoch) {
  const MutexLock lock(mutex_);
  const auto found = keys_.find(epoch);
  if (found == keys_.end()) return NoSuchEpoch(epoch);
  found->second.reset();
  return absl::OkStatus();
}

absl::StatusOr<Epoch> MasterKeys::Current() const {
  const MutexLock lock(mutex_);
  const auto newest = std::find_if(keys_.rbegin(), keys_.rend(),
                                   [](const auto& key) { return key.second != nullptr; });
  if (newest != keys_.rend()) return newest->first;
  return absl::FailedPreconditionError("The vault holds no master key; create an epoch first.");
}

std::vector<EpochInfo> MasterKeys::List() const {
  const MutexLock lock(mutex_);
  std::vector<EpochInfo> epochs;
  for (const auto& [epoch, key] : keys_) {
    epochs.push_back({epoch, key ? EpochState::kActive : EpochState::kDestroyed});
  }
  return epochs;
}

absl::StatusOr<MasterKeys::SharedKey> MasterKeys::Find(Epoch epoch) const {
  const MutexLock lock(mutex_);
  const auto found = keys_.find(epoch);
  if (found == keys_.end()) return NoSuchEpoch(epoch);
  if (!found->second) {
    return absl::FailedPreconditionError(
        absl::StrFormat("Master key epoch %d was destroyed; nothing under it can be read.", epoch));
  }
  return found->second;
}

absl::StatusOr<std::string> MasterKeys::Wrap(Epoch epoch, const KeyOwner& owner,
                                             std::string_view secret) {
  CAIRN_ASSIGN_OR_RETURN(const SharedKey key, Find(epoch));
  return WrapSecret(ContextOf(*key, owner), key->secret.view(), secret, random_);
}

absl::StatusOr<SecretBytes> MasterKeys::Unwrap(const KeyOwner& owner,
                                               std::string_view wrapped) const {
  CAIRN_ASSIGN_OR_RETURN(const Epoch epoch, EpochOf(wrapped));
  CAIRN_ASSIGN_OR_RETURN(const SharedKey key, Find(epoch));
  return UnwrapSecret(ContextOf(*key, owner), key->secret.view(), wrapped);
}

absl::StatusOr<Epoch> MasterKeys::EpochOf(std::string_view wrapped) const {
  CAIRN_ASSIGN_OR_RETURN(const KeyId wrapper_id, WrapperOf(WrapLevel::kRecordKey, wrapped));
  return ByteReader(wrapper_id.bytes()).U32();
}

}  // namespace cairn
