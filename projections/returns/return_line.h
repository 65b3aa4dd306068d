// One row of a return while it is filled. Pure; a plain value.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cairn/v1/cohort_service.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"

namespace cairn {

// A part of a return: its name and its fields, as the specification calls them.
struct ReturnPart {
  std::string_view name;
  std::span<const std::string_view> fields;
};

class ReturnLine {
 public:
  // With every value empty.
  ReturnLine(const ReturnPart& part, RecordId record);

  // `field` must be one of the part's. Nothing is set by a value that is not there.
  ReturnLine& Set(std::string_view field, std::string_view value);
  ReturnLine& SetDay(std::string_view field, std::optional<CivilDate> day);
  ReturnLine& SetFlag(std::string_view field, std::optional<bool> flag);
  // The same; without a value the field is missing.
  ReturnLine& Require(std::string_view field, std::string_view value);
  ReturnLine& RequireDay(std::string_view field, std::optional<CivilDate> day);
  ReturnLine& Miss(std::string_view field);

  v1::ReturnRow Take() { return std::move(row_); }

 private:
  const ReturnPart& part_;
  v1::ReturnRow row_;
};

// "2026-01-15".
std::string IsoDay(CivilDate day);

}  // namespace cairn
