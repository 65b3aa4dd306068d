#include "projections/returns.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "projections/cohort/child_view.h"
#include "projections/cohort/name_words.h"
#include "projections/returns/census.h"
#include "projections/returns/return_rows.h"
#include "projections/returns/sen2.h"

namespace cairn {
namespace {

std::span<const ReturnPart> PartsOf(v1::ReturnKind kind) {
  if (kind == v1::RETURN_KIND_SCHOOL_CENSUS) return CensusParts();
  if (kind == v1::RETURN_KIND_SEN2) return Sen2Parts();
  return {};
}

int PlaceOf(v1::ReturnKind kind, const std::string& part) {
  const std::span<const ReturnPart> parts = PartsOf(kind);
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const ReturnPart& one) { return one.name == part; });
  return static_cast<int>(found - parts.begin());
}

// A row with what it is ordered by, reckoned once. `place` keeps the rows of one child in their
// order.
struct OrderedReturn {
  int part = 0;
  std::string name;
  size_t place = 0;
  v1::ReturnRow row;
};

bool ReturnBefore(const OrderedReturn& a, const OrderedReturn& b) {
  return std::tie(a.part, a.name, a.row.record_id(), a.place) <
         std::tie(b.part, b.name, b.row.record_id(), b.place);
}

}  // namespace

const View& ReturnsView() {
  static const View view{.name = "returns",
                         .rows = rows::ReturnRows::descriptor(),
                         .rows_of = RowsOfChild<RowsForReturns>};
  return view;
}

v1::ReturnHeader ReturnHeaderOf(v1::ReturnKind kind, CivilDate census_day) {
  v1::ReturnHeader header;
  for (const ReturnPart& part : PartsOf(kind)) {
    v1::ReturnModule& module = *header.add_modules();
    module.set_name(std::string(part.name));
    for (const std::string_view field : part.fields) module.add_fields(std::string(field));
  }
  *header.mutable_census_day() = ToProto(census_day);
  if (kind == v1::RETURN_KIND_SCHOOL_CENSUS) header.set_specification(CensusSpecification());
  if (kind == v1::RETURN_KIND_SEN2) header.set_specification(Sen2Specification());
  return header;
}

std::vector<v1::ReturnRow> ReturnRowsOf(const ReturnChild& child, v1::ReturnKind kind,
                                        CivilDate census_day) {
  if (kind == v1::RETURN_KIND_SCHOOL_CENSUS) {
    return CensusRowsOf(*child.rows, child.record, census_day);
  }
  if (kind == v1::RETURN_KIND_SEN2) return Sen2RowsOf(*child.rows, child.record, census_day);
  return {};
}

std::vector<v1::ReturnRow> ListReturn(std::span<const ReturnChild> children, v1::ReturnKind kind,
                                      CivilDate census_day) {
  std::vector<OrderedReturn> found;
  for (const ReturnChild& child : children) {
    const std::string name = FoldedWords(child.rows->child().name());
    for (v1::ReturnRow& row : ReturnRowsOf(child, kind, census_day)) {
      const int part = PlaceOf(kind, row.module());
      found.push_back({part, name, found.size(), std::move(row)});
    }
  }
  std::sort(found.begin(), found.end(), ReturnBefore);
  std::vector<v1::ReturnRow> rows;
  rows.reserve(found.size());
  for (OrderedReturn& ordered : found) rows.push_back(std::move(ordered.row));
  return rows;
}

}  // namespace cairn
