// Ids that a reader of a test can tell apart. Values; the same argument gives the same id.
#pragma once

#include <cstdint>
#include <string>

#include "eventstore/base/encoding.h"
#include "eventstore/base/ids.h"

namespace cairn {

// `byte` 16 times: the record 'r', the event 0x21.
template <typename AnyId>
AnyId IdOf(int byte) {
  return *AnyId::FromBytes(std::string(AnyId::kSize, static_cast<char>(byte)));
}

// `letter` eight times, then the number in 8 bytes, big-endian: ids in the order of their numbers.
template <typename AnyId>
AnyId NumberedId(uint64_t number, char letter = 'i') {
  return *AnyId::FromBytes(std::string(8, letter) + U64Key(number));
}

}  // namespace cairn
