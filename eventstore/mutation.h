// Faults that can be built into the log on purpose, so that tests/mutation can prove that the
// suites would notice them. What is shipped has none: the fault is chosen when a file is compiled,
// with -DCAIRN_MUTATION=<name>, and only the test programs that cairn_mutant makes do so.
#pragma once

#include <cstdint>

namespace cairn {

enum class Mutation : uint8_t {
  kNone,
  kSkipRequestLookup,     // a repeated request is taken for a new one
  kPublishBeforeSync,     // readers are told of a group before it is durable
  kWitnessBeforeBatch,    // the head witness runs ahead of the log
  kCheckpointIsHead,      // a follower's checkpoint is the head, and not what was looked at
  kCheckpointBeforeRows,  // the checkpoint of a view is written before its rows
  kLostCoalescedEvent,    // of several events of a record in one batch of a view the last is lost
};

#ifndef CAIRN_MUTATION
#define CAIRN_MUTATION kNone
#endif
// Not inline: a mutant links files that were compiled with different faults.
constexpr Mutation kMutation = Mutation::CAIRN_MUTATION;

}  // namespace cairn
