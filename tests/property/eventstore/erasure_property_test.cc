// Any history of appends, removals, erasures, rotations and restarts: whatever was not erased opens
// and says what it said, whatever was erased says by what, and every leaf is proved.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "eventstore/event_log.h"
#include "eventstore/key_rotation.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/tlog_proof.h"
#include "eventstore/proof_builder.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

constexpr uint64_t kErasableRecords = 3;
constexpr std::string_view kCheckpoint = "cairn.example/log\n1\nAAAA\n\n— a AAAAAAA=\n";

enum class Act { kAppend, kRemove, kErase, kRotate, kReopen };

struct Step {
  Act act;
  uint64_t record;
  size_t which;  // of the record's events
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << "{act " << static_cast<int>(step.act) << " record " << step.record << " which "
             << step.which << "}";
}

rc::Gen<Step> AnyStep() {
  return rc::gen::exec([] {
    return Step{*rc::gen::weightedElement<Act>({{12, Act::kAppend},
                                                {5, Act::kRemove},
                                                {1, Act::kErase},
                                                {1, Act::kRotate},
                                                {1, Act::kReopen}}),
                *rc::gen::inRange<uint64_t>(1, kErasableRecords + 1),
                *rc::gen::inRange<size_t>(0, 8)};
  });
}

// A record as it should read: a text, or nothing where there is none.
struct Expected {
  struct Event {
    EventId id;
    std::optional<std::string> text;
    bool is_control = false;
  };
  std::vector<Event> events;
  bool erased = false;
};

class History {
 public:
  explicit History(StorageKind kind) : log_(kind) {}

  void Do(const Step& step) {
    Expected& record = records_[step.record];
    switch (step.act) {
      case Act::kAppend:
        return Append(step.record, record);
      case Act::kRemove:
        return Remove(step, record);
      case Act::kErase:
        return Erase(step.record, record);
      case Act::kRotate:
        RC_ASSERT(RotateKeys(*log_, log_.vault, {.request = RequestNo(++requests_)}).ok());
        return;
      case Act::kReopen:
        return log_.Reopen();
    }
  }

  void Check() {
    for (const auto& [number, record] : records_) {
      if (record.events.empty()) continue;
      const auto events = log_->Read(RecordNo(number), 1, Direction::kForward, 1'000).value();
      RC_ASSERT(events.size() == record.events.size());
      for (size_t i = 0; i < events.size(); ++i) CheckEvent(events[i], record.events[i]);
    }
  }

 private:
  void Append(uint64_t number, Expected& record) {
    const std::string text = "text " + std::to_string(++requests_);
    const auto done = log_->AppendAndWait(
        AppendOf(RequestNo(requests_), RecordNo(number), record.events.size(), text));
    RC_ASSERT(done.ok() != record.erased);
    if (done.ok()) record.events.push_back({done->events.front().event_id, text});
  }

  void Remove(const Step& step, Expected& record) {
    if (record.events.empty()) return;
    Expected::Event& target = record.events[step.which % record.events.size()];
    const bool there = target.text.has_value() && !record.erased;
    const auto done = log_->AppendAndWait(
        RemovalOf(RequestNo(++requests_), RecordNo(step.record), record.events.size(), target.id));
    RC_ASSERT(done.ok() == there);
    if (!done.ok()) return;
    target.text.reset();
    record.events.push_back({done->events.front().event_id, std::nullopt, true});
  }

  void Erase(uint64_t number, Expected& record) {
    if (record.events.empty()) return;
    const auto done = log_->AppendAndWait(
        ErasureOf(RequestNo(++requests_), RecordNo(number), record.events.size()));
    RC_ASSERT(done.ok() != record.erased);
    if (!done.ok()) return;
    record.erased = true;
    for (Expected::Event& event : record.events) event.text.reset();
    record.events.push_back({done->events.front().event_id, std::nullopt, true});
  }

  void CheckEvent(const StoredEvent& event, const Expected::Event& expected) {
    RC_ASSERT(event.leaf.event_id == expected.id);
    RC_ASSERT(event.control.has_value() == expected.is_control);
    RC_ASSERT(event.content.has_value() == expected.text.has_value());
    RC_ASSERT((event.erased_by > 0) == (!expected.text && !expected.is_control));
    if (expected.text) RC_ASSERT(TextOf(event) == *expected.text);
    const LogHead head = log_->Head();
    const std::string file = ProofBuilder(log_->ledger(), log_->keys())
                                 .Build(event, head.position, kCheckpoint,
                                        [](std::string_view /*path*/) { return true; })
                                 .value();
    const TlogProof proof = TlogProof::Parse(file).value();
    const Disclosure shown = Disclosure::Parse(proof.extra).value();
    RC_ASSERT(shown.MatchesLeaf());
    RC_ASSERT(
        VerifyInclusion(proof.index, head.position, shown.leaf.hash(), proof.path, head.root));
  }

  TestLog log_;
  std::map<uint64_t, Expected> records_;
  uint64_t requests_ = 0;
};

RC_GTEST_PROP(ErasureProperty, LeavesWhatWasNotErasedAndProvesEverything, ()) {
  // On RocksDB every step takes a few syncs.
  const auto kind = *rc::gen::weightedElement<StorageKind>(
      {{9, StorageKind::kMemory}, {1, StorageKind::kRocksDb}});
  const std::vector<Step> steps = *rc::gen::container<std::vector<Step>>(AnyStep());
  History history(kind);
  for (const Step& step : steps) history.Do(step);
  history.Check();
}

}  // namespace
}  // namespace cairn
