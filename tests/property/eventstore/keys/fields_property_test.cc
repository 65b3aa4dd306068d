#include <algorithm>
#include <string>

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "eventstore/keys/fields.h"
#include "eventstore/keys/time_value.h"
#include "tests/property/eventstore/keys/random_message.h"

namespace cairn {
namespace {

using google::protobuf::util::MessageDifferencer;

FieldList DrawFields() {
  absl::StatusOr<FieldList> fields = Flatten(*DrawMessage("Sample"));
  RC_ASSERT(fields.ok());
  return *std::move(fields);
}

bool InOrder(const FieldList& fields) {
  return std::is_sorted(fields.begin(), fields.end(),
                        [](const Field& a, const Field& b) { return a.path < b.path; });
}

RC_GTEST_PROP(Fields, RebuildIsTheInverseOfFlatten, ()) {
  const TestMessage message = DrawMessage("Sample");
  const absl::StatusOr<FieldList> fields = Flatten(*message);
  RC_ASSERT(fields.ok());
  RC_ASSERT(InOrder(*fields));

  const TestMessage rebuilt = NewTestMessage("Sample");
  const absl::Status status = Rebuild(*fields, *rebuilt);

  RC_ASSERT(status.ok());
  RC_ASSERT(MessageDifferencer::Equals(*message, *rebuilt));
}

RC_GTEST_PROP(Fields, DecodeIsTheInverseOfEncode, ()) {
  const FieldList fields = DrawFields();

  const absl::StatusOr<FieldList> decoded = DecodeFields(EncodeFields(fields));

  RC_ASSERT(decoded.ok());
  RC_ASSERT(*decoded == fields);
}

RC_GTEST_PROP(Fields, NoOtherBytesDecodeToTheSameFields, ()) {
  std::string bytes = EncodeFields(DrawFields());
  const size_t at = *rc::gen::inRange<size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(*rc::gen::arbitrary<uint8_t>());

  const absl::StatusOr<FieldList> decoded = DecodeFields(bytes);
  if (!decoded.ok()) return;

  RC_ASSERT(EncodeFields(*decoded) == bytes);
}

// A list that Flatten did not make is refused, or means the one message that Flatten makes it of.
RC_GTEST_PROP(Fields, NoOtherFieldsRebuildTheSameMessage, ()) {
  FieldList fields = DrawFields();
  RC_PRE(!fields.empty());
  const size_t at = *rc::gen::inRange<size_t>(0, fields.size());
  if (*rc::gen::arbitrary<bool>()) {
    fields.erase(fields.begin() + static_cast<ptrdiff_t>(at));
  } else {
    fields[at].path = fields[*rc::gen::inRange<size_t>(0, fields.size())].path + "0";
    std::sort(fields.begin(), fields.end(),
              [](const Field& a, const Field& b) { return a.path < b.path; });
  }

  const TestMessage rebuilt = NewTestMessage("Sample");
  if (!Rebuild(fields, *rebuilt).ok()) return;

  const absl::StatusOr<FieldList> again = Flatten(*rebuilt);
  RC_ASSERT(again.ok());
  RC_ASSERT(*again == fields);
}

RC_GTEST_PROP(TimeValue, DecodesNothingButWhatItWouldEncode, ()) {
  const TestMessage drawn = DrawMessage("Times");
  const absl::StatusOr<FieldList> fields = Flatten(*drawn);
  RC_ASSERT(fields.ok());
  RC_PRE(!fields->empty());
  std::string value = fields->front().value;
  const size_t at = *rc::gen::inRange<size_t>(0, value.size());
  value[at] = static_cast<char>(*rc::gen::arbitrary<uint8_t>());

  const TestMessage occurred = NewTestMessage("Occurred");
  if (!DecodeTime(value, *occurred)) return;

  RC_ASSERT(EncodeTime(*occurred) == value);
}

}  // namespace
}  // namespace cairn
