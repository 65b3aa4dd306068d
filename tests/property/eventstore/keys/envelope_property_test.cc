#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "eventstore/keys/envelope.h"
#include "tests/property/eventstore/keys/random_message.h"
#include "tests/support/seeded_random.h"

namespace cairn {
namespace {

struct Sealing {
  SealContext context;
  RecordKey key;
};

Sealing DrawSealing() {
  SeededRandom random(*rc::gen::arbitrary<uint64_t>());
  const SealContext context = {random.NewId<LedgerId>(), random.NewId<RecordId>(),
                               random.NewId<EventId>()};
  return {context, RecordKey(SecretBytes(random.Bytes(32)), *rc::gen::arbitrary<uint16_t>())};
}

RC_GTEST_PROP(Envelope, OpensToWhatWasSealedAndProvesIt, ()) {
  const Sealing sealing = DrawSealing();
  const absl::StatusOr<FieldList> fields = Flatten(*DrawMessage("Sample"));
  RC_ASSERT(fields.ok());
  const absl::StatusOr<SealedEvent> sealed = Seal(*fields, sealing.context, sealing.key);
  RC_ASSERT(sealed.ok());

  const absl::StatusOr<FieldList> opened =
      OpenAndProve(sealed->envelope, sealing.context, sealed->fields_root, sealing.key);

  RC_ASSERT(opened.ok());
  RC_ASSERT(*opened == *fields);
}

RC_GTEST_PROP(Envelope, DoesNotOpenOnceAnyByteIsAnother, ()) {
  const Sealing sealing = DrawSealing();
  const absl::StatusOr<FieldList> fields = Flatten(*DrawMessage("Child"));
  RC_ASSERT(fields.ok());
  const absl::StatusOr<SealedEvent> sealed = Seal(*fields, sealing.context, sealing.key);
  RC_ASSERT(sealed.ok());
  std::string changed = sealed->envelope;
  const size_t at = *rc::gen::inRange<size_t>(0, changed.size());
  changed[at] = static_cast<char>(changed[at] ^ *rc::gen::inRange(1, 256));

  RC_ASSERT(!Open(changed, sealing.context, sealed->fields_root, sealing.key).ok());
}

}  // namespace
}  // namespace cairn
