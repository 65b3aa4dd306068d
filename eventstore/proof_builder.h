// ProofBuilder: makes the offline proof of one event: leaf, fields, path, checkpoint in one C2SP
// tlog-proof file. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/fields.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/ledger.h"
#include "eventstore/stored_event.h"

namespace cairn {

// Whether the field at this path may be shown.
using ShownPath = std::function<bool(std::string_view path)>;

class ProofBuilder {
 public:
  // Both must outlive the builder.
  ProofBuilder(const Ledger& ledger, RecordKeys& keys) : ledger_(ledger), keys_(keys) {}

  // The proof that `event` is in the tree whose signed `checkpoint` is of `tree_size`. Fields for
  // which `shown` is false appear as hashes only; of an event whose content was erased nothing but
  // its leaf appears, and a control leaf appears with its clear body.
  // The field commitments are recomputed first: DATA_DAMAGED when they do not give the leaf's
  // fields_root, or the tree does not hold the leaf, so that nothing damaged is ever exported.
  absl::StatusOr<std::string> Build(const StoredEvent& event, uint64_t tree_size,
                                    std::string_view checkpoint, const ShownPath& shown) const;

 private:
  absl::StatusOr<Disclosure> Disclose(const StoredEvent& event, const ShownPath& shown) const;

  const Ledger& ledger_;
  RecordKeys& keys_;
};

}  // namespace cairn
