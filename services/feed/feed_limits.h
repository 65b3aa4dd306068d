// What one follower of the feed may ask for and hold, with why it is this number.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cairn::feed {

// The contract's.
inline constexpr uint32_t kCreditMax = 10'000;
inline constexpr int kSettingsMax = 100;
inline constexpr int kKindsMax = 100;
inline constexpr int kRecordsMax = 1000;
inline constexpr int32_t kWaitMaxMs = 20'000;

// One message, and so all that is held for a follower that does not read: some hundred kilobytes.
inline constexpr size_t kEventsPerMessageMax = 256;
inline constexpr size_t kBytesPerMessageMax = size_t{1} << 20;
// A page of ListEventsAfter stays below the largest reply, also with one large event at its end.
inline constexpr size_t kBytesPerPageMax = size_t{2} << 20;

// What one page may cost, in events: each place that is looked at, and all events of a record that
// is read or judged anew for it. Some milliseconds, a tenth of a second where all of it comes from
// the disk; a page looks at one place at least, and so at one record of any size.
inline constexpr size_t kLookedAtPerPageMax = 8192;
// What may be kept of judgements, of all followers together: for one of them those of 6 million
// events in 30,000 records, and as much again for others. What does not fit is judged again.
inline constexpr size_t kSightBytesMax = size_t{32} << 20;
// From far back, so many records are asked for their own events instead of scanning all leaves.
inline constexpr size_t kRecordsAskedMax = 64;

// A checkpoint at least this often while nothing passes the filter: what a break costs again.
inline constexpr uint64_t kLeavesPerCheckpoint = 10'000;
inline constexpr int64_t kCheckpointMicros = 1'000'000;
// A connection without a word for longer is a dead one.
inline constexpr int64_t kHeartbeatMicros = 10'000'000;
// A live follower this far behind is not live any more. Below it, one busy moment is no news, and a
// follower has the thread that serves nobody who is further behind.
inline constexpr uint64_t kFellBehindLeaves = 1000;

// Each costs a cursor, a connection and its share of the threads of feed_pumps.h.
inline constexpr size_t kSubscriptionsMax = 64;
// Calls of ListEventsAfter that wait: each holds a thread of the server.
inline constexpr int kWaitingMax = 16;

}  // namespace cairn::feed
