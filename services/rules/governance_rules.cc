#include "services/rules/governance_rules.h"

#include <algorithm>

#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

template <typename Holds>
bool HasHold(const Holds& holds, const std::string& hold_id) {
  return std::any_of(holds.begin(), holds.end(),
                     [&](const auto& hold) { return hold->hold_id() == hold_id; });
}

constexpr KindRule<v1::HoldPlaced> kHoldRules[] = {
    {{"hold.says_no_disposal", Effect::kGuidance, "Data Protection Act 2018 s173",
      "Say whether disposal is refused while this stands; otherwise the hold stops nothing."},
     [](const v1::HoldPlaced& hold, const Situation&) {
       return When(!hold.has_no_disposal(), "no_disposal");
     }},
    {{"hold.placed_once", Effect::kGuidance, "computed", "A hold with this id stands already."},
     [](const v1::HoldPlaced& hold, const Situation& at) {
       const bool stands = HasHold(StandingHolds(at.before.governance), hold.hold_id());
       return When(stands && !at.entry.has_corrects(), "hold_id");
     }},
    {{"hold.names_what_it_holds", Effect::kGuidance, "IRMS toolkit for schools",
      "Say what the hold covers, so that everybody knows what must be kept."},
     [](const v1::HoldPlaced& hold, const Situation&) {
       return When(hold.scope().empty(), "scope");
     }},
};

constexpr KindRule<v1::HoldReleased> kReleaseRules[] = {
    {{"hold.released_was_placed", Effect::kRefuse, "", "No hold of this record has this id.",
      "UNKNOWN_HOLD"},
     [](const v1::HoldReleased& release, const Situation& at) {
       const bool known = HasHold(at.before.governance.holds, release.hold_id());
       return When(release.has_hold_id() && !known, "hold_id");
     }},
    {{"hold.released_once", Effect::kGuidance, "computed", "That hold was released before."},
     [](const v1::HoldReleased& release, const Situation& at) {
       const bool known = HasHold(at.before.governance.holds, release.hold_id());
       const bool stands = HasHold(StandingHolds(at.before.governance), release.hold_id());
       return When(known && !stands && !at.entry.has_corrects(), "hold_id");
     }},
};

constexpr KindRule<v1::RecordHandedOver> kHandoverRules[] = {
    {{"handover.sen_file_sent", Effect::kLegalDuty,
      "Education (Pupil Information) (England) Regulations 2005 reg 9",
      "The file goes to the next school within 15 school days. Record when it was sent."},
     [](const v1::RecordHandedOver& handover, const Situation&) {
       return When(!handover.has_sen_file_sent(), "sen_file_sent");
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

}  // namespace

void CheckKind(const v1::EntryVoided&, const Situation&, Verdict&) {
  // Everything about it is in its link.
}
void CheckKind(const v1::HoldPlaced& hold, const Situation& at, Verdict& verdict) {
  Judge(kHoldRules, hold, at, verdict);
}
void CheckKind(const v1::HoldReleased& release, const Situation& at, Verdict& verdict) {
  Judge(kReleaseRules, release, at, verdict);
}
void CheckKind(const v1::RecordHandedOver& handover, const Situation& at, Verdict& verdict) {
  Judge(kHandoverRules, handover, at, verdict);
}
void CheckKind(const v1::RecordExported&, const Situation&, Verdict&) {
  // Refused from clients by its place; the server states what it did.
}
void CheckKind(const v1::DisposalDecided&, const Situation&, Verdict&) {}
void CheckKind(const v1::Disclosed&, const Situation&, Verdict&) {}
void CheckKind(const v1::BundleExported&, const Situation&, Verdict&) {}
void CheckKind(const v1::RecordReceived&, const Situation&, Verdict&) {}
void CheckKind(const v1::RecordJoined&, const Situation&, Verdict&) {}
void CheckKind(const v1::AccessGranted&, const Situation&, Verdict&) {}
void CheckKind(const v1::AccessRevoked&, const Situation&, Verdict&) {}

void ListGovernanceRules(std::vector<Rule>& list) {
  ListRules(kHoldRules, list);
  ListRules(kReleaseRules, list);
  ListRules(kHandoverRules, list);
}

}  // namespace cairn::rules
