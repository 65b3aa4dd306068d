#include "clients/cli/print/duty_columns.h"

#include "clients/cli/names/code_names.h"
#include "clients/cli/print/print_words.h"

namespace cairn::cli {

Value StandingOf(const v1::Duty& duty) {
  Value value = Text(duty.standing());
  if (duty.state() == v1::DUTY_STATE_OVERDUE) {
    const std::string first = duty.legal_duty() ? "OVERDUE" : "PAST";
    value.words = value.words.empty() ? first : first + ", " + value.words;
    value.tone = duty.legal_duty() ? Tone::kAlarm : Tone::kWarning;
  } else if (duty.state() == v1::DUTY_STATE_DUE_TODAY ||
             duty.state() == v1::DUTY_STATE_CONTESTED_DAY) {
    value.words = Capitalised(value.words);
    value.tone = Tone::kWarning;
  }
  return value;
}

Value OwnerOf(const v1::Duty& duty) {
  Value value = Text(duty.owner_name());
  if (value.words.empty()) value.words = CodeWords(*v1::DutyOwner_descriptor(), duty.owner());
  return value;
}

std::string WhyOf(const v1::Duty& duty) {
  return Sentences({Plain(duty.explanation()), Plain(duty.source())});
}

std::string DutyStateName(const v1::Duty& duty) {
  return CodeName(*v1::DutyState_descriptor(), duty.state());
}

std::string DutyOwnerName(const v1::Duty& duty) {
  return CodeName(*v1::DutyOwner_descriptor(), duty.owner());
}

}  // namespace cairn::cli
