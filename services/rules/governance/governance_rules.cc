#include "services/rules/governance/governance_rules.h"

#include <algorithm>

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

constexpr KindRule<v1::RecordJoined> kJoinedRules[] = {
    {{"joined.not_to_itself", Effect::kRefuse, "", "A record cannot be joined to itself.",
      "LINKS_TO_ITSELF"},
     [](const v1::RecordJoined& joined, const Situation& at) {
       return When(joined.has_record_id() && joined.record_id() == at.before.id.ToBytes(),
                   "record_id");
     }},
    {{"joined.once", Effect::kGuidance, "computed", "The two records are joined already."},
     [](const v1::RecordJoined& joined, const Situation& at) {
       const auto& earlier = at.before.governance.joined;
       return When(
           !at.entry.has_corrects() &&
               std::any_of(earlier.begin(), earlier.end(),
                           [&](const auto& one) { return one->record_id() == joined.record_id(); }),
           "record_id");
     }},
};

constexpr KindRule<v1::AccessGranted> kGrantedRules[] = {
    {{"access.ends_after_it_begins", Effect::kRefuse, "",
      "This access ends before it begins, so nobody could use it.", "END_BEFORE_START"},
     [](const v1::AccessGranted& granted, const Situation& at) {
       const auto last = LatestDay(granted.to());
       return When(last && *last < EarliestDay(granted.from()).value_or(at.day), "to");
     }},
    {{"access.has_an_end", Effect::kGuidance, "UK GDPR Art 5(1)(c)",
      "Say until when: access that nobody ends lasts for ever."},
     [](const v1::AccessGranted& granted, const Situation&) {
       return When(!granted.has_to(), "to");
     }},
    {{"access.says_whose_it_is", Effect::kGuidance, "UK GDPR Art 5(2)",
      "Say who that is by name: a sign-in tells the family nothing."},
     [](const v1::AccessGranted& granted, const Situation&) {
       return When(!granted.has_name(), "name");
     }},
};

constexpr KindRule<v1::AccessRevoked> kRevokedRules[] = {
    {{"access.was_granted", Effect::kGuidance, "computed",
      "No access was granted to this sign-in. Check it: nothing has ended by this."},
     [](const v1::AccessRevoked& revoked, const Situation& at) {
       const auto& granted = at.before.governance.granted;
       return When(std::none_of(granted.begin(), granted.end(),
                                [&](const auto& grant) {
                                  return grant->sign_in_subject() == revoked.sign_in_subject();
                                }),
                   "sign_in_subject");
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
void CheckKind(const v1::RecordExported&, const Situation&, Verdict&) {
  // Refused from clients by its place; the server states what it did.
}

void CheckKind(const v1::BundleExported&, const Situation&, Verdict&) {
  // As an export.
}
void CheckKind(const v1::RecordJoined& joined, const Situation& at, Verdict& verdict) {
  Judge(kJoinedRules, joined, at, verdict);
}
void CheckKind(const v1::AccessGranted& granted, const Situation& at, Verdict& verdict) {
  Judge(kGrantedRules, granted, at, verdict);
}
void CheckKind(const v1::AccessRevoked& revoked, const Situation& at, Verdict& verdict) {
  Judge(kRevokedRules, revoked, at, verdict);
}

void ListGovernanceRules(std::vector<Rule>& list) {
  ListRules(kHoldRules, list);
  ListRules(kReleaseRules, list);
  ListRules(kJoinedRules, list);
  ListRules(kGrantedRules, list);
  ListRules(kRevokedRules, list);
}

}  // namespace cairn::rules
