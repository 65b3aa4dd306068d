#include "clients/verify/schema_kinds.h"

#include <cstddef>
#include <vector>

namespace cairn::verify {
namespace {

constexpr std::string_view kPackage = "cairn.v1";
constexpr std::string_view kEntry = "Entry";
constexpr std::string_view kOneofOfKinds = "kind";
constexpr int kVarintBytesMax = 10;

// Wire types of protobuf that a schema may hold; every other one is refused.
enum WireType : uint8_t { kVarint = 0, kEightBytes = 1, kBytes = 2, kFourBytes = 5 };

std::optional<uint64_t> TakeVarint(std::string_view& rest) {
  uint64_t value = 0;
  for (int i = 0; i < kVarintBytesMax && !rest.empty(); ++i) {
    const auto byte = static_cast<uint8_t>(rest.front());
    rest.remove_prefix(1);
    value |= uint64_t{byte & 0x7fU} << (7 * i);
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> TakeBytes(std::string_view& rest, uint64_t count) {
  if (count > rest.size()) return std::nullopt;
  const std::string_view bytes = rest.substr(0, count);
  rest.remove_prefix(count);
  return bytes;
}

// One message: its numbers, the last of each field, and its runs of bytes, all of each field.
struct Message {
  std::map<uint64_t, uint64_t> numbers;
  std::map<uint64_t, std::vector<std::string_view>> runs;

  std::string_view Last(uint64_t field) const {
    const auto found = runs.find(field);
    return found == runs.end() ? std::string_view() : found->second.back();
  }
  const std::vector<std::string_view>& All(uint64_t field) const {
    static const std::vector<std::string_view> none;
    const auto found = runs.find(field);
    return found == runs.end() ? none : found->second;
  }
};

bool TakeField(std::string_view& rest, Message& message) {
  const std::optional<uint64_t> tag = TakeVarint(rest);
  if (!tag || *tag >> 3 == 0) return false;
  const uint64_t field = *tag >> 3;
  switch (*tag & 7) {
    case kVarint: {
      const std::optional<uint64_t> number = TakeVarint(rest);
      if (number) message.numbers[field] = *number;
      return number.has_value();
    }
    case kEightBytes:
      return TakeBytes(rest, 8).has_value();
    case kFourBytes:
      return TakeBytes(rest, 4).has_value();
    case kBytes: {
      const std::optional<uint64_t> size = TakeVarint(rest);
      const std::optional<std::string_view> bytes = size ? TakeBytes(rest, *size) : std::nullopt;
      if (bytes) message.runs[field].push_back(*bytes);
      return bytes.has_value();
    }
    default:  // not an enum of ours: any three bits
      return false;
  }
}

std::optional<Message> Read(std::string_view bytes) {
  Message message;
  while (!bytes.empty()) {
    if (!TakeField(bytes, message)) return std::nullopt;
  }
  return message;
}

// The fields of DescriptorProto that are kinds: members of its oneof `kind`.
bool AddKinds(const Message& entry, SchemaKinds& kinds) {
  std::vector<bool> is_kind;
  for (const std::string_view bytes : entry.All(8)) {  // oneof_decl
    const std::optional<Message> oneof = Read(bytes);
    if (!oneof) return false;
    is_kind.push_back(oneof->Last(1) == kOneofOfKinds);
  }
  for (const std::string_view bytes : entry.All(2)) {  // field
    const std::optional<Message> field = Read(bytes);
    if (!field) return false;
    const auto oneof = field->numbers.find(9);  // oneof_index
    const auto number = field->numbers.find(3);
    if (oneof == field->numbers.end() || number == field->numbers.end()) continue;
    if (oneof->second >= is_kind.size() || !is_kind[oneof->second]) continue;
    const std::string_view type = field->Last(6);  // type_name
    const std::string name(type.substr(type.rfind('.') + 1));
    const auto [known, is_new] = kinds.names.emplace(number->second, name);
    if (!is_new && known->second != name) kinds.others.emplace(number->second, name);
  }
  return true;
}

}  // namespace

std::optional<SchemaKinds> ReadSchemaKinds(std::string_view schema) {
  const std::optional<Message> set = Read(schema);
  if (!set) return std::nullopt;
  for (const std::string_view file_bytes : set->All(1)) {  // file
    const std::optional<Message> file = Read(file_bytes);
    if (!file) return std::nullopt;
    if (file->Last(2) != kPackage) continue;
    for (const std::string_view bytes : file->All(4)) {  // message_type
      const std::optional<Message> message = Read(bytes);
      if (!message) return std::nullopt;
      if (message->Last(1) != kEntry) continue;
      SchemaKinds kinds;
      if (!AddKinds(*message, kinds)) return std::nullopt;
      return kinds;
    }
  }
  return std::nullopt;
}

}  // namespace cairn::verify
