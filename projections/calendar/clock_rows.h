// The rows of the table of time limits, by subject; ClockRules() joins and orders them. A row says
// what its source says; where the source leaves a choice, the comment beside the row says which was
// taken. What the law leaves to guidance or custom is Force::kGuidance. Only this library includes
// this header. Safe to use from any thread.
#pragma once

#include <span>
#include <string_view>

#include "projections/calendar/any_year.h"
#include "projections/calendar/statutory_clocks.h"

namespace cairn {

inline constexpr CivilDate kAlways = DayInAnyYear(1900, 1, 1);
inline constexpr CivilDate kForEver = DayInAnyYear(2199, 12, 31);
// Children and Families Act 2014 part 3 and the SEND Regulations 2014 (SI 2014/1530) in force.
inline constexpr CivilDate kSendLaw = DayInAnyYear(2014, 9, 1);
// UK GDPR article 12A in force: Data (Use and Access) Act 2025 section 76.
inline constexpr CivilDate kAccessReformed = DayInAnyYear(2026, 2, 5);

inline constexpr std::string_view kRequestReceived = "the authority received the request";
inline constexpr std::string_view kReviewHeld = "the review meeting was held";
inline constexpr std::string_view kNoticeSent = "the notice of the decision was sent";

// Who has to act, by the source of a row.
inline constexpr v1::DutyOwner kSetting = v1::DUTY_OWNER_SETTING;
inline constexpr v1::DutyOwner kHead = v1::DUTY_OWNER_HEAD;
inline constexpr v1::DutyOwner kSenco = v1::DUTY_OWNER_SENCO;
inline constexpr v1::DutyOwner kAuthority = v1::DUTY_OWNER_LOCAL_AUTHORITY;
inline constexpr v1::DutyOwner kAdviser = v1::DUTY_OWNER_ADVISER;
inline constexpr v1::DutyOwner kFamily = v1::DUTY_OWNER_FAMILY;
inline constexpr v1::DutyOwner kController = v1::DUTY_OWNER_CONTROLLER;
inline constexpr v1::DutyOwner kOther = v1::DUTY_OWNER_OTHER;

std::span<const ClockRule> AssessmentClocks();  // ehc
std::span<const ClockRule> ReviewClocks();      // review, transfer
std::span<const ClockRule> DisputeClocks();     // appeal, claim, mediation
std::span<const ClockRule> OrderClocks();       // order, agreement, unopposed
std::span<const ClockRule> RightsClocks();      // rights
std::span<const ClockRule>
SchoolClocks();  // meeting, permission, record, report, agreed reviews, senco

}  // namespace cairn
