#include "absl/strings/str_format.h"

#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string_view StepWords(v1::DisputeStep step) {
  switch (step) {
    case v1::DISPUTE_STEP_MEDIATION_HELD:
      return "Mediation held";
    case v1::DISPUTE_STEP_CERTIFICATE_ISSUED:
      return "Mediation certificate";
    case v1::DISPUTE_STEP_EVIDENCE_SENT:
      return "Evidence sent";
    case v1::DISPUTE_STEP_DIRECTIONS_GIVEN:
      return "Directions given";
    case v1::DISPUTE_STEP_ORDER_MADE:
      return "Order made";
    case v1::DISPUTE_STEP_ACKNOWLEDGED:
      return "Acknowledged";
    case v1::DISPUTE_STEP_RESPONSE_SENT:
      return "Response sent";
    case v1::DISPUTE_STEP_ADVISER_CONTACTED:
      return "Mediation adviser contacted";
    case v1::DISPUTE_STEP_HEARING_HELD:
      return "Hearing held";
    case v1::DISPUTE_STEP_CARRIED_OUT:
      return "Carried out";
    case v1::DISPUTE_STEP_RESOLUTION_MEETING_HELD:
      return "Meeting to settle it held";
    case v1::DISPUTE_STEP_CHANGE_REQUESTED:
      return "Change requested";
    case v1::DISPUTE_STEP_UNSPECIFIED:
    case v1::DisputeStep_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::DisputeStep_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "Step";
}

std::string EvidenceSent(const v1::DisputeStepRecorded& step) {
  std::vector<std::string> items;
  for (const v1::EvidenceItem& item : step.items()) {
    items.push_back(item.has_pages()
                        ? absl::StrFormat("%s, %d pages", Spaced(item.type()), item.pages())
                        : Spaced(item.type()));
  }
  return Join(items, "; ");
}

}  // namespace

EntryText EntryTeller::operator()(const v1::DisputeOpened& kind) const {
  EntryText text{.lead = Speaker() + ", " + Words(kind.dispute())};
  if (kind.has_stage()) text.lead += absl::StrFormat(" stage %d", kind.stage());
  text.facts = {Join(kind.about(), ", "), Spaced(kind.appeal_type()), kind.form(), kind.provider()};
  if (kind.has_wishes_to_mediate()) {
    text.facts.push_back(kind.wishes_to_mediate() ? "wishes to mediate"
                                                  : "does not wish to mediate");
  }
  text.facts.push_back(Dated("registered", kind.has_registered_on(), kind.registered_on()));
  text.facts.push_back(Dated("said response due", kind.has_response_due(), kind.response_due()));
  return text;
}

EntryText EntryTeller::operator()(const v1::DisputeStepRecorded& kind) const {
  EntryText text{.lead = std::string(StepWords(kind.step()))};
  if (kind.has_agreement()) text.facts.push_back(kind.agreement() ? "agreement" : "no agreement");
  text.facts.push_back(Join(kind.terms(), "; "));
  text.facts.push_back(Spaced(kind.order()));
  text.facts.push_back(kind.outcome());
  text.facts.push_back(EvidenceSent(kind));
  text.facts.push_back(Dated("dated", kind.has_certificate_date(), kind.certificate_date()));
  text.facts.push_back(Dated("said to be done by", kind.has_comply_by(), kind.comply_by()));
  text.facts.push_back(
      Dated("said appeal by", kind.has_stated_appeal_by(), kind.stated_appeal_by()));
  return text;
}

EntryText EntryTeller::operator()(const v1::DisputeClosed& kind) const {
  const Dispute* dispute =
      record_ == nullptr ? nullptr : FindDispute(record_->disputes, kind.dispute_id());
  EntryText text{.lead = "Dispute decided"};
  if (dispute != nullptr && dispute->opened) {
    text.lead = Capitalised(Words(dispute->opened->dispute())) + " decided";
  }
  if (kind.has_stage()) text.lead += absl::StrFormat(", stage %d", kind.stage());
  text.facts = {Spaced(kind.outcome()),
                kind.upheld().empty() ? "" : "upheld: " + Join(kind.upheld(), ", "),
                kind.not_upheld().empty() ? "" : "not upheld: " + Join(kind.not_upheld(), ", "),
                kind.has_escalation_right() ? "next: " + kind.escalation_right() : ""};
  return text;
}

EntryText EntryTeller::operator()(const v1::RightsRequested& kind) const {
  EntryText text{.lead = Speaker() + " asks for " + Words(kind.right())};
  const std::string about = LinkedLabels(v1::RELATION_ABOUT);
  if (!about.empty()) text.lead += " of " + about;
  text.facts = {Join(kind.claims(), "; ")};
  if (kind.child_agrees()) text.facts.push_back("the child agrees");
  text.facts.push_back(Dated("said due", kind.has_stated_due(), kind.stated_due()));
  return text;
}

EntryText EntryTeller::operator()(const v1::RightsAnswered& kind) const {
  EntryText text{.lead = "Request " + kind.rights_request_id() + " answered"};
  if (kind.has_entries_disclosed()) {
    text.facts.push_back(absl::StrFormat("%d entries disclosed", kind.entries_disclosed()));
  }
  for (const v1::Redaction& redaction : kind.redactions()) {
    text.facts.push_back("left out: " + redaction.what() + " (" + Spaced(redaction.ground()) + ")");
  }
  text.facts.push_back(Join(kind.outcome(), " "));
  return text;
}

}  // namespace cairn
