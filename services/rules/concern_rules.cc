#include "services/rules/concern_rules.h"

#include <algorithm>

namespace cairn::rules {
namespace {

bool Links(const v1::Entry& entry, v1::Relation relation) {
  return std::any_of(entry.links().begin(), entry.links().end(),
                     [&](const v1::Link& link) { return link.relation() == relation; });
}

bool IsOpenToAll(const v1::Entry& entry) {
  const bool is_ordinary =
      entry.label() == v1::LABEL_UNSPECIFIED || entry.label() == v1::LABEL_ORDINARY;
  return is_ordinary && !entry.has_audience();
}

constexpr KindRule<v1::ConcernAnswered> kAnswerRules[] = {
    {{"concern.answer_names_its_concern", Effect::kGuidance, "Code of Practice 6.45",
      "Say which worry this answers, with a link, or that worry stays unanswered."},
     [](const v1::ConcernAnswered&, const Situation& at) {
       return When(!Links(at.entry, v1::RELATION_ANSWERS));
     }},
};

constexpr KindRule<v1::VoiceCaptured> kVoiceRules[] = {
    {{"voice.whose", Effect::kGuidance, "Code of Practice 6.70", "Say whose views these are."},
     [](const v1::VoiceCaptured&, const Situation& at) {
       return When(!at.entry.has_person() && at.entry.means() != v1::MEANS_OWN_SIGN_IN);
     }},
    {{"voice.says_or_shows_something", Effect::kGuidance, "Code of Practice 6.70",
      "There are no words and no file: nobody will know what was said."},
     [](const v1::VoiceCaptured& voice, const Situation& at) {
       return When(voice.text().empty() && at.entry.attachments().empty(), "text");
     }},
    {{"voice.confidence_kept", Effect::kGuidance, "UK GDPR Art 5(1)(f)",
      "The speaker wants only some people to know, and everyone who reads the record can see this. "
      "Label it confidential."},
     [](const v1::VoiceCaptured& voice, const Situation& at) {
       return When(!voice.confidential_to().empty() && IsOpenToAll(at.entry), "confidential_to");
     }},
};

}  // namespace

void CheckKind(const v1::ConcernRaised&, const Situation&, Verdict&) {
  // Anyone may raise any worry in any form (Code of Practice 6.20).
}
void CheckKind(const v1::ConcernAnswered& answer, const Situation& at, Verdict& verdict) {
  Judge(kAnswerRules, answer, at, verdict);
}
void CheckKind(const v1::VoiceCaptured& voice, const Situation& at, Verdict& verdict) {
  Judge(kVoiceRules, voice, at, verdict);
}

void ListConcernRules(std::vector<Rule>& list) {
  ListRules(kAnswerRules, list);
  ListRules(kVoiceRules, list);
}

}  // namespace cairn::rules
