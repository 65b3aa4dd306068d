#include "services/rules/assess/concern_rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/rules/assess/further_assessment_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// The worries that the entry answers.
std::vector<EntryPtr> AnsweredBy(const Situation& at) {
  std::vector<EntryPtr> concerns;
  for (const v1::Link& link : at.entry.links()) {
    if (link.relation() != v1::RELATION_ANSWERS) continue;
    EntryPtr target = FindEntry(at.before, link.entry());
    if (target && target->entry().has_concern_raised()) concerns.push_back(std::move(target));
  }
  return concerns;
}

bool AnswersAParent(const Situation& at) {
  const auto concerns = AnsweredBy(at);
  return std::any_of(concerns.begin(), concerns.end(),
                     [](const EntryPtr& concern) { return IsOfParent(concern->entry()); });
}

bool IsSlow(const v1::ConcernRaised& concern) {
  return concern.slow_progress() != v1::SLOW_PROGRESS_UNSPECIFIED;
}

bool AnswersSlowProgress(const Situation& at) {
  const auto concerns = AnsweredBy(at);
  return std::any_of(concerns.begin(), concerns.end(), [](const EntryPtr& concern) {
    return IsSlow(concern->entry().concern_raised());
  });
}

// Worries of that sort which were raised by the day of the entry, the one it answers included.
int RaisedSoFar(const Situation& at, bool (*is_one)(const Fact<v1::ConcernRaised>&)) {
  const auto& raised = at.before.concerns.raised;
  return static_cast<int>(std::count_if(raised.begin(), raised.end(), [&](const auto& concern) {
    return concern.day() <= at.day && is_one(concern);
  }));
}

bool IsParents(const Fact<v1::ConcernRaised>& concern) {
  return IsOfParent(concern.entry->entry());
}
bool IsAboutProgress(const Fact<v1::ConcernRaised>& concern) { return IsSlow(*concern); }

bool MetAParent(const Record& record) {
  const auto& meetings = record.reviews.meetings;
  return std::any_of(meetings.begin(), meetings.end(),
                     [](const auto& meeting) { return CountsTowardsThreeAYear(*meeting); });
}

bool SencoTakesPart(const v1::ConcernAnswered& answer, const Record& record) {
  const auto& answers = record.concerns.answers;
  return answer.has_senco_involved_on() ||
         std::any_of(answers.begin(), answers.end(),
                     [](const auto& earlier) { return earlier->has_senco_involved_on(); });
}

constexpr KindRule<v1::ConcernAnswered> kConcernAnswerRules[] = {
    {{"concern.answer_names_its_concern", Effect::kGuidance, "Code of Practice 6.45",
      "Say which worry this answers, with a link, or that worry stays unanswered.", "", "R13"},
     [](const v1::ConcernAnswered&, const Situation& at) {
       return When(!Links(at.entry, v1::RELATION_ANSWERS));
     }},
    {{"concern.compared_with_own_view", Effect::kGuidance, "Code of Practice 6.45",
      "A parent raised this: record the school's own view beside theirs.", "", "R13"},
     [](const v1::ConcernAnswered& answer, const Situation& at) {
       return When(AnswersAParent(at) && answer.comparison().empty(), "comparison");
     }},
    {{"concern.worries_remain_so_meet", Effect::kGuidance, "Code of Practice 6.39",
      "The parents have raised a worry again, and no meeting with them is recorded.", "", "R14"},
     [](const v1::ConcernAnswered&, const Situation& at) {
       return When(AnswersAParent(at) && RaisedSoFar(at, IsParents) > 1 && !MetAParent(at.before));
     }},
    {{"concern.slow_progress_is_looked_into", Effect::kGuidance, "Code of Practice 6.18",
      "Progress is slow: say whether more assessment is called for.", "", "R15"},
     [](const v1::ConcernAnswered& answer, const Situation& at) {
       return When(AnswersSlowProgress(at) && !answer.has_further_assessment(),
                   "further_assessment");
     }},
    {{"concern.still_slow_so_senco_joins", Effect::kGuidance, "Code of Practice 6.45",
      "Progress is slow again: say since when the SENCO takes part.", "", "R15"},
     [](const v1::ConcernAnswered& answer, const Situation& at) {
       return When(AnswersSlowProgress(at) && RaisedSoFar(at, IsAboutProgress) > 1 &&
                       !SencoTakesPart(answer, at.before),
                   "senco_involved_on");
     }},
    {kFurtherHasReason, FurtherWithoutReason<v1::ConcernAnswered>},
};

constexpr KindRule<v1::VoiceCaptured> kVoiceRules[] = {
    {{"voice.whose", Effect::kGuidance, "Code of Practice 6.70", "Say whose views these are.", "",
      "R19"},
     [](const v1::VoiceCaptured&, const Situation& at) { return When(!SaysWho(at.entry)); }},
    {{"voice.says_or_shows_something", Effect::kGuidance, "Code of Practice 6.70",
      "There are no words and no file: nobody will know what was said.", "", "R74"},
     [](const v1::VoiceCaptured& voice, const Situation& at) {
       return When(voice.text().empty() && at.entry.attachments().empty(), "text");
     }},
    {{"voice.form_is_named", Effect::kGuidance, "Code of Practice 6.70",
      "Nobody wrote down what it says: say whether it is a picture, a film, speech or symbols.", "",
      "R74"},
     [](const v1::VoiceCaptured& voice, const Situation&) {
       return When(voice.text().empty() && voice.medium() == v1::MEDIUM_UNSPECIFIED, "medium");
     }},
    {{"voice.confidence_kept", Effect::kGuidance, "UK GDPR Art 5(1)(f)",
      "The speaker wants only some people to know, and everyone who reads the record can see this. "
      "Label it confidential.",
      "", "R20"},
     [](const v1::VoiceCaptured& voice, const Situation& at) {
       return When(!voice.confidential_to().empty() && IsOpenToAll(at.entry), "confidential_to");
     }},
};

}  // namespace

void CheckKind(const v1::ConcernRaised&, const Situation&, Verdict&) {
  // Anyone may raise any worry in any form (Code of Practice 6.20).
}
void CheckKind(const v1::ConcernAnswered& answer, const Situation& at, Verdict& verdict) {
  Judge(kConcernAnswerRules, answer, at, verdict);
}
void CheckKind(const v1::VoiceCaptured& voice, const Situation& at, Verdict& verdict) {
  Judge(kVoiceRules, voice, at, verdict);
}

void ListConcernRules(std::vector<Rule>& list) {
  ListRules(kConcernAnswerRules, list);
  ListRules(kVoiceRules, list);
}

}  // namespace cairn::rules
