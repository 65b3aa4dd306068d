#include "absl/strings/str_format.h"

#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string Quoted(const google::protobuf::RepeatedPtrField<std::string>& paragraphs) {
  return paragraphs.empty() ? "" : "\"" + Join(paragraphs, " ") + "\"";
}

std::string Missed(const v1::DeliveryLogged& delivery) {
  std::vector<std::string> reasons;
  for (const v1::SessionsMissed& missed : delivery.missed()) {
    reasons.push_back(absl::StrFormat("%s %d", Words(missed.reason()), missed.sessions()));
  }
  return reasons.empty() ? "" : "missed: " + Join(reasons, ", ");
}

std::string DaysOf(const v1::IncidentRecorded& incident) {
  std::vector<std::string> days;
  for (const v1::Date& day : incident.days()) days.push_back(FormatDate(day));
  return Join(days, ", ");
}

std::string SessionsStated(const v1::ProvisionEnded& ended) {
  if (!ended.has_sessions_delivered()) return "";
  std::string text = ended.has_sessions_planned()
                         ? absl::StrFormat("%d of %d sessions", ended.sessions_delivered(),
                                           ended.sessions_planned())
                         : Counted(ended.sessions_delivered(), "session");
  if (ended.has_minutes_delivered()) text += absl::StrFormat(", %d min", ended.minutes_delivered());
  return text;
}

}  // namespace

EntryText EntryTeller::operator()(const v1::ProvisionStarted& kind) const {
  EntryText text;
  const bool named = !kind.name().empty();
  text.lead = named ? kind.name() + " began" : Capitalised(Words(kind.provision_type()));
  text.facts = {Join(kind.text(), " "), Join(DoseWords(kind.planned()), ", ")};
  if (kind.basis() == v1::PROVISION_BASIS_EQUALITY_ACT) text.facts.push_back("Equality Act");
  if (named) text.facts.push_back(kind.has_provider() ? kind.provider() : Speaker());
  if (kind.has_trained()) text.facts.push_back(kind.trained() ? "trained" : "not trained");
  const std::string start = MeasurementWords(kind.entry_measure());
  if (!start.empty()) text.facts.push_back("starts at " + start);
  return text;
}

EntryText EntryTeller::operator()(const v1::ProvisionEnded& kind) const {
  const bool completed = kind.reason() == v1::PROVISION_END_REASON_COMPLETED;
  EntryText text{.lead = ProvisionName(kind.provision_id()) +
                         (completed ? " completed" : " stopped, " + Words(kind.reason()))};
  const int planned_weeks = PlannedWeeks(kind.provision_id());
  if (kind.has_weeks_run()) {
    text.facts.push_back(planned_weeks == 0
                             ? Counted(kind.weeks_run(), "week")
                             : absl::StrFormat("%d of %d weeks", kind.weeks_run(), planned_weeks));
  }
  if (!completed)
    text.facts.push_back(Dated("planned to", kind.has_planned_end(), kind.planned_end()));
  text.facts.push_back(SessionsStated(kind));
  const std::string end = MeasurementWords(kind.exit_measure());
  if (!end.empty()) text.facts.push_back("ends at " + end);
  if (!kind.detail().empty()) text.facts.push_back(Speaker() + ": " + Quoted(kind.detail()));
  return text;
}

EntryText EntryTeller::operator()(const v1::DeliveryLogged& kind) const {
  EntryText text{.lead = ProvisionName(kind.provision_id()) + " given"};
  text.facts.push_back(
      kind.has_planned_sessions()
          ? absl::StrFormat("%d of %d sessions", kind.delivered_sessions(), kind.planned_sessions())
          : Counted(kind.delivered_sessions(), "session"));
  text.facts.push_back(Missed(kind));
  if (kind.has_deliverer()) text.facts.push_back("by " + kind.deliverer());
  return text;
}

EntryText EntryTeller::operator()(const v1::ProgressMeasured& kind) const {
  EntryText text{.lead = kind.has_target_id() ? "Measured " + kind.target_id() : "Measured"};
  text.facts = {MeasurementWords(kind.measurement()),
                kind.has_tester() ? "by " + kind.tester() : "by " + Speaker()};
  return text;
}

EntryText EntryTeller::operator()(const v1::IncidentRecorded& kind) const {
  EntryText text{.lead = Capitalised(Words(kind.incident()))};
  if (kind.has_sessions()) text.facts.push_back(Counted(kind.sessions(), "session"));
  text.facts.push_back(DaysOf(kind));
  if (kind.has_reason_code()) text.facts.push_back("code " + kind.reason_code());
  if (!kind.reason_text().empty()) {
    text.facts.push_back(Speaker() + ": " + Quoted(kind.reason_text()));
  }
  if (kind.has_linked_need()) text.facts.push_back("linked to " + kind.linked_need());
  if (kind.reasonable_adjustments_considered()) {
    text.facts.push_back("reasonable adjustments considered");
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::ProvisionChanged& kind) const {
  EntryText text{.lead = ProvisionName(kind.provision_id()) + " changed"};
  text.facts = DoseWords(kind.planned());
  if (kind.has_provider()) text.facts.push_back("by " + kind.provider());
  text.facts.push_back(Dated("until", kind.has_planned_end(), kind.planned_end()));
  text.facts.push_back(kind.reason().empty() ? "" : "because " + Join(kind.reason(), " "));
  return text;
}

EntryText EntryTeller::operator()(const v1::AttendanceSummarised& kind) const {
  std::vector<std::string> codes;
  for (const v1::AttendanceCount& count : kind.counts()) {
    codes.push_back(absl::StrFormat("%s %d", count.code(), count.sessions()));
  }
  return {.lead = absl::StrFormat("Attended %d of %s", kind.attended_sessions(),
                                  Counted(kind.possible_sessions(), "session")),
          .facts = {Join(codes, ", "), Join(kind.text(), " ")}};
}

}  // namespace cairn
