#include "services/records/record_bytes.h"

namespace cairn {
namespace {

// The event, the entry that counts, their reference counts, and their places in the record's lists,
// which grow by doubling.
constexpr size_t kPlacesBytes = 700;

}  // namespace

size_t BytesOf(std::span<const EventPtr> events) {
  size_t bytes = 0;
  for (const EventPtr& event : events) {
    bytes += kPlacesBytes + (event->recorded ? event->recorded->SpaceUsedLong() : 0);
  }
  return bytes;
}

}  // namespace cairn
