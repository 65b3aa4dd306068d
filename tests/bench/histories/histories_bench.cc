#include "tests/bench/histories/histories_bench.h"

#include <memory>
#include <utility>
#include <vector>

#include "projections/record/effective_entries.h"
#include "projections/record/evolve.h"
#include "projections/record/fold.h"
#include "services/rules/check_entry.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/histories/histories.h"
#include "tests/histories/recorded_history.h"

namespace cairn::bench {
namespace {

using histories::EventsOf;
using histories::Histories;
using histories::RecordIdOf;

constexpr uint64_t kSeed = 7;

// An entry as it comes to the rules, and the record as it is then.
struct Question {
  Record before;
  EventPtr event;
};

std::vector<Question> QuestionsOf(const Histories& histories) {
  std::vector<Question> questions;
  for (int child = 0; child < histories.children(); ++child) {
    Record record{.id = RecordIdOf(child)};
    for (const EventPtr& event : EventsOf(histories.Of(child))) {
      questions.push_back({record, event});
      AdvanceInPlace(record, event);
    }
  }
  return questions;
}

std::vector<std::vector<EntryPtr>> EntriesOf(const Histories& histories) {
  std::vector<std::vector<EntryPtr>> entries;
  for (int child = 0; child < histories.children(); ++child) {
    entries.push_back(EffectiveEntries(EventsOf(histories.Of(child))));
  }
  return entries;
}

class HistoriesBench final : public Bench {
 public:
  explicit HistoriesBench(const Settings& settings)
      : seconds_(settings.seconds / 2),
        histories_({.seed = kSeed, .children = settings.history_children, .schools = 3}),
        questions_(QuestionsOf(histories_)),
        entries_(EntriesOf(histories_)) {}

  void RunOnce(int /*run*/, Figures& figures) override {
    figures.Add("generate_events_per_s", 1e6 / MicrosOfOne([this] { return Generate(); }));
    figures.Add("rules_us_per_entry", MicrosOfOne([this] { return Check(); }));
    figures.Add("evolve_ns_per_event", 1e3 * MicrosOfOne([this] { return FoldAll(); }));
  }

 private:
  // Processor time of this thread for one of what `work` says it did, over and over.
  template <typename Work>
  double MicrosOfOne(const Work& work) const {
    const Stopwatch watch;
    const double before_us = ThreadMicros();
    size_t done = 0;
    do {
      done += work();
    } while (watch.Seconds() < seconds_);
    return (ThreadMicros() - before_us) / static_cast<double>(done);
  }

  size_t Generate() const {
    size_t entries = 0;
    for (int child = 0; child < histories_.children(); ++child) {
      entries += histories_.Of(child).entries();
    }
    return entries;
  }

  size_t Check() const {
    for (const Question& question : questions_) {
      const int64_t now_us = question.event->recorded_at_us;
      const Verdict verdict = CheckEntry(question.before, question.event->recorded->entry(),
                                         {.now_us = now_us, .today = DayOfMicros(now_us)});
      Require(!verdict.refused(), "the rules refuse an entry of a history");
    }
    return questions_.size();
  }

  size_t FoldAll() const {
    size_t evolved = 0;
    for (const std::vector<EntryPtr>& entries : entries_) {
      Record record;
      for (const EntryPtr& entry : entries) Evolve(record, entry, /*last=*/true);
      evolved += entries.size();
    }
    return evolved;
  }

  const double seconds_;
  const Histories histories_;
  const std::vector<Question> questions_;
  const std::vector<std::vector<EntryPtr>> entries_;
};

}  // namespace

Family HistoriesFamily() {
  return {.name = "histories",
          .figures = {{"generate_events_per_s",
                       "events of invented children a second of one thread's processor time, all "
                       "children of some schools over three years"},
                      {"rules_us_per_entry",
                       "processor time for all rules to look at one entry of them, each against "
                       "the record as it is then, us"},
                      {"evolve_ns_per_event",
                       "processor time to fold one of their entries into its record, ns"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<HistoriesBench>(settings);
          }};
}

}  // namespace cairn::bench
