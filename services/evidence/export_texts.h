// The files of an export that people read. Pure.
#pragma once

#include <string>
#include <vector>

#include "cairn/v1/recorded.pb.h"

#include "services/evidence/checkpoint_signer.h"

namespace cairn {

struct ExportFacts {
  std::string origin;
  std::string verifier_key;
  uint64_t tree_size = 0;
  uint64_t versions = 0;  // of the record, the export's own event included
  bool withheld = false;
  bool simulated = false;  // the log's times come from a demonstration
  bool erased = false;     // nothing is left of the record but that it existed
};

// README.txt: what the folder shows, what it cannot show, and how to check it. A demonstration says
// so in its first line.
std::string ExportReadme(const ExportFacts& facts);

// events.txt: one line an event, in the order of the record.
std::string ExportEventList(const std::vector<v1::Event>& events);

// trust/policy.txt: the log's key as a C2SP tlog-policy.
std::string ExportPolicy(const ExportFacts& facts);

// `events/00001.tlog-proof`.
std::string ProofPath(uint64_t version);

}  // namespace cairn
