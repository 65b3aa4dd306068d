// Exports for tests of the verifier, made with the server's own code: by a log as it is run, and by
// an operator who signs whatever suits him. Fictional contents only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "clients/verify/report.h"
#include "eventstore/keys/fields.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/leaf.h"

namespace cairn {

inline constexpr char kOrigin[] = "cairn.example/log/urn-100000/1";

// The files of an export in memory, for a test to damage and to write out.
struct ExportPack {
  std::map<std::string, std::string> files;  // by path; SHA256SUMS among them
  std::string vkey;                          // of the log

  // Writes SHA256SUMS anew, as somebody would who changed a file on purpose.
  void Sum();
  std::string& proof(uint64_t version);
  // Verifies the files in a folder of their own.
  verify::VerifyReport Verify() const { return VerifyWith(vkey); }
  verify::VerifyReport VerifyWith(const std::string& key) const;
};

// `events/00001.tlog-proof`.
std::string ProofPathOf(uint64_t version);
// Writes the files below `folder`, with the folders they need.
void WriteFiles(const std::map<std::string, std::string>& files, const std::string& folder);

// A key that anybody can make, named like the log.
std::string OtherVkey(std::string_view origin = kOrigin);

struct ExportRecipe {
  std::string origin = kOrigin;
  // Which fields are shown, by version and path.
  std::function<bool(uint64_t version, std::string_view path)> shown =
      [](uint64_t, std::string_view) { return true; };
  // Events of another record that the log takes after those of the export.
  int later_events = 1;
};

// The last version of the exported record: the RecordExported event.
inline constexpr uint64_t kLastVersion = 6;

// A record of five entries and its export, from an EventLog with another record in between:
// version 1 RecordOpened A01, 2 ConcernRaised A02, 3 ObservationRecorded A03, 4 EntryCorrected A04,
// 5 ConcernRaised without a label.
ExportPack MakeExport(const ExportRecipe& recipe = {});

// `text` is a cairn.v1.Recorded in protobuf's text format; stops the test when it does not fit.
FieldList FieldsOf(std::string_view text);

// A log whose operator appends leaves as he likes and signs the tree over them: what no server
// would write, under signatures that hold. All fields are shown.
class ForgedLog {
 public:
  explicit ForgedLog(std::string origin = kOrigin) : origin_(std::move(origin)) {}

  // The leaf that would follow `events` so far in record 1, as honest as a server's. Made for the
  // test to change.
  Leaf NextLeaf() const;
  // Appends an event; `leaf` gets the fields_root of `fields`.
  ForgedLog& Add(Leaf leaf, std::string_view recorded);
  // Appends a control leaf; `leaf` gets the hash of `body`.
  ForgedLog& AddControl(Leaf leaf, std::string_view body);
  // Appends honest events: RecordOpened, then ConcernRaised.
  ForgedLog& AddHonest(int count);
  // Appends the event with which an honest export ends.
  ForgedLog& AddExported();

  // The proofs of all events that belong to a version from 1, in the file of that version.
  ExportPack Export() const;
  // The signed head of the first `size` leaves.
  std::string Note(uint64_t size) const;
  // One proof against the first `size` leaves.
  std::string Proof(uint64_t index, uint64_t size) const;

 private:
  std::string origin_;
  std::vector<Disclosure> disclosures_;
  std::vector<Hash> leaf_hashes_;
};

}  // namespace cairn
