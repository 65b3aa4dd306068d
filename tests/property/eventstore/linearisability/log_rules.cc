#include "tests/property/eventstore/linearisability/log_rules.h"

#include <algorithm>
#include <limits>
#include <set>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

constexpr uint64_t kNever = std::numeric_limits<uint64_t>::max();

uint64_t ReturnOf(const Operation& operation) { return operation.returned.value_or(kNever); }

std::vector<SeenEvent> SeenBy(const Operation& operation) {
  if (const auto* append = std::get_if<AppendCall>(&operation.call)) {
    return append->written.value_or(std::vector<SeenEvent>());
  }
  if (const auto* read = std::get_if<RecordCall>(&operation.call)) return read->events;
  if (const auto* read = std::get_if<LogCall>(&operation.call)) return read->events;
  return {};
}

// What an operation told of the ends of things.
struct Ends {
  uint64_t log = 0;
  std::map<uint64_t, uint64_t> records;

  void Raise(uint64_t record, uint64_t version) {
    uint64_t& end = records[record];
    end = std::max(end, version);
  }
  void Raise(const Ends& other) {
    log = std::max(log, other.log);
    for (const auto& [record, version] : other.records) Raise(record, version);
  }
};

Ends ToldBy(const Operation& operation) {
  Ends ends;
  for (const SeenEvent& event : SeenBy(operation)) {
    ends.log = std::max(ends.log, event.position);
    ends.Raise(event.record, event.version);
  }
  if (const auto* head = std::get_if<HeadCall>(&operation.call)) {
    ends.Raise(head->record, head->version);
  }
  if (const auto* head = std::get_if<LogHeadCall>(&operation.call)) ends.log = head->position;
  if (const auto* append = std::get_if<AppendCall>(&operation.call)) {
    for (const auto& [record, version] : append->actual) ends.Raise(record, version);
  }
  return ends;
}

class RuleCheck {
 public:
  explicit RuleCheck(const History& history) : history_(history) {}

  std::vector<std::string> Run() {
    CollectWriters();
    for (const Operation& operation : history_) {
      CheckIdentities(operation);
      CheckOrder(operation);
    }
    CheckAllOrNothing();
    CheckRealTime();
    return std::move(broken_);
  }

 private:
  template <typename... Args>
  void Break(const absl::FormatSpec<Args...>& sentence, const Args&... args) {
    broken_.push_back(absl::StrFormat(sentence, args...));
  }

  void CollectWriters() {
    for (const Operation& operation : history_) {
      const auto* append = std::get_if<AppendCall>(&operation.call);
      if (append == nullptr) continue;
      for (const AppendCall::Part& part : append->parts) {
        for (const uint64_t token : part.tokens) writers_[token] = &operation;
      }
      CheckAcknowledged(*append);
    }
  }

  // R2.
  void CheckAcknowledged(const AppendCall& append) {
    if (!append.written) return;
    std::vector<SeenEvent> expected;
    for (const AppendCall::Part& part : append.parts) {
      uint64_t version = part.expected;
      for (const uint64_t token : part.tokens) {
        expected.push_back({.record = part.record, .version = ++version, .token = token});
      }
    }
    for (size_t i = 0; i < expected.size() && !append.written->empty(); ++i) {
      expected[i].position = append.written->front().position + i;
    }
    if (*append.written == expected) return;
    Break("R2: the append of token %d was not acknowledged as it was asked",
          append.parts.front().tokens.front());
  }

  // R1 and R5.
  void CheckIdentities(const Operation& operation) {
    for (const SeenEvent& event : SeenBy(operation)) {
      const auto [at, fresh] = at_position_.emplace(event.position, event);
      if (at->second != event) Break("R1: position %d holds two events", event.position);
      const auto [where, first] = of_token_.emplace(event.token, event.position);
      if (where->second != event.position) {
        Break("R1: token %d is at positions %d and %d", event.token, where->second, event.position);
      }
      const auto writer = writers_.find(event.token);
      if (writer == writers_.end()) {
        Break("R5: nobody appended token %d", event.token);
      } else if (writer->second->invoked > ReturnOf(operation)) {
        Break("R5: token %d was seen before it was appended", event.token);
      } else if (std::get<AppendCall>(writer->second->call).refused) {
        Break("R5: token %d was refused, and is at position %d", event.token, event.position);
      }
    }
  }

