#include "tests/property/eventstore/linearisability/record_search.h"

#include <algorithm>
#include <limits>
#include <string>

namespace cairn {
namespace {

constexpr uint64_t kNoEnd = std::numeric_limits<uint64_t>::max();

using Tokens = std::vector<uint64_t>;

// One operation as far as it concerns one record.
struct Step {
  enum class Kind {
    kWritten,   // `tokens` were appended at version `version`
    kMaybe,     // the same, or nothing happened, at any time since
    kConflict,  // it was at version `version`, which is not the expected one
    kHead,      // it was at version `version`
    kRead,      // it held `tokens`
  } kind;
  uint64_t invoked;
  uint64_t returned;
  uint64_t version = 0;
  Tokens tokens;
};

Tokens TokensOf(const std::vector<SeenEvent>& events, uint64_t record) {
  Tokens tokens;
  for (const SeenEvent& event : events) {
    if (event.record == record) tokens.push_back(event.token);
  }
  return tokens;
}

void AddAppend(const AppendCall& append, uint64_t record, Step step, std::vector<Step>& steps) {
  for (const AppendCall::Part& part : append.parts) {
    if (part.record != record) continue;
    if (append.refused) {
      const auto actual = append.actual.find(record);
      if (actual == append.actual.end()) continue;  // refused for another record
      step.kind = Step::Kind::kConflict;
      step.version = actual->second;
    } else {
      step.kind = append.written ? Step::Kind::kWritten : Step::Kind::kMaybe;
      step.version = part.expected;
      step.tokens = part.tokens;
    }
    steps.push_back(step);
  }
}

std::vector<Step> StepsOn(const History& history, uint64_t record) {
  std::vector<Step> steps;
  for (const Operation& operation : history) {
    Step step{.kind = Step::Kind::kRead,
              .invoked = operation.invoked,
              .returned = operation.returned.value_or(kNoEnd)};
    if (const auto* append = std::get_if<AppendCall>(&operation.call)) {
      AddAppend(*append, record, step, steps);
      continue;
    }
    if (!operation.returned) continue;  // a read that told nothing
    if (const auto* head = std::get_if<HeadCall>(&operation.call)) {
      if (head->record != record) continue;
      step.kind = Step::Kind::kHead;
      step.version = head->version;
    } else if (const auto* read = std::get_if<RecordCall>(&operation.call)) {
      if (read->record != record) continue;
      step.tokens = TokensOf(read->events, record);
    } else if (const auto* whole = std::get_if<LogCall>(&operation.call)) {
      step.tokens = TokensOf(whole->events, record);
    } else {
      continue;
    }
    steps.push_back(step);
  }
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return a.invoked < b.invoked; });
  return steps;
}

// What the record holds after `step`, if it could have happened on `state`.
bool Apply(const Step& step, Tokens& state) {
  switch (step.kind) {
    case Step::Kind::kWritten:
    case Step::Kind::kMaybe:
      if (state.size() != step.version) return false;
      state.insert(state.end(), step.tokens.begin(), step.tokens.end());
      return true;
    case Step::Kind::kConflict:
    case Step::Kind::kHead:
      return state.size() == step.version;
    case Step::Kind::kRead:
      return state == step.tokens;
  }
  return false;
}

bool Changes(const Step& step) {
  return step.kind == Step::Kind::kWritten || step.kind == Step::Kind::kMaybe;
}

class Search {
 public:
  explicit Search(std::vector<Step> steps) : steps_(std::move(steps)), done_(steps_.size(), '0') {}

  bool Run() { return From({}); }

 private:
  // Whether what is left can follow on `state`. Each call has put one more step in its place, so it
  // is never deeper than there are steps.
  bool From(const Tokens& state) {
    if (!seen_.emplace(done_, state).second) return false;
    const std::vector<size_t> candidates = Candidates();
    // What may have happened need not have.
    if (std::all_of(steps_.begin(), steps_.end(), [this](const Step& step) {
          return IsDone(step) || step.kind == Step::Kind::kMaybe;
        })) {
      return true;
    }
    for (const bool changing : {false, true}) {
      for (const size_t i : candidates) {
        Tokens next = state;
        if (Changes(steps_[i]) != changing || !Apply(steps_[i], next)) continue;
        done_[i] = '1';
        if (From(next)) return true;
        done_[i] = '0';
        // A step that changes nothing can only be in the way later on.
        if (!changing) return false;
      }
    }
    return false;
  }

  // The steps that can be next: each began before the first of those that are left ended.
  std::vector<size_t> Candidates() const {
    uint64_t first_return = kNoEnd;
    for (size_t i = 0; i < steps_.size(); ++i) {
      if (done_[i] == '0') first_return = std::min(first_return, steps_[i].returned);
    }
    std::vector<size_t> candidates;
    for (size_t i = 0; i < steps_.size() && steps_[i].invoked < first_return; ++i) {
      if (done_[i] == '0') candidates.push_back(i);
    }
    return candidates;
  }

  bool IsDone(const Step& step) const {
    return done_[static_cast<size_t>(&step - steps_.data())] == '1';
  }

  const std::vector<Step> steps_;
  std::string done_;  // a '1' for each step that has its place
  std::set<std::pair<std::string, Tokens>> seen_;
};

}  // namespace

std::set<uint64_t> RecordsIn(const History& history) {
  std::set<uint64_t> records;
  for (const Operation& operation : history) {
    const auto* append = std::get_if<AppendCall>(&operation.call);
    if (append == nullptr) continue;
    for (const AppendCall::Part& part : append->parts) records.insert(part.record);
  }
  return records;
}

bool IsLinearisable(const History& history, uint64_t record) {
  return Search(StepsOn(history, record)).Run();
}

}  // namespace cairn
