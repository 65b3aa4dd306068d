// Records of which content was lawfully removed: what is left is proved, said, and explained by a
// leaf of its own. What nothing explains is not green.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "clients/verify/verify.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/support/test_ids.h"
#include "tests/unit/clients/verify/forged_log.h"
#include "tests/unit/clients/verify/report_matchers.h"

namespace cairn::verify {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

ForgedLog WithRemovedEntry() {
  ForgedLog log;
  log.AddHonest(3).AddStranger().Remove(2, 7).AddExported();
  return log;
}

TEST(RemovedEntry, IsProvedToHaveExistedAndExplained) {
  const VerifyReport report = WithRemovedEntry().Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_TRUE(report.complete);
  EXPECT_THAT(
      Lines(report),
      ElementsAre("events/00004.tlog-proof: version 4: the content of version 2 existed and "
                  "was lawfully removed on 2026-01-05 09:30:00 UTC, ground 7"));
}

TEST(RemovedEntry, NamesItsRemovalInTheList) {
  const VerifyReport report = WithRemovedEntry().Export().Verify();

  const auto json = nlohmann::json::parse(JsonOf(report));
  EXPECT_EQ(json["events"][1]["removed"]["version"], 4);
  EXPECT_EQ(json["events"][1]["removed"]["authority"], 7);
  EXPECT_FALSE(json["events"][0].contains("removed"));
  EXPECT_THAT(TextOf(report), HasSubstr("(removed, see version 4)"));
  EXPECT_THAT(TextOf(report), HasSubstr("(lawful removal)"));
}

TEST(RemovedEntry, IsFoundWhenNoLeafNamesIt) {
  ForgedLog log = WithRemovedEntry();
  log.ShowLeafAlone(3);

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kContentMissing));
  EXPECT_THAT(Lines(report),
              Contains("events/00003.tlog-proof: version 3: the event existed, but its content is "
                       "not here, and no removal in this folder says why"));
}

TEST(RemovedEntry, IsNotExplainedByARemovalThatIsNotProved) {
  ExportPack pack = WithRemovedEntry().Export();
  pack.proof(4).clear();
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kMalformed));
  EXPECT_THAT(Lines(report), Contains(HasSubstr("version 2: the event existed, but its content")));
}

TEST(RemovedEntry, MayStillBeShownByAnOlderExport) {
  ForgedLog log;
  log.AddHonest(3);
  const ::cairn::Disclosure shown = log.disclosure(1);
  log.Remove(2, 7).AddExported();
  ExportPack pack = log.Export();
  ForgedLog older;
  older.AddHonest(3).Remove(2, 7);
  // The same leaf with its fields, as somebody kept it.
  ForgedLog kept;
  kept.AddHonest(3);
  cairn::Leaf leaf = kept.NextLeaf();
  leaf.kind = cairn::LeafKind::kErasure;
  kept.AddControl(leaf, older.disclosure(3).body).AddExported();

  EXPECT_THAT(kept.Export().Verify(), Is(Verdict::kGreen, Reason::kProved));
  EXPECT_EQ(shown.leaf, kept.disclosure(1).leaf);
}

TEST(RemovedEntry, CannotBeRemovedBeforeItExists) {
  ForgedLog log;
  log.AddHonest(2);
  cairn::Leaf later = log.NextLeaf();
  cairn::Leaf leaf = log.NextLeaf();
  leaf.kind = cairn::LeafKind::kErasure;
  later.event_id = IdOf<EventId>('l');
  log.AddControl(
      leaf,
      ErasureBody{.record = ForgedRecord(), .target = later.event_id, .scope = ErasureScope::kEntry}
          .Encode());
  cairn::Leaf removed = log.NextLeaf();
  removed.event_id = later.event_id;
  log.Add(removed, kConcern).AddExported();

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kChain));
  EXPECT_THAT(Lines(report), ElementsAre(HasSubstr("version 3: the removal is of an event that the "
                                                   "record does not have before it")));
  EXPECT_FALSE(report.complete);
}

TEST(RemovedEntry, CannotBeOneThatAWholeRecordDoesNotHave) {
  ForgedLog log;
  log.AddHonest(2);
  cairn::Leaf leaf = log.NextLeaf();
  leaf.kind = cairn::LeafKind::kErasure;
  const ErasureBody body{
      .record = ForgedRecord(), .target = IdOf<EventId>('x'), .scope = ErasureScope::kEntry};
  log.AddControl(leaf, body.Encode()).AddExported();
  ExportPack partial = log.Export();
  partial.files.erase(ProofPathOf(1));
  partial.Sum();

  EXPECT_THAT(log.Export().Verify(), Is(Verdict::kRed, Reason::kChain));
  EXPECT_THAT(partial.Verify(), Is(Verdict::kAmber, Reason::kPartial)) << "it may be version 1";
}

TEST(ErasedRecord, IsProvedToHaveExistedAndComplete) {
  ForgedLog log;
  log.AddHonest(3).Erase(2).AddStranger();

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_TRUE(report.complete) << "nothing can follow an erasure";
  EXPECT_THAT(Lines(report), ElementsAre("events/00004.tlog-proof: version 4: the content of the "
                                         "whole record existed and was lawfully removed on "
                                         "2026-01-05 09:30:00 UTC, ground 2"));
  EXPECT_EQ(report.events[0].removal->version, 4u);
}

TEST(ErasedRecord, TakesNoFurtherEvent) {
  ForgedLog log;
  log.AddHonest(3).Erase(2).AddExported();

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kChain));
  EXPECT_THAT(Lines(report).front(),
              HasSubstr("recorded after version 4, which erased the record"));
}

TEST(ErasedRecord, IsPartialWhenItsErasureIsLeftOut) {
  ForgedLog log;
  log.AddHonest(3).Erase(2);
  ExportPack pack = log.Export();
  pack.files.erase(ProofPathOf(4));
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kContentMissing));
  EXPECT_FALSE(report.complete);
}

TEST(SingleProof, OfALeafAloneSaysThatItsContentIsMissing) {
  const TempFolder folder;
  const ExportPack pack = WithRemovedEntry().Export();
  WriteFiles(pack.files, folder.path());

  EXPECT_THAT(verify::Verify(folder / ProofPathOf(2), {.vkey = pack.vkey}).value(),
              Is(Verdict::kAmber, Reason::kContentMissing));
  EXPECT_THAT(verify::Verify(folder / ProofPathOf(4), {.vkey = pack.vkey}).value(),
              Is(Verdict::kGreen, Reason::kProved));
}

TEST(SecondGeneration, IsVerifiedUnderItsOwnOriginWithWhatItTookOver) {
  ForgedLog log;
  log.AddHonest(3).Succeed(2, "cairn.example/log/urn-100000/2").AddHonest(1).AddExported();
  const ExportPack pack = log.Export();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_EQ(report.origin, "cairn.example/log/urn-100000/2");
  EXPECT_THAT(pack.VerifyWith(LogSigner(kOrigin).vkey()), Is(Verdict::kRed, Reason::kOtherKey));
}

TEST(SecondGeneration, HasAProofOfItsSuccession) {
  ForgedLog log;
  log.AddHonest(2).Succeed(2, "cairn.example/log/urn-100000/2");
  const TempFolder folder;
  WriteFile(folder / "succession.tlog-proof", log.Proof(2, 3));
  const VerifyReport report =
      verify::Verify(folder / "succession.tlog-proof", {.vkey = LogSigner(log.origin()).vkey()})
          .value();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_EQ(report.events[0].leaf_kind, LeafKind::kSuccession);
}

}  // namespace
}  // namespace cairn::verify
