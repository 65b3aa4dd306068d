// An invented child with a plan that lacks nothing, for tests that take one thing away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/plan_view.pb.h"

#include "projections/plan.h"
#include "tests/support/history_builder.h"

namespace cairn {

// Wren Example, born 1 May 2015, Year 4 at Elm School, with two parents who hold parental
// responsibility and get copies. Recorded 2 Sep 2024.
HistoryBuilder WrenOpened();

// Version 1 of plan P, complete in every respect: outcome o1 by 18 Jul 2025, target t1 (20 > 50
// words) due 14 Feb 2025, provision p1 (3 x 15 minutes, 10 weeks), review due 14 Feb 2025.
v1::Entry CompletePlan(std::string_view iso_day, int version = 1);
v1::PlanContent& ContentOf(v1::Entry& plan);

// Wren with `plan`, recorded 15 Nov 2024; without one, with the complete one of that day.
HistoryBuilder WithPlan(const v1::Entry& plan);
HistoryBuilder WithPlan();

// Support p1 begins as provision i1.
v1::Entry SupportStarted(std::string_view iso_day);
// A review of plan P that finds t1 at `value` and decides `decision`, e.g. "REDUCE".
v1::Entry Reviewed(std::string_view iso_day, int value, std::string_view decision,
                   std::string_view next_review_fields = "");
// The mother's or father's stand on version `version`, with more fields of PositionTaken.
v1::Entry Stand(std::string_view iso_day, std::string_view person, std::string_view stance,
                int version, std::string_view fields = "");

// The plan as of that day, knowing everything; stops the test if there is none.
v1::Plan PlanOf(const HistoryBuilder& history, std::string_view as_of,
                const PlanOptions& options = {});

// What the findings under `field` say, in order.
std::vector<std::string> Findings(const v1::Plan& plan, std::string_view field);
// The flags of the line with that item id.
std::vector<std::string> TargetFlags(const v1::Plan& plan, std::string_view item_id);
std::vector<std::string> ProvisionFlags(const v1::Plan& plan, std::string_view item_id);
// "Carry out ... (38)": what is to be done, with days.
std::vector<std::string> ToDos(const v1::Plan& plan);
// The position of that person; stops the test if there is no line for them.
v1::PlanPosition PositionOf(const v1::Plan& plan, std::string_view person);

}  // namespace cairn
