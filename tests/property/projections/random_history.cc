#include "tests/property/projections/random_history.h"

#include <string>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <rapidcheck.h>

#include "absl/strings/str_format.h"

#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Few values, so that entries name each other.
std::string RandomText() {
  return *rc::gen::element<std::string>("PA", "i1", "t1", "E0", "E1", "E2", "words correct",
                                        "visual timetable", "la_must_assess", "");
}

void FillRandomly(Message& message);

int RandomEnum(const FieldDescriptor* field) {
  return field->enum_type()->value(UpTo(field->enum_type()->value_count() - 1))->number();
}

void SetSingular(Message& message, const FieldDescriptor* field) {
  const Reflection* reflection = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->SetString(&message, field, RandomText());
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->SetInt32(&message, field, UpTo(15) - 1);
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection->SetInt64(&message, field, UpTo(100) - 1);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->SetBool(&message, field, *rc::gen::arbitrary<bool>());
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(&message, field, RandomEnum(field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FillRandomly(*reflection->MutableMessage(&message, field));
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      RC_FAIL("entries hold no such type");
  }
}

void AddRepeated(Message& message, const FieldDescriptor* field) {
  const Reflection* reflection = message.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    reflection->AddString(&message, field, RandomText());
  } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    reflection->AddEnumValue(&message, field, RandomEnum(field));
  } else {
    FillRandomly(*reflection->AddMessage(&message, field));
  }
}

// Each field is set or not; years are near each other so that dates can be compared.
void FillRandomly(Message& message) {
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field->name() == "year") {
      message.GetReflection()->SetInt32(&message, field, 2024 + UpTo(2));
    } else if (field->is_repeated()) {
      for (int count = UpTo(2); count > 0; --count) AddRepeated(message, field);
    } else if (*rc::gen::arbitrary<bool>()) {
      SetSingular(message, field);
    }
  }
}

const FieldDescriptor* RandomKind(std::span<const std::string_view> of) {
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  if (of.empty()) return kinds->field(UpTo(kinds->field_count() - 1));
  const std::string name(of[static_cast<size_t>(UpTo(static_cast<int>(of.size()) - 1))]);
  return v1::Entry::descriptor()->FindFieldByName(name);
}

// One kind, filled; links, corrections and persons now and then.
v1::Entry RandomEntry(int number, std::span<const std::string_view> of) {
  v1::Entry entry;
  const FieldDescriptor* kind = RandomKind(of);
  FillRandomly(*entry.GetReflection()->MutableMessage(&entry, kind));
  for (const char* name : {"occurred", "person", "links", "source", "corrects"}) {
    const FieldDescriptor* field = v1::Entry::descriptor()->FindFieldByName(name);
    const bool rare = std::string(name) == "corrects";
    if (UpTo(rare ? 5 : 1) != 0) continue;
    if (field->is_repeated()) {
      AddRepeated(entry, field);
    } else {
      SetSingular(entry, field);
    }
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
