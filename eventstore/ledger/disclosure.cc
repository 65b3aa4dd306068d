#include "eventstore/ledger/disclosure.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/base/utf8.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/note_text.h"

namespace cairn {
namespace {

constexpr std::string_view kMagic = "CAIRNDS1";
constexpr std::string_view kFieldMagic = "CAIRNFD1";
constexpr size_t kFieldCountMin = 8;
constexpr size_t kTimeBytes = 11;

enum Mark : uint8_t { kHidden = 0, kShown = 1 };

absl::Status Malformed() { return absl::InvalidArgumentError("the disclosure is malformed"); }

bool IsFieldValue(uint8_t type, std::string_view value) {
  switch (type) {
    case 1:  // text
      return IsUtf8(value);
    case 2:  // integer
    case 6:  // enum
      return value.size() == sizeof(int64_t);
    case 3:  // bool
      return value.size() == 1 && static_cast<uint8_t>(value[0]) <= 1;
    case 4:  // time, or from and to
      return value.size() == kTimeBytes || value.size() == 2 * kTimeBytes;
    case 5:  // bytes
      return true;
    case 8:  // present message
      return value.empty();
  }
  return false;
}

// Takes a field_body and returns its path; the body is what `reader` has moved over.
absl::StatusOr<std::string_view> TakeFieldBody(ByteReader& reader) {
  const std::string_view path = reader.Bytes(reader.U16());
  const uint8_t type = reader.U8();
  const std::string_view value = reader.Bytes(reader.U32());
  if (!reader.ok() || !IsFieldPath(path) || !IsFieldValue(type, value)) return Malformed();
  return path;
}

absl::StatusOr<std::vector<DisclosedField>> TakeFields(ByteReader& reader, size_t count) {
  std::vector<DisclosedField> fields;
  std::string_view last_path;  // no path is empty, so every first one ascends
  while (fields.size() < count) {
    const uint8_t mark = reader.U8();
    const std::optional<Hash> hash = HashFrom(reader.Bytes(sizeof(Hash)));
    if (!hash || mark > kShown) return Malformed();
    if (mark == kHidden) {
      fields.emplace_back(*hash);
      continue;
    }
    const std::string_view before = reader.rest();
    CAIRN_ASSIGN_OR_RETURN(const std::string_view path, TakeFieldBody(reader));
    if (path <= last_path) return Malformed();
    last_path = path;
    const size_t length = before.size() - reader.rest().size();
    fields.emplace_back(ShownField{.salt = *hash, .body = std::string(before.substr(0, length))});
  }
  return fields;
}

bool IsFieldCount(size_t count) {
  return std::has_single_bit(count) && count >= kFieldCountMin &&
         count <= limits::kFieldsPerEntryMax;
}

Hash HashOf(const DisclosedField& field) {
  if (const auto* hidden = std::get_if<Hash>(&field)) return *hidden;
  return std::get<ShownField>(field).hash();
}

void AppendField(std::string& out, const DisclosedField& field) {
  if (const auto* hidden = std::get_if<Hash>(&field)) {
    AppendU8(out, kHidden);
    out += HashBytes(*hidden);
    return;
  }
  const auto& shown = std::get<ShownField>(field);
  AppendU8(out, kShown);
  out += HashBytes(shown.salt);
  out += shown.body;
}

}  // namespace

// element *( "." element ), element = number [ "/" index ]
bool IsFieldPath(std::string_view path) {
  if (path.empty() || path.size() > limits::kFieldPathBytesMax) return false;
  bool may_be_index = false;  // an index follows a number, and nothing but "." follows an index
  while (true) {
    const size_t end = std::min(path.find_first_of("./"), path.size());
    const std::optional<uint64_t> part = ParseDecimal(path.substr(0, end));
    if (!part || (*part == 0 && !may_be_index)) return false;
    if (end == path.size()) return true;
    if (path[end] == '/' && may_be_index) return false;
    may_be_index = path[end] == '/';
    path.remove_prefix(end + 1);
  }
}

Hash ShownField::hash() const {
  std::string leaf(kFieldMagic);
  leaf += HashBytes(salt);
  leaf += body;
  return HashLeaf(leaf);
}

std::string Disclosure::Encode() const {
  std::string bytes(kMagic);
  AppendU16(bytes, Leaf::kSize);
  bytes += leaf.Encode();
  AppendU16(bytes, static_cast<uint16_t>(fields.size()));
  for (const DisclosedField& field : fields) AppendField(bytes, field);
  if (HasEnvelope(leaf.kind)) return bytes;
  AppendU32(bytes, static_cast<uint32_t>(body.size()));
  bytes += body;
  return bytes;
}

absl::StatusOr<Disclosure> Disclosure::Parse(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Bytes(kMagic.size()) != kMagic || reader.U16() != Leaf::kSize) return Malformed();
  Disclosure disclosure;
  CAIRN_ASSIGN_OR_RETURN(disclosure.leaf, Leaf::Decode(reader.Bytes(Leaf::kSize)));
  const size_t count = reader.U16();
  if (HasEnvelope(disclosure.leaf.kind)) {
    if (count != 0 && !IsFieldCount(count)) return Malformed();
    CAIRN_ASSIGN_OR_RETURN(disclosure.fields, TakeFields(reader, count));
  } else {
    if (count != 0) return Malformed();
    disclosure.body = std::string(reader.Bytes(reader.U32()));
  }
  if (!reader.AtEnd()) return Malformed();
  return disclosure;
}

bool Disclosure::MatchesLeaf() const {
  if (!HasEnvelope(leaf.kind)) return Sha256({body}) == leaf.content_hash;
  if (fields.empty()) return true;
  std::vector<Hash> hashes;
  hashes.reserve(fields.size());
  for (const DisclosedField& field : fields) hashes.push_back(HashOf(field));
  return MerkleRoot(hashes) == leaf.fields_root;
}

}  // namespace cairn
