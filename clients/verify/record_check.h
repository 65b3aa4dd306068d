// The events of one record beside each other: steps 6 to 8 of docs/ledger_format.md section 12.
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "clients/verify/event_check.h"
#include "clients/verify/report.h"

namespace cairn::verify {

struct RecordCheck {
  std::vector<Finding> findings;
  // Every version from 1 on is proved, and the last one is the export's own event, which says so.
  bool complete = false;
};

// What removed the content of `event`, which is an event: the first proved removal after it.
std::optional<Removal> RemovalOf(const CheckedEvent& event, std::span<const CheckedEvent> events);

// `events` are all proofs of an export, by version. Only proved ones are compared with each other:
// a damaged one is reported already, and must not make its neighbours look damaged. `missing` are
// versions whose absence is reported already.
RecordCheck CheckRecord(std::span<const CheckedEvent> events, const std::set<uint64_t>& missing);

}  // namespace cairn::verify
