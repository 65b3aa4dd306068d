#include "projections/record/effective_entries.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace cairn {
namespace {

// Which events belong together, as indices into the events that were known.
class Resolution {
 public:
  explicit Resolution(std::span<const EventPtr> events)
      : events_(events), first_(events.size()), voided_(events.size()) {
    for (size_t i = 0; i < events_.size(); ++i) Index(i);
    for (size_t i = 0; i < events_.size(); ++i) first_[i] = FirstOfChain(i);
    ResolveVoids();
  }

  std::vector<EffectiveEntry> Entries() const {
    std::vector<EffectiveEntry> chains(events_.size());
    for (size_t i = 0; i < events_.size(); ++i) {
      chains[first_[i]].original = events_[first_[i]];
      if (i != first_[i] && Counts(i)) chains[first_[i]].corrections.push_back(events_[i]);
    }
    std::vector<EffectiveEntry> entries;
    for (size_t i = 0; i < events_.size(); ++i) {
      EffectiveEntry& chain = chains[i];
      if (first_[i] != i || voided_[i]) continue;
      chain.current = chain.corrections.empty() ? chain.original : chain.corrections.back();
      if (chain.current->recorded.has_value()) entries.push_back(std::move(chain));
    }
    return entries;
  }

  std::vector<v1::EventState> States() const {
    std::vector<size_t> current = first_;
    for (size_t i = 0; i < events_.size(); ++i) {
      if (Counts(i)) current[first_[i]] = i == first_[i] ? current[i] : i;
    }
    std::vector<v1::EventState> states;
    for (size_t i = 0; i < events_.size(); ++i) {
      if (events_[i]->removal.has_value()) {
        states.push_back(v1::EVENT_STATE_EFFECTIVE);  // nothing takes a removal back
      } else if (!events_[i]->recorded.has_value()) {
        states.push_back(v1::EVENT_STATE_ERASED);
      } else if (voided_[i] || voided_[first_[i]]) {
        states.push_back(v1::EVENT_STATE_VOIDED);
      } else {
        states.push_back(current[first_[i]] == i ? v1::EVENT_STATE_EFFECTIVE
                                                 : v1::EVENT_STATE_CORRECTED);
      }
    }
    return states;
  }

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);

  const v1::Entry& EntryAt(size_t i) const { return events_[i]->recorded->entry(); }
  bool Counts(size_t i) const { return events_[i]->recorded.has_value() && !voided_[i]; }

  void Index(size_t i) {
    by_event_id_.emplace(events_[i]->event_id.bytes(), i);
    if (!events_[i]->recorded.has_value()) return;
    const std::string& source_id = EntryAt(i).source().id();
    if (!source_id.empty()) by_source_id_.emplace(source_id, i);  // the first keeps the name
  }

  size_t Find(const v1::EntryRef& ref) const {
    const auto& index = ref.has_event_id() ? by_event_id_ : by_source_id_;
    const auto found = index.find(ref.has_event_id() ? ref.event_id() : ref.source_id());
    return found == index.end() ? kNone : found->second;
  }

  // E1. A bulk load may link forward, so two corrections could name each other: each is then its
  // own.
  size_t FirstOfChain(size_t start) const {
    size_t i = start;
    for (size_t steps = 0; steps < events_.size(); ++steps) {
      if (!events_[i]->recorded.has_value() || !EntryAt(i).has_corrects()) return i;
      const size_t target = Find(EntryAt(i).corrects().target());
      if (target == kNone || target == i) return i;
      i = target;
    }
    return start;
  }

  // E2, newest first: a void counts unless a later one took it back, or a later correction replaced
  // it.
  void ResolveVoids() {
    std::vector<bool> replaced(events_.size());
    for (size_t i = events_.size(); i-- > 0;) {
      if (!Counts(i) || voided_[first_[i]] || replaced[first_[i]]) continue;
      replaced[first_[i]] = true;
      if (!EntryAt(i).has_entry_voided()) continue;
      for (const v1::Link& link : EntryAt(i).links()) {
        const size_t target = link.relation() == v1::RELATION_VOIDS ? Find(link.entry()) : kNone;
        if (target != kNone && target != i) voided_[target] = true;
      }
    }
  }

  const std::span<const EventPtr> events_;
  std::unordered_map<std::string_view, size_t> by_event_id_;
  std::unordered_map<std::string_view, size_t> by_source_id_;
  std::vector<size_t> first_;
  std::vector<bool> voided_;
};

// Recorded times never go back from one version to the next, so what was known is a prefix.
std::span<const EventPtr> KnownPart(std::span<const EventPtr> events, KnownAt known_at) {
  const auto end = std::find_if(events.begin(), events.end(), [&](const EventPtr& event) {
    return event->recorded_at_us > known_at.recorded_at_us;
  });
  return events.first(static_cast<size_t>(end - events.begin()));
}

}  // namespace

std::vector<std::string> EffectiveEntry::Labels() const {
  std::vector<std::string> labels = {LabelOf(*original)};
  for (const EventPtr& correction : corrections) labels.push_back(LabelOf(*correction));
  return labels;
}

std::string_view EffectiveEntry::Party() const {
  return entry().person().has_name() ? entry().person().name() : current->recorded->actor().name();
}

CivilDate EffectiveEntry::FirstDay() const {
  return EarliestDay(entry().occurred()).value_or(DayOfMicros(original->recorded_at_us));
}

CivilDate EffectiveEntry::LastDay() const {
  return LatestDay(entry().occurred()).value_or(DayOfMicros(original->recorded_at_us));
}

OccurredOrder EffectiveEntry::Order() const {
  return {EarliestInstantMicros(entry().occurred()).value_or(original->recorded_at_us), version()};
}

std::vector<EntryPtr> EffectiveEntries(std::span<const EventPtr> events, KnownAt known_at,
                                       AsOf as_of) {
  std::vector<std::pair<OccurredOrder, EntryPtr>> ordered;
  for (EffectiveEntry& entry : Resolution(KnownPart(events, known_at)).Entries()) {
    if (as_of.day.has_value() && entry.FirstDay() > *as_of.day) continue;
    const OccurredOrder order = entry.Order();
    ordered.emplace_back(order, std::make_shared<const EffectiveEntry>(std::move(entry)));
  }
  std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });

  std::vector<EntryPtr> entries;
  entries.reserve(ordered.size());
  for (auto& [order, entry] : ordered) entries.push_back(std::move(entry));
  return entries;
}

std::vector<v1::EventState> StatesOf(std::span<const EventPtr> events, KnownAt known_at) {
  std::vector<v1::EventState> states = Resolution(KnownPart(events, known_at)).States();
  states.resize(events.size(), v1::EVENT_STATE_UNSPECIFIED);
  return states;
}

int DaysToRecording(const EffectiveEntry& entry) {
  return DayOfMicros(entry.original->recorded_at_us) - entry.LastDay();
}

}  // namespace cairn
