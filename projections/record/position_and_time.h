// Where in the log something is and when it was recorded, as the contract says it. Pure; safe to
// call from any thread.
#pragma once

#include <cstdint>

#include "cairn/v1/recorded.pb.h"
#include "google/protobuf/timestamp.pb.h"

#include "eventstore/base/ids.h"

namespace cairn {

v1::Position ToPosition(uint32_t generation, Position value);

// Microseconds since 1970 UTC. A finer time is cut to its microsecond.
google::protobuf::Timestamp ToTimestamp(int64_t micros);
int64_t ToMicros(const google::protobuf::Timestamp& time);

}  // namespace cairn
