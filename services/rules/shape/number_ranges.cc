#include "services/rules/shape/number_ranges.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <google/protobuf/descriptor.h>

namespace cairn::rules {
namespace {

using google::protobuf::FieldDescriptor;

// Of every count that no row names: sessions, minutes, pages.
constexpr NumberRange kCount = {0, 1'000'000};
// Of int64 that no row names: bytes, positions of the log.
constexpr NumberRange kWideCount = {0, int64_t{1} << 53};
// Of a decimal that no row names: scores and measures may lie below zero.
constexpr NumberRange kDecimal = {-1'000'000'000, 1'000'000'000};

constexpr int64_t kDayMinutes = 24 * 60;
constexpr int64_t kWeekHours = 7 * 24;
constexpr int64_t kYears = 130;

// By the name of the field; where a name ends in a unit, by that.
struct Row {
  std::string_view name;  // "_pence": every name that ends so
  NumberRange range;
};
constexpr Row kRows[] = {
    {"_pence", {0, 100'000'000'000}},
    {"_years", {0, kYears}},
    {"age_months", {0, kYears * 12}},
    {"font_points", {1, 1000}},
    {"goal_attainment", {-2, 2}},  // Goal Attainment Scaling
    {"group_size", {1, 1000}},     // this child included
    {"hours_per_week", {0, kWeekHours}},
    {"interval_level_percent", {1, 99}},
    {"meetings_a_year", {1, 52}},
    {"minutes", {0, kDayMinutes}},  // of a meeting, of force
    {"minutes_per_session", {0, kDayMinutes}},
    {"out_of", {0, kDecimal.most}},
    {"pages", {1, kCount.most}},
    {"plan_version", {1, kCount.most}},
    {"rank", {1, 100}},
    {"sessions_per_week", {0, 1000}},
    {"stage", {1, 100}},
    {"standard_error", {0, kDecimal.most}},
    {"stated_delivery_rate", {0, 100}},
    {"weeks", {0, kYears * 53}},
    {"weeks_run", {0, kYears * 53}},
    {"weight", {1, 9}},  // Goal Attainment Scaling
};

bool Names(const Row& row, std::string_view field) {
  return row.name.front() == '_' ? field.ends_with(row.name) : field == row.name;
}

}  // namespace

NumberRange RangeOf(const FieldDescriptor& field) {
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                 [&](const Row& known) { return Names(known, field.name()); });
  if (row != std::end(kRows)) return row->range;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return kDecimal;
    case FieldDescriptor::CPPTYPE_INT64:
      return kWideCount;
    default:  // a type of protobuf; entries hold no other numbers than int32
      return kCount;
  }
}

}  // namespace cairn::rules
