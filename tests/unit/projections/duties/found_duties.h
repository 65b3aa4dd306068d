// The duties that tests of duties look for in an invented history, and how they are told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "projections/duties.h"
#include "tests/support/history_builder.h"

namespace cairn {

CivilDate Day(int year, int month, int day);

// The duties under a rule, of what had occurred by that day.
std::vector<Duty> DutiesOf(const HistoryBuilder& history, std::string_view rule, CivilDate day);
// The same of everything that was ever recorded, as rows are made.
std::vector<Duty> DutiesOfAll(const HistoryBuilder& history, std::string_view rule, CivilDate day);

// "25 Mar 2025: 7 days late" of the only one; otherwise how many there are.
std::string Sentence(const std::vector<Duty>& duties);

// An EHC needs assessment that a parent requests; the authority has it on 5 Nov 2024.
HistoryBuilder Requested();
// What the authority decided, e.g. "REFUSE_TO_ASSESS", and sent on the day with these fields.
v1::Entry Decided(std::string_view day, std::string_view decision, std::string_view sent);
// SEN support from 4 Sep 2023.
v1::Entry OnSenSupport();

}  // namespace cairn
