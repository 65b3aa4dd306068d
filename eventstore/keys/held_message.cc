#include "eventstore/keys/held_message.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <google/protobuf/descriptor.h>

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;

bool ComesBefore(const FieldDescriptor* a, const FieldDescriptor* b) {
  const auto rank = [](int number) {
    int64_t digits = number;
    while (digits < 1'000'000'000) digits *= 10;  // a field number has at most 9 digits
    return std::pair(digits, number);
  };
  return rank(a->number()) < rank(b->number());
}

bool IsPresent(const HeldMessage& held, const FieldDescriptor* field) {
  return field->is_repeated() ? held.reflection.FieldSize(held.message, field) > 0
                              : held.reflection.HasField(held.message, field);
}

}  // namespace

// Reflection's own list asks every field of a oneof, and an entry has fifty kinds.
void AppendPresent(const HeldMessage& held, std::vector<const FieldDescriptor*>& present) {
  const size_t begin = present.size();
  for (int i = 0; i < held.type.field_count(); ++i) {
    const FieldDescriptor* field = held.type.field(i);
    if (field->real_containing_oneof() == nullptr && IsPresent(held, field)) {
      present.push_back(field);
    }
  }
  for (int i = 0; i < held.type.real_oneof_decl_count(); ++i) {
    const FieldDescriptor* field =
        held.reflection.GetOneofFieldDescriptor(held.message, held.type.oneof_decl(i));
    if (field != nullptr) present.push_back(field);
  }
  std::sort(present.begin() + static_cast<ptrdiff_t>(begin), present.end(), ComesBefore);
}

}  // namespace cairn
