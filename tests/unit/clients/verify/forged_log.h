// A log whose operator appends leaves as he likes and signs the tree over them: what no server
// would write, under signatures that hold. Fictional contents only.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/ledger/control_body.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/leaf.h"
#include "tests/unit/clients/verify/export_files.h"

namespace cairn {

// The record of a forged log is the first; others are in the way.
RecordId ForgedRecord(int number = 1);

class ForgedLog {
 public:
  explicit ForgedLog(std::string origin = kOrigin) : origin_(std::move(origin)) {}

  // The leaf that would follow the newest one of the record, as honest as a server's. Made for the
  // test to change.
  Leaf NextLeaf() const;
  // Appends an event; `leaf` gets the fields_root of `recorded`. All its fields are shown.
  ForgedLog& Add(Leaf leaf, std::string_view recorded);
  // Appends a control leaf; `leaf` gets the hash of `body`.
  ForgedLog& AddControl(Leaf leaf, std::string_view body);
  // Appends honest events: RecordOpened, then ConcernRaised.
  ForgedLog& AddHonest(int count);
  ForgedLog& AddEntry(std::string_view recorded) { return Add(NextLeaf(), recorded); }
  // Appends the event with which an honest export ends.
  ForgedLog& AddExported();
  // Appends the removal of the content of `version`, and shows of that the leaf alone.
  ForgedLog& Remove(uint64_t version, uint16_t authority);
  // Appends the erasure of the record, and shows of all its events the leaf alone.
  ForgedLog& Erase(uint16_t authority);
  // Appends a leaf of the log's own, which no export shows: the beginning of another generation,
  // under another origin.
  ForgedLog& Succeed(uint32_t generation, std::string origin);
  // Appends a leaf of somebody else's record, which no export shows either.
  ForgedLog& AddStranger();

  // Shows of a version the leaf alone, or only those fields that `shown` allows.
  ForgedLog& ShowLeafAlone(uint64_t version);
  ForgedLog& Show(uint64_t version, const std::function<bool(std::string_view path)>& shown);

  // The proofs of all leaves of which one is shown, in the file of their version.
  ExportPack Export() const;
  // The signed head of the first `size` leaves.
  std::string Note(uint64_t size) const;
  // One proof against the first `size` leaves.
  std::string Proof(uint64_t index, uint64_t size) const;

  uint64_t size() const { return leaf_hashes_.size(); }
  Hash Root(uint64_t size) const;
  const std::vector<Hash>& leaf_hashes() const { return leaf_hashes_; }
  const Disclosure& disclosure(uint64_t index) const { return disclosures_[index]; }
  const std::string& origin() const { return origin_; }

 private:
  // Of the newest leaf of the record with this version; there must be one.
  Disclosure& OfVersion(uint64_t version);

  std::string origin_;
  std::vector<Disclosure> disclosures_;
  std::vector<Hash> leaf_hashes_;
  std::set<uint64_t> not_exported_;  // indexes
};

}  // namespace cairn
