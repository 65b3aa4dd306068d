#include "eventstore/proof_builder.h"

#include <utility>
#include <vector>

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tlog_proof.h"

namespace cairn {

absl::StatusOr<Disclosure> ProofBuilder::Disclose(const StoredEvent& event,
                                                  const ShownPath& shown) const {
  if (event.control)
    return Disclosure{.leaf = event.leaf, .body = EncodeControlBody(*event.control)};
  if (!event.content) return Disclosure{.leaf = event.leaf};
  CAIRN_ASSIGN_OR_RETURN(const EventKeys event_keys, keys_.OfEvent(event.leaf));
  const std::vector<Hash> hashes = FieldHashes(*event.content, event_keys.salt_key());
  if (MerkleRoot(hashes) != event.leaf.fields_root) {
    return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                   "The stored content does not match what the log committed to.");
  }

  Disclosure disclosure{.leaf = event.leaf};
  disclosure.fields.reserve(hashes.size());
  for (size_t i = 0; i < hashes.size(); ++i) {
    if (i >= event.content->size() || !shown((*event.content)[i].path)) {
      disclosure.fields.emplace_back(hashes[i]);
      continue;
    }
    const Field& field = (*event.content)[i];
    ShownField& shown_field = disclosure.fields.emplace_back().emplace<ShownField>();
    shown_field.salt = FieldSalt(event_keys.salt_key(), field.path);
    AppendFieldBody(field, shown_field.body);
  }
  return disclosure;
}

absl::StatusOr<std::string> ProofBuilder::Build(const StoredEvent& event, uint64_t tree_size,
                                                std::string_view checkpoint,
                                                const ShownPath& shown) const {
  TlogProof proof;
  CAIRN_ASSIGN_OR_RETURN(const Disclosure disclosure, Disclose(event, shown));
  proof.extra = disclosure.Encode();
  proof.index = event.position - 1;
  CAIRN_ASSIGN_OR_RETURN(proof.path, ledger_.Inclusion(proof.index, tree_size));
  CAIRN_ASSIGN_OR_RETURN(const Hash root, ledger_.Root(tree_size));
  if (!VerifyInclusion(proof.index, tree_size, event.leaf.hash(), proof.path, root)) {
    return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                   "The stored tree does not hold this event where it was recorded. Run a scrub.");
  }
  proof.checkpoint = std::string(checkpoint);
  return proof.Encode();
}

}  // namespace cairn
