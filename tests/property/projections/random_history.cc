#include "tests/property/projections/random_history.h"

#include <string>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <rapidcheck.h>

#include "absl/strings/str_format.h"

#include "tests/support/field_values.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Few values, so that entries name each other.
std::string RandomText() {
  return *rc::gen::element<std::string>("PA", "i1", "t1", "E0", "E1", "E2", "words correct",
                                        "visual timetable", "la_must_assess", "");
}

// Each field is set or not; years are near each other so that dates can be compared.
class Random final : public FieldValues {
 public:
  void Fill(Message& message) override {
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *message.GetDescriptor()->field(i);
      if (field.name() == "year") {
        message.GetReflection()->SetInt32(&message, &field, 2024 + UpTo(2));
      } else if (field.is_repeated()) {
        for (int count = UpTo(2); count > 0; --count) SetField(message, field, *this);
      } else if (*rc::gen::arbitrary<bool>()) {
        SetField(message, field, *this);
      }
    }
  }

  std::string TextFor(const FieldDescriptor&) override { return RandomText(); }
  int CodeFor(const FieldDescriptor& field) override {
    const auto& list = *field.enum_type();
    return list.value(UpTo(list.value_count() - 1))->number();
  }
  int64_t NumberFor(const FieldDescriptor& field) override {
    return UpTo(field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 ? 100 : 15) - 1;
  }
  bool FlagFor(const FieldDescriptor&) override { return *rc::gen::arbitrary<bool>(); }
};

const FieldDescriptor* RandomKind(std::span<const std::string_view> of) {
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  if (of.empty()) return kinds->field(UpTo(kinds->field_count() - 1));
  const std::string name(of[static_cast<size_t>(UpTo(static_cast<int>(of.size()) - 1))]);
  return v1::Entry::descriptor()->FindFieldByName(name);
}

// One kind, filled; links, corrections and persons now and then.
v1::Entry RandomEntry(int number, std::span<const std::string_view> of) {
  v1::Entry entry;
  Random random;
  SetField(entry, *RandomKind(of), random);
  for (const char* name : {"occurred", "person", "links", "source", "corrects"}) {
    const FieldDescriptor* field = v1::Entry::descriptor()->FindFieldByName(name);
    const bool rare = std::string(name) == "corrects";
    if (UpTo(rare ? 5 : 1) == 0) SetField(entry, *field, random);
  }
  entry.mutable_source()->set_id(absl::StrFormat("E%d", number));
  return entry;
}

}  // namespace

int UpTo(int max) { return *rc::gen::resize(100, rc::gen::inRange(0, max + 1)); }

std::vector<EventPtr> RandomHistory(std::span<const std::string_view> kinds, int events_max) {
  HistoryBuilder history;
  const int count = UpTo(events_max);
  int64_t recorded_at_us = StartOfDayMicros(Day("2025-01-01"));
  for (int number = 0; number < count; ++number) {
    recorded_at_us += int64_t{UpTo(40)} * 86'400'000'000;
    history.AddAt(recorded_at_us, RandomEntry(number, kinds));
  }
  return history.events();
}

}  // namespace cairn
