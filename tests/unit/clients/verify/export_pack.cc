#include "tests/unit/clients/verify/export_pack.h"

#include <vector>

#include "eventstore/base/check.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/proof_builder.h"
#include "tests/support/test_ids.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

void Append(TestLog& log, RecordId record, Version expected, const FieldList& fields) {
  static constexpr int64_t kMinuteMicros = 60'000'000;
  log.clock.Advance(kMinuteMicros);
  const RequestKey request = {IdOf<CallerId>('c'), log.random.NewId<RequestId>()};
  const absl::StatusOr<Appended> appended = log->AppendAndWait(
      {.request = request,
       .records = {{.record = record, .expected = expected, .contents = {fields}}}});
  CAIRN_CHECK(appended.ok());
}

// Two records taking turns, and what came after the export.
void Fill(TestLog& log, RecordId record, RecordId other, int later_events) {
  const std::vector<std::string> entries = {
      std::string(kOpened),     std::string(kConcern),    std::string(kObservation),
      std::string(kCorrection), std::string(kUnlabelled), ExportedEntry(kLastVersion - 1)};
  for (Version version = 0; version < entries.size(); ++version) {
    Append(log, record, version, FieldsOf(entries[version]));
    if (version % 2 == 0) Append(log, other, version / 2, FieldsOf(kUnlabelled));
  }
  const Version others = (entries.size() + 1) / 2;
  for (int i = 0; i < later_events; ++i) Append(log, other, others + i, FieldsOf(kUnlabelled));
}

}  // namespace

ExportPack ExportOf(TestLog& log, RecordId record, const ExportRecipe& recipe) {
  const NoteSigner signer = LogSigner(recipe.origin);
  const LogHead head = log->Head();
  const Checkpoint checkpoint{.origin = recipe.origin, .size = head.position, .root = head.root};
  const std::string note = signer.Sign(checkpoint.Encode()).value();

  ExportPack pack{.vkey = signer.vkey()};
  const ProofBuilder proofs(log->ledger(), log->keys());
  const std::vector<StoredEvent> events = log->Read(record, 1, Direction::kForward, 100).value();
  for (const StoredEvent& event : events) {
    const uint64_t version = event.leaf.version;
    pack.files[ProofPathOf(version)] =
        proofs
            .Build(event, head.position, note,
                   [&](std::string_view path) { return recipe.shown(version, path); })
            .value();
  }
  AddCompanions(pack, note);
  return pack;
}

ExportPack MakeExport(const ExportRecipe& recipe) {
  TestLog log;
  Fill(log, RecordNo(1), RecordNo(2), recipe.later_events);
  return ExportOf(log, RecordNo(1), recipe);
}

}  // namespace cairn
