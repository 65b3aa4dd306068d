// Dose and fidelity: how much of the planned support was given, and by whom. Pure; safe to call
// from any thread.
//
//   dose        given / planned, in minutes when the length of a session was planned and every span
//               of the log has minutes, else in sessions; in percent
//   bands       red below 60 %, amber from 60 %, green from 80 %: our own rule, and printed so.
//   Support
//               with a red dose cannot be reported as "tried and failed"
//   adherence   the share of the sessions given that the person named, trained for it, is known to
//               have given. What nobody recorded counts as not known and never in favour
//
// Both are rounded; a dose never up into the next band (59.8 % is 59 %).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "projections/impact/figure.h"
#include "projections/impact/rag.h"

namespace cairn::impact {

inline constexpr Formula kDoseFormula = {"dose", 1};
inline constexpr Formula kAdherenceFormula = {"adherence", 1};

enum class GivenBy { kNotRecorded, kNamedAndTrained, kNamedNotTrained, kSomebodyElse };

// One span of the log. No number is below 0 or above 1,000,000.
struct LoggedSpan {
  int sessions_given = 0;
  std::optional<int> sessions_planned;  // in the same span
  std::optional<int> minutes_given;
  GivenBy given_by = GivenBy::kNotRecorded;
};

enum class DoseUnit { kSessions, kMinutes };

struct DoseShare {
  DoseUnit unit = DoseUnit::kSessions;
  int64_t given = 0;    // in that unit
  int64_t planned = 0;  // in that unit, above 0
  int64_t percent = 0;  // above 100 when more was given than planned
  Rag band = Rag::kRed;
};

// kNothingLogged without a span; kPlanNotRecorded when a span does not say what was planned in it,
// or nothing was planned at all; kFigureOutOfRange.
Figure<DoseShare> DoseShareOf(std::span<const LoggedSpan> log,
                              std::optional<int> minutes_per_session = {});
// The same of totals; nothing given is kNothingLogged, nothing planned kPlanNotRecorded.
Figure<DoseShare> DoseShareOf(std::optional<int64_t> given, std::optional<int64_t> planned,
                              DoseUnit unit);

struct Adherence {
  int64_t sessions_given = 0;
  int64_t sessions_as_named = 0;      // by the person named, trained for it
  int64_t sessions_not_recorded = 0;  // nobody wrote who gave them
  int64_t percent = 0;  // as named, of those given; "at least" when some were not recorded
};

// kNothingLogged when no session was given; kNobodyRecorded when nobody wrote who gave any of them;
// kFigureOutOfRange.
Figure<Adherence> AdherenceOf(std::span<const LoggedSpan> log);

}  // namespace cairn::impact
