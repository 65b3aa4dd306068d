// Proof files from anybody: whatever parses is exactly what would be written again.
#include <cstdint>
#include <string_view>

#include "eventstore/base/check.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/tlog_proof.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto proof = cairn::TlogProof::Parse(bytes); proof.ok()) {
    CAIRN_CHECK(*proof->Encode() == bytes);
    if (const auto shown = cairn::Disclosure::Parse(proof->extra); shown.ok()) {
      CAIRN_CHECK(shown->Encode() == proof->extra);
      shown->MatchesLeaf();
    }
  }
  if (const auto shown = cairn::Disclosure::Parse(bytes); shown.ok()) {
    CAIRN_CHECK(shown->Encode() == bytes);
  }
  return 0;
}
