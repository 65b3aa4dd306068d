#include "eventstore/keys/fields.h"

#include <optional>
#include <utility>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/damaged_bytes.h"

namespace cairn {
namespace {

std::optional<FieldType> KnownType(uint8_t number) {
  switch (static_cast<FieldType>(number)) {
    case FieldType::kText:
    case FieldType::kInteger:
    case FieldType::kBoolean:
    case FieldType::kTime:
    case FieldType::kBytes:
    case FieldType::kCode:
    case FieldType::kMessage:
      return static_cast<FieldType>(number);
  }
  return std::nullopt;
}

// Whether a value of this type may look so; what it means is Rebuild's question.
bool ValueFits(FieldType type, std::string_view value) {
  switch (type) {
    case FieldType::kText:
    case FieldType::kBytes:
      return true;
    case FieldType::kInteger:
    case FieldType::kCode:
      return value.size() == 8;
    case FieldType::kBoolean:
      return value.size() == 1 && static_cast<uint8_t>(value[0]) <= 1;
    case FieldType::kTime:
      return value.size() == 11 || value.size() == 22;
    case FieldType::kMessage:
      return value.empty();
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace

void AppendFieldBody(const Field& field, std::string& out) {
  AppendU16(out, static_cast<uint16_t>(field.path.size()));
  out += field.path;
  AppendU8(out, static_cast<uint8_t>(field.type));
  AppendU32(out, static_cast<uint32_t>(field.value.size()));
  out += field.value;
}

size_t SizeOfFieldBody(const Field& field) { return 7 + field.path.size() + field.value.size(); }

std::string EncodeFields(const FieldList& fields) {
  CAIRN_CHECK(fields.size() <= limits::kFieldsPerEntryMax);
  size_t size = 2;
  for (const Field& field : fields) size += SizeOfFieldBody(field);
  std::string out;
  out.reserve(size);
  AppendU16(out, static_cast<uint16_t>(fields.size()));
  for (const Field& field : fields) {
    CAIRN_CHECK(!field.path.empty() && field.path.size() <= limits::kFieldPathBytesMax);
    AppendFieldBody(field, out);
  }
  return out;
}

absl::StatusOr<std::vector<FieldView>> ViewFields(std::string_view bytes) {
  ByteReader reader(bytes);
  const size_t count = reader.U16();
  if (count > limits::kFieldsPerEntryMax)
    return DamagedBytes("A stored event has too many fields.");
  std::vector<FieldView> fields;
  fields.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    const std::string_view from_here = reader.rest();
    const std::string_view path = reader.Bytes(reader.U16());
    const std::optional<FieldType> type = KnownType(reader.U8());
    const std::string_view value = reader.Bytes(reader.U32());
    if (!reader.ok()) return DamagedBytes("The fields of a stored event end too soon.");
    if (path.empty() || path.size() > limits::kFieldPathBytesMax) {
      return DamagedBytes("A field of a stored event has no path, or one that is too long.");
    }
    if (!fields.empty() && path <= fields.back().path) {
      return DamagedBytes("The fields of a stored event are out of order.");
    }
    if (!type || !ValueFits(*type, value)) {
      return DamagedBytes("A field of a stored event has a value that does not fit its type.");
    }
    const size_t body_size = from_here.size() - reader.rest().size();
    fields.push_back({path, *type, value, from_here.substr(0, body_size)});
  }
  if (!reader.ok()) return DamagedBytes("The fields of a stored event end too soon.");
  if (!reader.AtEnd()) return DamagedBytes("A stored event goes on after its last field.");
  return fields;
}

absl::StatusOr<FieldList> DecodeFields(std::string_view bytes) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<FieldView> views, ViewFields(bytes));
  FieldList fields;
  fields.reserve(views.size());
  for (const FieldView& view : views) {
    fields.push_back({std::string(view.path), view.type, std::string(view.value)});
  }
  return fields;
}

}  // namespace cairn
