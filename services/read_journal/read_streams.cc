#include "services/read_journal/read_streams.h"

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/hash.h"
#include "projections/calendar/date.h"

namespace cairn {
namespace {

constexpr size_t kPrefixBytes = 12;

std::string PrefixOf(const LedgerId& ledger_id) {
  const Hash hash = Sha256({"cairn/v1/reads", ledger_id.bytes()});
  return std::string(HashBytes(hash).substr(0, kPrefixBytes));
}

}  // namespace

ReadStreams::ReadStreams(const LedgerId& ledger_id) : prefix_(PrefixOf(ledger_id)) {}

RecordId ReadStreams::At(int64_t at_us) const {
  const CivilDate day = DayOfMicros(at_us);
  std::string id = prefix_;
  AppendU16(id, static_cast<uint16_t>(day.year()));
  AppendU16(id, static_cast<uint16_t>(day.month()));
  return *RecordId::FromBytes(id);
}

}  // namespace cairn
