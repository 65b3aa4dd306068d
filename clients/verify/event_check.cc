#include "clients/verify/event_check.h"

#include <utility>

#include "absl/strings/str_format.h"

#include "clients/verify/disclosure.h"
#include "clients/verify/merkle.h"
#include "clients/verify/proof_file.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

// What a control leaf says in the clear.
std::optional<Fault> TakeControlBody(std::string_view body, CheckedEvent& event) {
  absl::Status status;
  switch (event.leaf.kind) {
    case LeafKind::kEvent:
    case LeafKind::kAccessBatch:
      return std::nullopt;
    case LeafKind::kKeyChange:
      status = CheckKeyChange(body);
      break;
    case LeafKind::kSuccession:
      status = CheckSuccession(body);
      break;
    case LeafKind::kErasure: {
      absl::StatusOr<Erasure> erasure = Erasure::Parse(body);
      status = erasure.status();
      if (erasure.ok()) event.erasure = *std::move(erasure);
    }
  }
  if (!status.ok()) return Malformed(status);
  if (event.erasure && event.erasure->record != event.leaf.record) {
    return Fault{Reason::kFields, "the erasure is of another record than its leaf"};
  }
  return std::nullopt;
}

// Takes from the disclosure what a report needs, then compares it with its leaf.
std::optional<Fault> TakeDisclosure(std::string_view extra, const KindNames& kinds,
                                    CheckedEvent& event) {
  if (extra.empty()) return Fault{Reason::kMalformed, "the proof shows no leaf"};
  const absl::StatusOr<Disclosure> disclosure = Disclosure::Parse(extra);
  if (!disclosure.ok()) {
    event.label = LabelOf(Disclosure::Readable(extra), kinds);
    return Malformed(disclosure.status());
  }
  event.leaf = disclosure->leaf;
  event.leaf_hash = disclosure->leaf_hash;
  event.leaf_alone = disclosure->leaf_alone;
  event.label = LabelOf(disclosure->shown, kinds);
  if (!disclosure->MatchesLeaf()) {
    return Fault{Reason::kFields, HasFields(disclosure->leaf.kind)
                                      ? "the fields do not match the leaf"
                                      : "the body does not match the leaf"};
  }
  return TakeControlBody(disclosure->body, event);
}

std::optional<Fault> CheckInclusion(const CheckedEvent& event, const ProofFile& proof,
                                    const Checkpoint& checkpoint) {
  const std::optional<Hash> root =
      RootFromPath(event.leaf_hash, proof.index, checkpoint.size, proof.path);
  if (root == checkpoint.root) return std::nullopt;
  return Fault{Reason::kInclusion,
               "the event is not in the log: leaf, index and path do not lead to the checkpoint"};
}

std::optional<Fault> CheckVersion(const CheckedEvent& event) {
  if (event.leaf.version == event.version) return std::nullopt;
  return Fault{Reason::kChain,
               absl::StrFormat("the file holds version %d of the record", event.leaf.version)};
}

std::optional<Fault> CheckProof(const ProofFile& proof,
                                const std::optional<std::string>& shared_note,
                                const KindNames& kinds, CheckpointCheck& checkpoints,
                                CheckedEvent& event) {
  event.index = proof.index;
  std::optional<Fault> fault = TakeDisclosure(proof.extra, kinds, event);
  if (fault) return fault;
  if (event.version == 0) event.version = event.leaf.version;
  fault = CheckVersion(event);
  if (fault) return fault;

  event.checkpoint = &checkpoints.Check(proof.checkpoint);
  if (!event.checkpoint->IsTrusted()) {
    return proof.checkpoint == shared_note ? std::nullopt : event.checkpoint->fault;
  }
  fault = CheckInclusion(event, proof, *event.checkpoint->checkpoint);
  event.proved = !fault;
  return fault;
}

}  // namespace

Finding CheckedEvent::FindingOf(const Fault& about) const {
  return {.reason = about.reason,
          .file = file,
          .version = version,
          .label = label.Text(),
          .sentence = about.sentence};
}

CheckedEvent CheckEvent(std::string file, std::optional<uint64_t> version, std::string_view bytes,
                        const std::optional<std::string>& shared_note, const KindNames& kinds,
                        CheckpointCheck& checkpoints) {
  CheckedEvent event{.file = std::move(file), .version = version.value_or(0)};
  const absl::StatusOr<ProofFile> proof = ProofFile::Parse(bytes);
  event.fault = proof.ok() ? CheckProof(*proof, shared_note, kinds, checkpoints, event)
                           : Malformed(proof.status());
  return event;
}

void AddProved(const CheckedEvent& event, std::optional<Removal> removal, VerifyReport& report) {
  if (report.record.empty()) report.record = EncodeHex(event.leaf.record);
  report.events.push_back({.version = event.version,
                           .position = event.index + 1,
                           .recorded_at_us = event.leaf.recorded_at_us,
                           .leaf_kind = event.leaf.kind,
                           .label = event.label,
                           .removal = removal});
}

}  // namespace cairn::verify
