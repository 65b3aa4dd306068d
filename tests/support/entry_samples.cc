#include "tests/support/entry_samples.h"

#include <algorithm>
#include <string_view>

#include <google/protobuf/message.h>

#include "eventstore/base/check.h"
#include "services/rules/shape/required_fields.h"
#include "tests/support/entries.h"
#include "tests/support/field_values.h"

namespace cairn {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kIdBytes = 16;
constexpr size_t kSha256Bytes = 32;

// Texts that the rules of some kind look into.
struct Sample {
  std::string_view field;
  std::string_view text;
};
constexpr Sample kSamples[] = {
    {"nc_year", "3"},      {"laestab", "9092991"}, {"school_year", "2024/25"},
    {"ukprn", "10000001"}, {"urn", "999901"},
};

std::string SampleFor(const FieldDescriptor& field) {
  const auto* sample = std::ranges::find(kSamples, field.name(), &Sample::field);
  return sample == std::end(kSamples) ? "Pip" : std::string(sample->text);
}

int FirstCode(const EnumDescriptor& list) {
  for (int i = 0; i < list.value_count(); ++i) {
    const int number = list.value(i)->number();
    if (number != 0 && !rules::IsRetired(list, number)) return number;
  }
  CAIRN_CHECK_UNREACHABLE();
}

void FillDate(v1::Date& date) { date = DateOf(2025, 1, 10); }

void FillOccurred(v1::Occurred& span) {
  FillDate(*span.mutable_from());
  FillDate(*span.mutable_to());
  span.set_precision(v1::PRECISION_DAY);
}

class Filler final : public FieldValues {
 public:
  explicit Filler(const std::string& target) : target_(target) {}

  void Fill(Message& message) override {
    if (auto* date = dynamic_cast<v1::Date*>(&message)) return FillDate(*date);
    if (auto* span = dynamic_cast<v1::Occurred*>(&message)) return FillOccurred(*span);
    if (auto* ref = dynamic_cast<v1::EntryRef*>(&message)) return ref->set_event_id(target_);
    if (auto* decimal = dynamic_cast<v1::Decimal*>(&message)) return decimal->set_value(1);
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *message.GetDescriptor()->field(i);
      if (field.real_containing_oneof() == nullptr) SetField(message, field, *this);
    }
  }

  std::string TextFor(const FieldDescriptor& field) override {
    if (field.type() == FieldDescriptor::TYPE_STRING) return SampleFor(field);
    return std::string(field.name().ends_with("sha256") ? kSha256Bytes : kIdBytes, 'x');
  }
  int CodeFor(const FieldDescriptor& field) override { return FirstCode(*field.enum_type()); }
  int64_t NumberFor(const FieldDescriptor&) override { return 1; }
  bool FlagFor(const FieldDescriptor&) override { return true; }

 private:
  const std::string& target_;
};

}  // namespace

std::vector<const FieldDescriptor*> EntryKinds() {
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < kinds->field_count(); ++i) fields.push_back(kinds->field(i));
  return fields;
}

v1::Entry WholeEntry(const FieldDescriptor& kind, const std::string& target) {
  v1::Entry entry;
  Filler filler(target);
  filler.Fill(entry);
  entry.clear_corrects();
  SetField(entry, kind, filler);
  if (entry.has_entry_voided()) entry.mutable_links(0)->set_relation(v1::RELATION_VOIDS);
  return entry;
}

v1::Entry WholeCorrection(const FieldDescriptor& kind, const std::string& target) {
  v1::Entry entry = WholeEntry(kind, target);
  Filler(target).Fill(*entry.mutable_corrects());
  return entry;
}

}  // namespace cairn
