#include "projections/duties/duty_message.h"

#include "projections/duties.h"
#include "projections/duties/duty_join.h"

namespace cairn {
namespace {

// Empty for a hold that comes later.
std::string HoldSentence(const HoldTerm& hold, CivilDate day) {
  if (hold.placed > day) return "";
  const bool ended = hold.released.has_value() && *hold.released <= day;
  return ended ? " Held from " + FormatDate(hold.placed) + " to " + FormatDate(*hold.released) + "."
               : " Held since " + FormatDate(hold.placed) + ".";
}

v1::Retention RetentionMessage(const Record& record, const RetentionEnd& kept, CivilDate day) {
  v1::Retention message;
  *message.mutable_keep_until() = ToProto(kept.kept_until.due);
  message.set_on_hold(kept.is_held);
  std::string explanation = kept.kept_until.explanation;
  for (const HoldTerm& hold : HoldsOf(record)) explanation += HoldSentence(hold, day);
  message.set_explanation(std::move(explanation));
  return message;
}

}  // namespace

v1::GetDutiesResponse DutiesMessage(const Record& record, const Setting* setting, CivilDate day) {
  const rows::DutiesRows rows = DutyRowsOf(record);
  SchoolYears years(setting);
  v1::GetDutiesResponse message;
  for (const DutyOnDay& duty : JoinDuties(rows, years, day)) {
    *message.add_duties() = DutyMessage(rows, duty, years, day);
  }
  if (const std::optional<RetentionEnd> kept = RetentionOn(record, day)) {
    *message.mutable_retention() = RetentionMessage(record, *kept, day);
  }
  *message.mutable_as_of() = ToProto(day);
  return message;
}

}  // namespace cairn
