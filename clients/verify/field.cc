#include "clients/verify/field.h"

#include <optional>

#include "clients/verify/moment.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr size_t kSaltBytes = 32;
constexpr size_t kPathBytesMax = 255;

bool IsElement(std::string_view element) {
  const size_t slash = element.find('/');
  const std::optional<uint64_t> number = ParseDecimal(element.substr(0, slash));
  if (!number || *number == 0) return false;
  return slash == element.npos || ParseDecimal(element.substr(slash + 1)).has_value();
}

bool IsPath(std::string_view path) {
  if (path.empty() || path.size() > kPathBytesMax) return false;
  while (true) {
    const size_t dot = path.find('.');
    if (!IsElement(path.substr(0, dot))) return false;
    if (dot == path.npos) return true;
    path.remove_prefix(dot + 1);
  }
}

std::optional<FieldType> FieldTypeOf(uint8_t type) {
  switch (static_cast<FieldType>(type)) {
    case FieldType::kText:
    case FieldType::kInteger:
    case FieldType::kBoolean:
    case FieldType::kTime:
    case FieldType::kBytes:
    case FieldType::kCode:
    case FieldType::kMessage:
      return static_cast<FieldType>(type);
  }
  return std::nullopt;
}

bool IsValueOf(FieldType type, std::string_view value) {
  switch (type) {
    case FieldType::kText:
      return IsUtf8(value);
    case FieldType::kInteger:
      return value.size() == sizeof(int64_t);
    case FieldType::kBoolean:
      return value.size() == 1 && static_cast<uint8_t>(value.front()) <= 1;
    case FieldType::kTime:
      return DescribeOccurred(value).has_value();
    case FieldType::kBytes:
      return true;
    case FieldType::kCode:
      return value.size() == sizeof(int64_t) && ByteReader(value).I64() != 0;
    case FieldType::kMessage:
      return value.empty();
  }
  return false;
}

std::string U16(size_t value) { return {static_cast<char>(value >> 8), static_cast<char>(value)}; }

std::string U32(size_t value) { return U16(value >> 16 & 0xffff) + U16(value & 0xffff); }

}  // namespace

absl::StatusOr<Field> Field::Parse(ByteReader& reader) {
  const std::string_view salt = reader.Bytes(kSaltBytes);
  const std::string_view path = reader.Bytes(reader.U16());
  const uint8_t type_code = reader.U8();
  const std::string_view value = reader.Bytes(reader.U32());
  if (!reader.ok()) return absl::InvalidArgumentError("a shown field is cut short");
  if (!IsPath(path)) return absl::InvalidArgumentError("a shown field has no proper path");
  const std::optional<FieldType> type = FieldTypeOf(type_code);
  if (!type) return absl::InvalidArgumentError("a shown field is of a type that is not known");
  if (!IsValueOf(*type, value)) {
    return absl::InvalidArgumentError("the value of a shown field does not fit its type");
  }
  const std::string head =
      U16(path.size()) + std::string(path) + static_cast<char>(type_code) + U32(value.size());
  return Field{.path = std::string(path),
               .type = *type,
               .value = std::string(value),
               .hash = Sha256({std::string_view("\0", 1), "CAIRNFD1", salt, head, value})};
}

}  // namespace cairn::verify
