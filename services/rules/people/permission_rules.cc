#include "services/rules/people/permission_rules.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "services/rules/span_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

bool IsAnswer(const v1::PermissionRecorded& permission) {
  return permission.act() == v1::PERMISSION_ACT_GIVEN ||
         permission.act() == v1::PERMISSION_ACT_REFUSED ||
         permission.act() == v1::PERMISSION_ACT_WITHDRAWN;
}

bool IsNo(v1::PermissionAct act) {
  return act == v1::PERMISSION_ACT_REFUSED || act == v1::PERMISSION_ACT_WITHDRAWN;
}

// Whether the last word of anybody else about `service`, said by `day`, is a no.
bool OthersSayNo(const Situation& at, int service) {
  std::map<std::string_view, v1::PermissionAct> last_words;
  for (const auto& word : at.before.people.permissions) {
    const std::string_view speaker = word.entry->entry().person().name();
    if (speaker.empty() || speaker == at.entry.person().name()) continue;
    if (!IsAnswer(*word) || !NamesService(*word, service) || word.day() > at.day) continue;
    last_words[speaker] = word->act();
  }
  return std::any_of(last_words.begin(), last_words.end(),
                     [](const auto& word) { return IsNo(word.second); });
}

Places ServicesOthersRefused(const v1::PermissionRecorded& permission, const Situation& at) {
  Places places;
  if (permission.act() != v1::PERMISSION_ACT_GIVEN || !at.entry.has_person()) return places;
  for (int i = 0; i < permission.services_size(); ++i) {
    if (OthersSayNo(at, permission.services(i))) places.push_back(Item("services", i));
  }
  return places;
}

constexpr KindRule<v1::PermissionRecorded> kPermissionRules[] = {
    {kSpanOrder,
     [](const v1::PermissionRecorded& permission, const Situation&) {
       return When(EndsBefore(permission.expires(), permission.effective_from()), "expires");
     }},
    {{"permission.whose", Effect::kGuidance, "Code of Practice 6.47",
      "Say who gave, refused or withdrew this permission.", "", "R26"},
     [](const v1::PermissionRecorded& permission, const Situation& at) {
       return When(IsAnswer(permission) && !SaysWho(at.entry) && !permission.has_asked_of());
     }},
    {{"permission.of_the_young_person", Effect::kGuidance, "Code of Practice 8.15-8.16",
      "Past compulsory school age this decision is the young person's own, if they can make it. "
      "The parent is still heard.",
      "", "R26"},
     [](const v1::PermissionRecorded& permission, const Situation& at) {
       return When(IsAnswer(permission) && SpeaksForYoungPerson(at.before, at.entry, at.day));
     }},
    {{"permission.nobody_else_refused", Effect::kGuidance,
      "DfE guidance on parental responsibility",
      "Somebody else has said no to this service. Let the head decide before anybody acts on it.",
      "", "R26"},
     ServicesOthersRefused},
    {{"permission.says_what_for", Effect::kGuidance, "Code of Practice 6.47",
      "Say what the permission is for, so that nobody takes it for more.", "", "R26"},
     [](const v1::PermissionRecorded& permission, const Situation&) {
       return When(permission.act() == v1::PERMISSION_ACT_GIVEN && !permission.has_purpose() &&
                       permission.scope().empty(),
                   "purpose");
     }},
};

}  // namespace

void CheckKind(const v1::PermissionRecorded& permission, const Situation& at, Verdict& verdict) {
  Judge(kPermissionRules, permission, at, verdict);
}

void ListPermissionRules(std::vector<Rule>& list) { ListRules(kPermissionRules, list); }

}  // namespace cairn::rules
