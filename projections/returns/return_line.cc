#include "projections/returns/return_line.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"

namespace cairn {

ReturnLine::ReturnLine(const ReturnPart& part, RecordId record) : part_(part) {
  row_.set_module(std::string(part.name));
  row_.set_record_id(record.ToBytes());
  for (size_t i = 0; i < part.fields.size(); ++i) row_.add_values();
}

ReturnLine& ReturnLine::Set(std::string_view field, std::string_view value) {
  const auto found = std::find(part_.fields.begin(), part_.fields.end(), field);
  CAIRN_CHECK(found != part_.fields.end());
  row_.set_values(static_cast<int>(found - part_.fields.begin()), std::string(value));
  return *this;
}

ReturnLine& ReturnLine::SetDay(std::string_view field, std::optional<CivilDate> day) {
  return Set(field, day.has_value() ? IsoDay(*day) : "");
}

ReturnLine& ReturnLine::SetFlag(std::string_view field, std::optional<bool> flag) {
  return Set(field, flag.has_value() ? (*flag ? "1" : "0") : "");
}

ReturnLine& ReturnLine::Require(std::string_view field, std::string_view value) {
  return value.empty() ? Miss(field) : Set(field, value);
}

ReturnLine& ReturnLine::RequireDay(std::string_view field, std::optional<CivilDate> day) {
  return Require(field, day.has_value() ? IsoDay(*day) : "");
}

ReturnLine& ReturnLine::Miss(std::string_view field) {
  Set(field, "");
  row_.add_missing(std::string(field));
  return *this;
}

std::string IsoDay(CivilDate day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

}  // namespace cairn
