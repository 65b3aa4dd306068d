#include "tests/bench/eventstore/sealing_bench.h"

#include <algorithm>
#include <functional>

#include "eventstore/keys/crypto.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/note.h"
#include "eventstore/proof_builder.h"
#include "tests/bench/eventstore/bench_log.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr char kOrigin[] = "cairn.test/bench/1";
constexpr size_t kEventsPerRecord = 20;
constexpr size_t kTreeEvents = 20'000;  // as long a path as most records need

// Processor time of this thread for one call; the first tenth of the calls warms up.
double MicrosPerCall(int calls, const std::function<void(int)>& call) {
  for (int i = 0; i < calls / 10; ++i) call(i);
  const double begun_us = ThreadMicros();
  for (int i = 0; i < calls; ++i) call(i);
  return (ThreadMicros() - begun_us) / calls;
}

class SealingBench final : public Bench {
 public:
  explicit SealingBench(const Settings& settings)
      : calls_(static_cast<int>(std::clamp(settings.seconds * 3000, 100.0, 5000.0))),
        bench_(folder_ / "log"),
        key_(SecretBytes(bench_.random().Bytes(kKeyBytes)), 1),
        records_(FillLog(bench_, std::min(settings.read_events, kTreeEvents) / kEventsPerRecord,
                         kEventsPerRecord)),
        checkpoint_(SignedHead()) {
    for (int i = 0; i < 100; ++i) notes_.push_back(Note(texts_));
    events_ = Require(bench_.log().ReadAll(0, 500));
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    MeasureSealing(figures);
    const ProofBuilder proofs(bench_.log().ledger(), bench_.log().keys());
    const uint64_t size = bench_.log().Head().position;
    figures.Add("proof_us", MicrosPerCall(calls_ / 5, [&](int i) {
                  Require(proofs
                              .Build(events_[i % events_.size()], size, checkpoint_,
                                     [](std::string_view) { return true; })
                              .status());
                }));
  }

 private:
  struct Sealing {
    SealContext context;
    SealedEvent sealed;
  };

  void MeasureSealing(Figures& figures) {
    std::vector<Sealing> sealings;
    for (const FieldList& note : notes_) {
      const SealContext context = NewContext();
      sealings.push_back({context, Require(Seal(note, context, key_))});
    }
    figures.Add("seal_us", MicrosPerCall(calls_, [&](int i) {
                  Require(Seal(notes_[i % notes_.size()], NewContext(), key_).status());
                }));
    figures.Add(
        "open_us", MicrosPerCall(calls_, [&](int i) {
          const Sealing& one = sealings[i % sealings.size()];
          Require(Open(one.sealed.envelope, one.context, one.sealed.fields_root, key_).status());
        }));
  }

  SealContext NewContext() {
    return {bench_.log().ledger_id(), records_[0].id, bench_.random().NewId<EventId>()};
  }

  std::string SignedHead() const {
    const NoteSigner signer =
        Require(NoteSigner::FromSeed(kOrigin, std::string(NoteSigner::kSeedSize, 's')));
    const LogHead head = bench_.log().Head();
    return Require(signer.Sign(
        Checkpoint{.origin = kOrigin, .size = head.position, .root = head.root}.Encode()));
  }

  const int calls_;
  TempFolder folder_;
  BenchLog bench_;
  const RecordKey key_;
  std::mt19937_64 texts_{7};
  std::vector<FieldList> notes_;
  std::vector<BenchRecord> records_;
  std::string checkpoint_;
  std::vector<StoredEvent> events_;
};

}  // namespace

Family SealingFamily() {
  return {.name = "sealing",
          .figures = {{"seal_us",
                       "processor time to seal 1 KB: keys, commitments, encryption, check; us"},
                      {"open_us", "processor time to open it, us"},
                      {"proof_us",
                       "processor time to make its offline proof with all fields shown, us"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<SealingBench>(settings);
          }};
}

}  // namespace cairn::bench
