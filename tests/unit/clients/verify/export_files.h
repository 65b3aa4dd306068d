// The files of an export in memory, for tests of verifiers to damage and to write out.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "clients/verify/report.h"
#include "eventstore/keys/fields.h"
#include "eventstore/ledger/note.h"

namespace cairn {

inline constexpr char kOrigin[] = "cairn.example/log/urn-100000/1";

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

// The log's key in these tests, named after the log, and one of the same name that anybody made.
NoteSigner LogSigner(std::string_view origin);
std::string OtherVkey(std::string_view origin = kOrigin);

// Adds everything that an export has beside its proofs, SHA256SUMS last. `note` is its checkpoint.
void AddCompanions(ExportPack& pack, const std::string& note);

// `text` is a cairn.v1.Recorded in protobuf's text format; stops the test when it does not fit.
FieldList FieldsOf(std::string_view text);

// Entries of an invented record, as texts for FieldsOf, labelled A01 to A04 and one without a
// label.
inline constexpr std::string_view kOpened =
    R"(entry { occurred { from { year: 2025 month: 9 day: 3 } precision: PRECISION_DAY }
               source { system: "case-x" id: "A01" }
               record_opened { name: "Ottilie Brann" fictional: true } }
       actor { subject: "senco" name: "Maud Ellery" })";
inline constexpr std::string_view kConcern =
    R"(entry { occurred { from { year: 2025 month: 9 day: 12 } precision: PRECISION_MINUTE
                          from_minute: 620 utc_offset_minutes: 60 }
               source { system: "case-x" id: "A02" }
               concern_raised { text: "Reads the first sound and guesses." text: "Tired." } })";
inline constexpr std::string_view kObservation =
    R"(entry { occurred { from { year: 2025 month: 10 } precision: PRECISION_MONTH }
               source { system: "case-x" id: "A03" }
               observation_recorded { text: "Zo\303\253 asked for help twice."
                                      lessons_observed: 0 } })";
inline constexpr std::string_view kCorrection =
    R"(entry { occurred { from { year: 2025 month: 10 day: 2 } precision: PRECISION_DAY }
               source { system: "case-x" id: "A04" }
               corrects { target { source_id: "A03" } reason: "Three times." }
               observation_recorded { text: "Asked for help three times." } })";
inline constexpr std::string_view kUnlabelled =
    R"(entry { occurred { from { year: 2025 } precision: PRECISION_YEAR }
               concern_raised { text: "Still tired." } })";
// The event that an export appends after `to_version`.
std::string ExportedEntry(uint64_t to_version);

}  // namespace cairn
