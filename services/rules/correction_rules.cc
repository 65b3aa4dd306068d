#include "services/rules/correction_rules.h"

#include <algorithm>
#include <cstdint>

#include "projections/record/wording_given.h"

namespace cairn::rules {
namespace {

constexpr int64_t kOwnSlipMicros = int64_t{24} * 3600 * 1'000'000;

constexpr Rule kSaysWhy = {"correction.says_why", Effect::kRefuse, "UK GDPR Art 5(1)(d), 5(2)",
                           "Say why this is corrected. Only your own slip, within 24 hours and "
                           "before anybody has signed it, needs no reason.",
                           "REQUIRED"};

bool TypedByAuthor(const RecordedEvent& event, const Facts& facts) {
  if (facts.author == nullptr || !event.recorded) return false;
  const v1::Actor& typist = event.recorded->actor();
  return !typist.subject().empty() && typist.subject() == facts.author->subject() &&
         typist.issuer() == facts.author->issuer();
}

bool IsSigned(const Record& record, const EventPtr& event) {
  return std::any_of(record.entries.begin(), record.entries.end(), [&](const EntryPtr& statement) {
    const std::vector<EntryPtr> about = SpokenAbout(record, *statement);
    return std::any_of(about.begin(), about.end(), [&](const EntryPtr& entry) {
      return entry->original == event || entry->current == event;
    });
  });
}

bool IsOwnSlip(const Situation& at, const EventPtr& target) {
  return TypedByAuthor(*target, at.facts) &&
         at.facts.now_us - target->recorded_at_us < kOwnSlipMicros && !IsSigned(at.before, target);
}

}  // namespace

void CheckCorrectionReason(const Situation& at, Verdict& verdict) {
  if (!at.entry.has_corrects() || at.entry.corrects().has_reason()) return;
  const EventPtr target = FindEvent(at.before, at.entry.corrects().target());
  if (target != nullptr && IsOwnSlip(at, target)) return;
  Report(kSaysWhy, "corrects.reason", verdict);
}

void ListCorrectionRules(std::vector<Rule>& list) { list.push_back(kSaysWhy); }

}  // namespace cairn::rules
