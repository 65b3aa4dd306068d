#include "tests/property/eventstore/keys/random_message.h"

#include <string>

#include <google/protobuf/descriptor.h>
#include <rapidcheck.h>

#include "eventstore/keys/time_value.h"
#include "tests/support/field_values.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool DrawBool() { return *rc::gen::arbitrary<bool>(); }
int DrawUpTo(int most) { return *rc::gen::inRange(0, most + 1); }

// Valid UTF-8 with everything that might trip: NUL, two, three and four bytes, and path characters.
std::string DrawText() {
  using std::string_literals::operator""s;
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element("a"s, "\0"s, "\u00e9"s, "\u20ac"s, "\U0001f600"s, "."s, "/"s, "10"s));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

void SetInt(Message& message, const char* name, int value) {
  message.GetReflection()->SetInt32(&message, message.GetDescriptor()->FindFieldByName(name),
                                    value);
}

// `precision` as in the time value: 0 year, 1 month, 2 day.
void FillDate(Message& date, int precision) {
  SetInt(date, "year", *rc::gen::inRange(1, 10'000));
  if (precision >= 1) SetInt(date, "month", *rc::gen::inRange(1, 13));
  if (precision >= 2) SetInt(date, "day", *rc::gen::inRange(1, 29));
}

Message& MutableNamed(Message& message, const char* name) {
  return *message.GetReflection()->MutableMessage(&message,
                                                  message.GetDescriptor()->FindFieldByName(name));
}

void FillOccurred(Message& occurred) {
  const int precision = DrawUpTo(3);
  const bool minutes = precision == 3;
  const FieldDescriptor* field = occurred.GetDescriptor()->FindFieldByName("precision");
  occurred.GetReflection()->SetEnumValue(&occurred, field, precision + 1);
  Message& from = MutableNamed(occurred, "from");
  FillDate(from, minutes ? 2 : precision);
  const bool has_to = DrawBool();
  if (has_to) FillDate(MutableNamed(occurred, "to"), minutes ? 2 : precision);
  if (!minutes) return;
  SetInt(occurred, "from_minute", *rc::gen::inRange(0, 1440));
  SetInt(occurred, "utc_offset_minutes", *rc::gen::inRange(-1439, 1440));
  if (has_to || DrawBool()) SetInt(occurred, "to_minute", *rc::gen::inRange(0, 1440));
  // The first and the last day there is, moved by an offset, are no days any more.
  RC_PRE(EncodeTime(occurred).has_value());
}

void FillTime(Message& time) {
  if (time.GetDescriptor()->name() == "Date") {
    FillDate(time, DrawUpTo(2));
  } else {
    FillOccurred(time);
  }
}

// Mostly short; now and then longer than ten, where byte order and number order part.
int DrawListSize() { return *rc::gen::element(1, 1, 2, 3, 12); }

class Drawn final : public FieldValues {
 public:
  void Fill(Message& message) override {
    if (IsTimeMessage(*message.GetDescriptor())) return FillTime(message);
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *message.GetDescriptor()->field(i);
      if (DrawUpTo(2) != 0) continue;  // two in three stay absent
      for (int count = field.is_repeated() ? DrawListSize() : 1; count > 0; --count) {
        SetField(message, field, *this);
      }
    }
  }

  std::string TextFor(const FieldDescriptor&) override { return DrawText(); }
  int CodeFor(const FieldDescriptor& field) override {
    const int chosen = *rc::gen::inRange(1, field.enum_type()->value_count());  // 0: UNSPECIFIED
    return field.enum_type()->value(chosen)->number();
  }
  int64_t NumberFor(const FieldDescriptor& field) override {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32) return *rc::gen::arbitrary<int32_t>();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_UINT32) return *rc::gen::arbitrary<uint32_t>();
    return *rc::gen::arbitrary<int64_t>();
  }
  bool FlagFor(const FieldDescriptor&) override { return DrawBool(); }
};

}  // namespace

TestMessage DrawMessage(std::string_view type) {
  TestMessage message = NewTestMessage(type);
  Drawn().Fill(*message);
  return message;
}

}  // namespace cairn