  // R3.
  void CheckOrder(const Operation& operation) {
    if (const auto* read = std::get_if<LogCall>(&operation.call)) {
      for (size_t i = 0; i < read->events.size(); ++i) {
        if (read->events[i].position != i + 1)
          return Break("R3: the log has no position %d", i + 1);
      }
    }
    if (const auto* read = std::get_if<RecordCall>(&operation.call)) {
      for (size_t i = 0; i < read->events.size(); ++i) {
        const SeenEvent& event = read->events[i];
        if (event.record != read->record || event.version != i + 1) {
          return Break("R3: record %d has no version %d", read->record, i + 1);
        }
        if (i > 0 && event.position <= read->events[i - 1].position) {
          return Break("R3: version %d of record %d stands before the one below it", i + 1,
                       read->record);
        }
      }
    }
  }

  // R4.
  void CheckAllOrNothing() {
    for (const Operation& operation : history_) {
      const auto* read = std::get_if<LogCall>(&operation.call);
      if (read == nullptr) continue;
      std::set<uint64_t> shown;
      for (const SeenEvent& event : read->events) shown.insert(event.token);
      for (const Operation& other : history_) {
        const auto* append = std::get_if<AppendCall>(&other.call);
        if (append != nullptr) CheckAllOrNothing(*append, shown);
      }
    }
  }

  void CheckAllOrNothing(const AppendCall& append, const std::set<uint64_t>& shown) {
    size_t there = 0;
    size_t all = 0;
    for (const AppendCall::Part& part : append.parts) {
      for (const uint64_t token : part.tokens) {
        ++all;
        there += shown.count(token);
      }
    }
    if (there == 0 || there == all) return;
    Break("R4: of the append of token %d, %d events of %d are there",
          append.parts.front().tokens.front(), there, all);
  }

  // R6 and R7: walks through time with what has been told so far.
  void CheckRealTime() {
    std::vector<const Operation*> by_invoked;
    std::vector<const Operation*> by_returned;
    for (const Operation& operation : history_) {
      by_invoked.push_back(&operation);
      if (operation.returned) by_returned.push_back(&operation);
    }
    std::sort(by_invoked.begin(), by_invoked.end(),
              [](const auto* a, const auto* b) { return a->invoked < b->invoked; });
    std::sort(by_returned.begin(), by_returned.end(),
              [](const auto* a, const auto* b) { return ReturnOf(*a) < ReturnOf(*b); });
    Ends told;
    auto next = by_returned.begin();
    for (const Operation* operation : by_invoked) {
      for (; next != by_returned.end() && ReturnOf(**next) < operation->invoked; ++next) {
        told.Raise(ToldBy(**next));
      }
      if (operation->returned) CheckSeesAll(*operation, told);
    }
  }

  void CheckSeesAll(const Operation& operation, const Ends& told) {
    const auto told_of = [&](uint64_t record) {
      const auto end = told.records.find(record);
      return end == told.records.end() ? 0 : end->second;
    };
    const Ends seen = ToldBy(operation);
    if (const auto* append = std::get_if<AppendCall>(&operation.call)) {
      return CheckAppendSeesAll(*append, told, told_of);
    }
    if (std::holds_alternative<LogCall>(operation.call) ||
        std::holds_alternative<LogHeadCall>(operation.call)) {
      if (seen.log < told.log) {
        Break("R6: process %d at %d misses position %d", operation.process, operation.invoked,
              told.log);
      }
      return;
    }
    const auto* head = std::get_if<HeadCall>(&operation.call);
    const uint64_t record =
        head != nullptr ? head->record : std::get<RecordCall>(operation.call).record;
    const auto end = seen.records.find(record);
    if ((end == seen.records.end() ? 0 : end->second) < told_of(record)) {
      Break("R6: process %d at %d misses version %d of record %d", operation.process,
            operation.invoked, told_of(record), record);
    }
  }

  template <typename ToldOf>
  void CheckAppendSeesAll(const AppendCall& append, const Ends& told, ToldOf told_of) {
    if (append.written && !append.written->empty() &&
        append.written->front().position <= told.log) {
      Break("R6: position %d was given after position %d had been told",
            append.written->front().position, told.log);
    }
    for (const auto& [record, version] : append.actual) {
      if (version < told_of(record)) {
        Break("R7: an append was refused at version %d of record %d, which had %d", version, record,
              told_of(record));
      }
    }
    for (const AppendCall::Part& part : append.parts) {
      const auto actual = append.actual.find(part.record);
      if (actual != append.actual.end() && actual->second == part.expected) {
        Break("R7: an append to record %d was refused at the version it expected", part.record);
      }
    }
  }

  const History& history_;
  std::vector<std::string> broken_;
  std::map<uint64_t, const Operation*> writers_;
  std::map<uint64_t, SeenEvent> at_position_;
  std::map<uint64_t, uint64_t> of_token_;
};

}  // namespace

std::vector<std::string> BrokenRules(const History& history) { return RuleCheck(history).Run(); }

}  // namespace cairn
