#include "services/rules/governance/transfer_rules.h"

#include <algorithm>
#include <optional>

#include "projections/calendar/retention_clock.h"
#include "services/rules/governance/sharing_rules.h"
#include "services/rules/people/permissions.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr KindRule<v1::RecordHandedOver> kHandoverRules[] = {
    // Guidance, since nothing says yet that the time is over: the clock record.transfer tells when.
    {{"handover.sen_file_sent", Effect::kGuidance,
      "Education (Pupil Information) (England) Regulations 2005 reg 9",
      "The file goes to the next school within 15 school days. Record when it was sent."},
     [](const v1::RecordHandedOver& handover, const Situation&) {
       return When(!handover.has_sen_file_sent(), "sen_file_sent");
     }},
    {{"handover.common_transfer_file_sent", Effect::kGuidance,
      "Education (Pupil Information) (England) Regulations 2005 reg 9",
      "The common transfer file goes to the next school within 15 school days. Record when it was "
      "sent."},
     [](const v1::RecordHandedOver& handover, const Situation&) {
       return When(!handover.has_ctf_sent(), "ctf_sent");
     }},
    {{"handover.receipt_confirmed", Effect::kGuidance, "IRMS toolkit for schools",
      "The next school has not confirmed that it has the file."},
     [](const v1::RecordHandedOver& handover, const Situation&) {
       return When(!handover.has_receipt_confirmed(), "receipt_confirmed");
     }},
    {{"handover.receipt_after_sending", Effect::kGuidance, "computed",
      "Receipt was confirmed before the file was sent."},
     [](const v1::RecordHandedOver& handover, const Situation&) {
       return When(EndsBefore(handover.receipt_confirmed(), handover.sen_file_sent()),
                   "receipt_confirmed");
     }},
};

// The day on which the file was sent here, if this record says so.
std::optional<CivilDate> HandedOverTo(const v1::RecordReceived& received, const Situation& at) {
  std::optional<CivilDate> sent;
  for (const auto& handover : at.before.governance.handovers) {
    if (handover.day() > at.day) continue;
    sent = EarliestDay(handover->sen_file_sent());
  }
  return received.has_sen_file_received() ? sent : std::nullopt;
}

constexpr KindRule<v1::RecordReceived> kReceivedRules[] = {
    {{"receipt.of_the_sen_file", Effect::kGuidance,
      "Education (Pupil Information) (England) Regulations 2005 reg 9",
      "No day is recorded on which the SEN file came. The school before sends it within 15 school "
      "days."},
     [](const v1::RecordReceived& received, const Situation&) {
       return When(!received.has_sen_file_received(), "sen_file_received");
     }},
    {{"receipt.confirmed", Effect::kGuidance, "IRMS toolkit for schools",
      "Confirm to the school before that the file has come, and write down when."},
     [](const v1::RecordReceived& received, const Situation&) {
       return When(!received.has_receipt_confirmed(), "receipt_confirmed");
     }},
    {{"receipt.of_everything", Effect::kGuidance, "IRMS toolkit for schools",
      "Something is missing: ask the school before for it."},
     [](const v1::RecordReceived& received, const Situation&) {
       return When(!received.missing().empty(), "missing");
     }},
    {{"receipt.after_it_was_sent", Effect::kGuidance, "computed",
      "The file came before it was sent. Please check the dates."},
     [](const v1::RecordReceived& received, const Situation& at) {
       const auto came = LatestDay(received.sen_file_received());
       const auto sent = HandedOverTo(received, at);
       return When(came && sent && *came < *sent, "sen_file_received");
     }},
};

bool IsForAService(const v1::Disclosed& disclosed) {
  return disclosed.service() != v1::OUTSIDE_SERVICE_UNSPECIFIED;
}

bool IsRestricted(const Record& record) {
  const auto holds = StandingHolds(record.governance);
  return std::any_of(holds.begin(), holds.end(),
                     [](const auto& hold) { return hold->restricts_use(); });
}

