#include "services/evidence/export_texts.h"

#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace cairn {
namespace {

std::string London(const google::protobuf::Timestamp& time) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone("Europe/London", &zone)) zone = absl::UTCTimeZone();
  return absl::FormatTime("%Y-%m-%d %H:%M:%S %Ez", absl::FromUnixSeconds(time.seconds()), zone);
}

}  // namespace

std::string ExportReadme(const ExportFacts& facts) {
  std::string text;
  if (facts.simulated) {
    text +=
        "DEMONSTRATION: the times in this log were set by a simulation. It proves nothing about "
        "when anything was recorded.\n\n";
  }
  absl::StrAppendFormat(
      &text,
      "This folder holds one record of special educational needs support, as the log\n%s\nheld it, "
      "with the proof of every event.\n\n"
      "Events: %d, from version 1 to %s. Tree size: %d.\n%s\n\n"
      "What it shows\n"
      "- Every event was in the log when the checkpoint was signed, with exactly the fields "
      "shown.\n"
      "- No event of the record is missing before the last one: each names the hash of the one "
      "before.\n"
      "- Where content was lawfully removed: that it existed, when it was removed, and on what "
      "ground.\n"
      "- When the server recorded each event, by its own clock. No outside witness has signed.\n\n"
      "What it cannot show\n"
      "- That what people wrote is true, or what was never recorded.\n"
      "- Anything that was recorded after the last event here.\n"
      "- Anything by this page or events.txt alone: only the events/ files are proved.\n\n"
      "How to check it\n"
      "- cairn verify <this folder> --vkey '<key of the log, from somewhere you trust>'\n"
      "- python3 -m cairn_verify <this folder> --vkey '...': a second program, in Python\n"
      "- The key that this folder claims: %s\n"
      "- Each proof is a C2SP tlog-proof; docs/ledger_format.md describes the leaf and the "
      "fields.\n",
      facts.origin, facts.versions,
      facts.erased ? "the erasure of the record" : "this export's own event", facts.tree_size,
      facts.withheld ? "Something is withheld: it appears as hashes only." : "Nothing is withheld.",
      facts.verifier_key);
  return text;
}

std::string ExportEventList(const std::vector<v1::Event>& events) {
  std::string text;
  for (const v1::Event& event : events) {
    absl::StrAppendFormat(&text, "%5d  %s  %-20s %s\n", event.version(),
                          London(event.recorded_time()), event.kind_name(), event.summary());
  }
  return text;
}

std::string ExportPolicy(const ExportFacts& facts) {
  return absl::StrFormat("log %s\nquorum none\n", facts.verifier_key);
}

std::string ProofPath(uint64_t version) {
  return absl::StrFormat("events/%05d.tlog-proof", version);
}

}  // namespace cairn
