#include "projections/record/position_and_time.h"

namespace cairn {
namespace {

constexpr int64_t kMicrosPerSecond = 1'000'000;

}  // namespace

v1::Position ToPosition(uint32_t generation, Position value) {
  v1::Position position;
  position.set_generation(generation);
  position.set_value(value);
  return position;
}

google::protobuf::Timestamp ToTimestamp(int64_t micros) {
  google::protobuf::Timestamp time;
  const int64_t within = ((micros % kMicrosPerSecond) + kMicrosPerSecond) % kMicrosPerSecond;
  time.set_seconds((micros - within) / kMicrosPerSecond);
  time.set_nanos(static_cast<int32_t>(within * 1000));
  return time;
}

int64_t ToMicros(const google::protobuf::Timestamp& time) {
  return time.seconds() * kMicrosPerSecond + time.nanos() / 1000;
}

}  // namespace cairn
