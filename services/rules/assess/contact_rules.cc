#include "services/rules/assess/contact_rules.h"

#include <algorithm>

#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

bool IsLinked(const v1::PersonUnlinked& ended, const Record& record) {
  const auto& linked = record.people.linked;
  return std::any_of(linked.begin(), linked.end(),
                     [&](const auto& link) { return NamesLink(ended, *link); });
}

bool HoldsResponsibility(const v1::PersonUnlinked& ended, const Situation& at) {
  const auto holders = HoldersOfResponsibility(at.before.people, at.day);
  return std::any_of(holders.begin(), holders.end(),
                     [&](const auto& link) { return NamesLink(ended, *link); });
}

constexpr KindRule<v1::PersonUnlinked> kUnlinkedRules[] = {
    {{"family.unlinked_was_linked", Effect::kGuidance, "computed",
      "Nobody of this name was linked so. Check the name: nothing has ended by this."},
     [](const v1::PersonUnlinked& ended, const Situation& at) {
       return When(!IsLinked(ended, at.before), "name");
     }},
    {{"family.responsibility_lasts", Effect::kGuidance, "DfE guidance on parental responsibility",
      "They hold parental responsibility, which a school cannot end. Say what has changed."},
     [](const v1::PersonUnlinked& ended, const Situation& at) {
       return When(HoldsResponsibility(ended, at) && !ended.has_reason(), "reason");
     }},
};

constexpr KindRule<v1::ProfilePublished> kProfileRules[] = {
    {{"profile.made_with_the_child", Effect::kGuidance, "Code of Practice 1.1",
      "Say who made it with the child.", "", "R55"},
     [](const v1::ProfilePublished& profile, const Situation&) {
       return When(profile.made_with().empty(), "made_with");
     }},
    {{"profile.says_how_to_help", Effect::kGuidance, "Code of Practice 6.49",
      "Say how adults can best help.", "", "R55"},
     [](const v1::ProfilePublished& profile, const Situation&) {
       return When(profile.how_to_support_me().empty(), "how_to_support_me");
     }},
};

bool SpokeWithSomebody(const v1::ContactLogged& contact) { return !contact.not_reached(); }

constexpr KindRule<v1::ContactLogged> kContactRules[] = {
    {{"contact.capacity_stated", Effect::kGuidance, "Code of Practice 6.74",
      "Say in what capacity they spoke: parent, specialist, authority.", "", "R63"},
     [](const v1::ContactLogged& contact, const Situation&) {
       return When(SpokeWithSomebody(contact) && contact.capacity() == v1::CAPACITY_UNSPECIFIED,
                   "capacity");
     }},
    {{"contact.nothing_agreed_with_nobody", Effect::kGuidance, "computed",
      "Nobody was reached, and yet something was agreed. Please check which it is."},
     [](const v1::ContactLogged& contact, const Situation&) {
       return When(contact.not_reached() && !contact.agreed().empty(), "agreed");
     }},
};

constexpr KindRule<v1::DocumentFiled> kDocumentRules[] = {
    {{"document.has_its_file", Effect::kGuidance, "computed",
      "No file is attached, so nobody can read it here."},
     [](const v1::DocumentFiled&, const Situation& at) {
       return When(at.entry.attachments().empty());
     }},
    {{"document.dated_before_it_came", Effect::kGuidance, "computed",
      "The date on it is later than the day it was filed. Please check the year."},
     [](const v1::DocumentFiled& document, const Situation& at) {
       const auto dated = EarliestDay(document.dated());
       return When(dated && *dated > at.day, "dated");
     }},
};

}  // namespace

void CheckKind(const v1::PersonUnlinked& ended, const Situation& at, Verdict& verdict) {
  Judge(kUnlinkedRules, ended, at, verdict);
}
void CheckKind(const v1::ProfilePublished& profile, const Situation& at, Verdict& verdict) {
  Judge(kProfileRules, profile, at, verdict);
}
void CheckKind(const v1::ContactLogged& contact, const Situation& at, Verdict& verdict) {
  Judge(kContactRules, contact, at, verdict);
}
void CheckKind(const v1::DocumentFiled& document, const Situation& at, Verdict& verdict) {
  Judge(kDocumentRules, document, at, verdict);
}

void ListContactRules(std::vector<Rule>& list) {
  ListRules(kUnlinkedRules, list);
  ListRules(kProfileRules, list);
  ListRules(kContactRules, list);
  ListRules(kDocumentRules, list);
}

}  // namespace cairn::rules
