// Histories that no server would write, under signatures that hold: the verifier must not take the
// operator's word for the order and the length of a record.
#include "tests/unit/clients/verify/forged_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/ledger/control_body.h"
#include "tests/unit/clients/verify/report_matchers.h"

namespace cairn::verify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kAlone[] = R"(entry { source { id: "A09" } concern_raised { text: "Alone." } })";

TEST(ForgedLog, IsProvedWhileItIsHonest) {
  const VerifyReport report = ForgedLog().AddHonest(4).AddExported().Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_TRUE(report.complete);
}

TEST(ForgedLog, CannotReplaceAnEventWithoutBreakingTheNext) {
  ForgedLog log;
  log.AddHonest(2);
  cairn::Leaf leaf = log.NextLeaf();
  leaf.previous_leaf_hash = cairn::Sha256({"another past"});
  log.Add(leaf, kAlone).AddExported();

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kChain));
  EXPECT_THAT(Lines(report), ElementsAre("events/00003.tlog-proof: version 3 (ConcernRaised A09): "
                                         "the event does not follow on version 2 of this record, "
                                         "but on another event"));
  EXPECT_FALSE(report.complete);
}

TEST(ForgedLog, CannotMixTwoRecords) {
  ForgedLog log;
  log.AddHonest(2);
  cairn::Leaf leaf = log.NextLeaf();
  leaf.record = ForgedRecord(2);
  log.Add(leaf, kAlone);
  leaf = log.NextLeaf();
  leaf.version = 4;
  log.Add(leaf, ExportedEntry(3));

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kChain));
  EXPECT_THAT(Lines(report).front(), HasSubstr("version 3 (ConcernRaised A09): the event belongs"));
}

TEST(ForgedLog, CannotRecordBackwardsInTime) {
  ForgedLog log;
  log.AddHonest(2);
  cairn::Leaf leaf = log.NextLeaf();
  leaf.recorded_at_us -= 1'000'000;
  log.Add(leaf, kAlone).AddExported();

  EXPECT_THAT(Lines(log.Export().Verify()),
              ElementsAre(HasSubstr("version 3 (ConcernRaised A09): the event was recorded earlier "
                                    "than version 2")));
}

TEST(ForgedLog, MayRecordTwoEventsInTheSameMicrosecond) {
  ForgedLog log;
  log.AddHonest(2);
  cairn::Leaf leaf = log.NextLeaf();
  leaf.recorded_at_us -= 1;
  log.Add(leaf, kAlone).AddExported();

  EXPECT_THAT(log.Export().Verify(), Is(Verdict::kGreen, Reason::kProved));
}

TEST(ForgedLog, CannotStandInAnotherOrderThanItsVersions) {
  ForgedLog log;
  log.AddHonest(1);
  cairn::Leaf third = log.NextLeaf();
  third.version = 3;
  log.Add(third, kAlone);
  cairn::Leaf second = log.NextLeaf();
  second.version = 2;
  second.recorded_at_us = third.recorded_at_us;
  second.previous_leaf_hash = third.previous_leaf_hash;
  log.Add(second, kAlone);

  EXPECT_THAT(Lines(log.Export().Verify()).front(),
              HasSubstr("version 3 (ConcernRaised A09): the event stands in the log before version "
                        "2"));
}

TEST(ForgedLog, CannotCallAnExportCompleteThatCountsOtherwise) {
  ForgedLog log;
  log.AddHonest(3);
  log.Add(log.NextLeaf(), "entry { record_exported { to_version: 5 } }");

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kPartial));
  EXPECT_FALSE(report.complete);
}

TEST(ForgedLog, CannotEndAnExportWithACorrectionOfOne) {
  ForgedLog log;
  log.AddHonest(3);
  log.Add(log.NextLeaf(),
          R"(entry { corrects { reason: "x" } record_exported { to_version: 3 } })");

  EXPECT_THAT(log.Export().Verify(), Is(Verdict::kAmber, Reason::kPartial));
}

TEST(ForgedLog, CannotSignTwoHistoriesOfTheSameLength) {
  const ForgedLog log = ForgedLog().AddHonest(3).AddExported();
  ForgedLog fork;
  fork.AddHonest(2);
  fork.Add(fork.NextLeaf(), kAlone).AddExported();
  ExportPack pack = log.Export();
  pack.files["checkpoint"] = fork.Note(4);
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kTwoRoots));
}

TEST(ForgedLog, IsNotShownToBeOneHistoryByCheckpointsOfTwoLengths) {
  const ForgedLog log = ForgedLog().AddHonest(3).AddExported();
  ExportPack pack = log.Export();
  pack.proof(2) = log.Proof(1, 3);
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kCheckpointsDiffer));
  EXPECT_THAT(Lines(report), ElementsAre(HasSubstr("events/00002.tlog-proof: version 2")));
}

TEST(ForgedLog, IsNotShownToBeOneHistoryByALaterCheckpointFile) {
  ForgedLog log;
  log.AddHonest(3).AddExported();
  ExportPack pack = log.Export();
  log.AddHonest(1);
  pack.files["checkpoint"] = log.Note(5);
  pack.Sum();

  EXPECT_THAT(pack.Verify(), Is(Verdict::kAmber, Reason::kCheckpointsDiffer));
}

TEST(ForgedLog, ShowsALawfulRemovalAndStaysProved) {
  ForgedLog log;
  log.AddHonest(2);
  const ErasureBody body{.record = ForgedRecord(1),
                         .target = log.NextLeaf().event_id,
                         .scope = ErasureScope::kEntry,
                         .authority = 7};
  log.Add(log.NextLeaf(), kAlone);
  cairn::Leaf leaf = log.NextLeaf();
  leaf.kind = cairn::LeafKind::kErasure;
  log.AddControl(leaf, body.Encode()).AddExported();

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_THAT(
      Lines(report),
      ElementsAre("events/00004.tlog-proof: version 4: the content of version 3 existed and "
                  "was lawfully removed on 2026-01-05 09:30:00 UTC, ground 7"));
}

TEST(ForgedLog, CannotRemoveWithAnErasureOfAnotherRecord) {
  ForgedLog log;
  log.AddHonest(2);
  cairn::Leaf leaf = log.NextLeaf();
  leaf.kind = cairn::LeafKind::kErasure;
  log.AddControl(leaf, ErasureBody{.record = ForgedRecord(2)}.Encode()).AddExported();

  const VerifyReport report = log.Export().Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kFields));
  EXPECT_THAT(Lines(report), ElementsAre(HasSubstr("version 3: the erasure is of another record")));
}

TEST(ForgedLog, IsPartialWithoutAnyEventOfItsBeginning) {
  ForgedLog log;
  log.AddHonest(3).AddExported();
  ExportPack pack = log.Export();
  pack.files.erase(ProofPathOf(1));
  pack.files.erase(ProofPathOf(2));
  pack.files.erase(ProofPathOf(3));
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kPartial));
  EXPECT_THAT(Lines(report), ElementsAre("partial: versions 1 to 3 are not in the folder"));
}

}  // namespace
}  // namespace cairn::verify
