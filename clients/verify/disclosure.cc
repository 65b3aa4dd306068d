#include "clients/verify/disclosure.h"

#include <bit>
#include <utility>

#include "clients/verify/merkle.h"
#include "clients/verify/status_macros.h"

namespace cairn::verify {
namespace {

constexpr size_t kFieldsMin = 8;
constexpr size_t kFieldsMax = 4096;
constexpr uint8_t kHidden = 0;
constexpr uint8_t kShown = 1;

absl::Status ParseField(ByteReader& reader, Disclosure& disclosure) {
  const uint8_t form = reader.U8();
  if (form == kHidden) {
    const std::optional<Hash> hash = HashFrom(reader.Bytes(sizeof(Hash)));
    if (!hash) return absl::InvalidArgumentError("a hidden field is cut short");
    disclosure.field_hashes.push_back(*hash);
    return absl::OkStatus();
  }
  if (form != kShown) return absl::InvalidArgumentError("a field is neither hidden nor shown");
  VERIFY_ASSIGN_OR_RETURN(Field field, Field::Parse(reader));
  if (!disclosure.shown.empty() && field.path <= disclosure.shown.back().path) {
    return absl::InvalidArgumentError("the paths of the shown fields do not ascend");
  }
  disclosure.field_hashes.push_back(field.hash);
  disclosure.shown.push_back(std::move(field));
  return absl::OkStatus();
}

absl::Status ParseFields(ByteReader& reader, size_t count, Disclosure& disclosure) {
  if (!std::has_single_bit(count) || count < kFieldsMin || count > kFieldsMax) {
    return absl::InvalidArgumentError("the number of fields is no power of two from 8 to 4096");
  }
  for (size_t i = 0; i < count; ++i) {
    VERIFY_RETURN_IF_ERROR(ParseField(reader, disclosure));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Disclosure> Disclosure::Parse(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Bytes(8) != "CAIRNDS1") {
    return absl::InvalidArgumentError("the disclosure has another magic");
  }
  if (reader.U16() != Leaf::kBytes) {
    return absl::InvalidArgumentError("the disclosure's leaf is not 160 bytes long");
  }
  const std::string_view leaf = reader.Bytes(Leaf::kBytes);
  Disclosure disclosure;
  VERIFY_ASSIGN_OR_RETURN(disclosure.leaf, Leaf::Parse(leaf));
  disclosure.leaf_hash = HashLeaf(leaf);

  const size_t count = reader.U16();
  if (HasFields(disclosure.leaf.kind)) {
    disclosure.leaf_alone = count == 0;
    if (count != 0) VERIFY_RETURN_IF_ERROR(ParseFields(reader, count, disclosure));
  } else if (count != 0) {
    return absl::InvalidArgumentError("a leaf without fields shows some");
  } else {
    disclosure.body = reader.Bytes(reader.U32());
  }
  if (!reader.AtEnd()) {
    return absl::InvalidArgumentError("the disclosure is cut short, or bytes follow it");
  }
  return disclosure;
}

std::vector<Field> Disclosure::Readable(std::string_view bytes) {
  ByteReader reader(bytes);
  reader.Bytes(8 + sizeof(uint16_t) + Leaf::kBytes + sizeof(uint16_t));
  std::vector<Field> fields;
  while (reader.ok()) {
    if (reader.U8() == kHidden) {
      reader.Bytes(sizeof(Hash));
      continue;
    }
    // A field that says nothing sensible still ends where its lengths say.
    absl::StatusOr<Field> field = Field::Parse(reader);
    if (field.ok() && (fields.empty() || fields.back().path < field->path)) {
      fields.push_back(*std::move(field));
    }
  }
  return fields;
}

bool Disclosure::MatchesLeaf() const {
  if (leaf_alone) return true;
  return HasFields(leaf.kind) ? RootOf(field_hashes) == leaf.fields_root
                              : Sha256({body}) == leaf.content_hash;
}

}  // namespace cairn::verify
