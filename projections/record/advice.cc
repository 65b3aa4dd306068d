#include "projections/record/advice.h"

#include <algorithm>
#include <array>
#include <set>

namespace cairn {
namespace {

// Words that say how much or how often, or nothing at all.
constexpr std::array<std::string_view, 26> kNoContent = {
    "a",     "an", "and",  "at",      "daily", "each", "for",     "h",       "hour",
    "hours", "in", "min",  "minutes", "mins",  "of",   "on",      "or",      "per",
    "the",   "to", "week", "weekly",  "weeks", "with", "session", "sessions"};

// Lower-case words without figures ("4x20", "1:1") and without kNoContent.
std::set<std::string> ContentWords(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  bool has_digit = false;
  const auto finish = [&] {
    const bool empty = std::find(kNoContent.begin(), kNoContent.end(), word) != kNoContent.end();
    if (!word.empty() && !has_digit && !empty) words.insert(word);
    word.clear();
    has_digit = false;
  };
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool digit = c >= '0' && c <= '9';
    // Bytes of UTF-8 sequences belong to words.
    const bool letter = (c >= 'a' && c <= 'z') || upper || static_cast<unsigned char>(c) >= 0x80;
    if (!letter && !digit) {
      finish();
      continue;
    }
    has_digit = has_digit || digit;
    word += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  finish();
  return words;
}

// Everything in `entry` that says what support is, or will be, given.
std::vector<std::string_view> SupportIn(const v1::Entry& entry) {
  std::vector<std::string_view> texts;
  const v1::PlanContent& content = entry.plan_issued().content();
  for (const v1::ProvisionLine& line : content.provisions()) texts.push_back(line.what());
  for (const std::string& strategy : content.strategies()) texts.push_back(strategy);
  for (const std::string& adjustment : content.adjustments()) texts.push_back(adjustment);
  if (entry.has_provision_started()) {
    texts.push_back(entry.provision_started().name());
    for (const std::string& text : entry.provision_started().text()) texts.push_back(text);
  }
  return texts;
}

bool TakesUp(const v1::Entry& entry, std::string_view recommendation) {
  const std::vector<std::string_view> texts = SupportIn(entry);
  return std::any_of(texts.begin(), texts.end(),
                     [&](std::string_view text) { return SameWording(text, recommendation); });
}

// Links name a report and not a recommendation, so a link answers those recommendations that its
// entry words the same; all of them when it words none.
EntryPtr AnsweringLink(const Record& record, const Advice& advice) {
  for (const v1::Relation relation : {v1::RELATION_ANSWERS, v1::RELATION_CARRIES_OUT}) {
    for (const EntryPtr& entry : LinkingTo(record, *advice.report.entry, relation)) {
      const auto& all = advice.report->recommendations();
      const bool words_some = std::any_of(all.begin(), all.end(), [&](const auto& one) {
        return TakesUp(entry->entry(), one.text());
      });
      if (!words_some || TakesUp(entry->entry(), advice.recommendation->text())) return entry;
    }
  }
  return nullptr;
}

EntryPtr AnswerThatNamesIt(const Record& record, const Advice& advice) {
  if (!advice.report->has_report_id() || !advice.recommendation->has_item_id()) return nullptr;
  for (const Fact<v1::RecommendationAnswered>& answer : record.assessments.answers) {
    if (answer->report_id() == advice.report->report_id() &&
        answer->item_id() == advice.recommendation->item_id()) {
      return answer.entry;
    }
  }
  return nullptr;
}

void FindAnswer(const Record& record, Advice& advice) {
  advice.answered_by = AnswerThatNamesIt(record, advice);
  if (advice.answered_by == nullptr) advice.answered_by = AnsweringLink(record, advice);
  if (advice.answered_by != nullptr) return;
  for (const EntryPtr& entry : record.entries) {
    if (entry->Order() < advice.report.entry->Order()) continue;
    if (!TakesUp(entry->entry(), advice.recommendation->text())) continue;
    advice.answered_by = entry;
    advice.by_wording = true;
    return;
  }
}

}  // namespace

std::vector<Advice> AdviceOf(const Record& record) {
  std::vector<Advice> all;
  for (const Fact<v1::SpecialistReported>& report : record.assessments.reports) {
    for (const v1::Recommendation& recommendation : report->recommendations()) {
      Advice& advice =
          all.emplace_back(Advice{.report = report, .recommendation = &recommendation});
      FindAnswer(record, advice);
    }
  }
  return all;
}

bool SameWording(std::string_view a, std::string_view b) {
  const std::set<std::string> words_a = ContentWords(a);
  const std::set<std::string> words_b = ContentWords(b);
  const auto& shorter = words_a.size() <= words_b.size() ? words_a : words_b;
  const auto& longer = words_a.size() <= words_b.size() ? words_b : words_a;
  return shorter.size() >= 2 &&
         std::includes(longer.begin(), longer.end(), shorter.begin(), shorter.end());
}

std::string_view ShortName(v1::Profession profession) {
  switch (profession) {
    case v1::PROFESSION_SPEECH_AND_LANGUAGE_THERAPIST:
      return "SLT";
    case v1::PROFESSION_EDUCATIONAL_PSYCHOLOGIST:
      return "EP";
    case v1::PROFESSION_OCCUPATIONAL_THERAPIST:
      return "OT";
    case v1::PROFESSION_PHYSIOTHERAPIST:
      return "Physiotherapist";
    case v1::PROFESSION_SPECIALIST_TEACHER:
      return "Specialist teacher";
    case v1::PROFESSION_MENTAL_HEALTH_PRACTITIONER:
      return "Mental health practitioner";
    case v1::PROFESSION_HEALTH_PROFESSIONAL:
      return "Health professional";
    case v1::PROFESSION_SOCIAL_WORKER:
      return "Social worker";
    case v1::PROFESSION_UNSPECIFIED:
    case v1::Profession_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Profession_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "Specialist";
}

}  // namespace cairn
