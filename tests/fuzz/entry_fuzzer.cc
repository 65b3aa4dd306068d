// Entries from anybody: the rules answer, and what they accept can be sealed and folded.
#include <cstdint>

#include "cairn/v1/record_service.pb.h"

#include "eventstore/base/check.h"
#include "eventstore/keys/fields.h"
#include "services/rules/check_entry.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  cairn::v1::Entry entry;
  if (!entry.ParseFromArray(data, static_cast<int>(size))) return 0;
  const int64_t now_us = 1'750'000'000'000'000;
  const cairn::Facts facts{.now_us = now_us, .today = cairn::DayOfMicros(now_us)};
  const cairn::Verdict verdict = cairn::CheckEntry(cairn::Record(), entry, facts);
  if (!verdict.refused()) CAIRN_CHECK(cairn::Flatten(entry).ok());
  return 0;
}
