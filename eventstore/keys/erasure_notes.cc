#include "eventstore/keys/erasure_notes.h"

#include <algorithm>

#include "eventstore/base/errors.h"

namespace cairn {

bool ErasureNotes::Has(const ErasureNote& note) const {
  const MutexLock lock(mutex_);
  return Holds(note);
}

bool ErasureNotes::Holds(const ErasureNote& note) const {
  return std::any_of(notes_.begin(), notes_.end(), [&](const ErasureNote& known) {
    return known.ledger_id == note.ledger_id && known.body == note.body;
  });
}

void ErasureNotes::Add(const ErasureNote& note) {
  const MutexLock lock(mutex_);
  if (Holds(note)) return;
  notes_.push_back(note);
  if (note.body.scope == ErasureScope::kRecord) erased_.emplace(note.ledger_id, note.body.record);
}

std::vector<ErasureNote> ErasureNotes::List() const {
  const MutexLock lock(mutex_);
  return notes_;
}

absl::Status ErasureNotes::CheckNotErased(const KeyOwner& owner) const {
  const MutexLock lock(mutex_);
  if (!erased_.contains({owner.ledger_id, owner.record})) return absl::OkStatus();
  return Refusal(v1::ERROR_REASON_RECORD_ERASED,
                 "The record was erased; no copy of its key is unwrapped.");
}

}  // namespace cairn
