// The time fields: cairn.v1.Date and cairn.v1.Occurred as the value of one sealed field each,
// read and written by the numbers of their fields: this room has no code of the schema.
//
//   date     := moment                                precision 0, 1 or 2
//   occurred := moment                                `from` alone
//             | moment moment                         `from` and an end, of the same precision
//   moment   := i64 microseconds ‖ i16 utc_offset_minutes ‖ u8 precision
//   precision := 0 year | 1 month | 2 day | 3 minute  (4 second and 5 microsecond are not used)
//
// A year, month or day is a civil date, not an instant: its microseconds are midnight UTC of its
// first day and its offset is 0. A minute is the true instant, with the offset at which its clock
// was read. Whatever this cannot say exactly is refused, so that decoding restores each message as
// it was: parts finer than the precision, a 30 February, an end that is the same day as the start
// spelled out at minute precision (there `to` stays absent; `to_minute` alone says it).
// Pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace google::protobuf {
class Descriptor;
class Message;
}  // namespace google::protobuf

namespace cairn {

// Whether messages of this type are time fields: cairn.v1.Date and cairn.v1.Occurred.
bool IsTimeMessage(const google::protobuf::Descriptor& type);

// The value of a Date or Occurred; nothing if no value says exactly what `message` says.
std::optional<std::string> EncodeTime(const google::protobuf::Message& message);

// Fills the empty Date or Occurred `message`; false if EncodeTime could not have written `value`.
bool DecodeTime(std::string_view value, google::protobuf::Message& message);

}  // namespace cairn
