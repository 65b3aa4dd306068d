// Every limit of the contract and of the log, with why it is this number. Units are in the names.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cairn::limits {

// One request. 64 records serve a whole-class group session; 100 entries a day of imported notes.
inline constexpr size_t kRecordsPerAppendMax = 64;
inline constexpr size_t kEntriesPerRecordMax = 100;
// gRPC's receive limit; documents go another way.
inline constexpr size_t kRequestBytesMax = size_t{1} << 20;
inline constexpr size_t kReplyBytesMax = size_t{4} << 20;
// One paragraph of an entry: some five thousand words. What is longer is split, or filed as a
// document.
inline constexpr size_t kTextBytesMax = 32 << 10;
// What programs compare and look up: names, identifiers, sign-in subjects.
inline constexpr size_t kIdentifierBytesMax = 255;
// A bearer token may be 4 KiB; the rest is for tracing headers.
inline constexpr size_t kMetadataBytesMax = 8 << 10;
inline constexpr size_t kTokenBytesMax = 4 << 10;
// A name, subject or issuer in a token: they are printed, and kept with every entry.
inline constexpr size_t kClaimBytesMax = 255;
// Good tokens remembered until they expire: a large school's staff and parents, at about 1 KiB
// each.
inline constexpr size_t kTokensCachedMax = 10'000;
// The pinned key file. Two keys during a rotation is usual; 16 are far more than anyone has.
inline constexpr size_t kKeysInSetMax = 16;
inline constexpr size_t kKeySetBytesMax = 64 << 10;
// A call may take at most half a minute, so that a lost client frees its thread.
inline constexpr int64_t kDeadlineMaxMs = 30'000;
// A bulk load on one stream may take longer, and holds one thread only.
inline constexpr int64_t kStreamDeadlineMaxMs = 600'000;

// One sealed event. 4,096 fields keep the commitment tree 12 levels deep.
inline constexpr size_t kFieldsPerEntryMax = 4096;
inline constexpr size_t kFieldPathBytesMax = 255;
inline constexpr size_t kContentBytesMax = size_t{1} << 20;
// Paths that a proof is asked to hide: each is compared with each field.
inline constexpr size_t kHiddenPathsMax = 256;
// A proof file. The largest entry shown in full, with salts, decoys and 64 signatures, is 2.2 MB.
inline constexpr size_t kProofBytesMax = size_t{4} << 20;

// The sequencer. One group is one synced batch: about 1 MiB is where RocksDB stops gaining.
inline constexpr size_t kGroupRequestsMax = 512;
inline constexpr size_t kGroupBytesMax = size_t{1} << 20;
inline constexpr size_t kQueueRequestsMax = 4096;
inline constexpr size_t kQueueBytesMax = size_t{64} << 20;
// Single appends that a server works on at once, from their arrival to their answer: as many as may
// wait for the sequencer.
inline constexpr size_t kAppendsAtOnceMax = kQueueRequestsMax;
// A caller that said "any version" re-folds and tries again inside the server this often.
inline constexpr int kAppendAttemptsMax = 8;
// Record heads and record keys kept in memory.
inline constexpr size_t kHeadsCachedMax = 100'000;
inline constexpr size_t kKeysCachedMax = 20'000;

// Reads of children's records that wait to be noted in the log, 16 bytes each: a list of all
// children of an authority, and many seconds of everything that a server can answer.
inline constexpr size_t kReadsWaitingMax = 262'144;

// What one call of a follower may look at and give: about a megabyte of leaves, one large reply.
inline constexpr size_t kFollowLeavesMax = 4096;
inline constexpr size_t kFollowBytesMax = size_t{4} << 20;

// Pages of ListEvents, GetTimeline and ReadAll.
inline constexpr int kPageSizeDefault = 100;
inline constexpr int kPageSizeMax = 1000;
// ResolveRecords.
inline constexpr size_t kResolveMax = 500;

// A wall clock that jumps by more than this against the monotonic clock refuses writes.
inline constexpr int64_t kClockJumpMaxMicros = int64_t{3600} * 1'000'000;
// Appends stop, and reads go on, below this much free disk.
inline constexpr uint64_t kDiskReserveBytes = uint64_t{256} << 20;

}  // namespace cairn::limits
