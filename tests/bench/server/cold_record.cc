#include "tests/bench/server/cold_record.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <vector>

#include "eventstore/keys/envelope.h"
#include "eventstore/keys/fields.h"
#include "projections/plan.h"
#include "projections/timeline.h"
#include "services/recording/draft.h"
#include "services/records/record_cache.h"
#include "services/server/data_folder.h"
#include "tests/bench/frame/random_text.h"
#include "tests/bench/frame/require.h"
#include "tests/support/entries.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr int kEntries = 300;
constexpr size_t kColdTextBytes = 900;
constexpr int kViews = 200;
constexpr int kPage = 100;

Caller Senco() {
  Caller caller{.issuer = "bench", .subject = "senco", .name = "Juniper Halloway"};
  caller.role = v1::ROLE_SENCO;
  return caller;
}

v1::Entry ColdPlanEntry() {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 11, 15);
  v1::PlanIssued& plan = *entry.mutable_plan_issued();
  plan.set_plan_id("P");
  plan.set_plan_kind(v1::PLAN_KIND_SEN_SUPPORT);
  v1::Target& target = *plan.mutable_content()->add_targets();
  target.set_item_id("t1");
  target.set_text("Read Year 2 common words on sight");
  return entry;
}

// The time that 99 of 100 of `kViews` calls took at most, ms.
template <typename Work>
double P99Ms(const Work& work) {
  std::vector<double> took_ms;
  for (int i = 0; i < kViews; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    if (!work()) std::_Exit(1);
    took_ms.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun)
            .count());
  }
  std::sort(took_ms.begin(), took_ms.end());
  return took_ms[kViews * 99 / 100 - 1];
}

AppendRequest HundredEntries(const RecordId& record, Version expected, Random& random,
                             std::mt19937_64& texts) {
  AppendRequest request{.request = {CallerId(), random.NewId<RequestId>()}};
  RecordAppend& append = request.records.emplace_back();
  append.record = record;
  append.expected = expected;
  for (int i = 0; i < 100; ++i) {
    const v1::Entry entry = expected + i == 0 ? OpenedEntry("Cold Child")
                            : expected + i == 1
                                ? ColdPlanEntry()
                                : ObservationEntry(RandomText(texts, kColdTextBytes));
    append.contents.push_back(Require(Flatten(ToRecorded(entry, Senco()))));
  }
  return request;
}

size_t EnvelopeBytes(Random& random, std::mt19937_64& texts) {
  const RecordKey key(SecretBytes(random.Bytes(32)), 1);
  const FieldList fields =
      Require(Flatten(ToRecorded(ObservationEntry(RandomText(texts, kColdTextBytes)), Senco())));
  const SealContext context{LedgerId(), RecordId(), random.NewId<EventId>()};
  return Require(Seal(fields, context, key)).envelope.size();
}

}  // namespace

ColdRecord MeasureColdRecord(int runs) {
  TempFolder temp;
  SystemClock clock;
  SystemRandom random;
  std::mt19937_64 texts(3);
  const std::unique_ptr<DataFolder> folder =
      Require(OpenDataFolder({.data = temp / "data", .origin = "cairn.test/bench/1"}, clock, random,
                             [](const absl::Status&) { std::_Exit(1); }));
  const RecordId record = random.NewId<RecordId>();
  for (Version version = 0; version < kEntries; version += 100) {
    Require(folder->log->AppendAndWait(HundredEntries(record, version, random, texts)));
  }

  std::vector<double> took_ms;
  for (int i = 0; i < runs; ++i) {
    RecordCache cold(*folder->log, 1 << 20);
    const auto begun = std::chrono::steady_clock::now();
    const RecordPtr folded = Require(cold.Load(record));
    took_ms.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun)
            .count());
    if (folded->version() != kEntries) std::_Exit(1);
  }
  RecordCache warm(*folder->log, 1 << 20);
  std::nth_element(took_ms.begin(), took_ms.begin() + runs / 2, took_ms.end());
  return {.fold_ms = took_ms[runs / 2],
          .get_plan_cold_p99_ms = P99Ms([&] {
            RecordCache cold(*folder->log, 1 << 20);
            return PlanView(*Require(cold.Load(record))).has_value();
          }),
          .timeline_page_p99_ms = P99Ms([&, folded = Require(warm.Load(record))] {
            v1::GetTimelineResponse page = TimelineView(*folded);
            const int beyond = page.items_size() - kPage;
            if (beyond > 0) page.mutable_items()->DeleteSubrange(kPage, beyond);
            return page.items_size() == kPage;
          }),
          .envelope_bytes = EnvelopeBytes(random, texts)};
}

}  // namespace cairn::bench
