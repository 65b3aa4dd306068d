#include "tests/property/projections/naive_history.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "projections/calendar/date.h"

namespace cairn {
namespace {

class Clerk {
 public:
  explicit Clerk(std::vector<EventPtr> known) : known_(std::move(known)) {}

  std::vector<NaiveFact> Facts() const {
    std::vector<NaiveFact> facts;
    for (size_t i = 0; i < known_.size(); ++i) {
      if (StatedFirst(i) != i || IsStruck(i)) continue;
      facts.push_back({i, CountsNow(i), Corrections(i)});
    }
    return facts;
  }

  const v1::Entry& EntryAt(size_t i) const { return known_[i]->recorded->entry(); }

 private:
  // What a reference leads to among the events before `i`; nothing if it leads nowhere.
  std::optional<size_t> Before(size_t i, const v1::EntryRef& ref) const {
    for (size_t j = 0; j < i; ++j) {
      if (EntryAt(j).source().id() == ref.source_id()) return j;
    }
    return std::nullopt;
  }

  // A correction of a correction corrects what was stated first.
  size_t StatedFirst(size_t i) const {
    if (!EntryAt(i).has_corrects()) return i;
    const auto target = Before(i, EntryAt(i).corrects().target());
    return target ? StatedFirst(*target) : i;
  }

  // The corrections of what was stated first at `first` that nobody took back.
  std::vector<size_t> Corrections(size_t first) const {
    std::vector<size_t> corrections;
    for (size_t i = first + 1; i < known_.size(); ++i) {
      if (StatedFirst(i) == first && !IsStruck(i)) corrections.push_back(i);
    }
    return corrections;
  }

  size_t CountsNow(size_t first) const {
    const std::vector<size_t> corrections = Corrections(first);
    return corrections.empty() ? first : corrections.back();
  }

  // Whether some void that counts itself names it.
  bool IsStruck(size_t i) const {
    for (size_t later = i + 1; later < known_.size(); ++later) {
      if (Names(later, i) && Counts(later)) return true;
    }
    return false;
  }

  bool Counts(size_t i) const {
    const size_t first = StatedFirst(i);
    return !IsStruck(i) && !IsStruck(first) && CountsNow(first) == i;
  }

  bool Names(size_t voiding, size_t target) const {
    if (!EntryAt(voiding).has_entry_voided()) return false;
    const auto& links = EntryAt(voiding).links();
    return std::any_of(links.begin(), links.end(), [&](const v1::Link& link) {
      return link.relation() == v1::RELATION_VOIDS && Before(voiding, link.entry()) == target;
    });
  }

  std::vector<EventPtr> known_;
};

}  // namespace

std::vector<NaiveFact> NaiveFacts(const std::vector<EventPtr>& history, KnownAt known_at,
                                  AsOf as_of) {
  std::vector<EventPtr> known;
  for (const EventPtr& event : history) {
    if (event->recorded_at_us <= known_at.recorded_at_us) known.push_back(event);
  }
  const Clerk clerk(std::move(known));
  // First day, then the order in which the facts were first stated.
  std::map<std::pair<CivilDate, size_t>, NaiveFact> in_order;
  for (const NaiveFact& fact : clerk.Facts()) {
    const CivilDate day = *EarliestDay(clerk.EntryAt(fact.counts_now).occurred());
    if (as_of.day && day > *as_of.day) continue;
    in_order[{day, fact.stated_first}] = fact;
  }
  std::vector<NaiveFact> facts;
  for (const auto& [place, fact] : in_order) facts.push_back(fact);
  return facts;
}

}  // namespace cairn
