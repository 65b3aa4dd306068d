// Sealed content as it would be after the seal was broken: decodes to itself, and makes a message
// or is refused.
#include <cstdint>
#include <string_view>

#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/check.h"
#include "eventstore/keys/fields.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto fields = cairn::DecodeFields(bytes);
  if (!fields.ok()) return 0;
  CAIRN_CHECK(cairn::EncodeFields(*fields) == bytes);
  cairn::v1::Recorded recorded;
  if (!cairn::Rebuild(*fields, recorded).ok()) return 0;
  const auto again = cairn::Flatten(recorded);
  CAIRN_CHECK(again.ok() && *again == *fields);
  return 0;
}
