// Any history, in batches of any size, with restarts in between: the rows that followed the log are
// those of a rebuild, and those that the whole log gives when it is read from the beginning.
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/record/fold.h"
#include "services/records/record_cache.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

constexpr uint64_t kRecords = 4;

enum class Act { kSay, kCorrect, kVoid, kRemove, kErase, kStep, kReopen, kRebuild };

struct Move {
  Act act;
  uint64_t record;
  size_t which;  // of the record's events
  std::string text;
  int day;
};

std::ostream& operator<<(std::ostream& out, const Move& move) {
  return out << "{act " << static_cast<int>(move.act) << " record " << move.record << " which "
             << move.which << " text " << move.text << " day " << move.day << "}";
}

rc::Gen<Move> AnyMove() {
  return rc::gen::exec([] {
    return Move{*rc::gen::weightedElement<Act>({{12, Act::kSay},
                                                {4, Act::kCorrect},
                                                {3, Act::kVoid},
                                                {3, Act::kRemove},
                                                {1, Act::kErase},
                                                {8, Act::kStep},
                                                {1, Act::kReopen},
                                                {1, Act::kRebuild}}),
                *rc::gen::inRange<uint64_t>(1, kRecords + 1), *rc::gen::inRange<size_t>(0, 6),
                *rc::gen::element<std::string>("a", "b", "secret", "apart"),
                *rc::gen::inRange(1, 29)};
  });
}

class History {
 public:
  explicit History(size_t batch_records)
      : views_({TextsView(), CountsView()}, {.batch_records = batch_records}) {
    views_.Settle();
  }

  void Do(const Move& move) {
    std::vector<EventId>& events = events_[move.record];
    const bool erased = erased_.contains(move.record);
    switch (move.act) {
      case Act::kStep:
        RC_ASSERT(views_.runner().Step().ok());
        return;
      case Act::kReopen:
        return views_.Reopen();
      case Act::kRebuild:
        RC_ASSERT(views_.runner().Rebuild({}, {}).ok());
        return;
      default:
        if (!erased) Write(move, events);
    }
  }

  void Check() {
    views_.Settle();
    const auto followed = Stored();
    RC_ASSERT(followed == Naive());
    CheckMembers();
    RC_ASSERT(views_.runner().Rebuild({}, {}).ok());
    RC_ASSERT(Stored() == followed);
    CheckMembers();
  }

 private:
  using Contents = std::map<std::pair<std::string, uint64_t>, std::string>;

  void Write(const Move& move, std::vector<EventId>& events) {
    const Version target = 1 + move.which % std::max<size_t>(1, events.size());
    AppendedEvent event;
    if (move.act == Act::kSay) {
      event = views_.Say(move.record, move.text, move.day);
    } else if (events.empty()) {
      return;
    } else if (move.act == Act::kCorrect) {
      event = views_.Correct(move.record, target, move.text);
    } else if (move.act == Act::kVoid) {
      event = views_.Void(move.record, target);
    } else if (move.act == Act::kErase) {
      event = views_.Remove(move.record, std::nullopt);
      erased_.insert(move.record);
    } else if (removed_.insert({move.record, target}).second) {
      event = views_.Remove(move.record, events[target - 1]);
      removed_.insert({move.record, events.size() + 1});  // a removal cannot be removed
    } else {
      return;
    }
    events.push_back(event.event_id);
  }

  Contents Stored() {
    Contents contents;
    for (const View& view : views_.views) {
      const auto reading = views_.store().Read(std::span(&view.name, 1));
      for (uint64_t record = 1; record <= kRecords; ++record) {
        const RecordId id = RecordNo(record);
        const auto rows = reading->Rows(view.name, std::span(&id, 1)).value();
        if (rows[0]) contents[{std::string(view.name), record}] = EncodeContent(*rows[0]);
      }
    }
    return contents;
  }

  std::vector<EventPtr> EventsOf(uint64_t record) {
    std::vector<EventPtr> events;
    if (!events_.contains(record) || events_[record].empty()) return events;
    const auto stored = views_.log()->Read(RecordNo(record), 1, Direction::kForward, 1'000).value();
    for (const StoredEvent& event : stored) events.push_back(OpenEvent(event).value());
    return events;
  }

  Contents Naive() {
    Contents contents;
    for (uint64_t record = 1; record <= kRecords; ++record) {
      if (erased_.contains(record)) continue;
      const std::vector<EventPtr> events = EventsOf(record);
      const ViewRows texts = TextsView().rows_of(Fold(RecordNo(record), events)).value();
      RecordRows all;
      if (!texts.bytes.empty()) all.readings = {{kAllGroups, texts.bytes}};
      if (!all.readings.empty()) contents[{std::string(kTexts), record}] = EncodeContent(all);
      RecordRows seen;
      const RecordReadings readings = TwoReadings(events);
      seen.apart = readings.apart;
      for (const RecordReading& reading : readings.readings) {
        const ViewRows counts =
            CountsView().rows_of(Fold(RecordNo(record), reading.events)).value();
        if (!counts.bytes.empty()) seen.readings.push_back({reading.groups, counts.bytes});
      }
      if (seen.readings.empty() && seen.apart.empty()) continue;
      contents[{std::string(kCounts), record}] = EncodeContent(seen);
    }
    return contents;
  }

  void CheckMembers() {
    for (const std::string text : {"a", "b", "secret", "apart"}) {
      std::vector<RecordId> expected;
      for (uint64_t record = 1; record <= kRecords; ++record) {
        if (erased_.contains(record)) continue;
        const auto keys = TextsView().rows_of(Fold(RecordNo(record), EventsOf(record)))->keys;
        const bool has = std::ranges::find(keys, "says:" + text) != keys.end();
        if (has) expected.push_back(RecordNo(record));
      }
      RC_ASSERT(views_.Members("says:" + text) == expected);
    }
  }

  ViewLog views_;
  std::map<uint64_t, std::vector<EventId>> events_;
  std::set<uint64_t> erased_;
  std::set<std::pair<uint64_t, Version>> removed_;
};

RC_GTEST_PROP(ViewRunnerProperty, RowsAreThoseOfTheWholeLogHoweverTheyCameAbout, ()) {
  const auto batch_records = *rc::gen::inRange<size_t>(1, 5);
  const auto moves = *rc::gen::container<std::vector<Move>>(AnyMove());
  History history(batch_records);
  for (const Move& move : moves) history.Do(move);
  history.Check();
}

}  // namespace
}  // namespace cairn
