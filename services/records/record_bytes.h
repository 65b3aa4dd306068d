// What a folded record takes in memory, by estimate. Pure.
#pragma once

#include <cstddef>
#include <span>

#include "projections/record/event.h"

namespace cairn {

// A record before its first event: the value itself and the first room of its lists.
inline constexpr size_t kEmptyRecordBytes = 2'500;

// Bytes that `events` take in a record: what they say, and their places in its lists. Of 87,000
// events of invented children this came to within a tenth of what the allocator had handed out;
// texts of any length are counted as they are. An entry of a child takes 1.9 KB so, nine times its
// bytes on the wire.
size_t BytesOf(std::span<const EventPtr> events);

}  // namespace cairn
