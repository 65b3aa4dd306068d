#include "projections/calendar/permission_clock.h"

#include "projections/calendar/academic_year.h"

namespace cairn {
namespace {

std::string Sentence(const PermissionTerm& term, CivilDate day) {
  if (day < term.given) return "not yet given";
  if (term.withdrawn.has_value() && *term.withdrawn <= day) {
    return "withdrawn " + FormatDate(*term.withdrawn);
  }
  if (!term.expires.has_value()) return "counts until withdrawn";
  return (day <= *term.expires ? "counts until " : "expired ") + FormatDate(*term.expires);
}

}  // namespace

PermissionStanding StandingOn(const PermissionTerm& term, CivilDate day,
                              std::optional<CivilDate> born) {
  PermissionStanding standing;
  const bool withdrawn = term.withdrawn.has_value() && *term.withdrawn <= day;
  const bool expired = term.expires.has_value() && *term.expires < day;
  standing.counts = term.given <= day && !withdrawn && !expired;
  if (term.expires.has_value()) standing.expiry = ComputeDue("permission.expires", *term.expires);
  if (born.has_value()) {
    standing.ask_young_person =
        ComputeDue("permission.ask_young_person", EndOfCompulsorySchoolAge(*born).AddDays(1));
  }
  standing.sentence = Sentence(term, day);
  return standing;
}

}  // namespace cairn
