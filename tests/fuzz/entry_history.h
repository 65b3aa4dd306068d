// What every sequence of entries has to stand, whoever sent it: the rules, sealing, the fold, and
// the views as of any day and as known at any time. Shared by the fuzzer and by the tests that
// replay its corpus.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "cairn/v1/record_service.pb.h"

namespace cairn {

// The input of the fuzzer: `entries` are sent one after the other, `expected.exactly` chooses at
// which times and days they are looked at. Bytes that begin with `#` are in protobuf's text format,
// as the kept corpus is; others are the message itself. Nothing if they are neither.
std::optional<v1::RecordEntries> ReadHistory(std::string_view bytes);

// Sends the entries to the rules, folds those that are accepted, looks at the record. Stops the
// program when anything is not as it must be:
//   a fault names its reason and says it in words, and so does a finding;
//   what was accepted can be sealed, and comes back as it was;
//   advancing by one event equals folding all;
//   what was known at a time is what a reader saw who folded only what was there at that time;
//   the audit trail has every event.
// How many entries were accepted.
size_t CheckHistory(const v1::RecordEntries& history);

}  // namespace cairn