constexpr KindRule<v1::Disclosed> kDisclosedRules[] = {
    {{"disclosure.permission_stands", Effect::kGuidance, "Code of Practice 6.47",
      "A parent or the young person had refused or withdrawn permission to tell this service. If a "
      "duty or a child's safety required it, say which.",
      "", "R26"},
     [](const v1::Disclosed& disclosed, const Situation& at) {
       return When(IsForAService(disclosed) && NeedsPermission(disclosed) &&
                       IsStopped(at.before, disclosed.service(), at.day),
                   "service");
     }},
    {{"disclosure.permission_recorded", Effect::kGuidance, "Code of Practice 6.47",
      "No permission to tell this service that counts on this day is recorded.", "", "R26"},
     [](const v1::Disclosed& disclosed, const Situation& at) {
       return When(IsForAService(disclosed) && NeedsPermission(disclosed) &&
                       IsUnasked(at.before, disclosed.service(), at.day),
                   "service");
     }},
    {kOverrideReasoned, OverriddenWithoutReason<v1::Disclosed>},
    {kPermissionKnown, UnknownPermission<v1::Disclosed>},
    {{"disclosure.says_what_for", Effect::kGuidance, "UK GDPR Art 5(1)(b)",
      "Say what it was given for."},
     [](const v1::Disclosed& disclosed, const Situation&) {
       return When(!disclosed.has_purpose(), "purpose");
     }},
    {{"disclosure.not_while_restricted", Effect::kLegalDuty, "UK GDPR art 18(2)",
      "The use of this record is restricted to keeping it. Say under what law it was given."},
     [](const v1::Disclosed& disclosed, const Situation& at) {
       return When(IsRestricted(at.before) && !disclosed.has_legal_basis(), "legal_basis");
     }},
};

bool IsApproved(const v1::DisposalDecided& disposal) {
  return disposal.decision() == v1::DISPOSAL_DECISION_APPROVED;
}

// Until when the SEN file is kept; nothing while the birth date is not known.
std::optional<CivilDate> KeptUntilDay(const Situation& at) {
  const auto born = BornOn(at.before.people);
  const auto end = born ? KeptUntil("record.retention", *born, {}, at.day) : std::nullopt;
  return end ? std::optional(end->kept_until.due) : std::nullopt;
}

constexpr KindRule<v1::DisposalDecided> kDisposalRules[] = {
    {{"disposal.not_under_a_hold", Effect::kLegalDuty, "Data Protection Act 2018 s173",
      "A hold stands on this record: nothing is disposed of until it is released."},
     [](const v1::DisposalDecided& disposal, const Situation& at) {
       return When(IsApproved(disposal) && DisposalForbidden(at.before.governance), "decision");
     }},
    {{"disposal.after_its_time", Effect::kGuidance, "IRMS toolkit for schools",
      "The time for keeping this file, 31 years from birth, is not over."},
     [](const v1::DisposalDecided& disposal, const Situation& at) {
       const auto kept = KeptUntilDay(at);
       return When(IsApproved(disposal) && kept && at.day <= *kept &&
                       disposal.authority() == v1::ERASURE_AUTHORITY_RETENTION_ENDED,
                   "authority");
     }},
    {{"disposal.time_agrees", Effect::kGuidance, "computed",
      "The end stated for keeping it is not the one that follows from the date of birth."},
     [](const v1::DisposalDecided& disposal, const Situation& at) {
       const auto kept = KeptUntilDay(at);
       const auto stated = LatestDay(disposal.stated_retain_until());
       return When(kept && stated && *stated != *kept, "stated_retain_until");
     }},
    {{"disposal.two_people", Effect::kGuidance, "IRMS toolkit for schools",
      "One person proposes disposal and another approves it. Say who proposed it."},
     [](const v1::DisposalDecided& disposal, const Situation&) {
       return When(IsApproved(disposal) && (!disposal.has_proposed_by() ||
                                            disposal.proposed_by() == disposal.decided_by()),
                   "proposed_by");
     }},
    {{"disposal.has_a_certificate", Effect::kGuidance, "IRMS toolkit for schools",
      "Give the number of the certificate of disposal."},
     [](const v1::DisposalDecided& disposal, const Situation&) {
       return When(IsApproved(disposal) && !disposal.has_certificate(), "certificate");
     }},
    {{"disposal.kept_with_a_reason", Effect::kGuidance, "UK GDPR Art 5(1)(e)",
      "Say why it is kept."},
     [](const v1::DisposalDecided& disposal, const Situation&) {
       return When(!IsApproved(disposal) && disposal.reason().empty(), "reason");
     }},
};

}  // namespace

void CheckKind(const v1::RecordHandedOver& handover, const Situation& at, Verdict& verdict) {
  Judge(kHandoverRules, handover, at, verdict);
}
void CheckKind(const v1::RecordReceived& received, const Situation& at, Verdict& verdict) {
  Judge(kReceivedRules, received, at, verdict);
}
void CheckKind(const v1::Disclosed& disclosed, const Situation& at, Verdict& verdict) {
  Judge(kDisclosedRules, disclosed, at, verdict);
}
void CheckKind(const v1::DisposalDecided& disposal, const Situation& at, Verdict& verdict) {
  Judge(kDisposalRules, disposal, at, verdict);
}

void ListTransferRules(std::vector<Rule>& list) {
  ListRules(kHandoverRules, list);
  ListRules(kReceivedRules, list);
  ListRules(kDisclosedRules, list);
  ListRules(kDisposalRules, list);
}

}  // namespace cairn::rules
