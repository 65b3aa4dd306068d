// Random histories of late entries, corrections, voids and challenges in any order: what counts on
// a day, as known at a time, is what a clerk finds who reads everything from the start.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/record/fold.h"
#include "tests/property/projections/naive_history.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

constexpr int kHistoryDays = 40;

constexpr const char* kHistoryKinds[] = {
    "observation_recorded { text: 'seen' }",
    "plan_issued { plan_id: 'PA' plan_kind: PLAN_KIND_SEN_SUPPORT }",
    "provision_started { provision_id: 'i1' }",
    "delivery_logged { provision_id: 'i1' delivered_sessions: 1 }",
};
// A challenge states a party's stand and changes nothing else.
constexpr const char* kChallenges[] = {
    "position_taken { stance: STANCE_DISAGREE plan_id: 'PA' }",
    "position_taken { stance: STANCE_AGREE plan_id: 'PA' }",
    "dispute_opened { dispute_id: 'd1' }",
};

// 0 to `max`, all alike: RapidCheck would begin with small numbers, and so with empty histories.
int AtMost(int max) { return *rc::gen::resize(100, rc::gen::inRange(0, max + 1)); }

CivilDate DayOfHistory(int number) { return Day("2024-09-01").AddDays(number); }
std::string SourceId(size_t number) { return absl::StrFormat("E%d", number); }

template <size_t N>
v1::Entry AnyOf(const char* const (&kinds)[N]) {
  return EntryOn("2024-09-01", kinds[AtMost(N - 1)]);
}

v1::Entry VoidOf(size_t target) {
  v1::Entry entry = EntryOn("2024-09-01", "entry_voided { reason: 'wrong child' }");
  v1::Link* link = entry.add_links();
  link->set_relation(v1::RELATION_VOIDS);
  link->mutable_entry()->set_source_id(SourceId(target));
  return entry;
}

v1::Entry CorrectionOf(v1::Entry entry, size_t target) {
  entry.mutable_corrects()->mutable_target()->set_source_id(SourceId(target));
  return entry;
}

// Any event that is not void, which the rules ask of what is corrected. The last one never is.
size_t AnyStanding(const std::vector<EventPtr>& events) {
  const std::vector<v1::EventState> states = StatesOf(events);
  std::vector<size_t> standing;
  for (size_t i = 0; i < events.size(); ++i) {
    if (states[i] != v1::EVENT_STATE_VOIDED) standing.push_back(i);
  }
  return standing[static_cast<size_t>(AtMost(static_cast<int>(standing.size()) - 1))];
}

// What comes after `before`: anything, a challenge, a correction of the same kind, a void.
v1::Entry NextEntry(const std::vector<EventPtr>& before) {
  if (before.empty()) return AnyOf(kHistoryKinds);
  switch (AtMost(4)) {
    case 0: {
      const size_t target = AnyStanding(before);
      return CorrectionOf(before[target]->recorded->entry(), target);
    }
    case 1:
      return VoidOf(static_cast<size_t>(AtMost(static_cast<int>(before.size()) - 1)));
    case 2:
      return AnyOf(kChallenges);
    default:
      return AnyOf(kHistoryKinds);
  }
}

struct History {
  HistoryBuilder builder;
  int recorded_day = 0;

  const std::vector<EventPtr>& events() const { return builder.events(); }

  // Recorded on that day, when it had happened some time before, perhaps long before.
  void Add(v1::Entry entry) {
    *entry.mutable_occurred()->mutable_from() = ToProto(DayOfHistory(AtMost(recorded_day)));
    entry.mutable_source()->set_id(SourceId(events().size()));
    builder.AddAt(StartOfDayMicros(DayOfHistory(recorded_day)), entry);
  }
};

History AnyHistory() {
  History history;
  for (int count = AtMost(12); count > 0; --count) {
    history.recorded_day += AtMost(3);
    history.Add(NextEntry(history.events()));
  }
  return history;
}

std::vector<NaiveFact> FactsOf(const std::vector<EntryPtr>& entries) {
  std::vector<NaiveFact> facts;
  for (const EntryPtr& entry : entries) {
    NaiveFact& fact = facts.emplace_back();
    fact.stated_first = entry->original->version - 1;
    fact.counts_now = entry->current->version - 1;
    for (const EventPtr& correction : entry->corrections) {
      fact.corrections.push_back(correction->version - 1);
    }
  }
  return facts;
}

std::vector<NaiveFact> FactsOf(const Record& record) {
  return FactsOf(std::vector<EntryPtr>(record.entries.begin(), record.entries.end()));
}

RC_GTEST_PROP(AnyHistory, HoldsOnADayAsKnownAtATimeWhatAClerkWouldFind, ()) {
  const std::vector<EventPtr> events = AnyHistory().events();
  const KnownAt known_at{.recorded_at_us = StartOfDayMicros(DayOfHistory(AtMost(kHistoryDays)))};
  const AsOf as_of{DayOfHistory(AtMost(kHistoryDays))};

  RC_ASSERT(FactsOf(Fold({}, events, known_at, as_of)) == NaiveFacts(events, known_at, as_of));
  RC_ASSERT(FactsOf(Fold({}, events)) == NaiveFacts(events, {}, {}));
}

RC_GTEST_PROP(AnyHistory, IsAsItWasOnceACorrectionIsTakenBack, ()) {
  History history = AnyHistory();
  if (history.events().empty()) history.Add(AnyOf(kHistoryKinds));
  const std::vector<NaiveFact> before = FactsOf(Fold({}, history.events()));
  const size_t target = AnyStanding(history.events());

  const size_t correction = history.events().size();
  history.Add(CorrectionOf(history.events()[target]->recorded->entry(), target));
  history.Add(VoidOf(correction));

  std::vector<NaiveFact> after = FactsOf(Fold({}, history.events()));
  const size_t taken_back = std::erase_if(
      after, [&](const NaiveFact& fact) { return fact.stated_first == correction + 1; });
  RC_ASSERT(taken_back == 1u);  // that it was taken back stays known
  RC_ASSERT(after == before);
}

RC_GTEST_PROP(AnyHistory, KeepsEveryOtherFactWhenSomebodyChallengesOne, ()) {
  History history = AnyHistory();
  const std::vector<NaiveFact> before = FactsOf(Fold({}, history.events()));
  const size_t challenge = history.events().size();

  history.Add(AnyOf(kChallenges));

  std::vector<NaiveFact> after = FactsOf(Fold({}, history.events()));
  std::erase_if(after, [&](const NaiveFact& fact) { return fact.stated_first == challenge; });
  RC_ASSERT(after == before);
}

RC_GTEST_PROP(AnyHistory, IsTheSameHoweverOftenItIsFolded, ()) {
  const std::vector<EventPtr> events = AnyHistory().events();

  RC_ASSERT(FactsOf(Fold({}, events)) == FactsOf(Fold({}, events)));
  RC_ASSERT(StatesOf(events) == StatesOf(events));
}

}  // namespace
}  // namespace cairn
