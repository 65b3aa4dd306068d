// How a duty is written: columns that a list of many children and that of one child share. Pure.
#pragma once

#include <string>
#include <vector>

#include "cairn/v1/duty.pb.h"

#include "clients/cli/print/table.h"

namespace cairn::cli {

// `OVERDUE, 3 days late`: that something is overdue is the first word. What guidance asks for is
// `PAST` its time and never late.
Value StandingOf(const v1::Duty& duty);

// The person, or the office that has to act.
Value OwnerOf(const v1::Duty& duty);

// How the date was counted, and the source.
std::string WhyOf(const v1::Duty& duty);

// Columns of a row whose `duty_of` is a duty: first the ones that say what is due.
template <typename Row, const v1::Duty& (*duty_of)(const Row&)>
std::vector<Column<Row>> DutyColumns();

// Columns that are for programs alone.
template <typename Row, const v1::Duty& (*duty_of)(const Row&)>
std::vector<Column<Row>> DutyFields();

std::string DutyStateName(const v1::Duty& duty);
std::string DutyOwnerName(const v1::Duty& duty);

template <typename Row, const v1::Duty& (*duty_of)(const Row&)>
std::vector<Column<Row>> DutyColumns() {
  return {
      {"STANDING", "standing", [](const Row& row) { return StandingOf(duty_of(row)); }},
      {"DUE", "due", [](const Row& row) { return Day(duty_of(row).due()); }, Fit::kWhole},
      {"WHAT", "what", [](const Row& row) { return Text(duty_of(row).what()); }},
  };
}

template <typename Row, const v1::Duty& (*duty_of)(const Row&)>
std::vector<Column<Row>> DutyFields() {
  return {
      {"WHO", "owner_name", [](const Row& row) { return OwnerOf(duty_of(row)); }},
      {"", "owner", [](const Row& row) { return Text(DutyOwnerName(duty_of(row))); }},
      {"", "state", [](const Row& row) { return Text(DutyStateName(duty_of(row))); }},
      {"", "days", [](const Row& row) { return Number(duty_of(row).days()); }},
      {"", "start", [](const Row& row) { return Day(duty_of(row).start()); }},
      {"", "done", [](const Row& row) { return Day(duty_of(row).done()); }},
      {"", "rule_id", [](const Row& row) { return Text(duty_of(row).rule_id()); }},
      {"", "source", [](const Row& row) { return Text(duty_of(row).source()); }},
      {"", "legal_duty", [](const Row& row) { return Mark(duty_of(row).legal_duty(), "law"); }},
      {"", "explanation", [](const Row& row) { return Text(duty_of(row).explanation()); }},
  };
}

}  // namespace cairn::cli
