// The fields without which an entry is refused: the `*` of proto/cairn/v1, as a table. At most
// three in a kind. Pure.
#pragma once

#include <span>
#include <string_view>

namespace google::protobuf {
class Descriptor;
class EnumDescriptor;
}  // namespace google::protobuf

namespace cairn::rules {

// Names of the required fields of messages of `type`.
std::span<const std::string_view> RequiredFieldsOf(const google::protobuf::Descriptor& type);

// Whether the value `number` of `type` is retired, by the lists of projections/codes: it can be
// read and no longer written.
bool IsRetired(const google::protobuf::EnumDescriptor& type, int number);

}  // namespace cairn::rules
