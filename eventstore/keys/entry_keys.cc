#include "eventstore/keys/entry_keys.h"

#include <utility>

#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/damaged_bytes.h"
#include "eventstore/keys/wrapped_key.h"

namespace cairn {
namespace {

WrapContext ContextOf(const SealContext& context, const RecordKey& wrapper) {
  return {
      .level = WrapLevel::kEventKeys,
      .key_id = *KeyId::FromBytes(context.event_id.bytes()),
      .wrapper_id = *KeyId::FromBytes(context.record.bytes()),
      .ledger_id = context.ledger_id,
      .record = context.record,
      .generation = wrapper.generation(),
      .epoch = 0,
  };
}

}  // namespace

std::string EntryKeysRowKey(const RecordId& record, Version version) {
  return record.ToBytes() + U64Key(version);
}

std::string WrapEventKeys(const EventKeys& keys, const SealContext& context,
                          const RecordKey& wrapper, Random& random) {
  return WrapSecret(ContextOf(context, wrapper), wrapper.secret(), keys.bytes(), random);
}

absl::StatusOr<EventKeys> UnwrapEventKeys(std::string_view wrapped, const SealContext& context,
                                          KeyGeneration generation, const RecordKey& wrapper) {
  CAIRN_ASSIGN_OR_RETURN(SecretBytes bytes,
                         UnwrapSecret(ContextOf(context, wrapper), wrapper.secret(), wrapped));
  if (bytes.size() != EventKeys::kSize) {
    return DamagedBytes("The kept keys of an event have another size.");
  }
  return EventKeys(std::move(bytes), generation);
}

}  // namespace cairn
