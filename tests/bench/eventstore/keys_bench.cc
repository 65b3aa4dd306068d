// What sealing costs the caller's thread: processor microseconds of each step for one quick note.
// The target is less than 25 us from message to envelope in a release build.
//
//   keys_bench
#include <cstdio>
#include <functional>
#include <string>

#include <time.h>

#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/check.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/keys/fields.h"
#include "tests/support/entries.h"

namespace cairn {
namespace {

// Of this thread, so that whatever else the machine does is not counted.
double ProcessorMicros() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// Two paragraphs, when, by whom, where.
v1::Recorded QuickNote() {
  v1::Recorded recorded;
  v1::Entry& entry = *recorded.mutable_entry();
  *entry.mutable_occurred() = OnDay(2026, 1, 5);
  v1::ObservationRecorded& observation = *entry.mutable_observation_recorded();
  observation.add_text(std::string(280, 'a'));
  observation.add_text(std::string(300, 'b'));
  recorded.mutable_actor()->set_subject("staff-7f3a");
  recorded.mutable_setting()->set_id(std::string(16, 's'));
  recorded.set_schema(1);
  return recorded;
}

void Measure(const char* step, const std::function<void()>& run) {
  constexpr int kRounds = 20'000;
  for (int i = 0; i < kRounds / 10; ++i) run();  // caches and contexts
  const double begun = ProcessorMicros();
  for (int i = 0; i < kRounds; ++i) run();
  std::printf("%-28s %7.2f us\n", step, (ProcessorMicros() - begun) / kRounds);
}

void MeasureAll() {
  SystemRandom random;
  const v1::Recorded note = QuickNote();
  const FieldList fields = Flatten(note).value();
  const RecordKey key(SecretBytes(random.Bytes(kKeyBytes)), 1);
  const SealContext context = {random.NewId<LedgerId>(), random.NewId<RecordId>(),
                               random.NewId<EventId>()};
  const EventKeys keys(key, context.event_id);
  const SealedEvent sealed = Seal(fields, context, key).value();
  std::printf("%zu fields, %zu bytes of envelope\n", fields.size(), sealed.envelope.size());

  Measure("Flatten", [&] { CAIRN_CHECK(Flatten(note).ok()); });
  Measure("EventKeys (HKDF, 96 bytes)", [&] { EventKeys(key, context.event_id); });
  Measure("FieldsRoot", [&] { FieldsRoot(fields, keys.salt_key()); });
  Measure("Seal, all of it", [&] { CAIRN_CHECK(Seal(fields, context, key).ok()); });
  Measure("Open",
          [&] { CAIRN_CHECK(Open(sealed.envelope, context, sealed.fields_root, key).ok()); });
  v1::Recorded rebuilt;
  Measure("Rebuild", [&] { CAIRN_CHECK(Rebuild(fields, rebuilt).ok()); });
}

}  // namespace
}  // namespace cairn

int main() { cairn::MeasureAll(); }
