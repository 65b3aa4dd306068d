// An export of a real log, whole and damaged.
#include "clients/verify/verify.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/unit/clients/verify/export_pack.h"
#include "tests/unit/clients/verify/report_matchers.h"

namespace cairn::verify {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

TEST(Verify, ProvesAWholeExportUnderTheKeyOfTheLog) {
  const VerifyReport report = MakeExport().Verify();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_THAT(Lines(report), IsEmpty());
  EXPECT_THAT(report.events, SizeIs(kLastVersion));
  EXPECT_EQ(report.proofs, kLastVersion);
  EXPECT_EQ(report.damaged, 0u);
  EXPECT_TRUE(report.complete);
  EXPECT_FALSE(report.demonstration);
  EXPECT_EQ(report.origin, kOrigin);
  EXPECT_EQ(report.tree_size, 10u);
  EXPECT_EQ(report.record, "69696969696969690000000000000001");
}

TEST(Verify, SaysOfEveryEventWhatIsProved) {
  const VerifyReport report = MakeExport().Verify();

  const ProvedEvent& concern = report.events[1];
  EXPECT_EQ(concern.version, 2u);
  EXPECT_EQ(concern.position, 3u);
  EXPECT_EQ(concern.label.Text(), "ConcernRaised A02");
  EXPECT_EQ(concern.label.occurred, "2025-09-12 10:20 +01:00");
  EXPECT_EQ(report.events[2].label.occurred, "2025-10");
  EXPECT_EQ(report.events[3].label.Text(), "EntryCorrected A04");
  EXPECT_EQ(report.events[4].label.Text(), "ConcernRaised");
  EXPECT_EQ(report.events[5].label.Text(), "RecordExported");
}

TEST(Verify, PrintsVerdictThenFactsThenEvents) {
  const std::string text = TextOf(MakeExport().Verify());

  EXPECT_THAT(text, StartsWith("GREEN: proved.\n"));
  EXPECT_THAT(text, HasSubstr("events  6 proved of 6; none is missing up to version 6\n"));
  EXPECT_THAT(text, HasSubstr("     2  2026-01-05 09:33:00 UTC  ConcernRaised A02             "
                              "2025-09-12 10:20 +01:00\n"));
  EXPECT_THAT(text, HasSubstr("No proof can say that content is true"));
}

TEST(Verify, WritesTheSameAsJson) {
  ExportPack pack = MakeExport();
  pack.proof(3) += "x";

  const auto json = nlohmann::json::parse(JsonOf(pack.Verify()));

  EXPECT_EQ(json["verdict"], "RED");
  EXPECT_EQ(json["reason"], "malformed");
  EXPECT_EQ(json["proved"], 5);
  EXPECT_EQ(json["damaged"], 1);
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["findings"][0]["file"], "events/00003.tlog-proof");
  EXPECT_EQ(json["findings"][0]["version"], 3);
  EXPECT_EQ(json["events"][1]["source_id"], "A02");
}

TEST(Verify, ProvesAnExportOfWhichFieldsAreHidden) {
  const ExportPack pack = MakeExport({.shown = [](uint64_t version, std::string_view path) {
    return version != 2 && (version != 3 || path.substr(0, 5) != "1.140");
  }});

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_EQ(report.events[1].label.Text(), "");
  EXPECT_EQ(report.events[2].label.Text(), "A03");
  EXPECT_TRUE(report.complete);
}

TEST(Verify, IsPartialWhenTheExportDoesNotShowHowFarItGoes) {
  const ExportPack pack = MakeExport(
      {.shown = [](uint64_t version, std::string_view) { return version != kLastVersion; }});

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kPartial));
  EXPECT_FALSE(report.complete);
}

TEST(Verify, SaysThatAKeyFromTheFolderProvesLittle) {
  const VerifyReport report = MakeExport().VerifyWith("");

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kKeyCameAlong));
  EXPECT_THAT(Lines(report), ElementsAre(StartsWith("trust/policy.txt: the key came with")));
  EXPECT_TRUE(report.complete);
}

TEST(Verify, SaysFirstThatALogIsADemonstration) {
  ExportPack pack = MakeExport({.origin = "demo.cairn.example/log/1"});
  pack.proof(2) += "x";

  const VerifyReport report = pack.Verify();

  EXPECT_TRUE(report.demonstration);
  EXPECT_EQ(report.findings.front().reason, Reason::kDemonstration);
  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kMalformed));
  EXPECT_THAT(TextOf(report), StartsWith("DEMONSTRATION: "));
  EXPECT_THAT(MakeExport({.origin = "demo.cairn.example/log/1"}).Verify(),
              Is(Verdict::kAmber, Reason::kDemonstration));
}

TEST(Verify, RefusesAnotherKeyOfTheSameName) {
  const VerifyReport report = MakeExport().VerifyWith(OtherVkey());

  EXPECT_EQ(report.verdict, Verdict::kRed);
  EXPECT_THAT(Lines(report),
              ElementsAre("trust/policy.txt: the folder names another key than the one given",
                          "checkpoint: the checkpoint is not signed with the log's key"));
  EXPECT_THAT(report.events, IsEmpty());
  EXPECT_FALSE(report.complete);
}

TEST(Verify, RefusesTheKeyOfAnotherLog) {
  const VerifyReport report = MakeExport().VerifyWith(OtherVkey("cairn.example/log/urn-2/1"));

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kOtherKey));
  EXPECT_THAT(Lines(report), Contains("checkpoint: the checkpoint is of another log than the key"));
}

TEST(Verify, NamesTheDamagedEventWhenItsFieldsWereChanged) {
  ExportPack pack = MakeExport();
  // "Reads the" as it stands in the base64 of the disclosure is not aligned: change a salt's byte.
  std::string& proof = pack.proof(2);
  const size_t middle = proof.find("extra ") + 600;
  proof[middle] = proof[middle] == 'A' ? 'B' : 'A';
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kFields));
  EXPECT_THAT(Lines(report), ElementsAre("events/00002.tlog-proof: version 2 (ConcernRaised A02): "
                                         "the fields do not match the leaf"));
  EXPECT_THAT(report.events, SizeIs(kLastVersion - 1));
  EXPECT_FALSE(report.complete);
}

TEST(Verify, NamesTheDamagedEventAlsoWhenItsFieldsCannotBeRead) {
  ExportPack pack = MakeExport();
  std::string& proof = pack.proof(2);
  // The fields begin after 10 + 160 + 2 bytes; 4 digits hold 3 of them. The first is the path `1`.
  const size_t path = proof.find("extra ") + 6 + (172 + 1 + 32 + 2) / 3 * 4;
  proof[path] = proof[path] == 'A' ? 'B' : 'A';
  pack.Sum();

  EXPECT_THAT(Lines(pack.Verify()), ElementsAre("events/00002.tlog-proof: version 2 (ConcernRaised "
                                                "A02): a shown field has no proper path"));
}

TEST(Verify, ListsAllDamageAndProvesTheRest) {
  ExportPack pack = MakeExport();
  pack.proof(1).clear();
  pack.proof(3).insert(pack.proof(3).find("index ") + 6, "1");
  pack.proof(5) += "\n";
  pack.files["README.txt"] += "Trust me.\n";

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(Lines(report),
              ElementsAre("README.txt: is not the file that SHA256SUMS lists",
                          "events/00001.tlog-proof: version 1: the first line is not that of a "
                          "proof file",
                          "events/00003.tlog-proof: version 3 (ObservationRecorded A03): the event "
                          "is not in the log: leaf, index and path do not lead to the checkpoint",
                          HasSubstr("events/00005.tlog-proof: version 5 (ConcernRaised): ")));
  EXPECT_EQ(report.damaged, 3u);
  EXPECT_THAT(report.events, SizeIs(3));
  EXPECT_THAT(TextOf(report), StartsWith("RED: refused. 3 of 6 events are damaged.\n"));
}

TEST(Verify, RefusesADroppedEventThatIsStillListed) {
  ExportPack pack = MakeExport();
  pack.files.erase(ProofPathOf(4));

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kFileMissing));
  EXPECT_THAT(Lines(report), ElementsAre("events/00004.tlog-proof: version 4: is listed in "
                                         "SHA256SUMS and is not in the folder"));
}

TEST(Verify, IsPartialWhenAnEventWasDroppedFromTheListToo) {
  ExportPack pack = MakeExport();
  pack.files.erase(ProofPathOf(3));
  pack.files.erase(ProofPathOf(4));
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kPartial));
  EXPECT_THAT(Lines(report), ElementsAre("partial: versions 3 to 4 are not in the folder"));
  EXPECT_FALSE(report.complete);
}

TEST(Verify, IsPartialWhenTheBeginningIsMissing) {
  ExportPack pack = MakeExport();
  pack.files.erase(ProofPathOf(1));
  pack.Sum();

  EXPECT_THAT(Lines(pack.Verify()), ElementsAre("partial: version 1 is not in the folder"));
}

TEST(Verify, IsPartialWhenTheEndWasCutOff) {
  ExportPack pack = MakeExport();
  pack.files.erase(ProofPathOf(5));
  pack.files.erase(ProofPathOf(6));
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kPartial));
  EXPECT_THAT(Lines(report),
              ElementsAre(HasSubstr("version 4 (EntryCorrected A04): partial: the last event")));
}

TEST(Verify, NamesBothEventsWhenTwoFilesWereSwapped) {
  ExportPack pack = MakeExport();
  std::swap(pack.proof(2), pack.proof(4));
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kChain));
  EXPECT_THAT(Lines(report),
              ElementsAre("events/00002.tlog-proof: version 2 (EntryCorrected A04): the file holds "
                          "version 4 of the record",
                          "events/00004.tlog-proof: version 4 (ConcernRaised A02): the file holds "
                          "version 2 of the record"));
}

TEST(Verify, RefusesAnEventUnderAVersionThatIsFree) {
  ExportPack pack = MakeExport();
  pack.files[ProofPathOf(7)] = pack.proof(2);
  pack.Sum();

  EXPECT_THAT(pack.Verify(), Is(Verdict::kRed, Reason::kChain));
}

TEST(Verify, RefusesAFolderWithoutProofs) {
  ExportPack pack = MakeExport();
  for (uint64_t version = 1; version <= kLastVersion; ++version) {
    pack.files.erase(ProofPathOf(version));
  }
  pack.Sum();

  EXPECT_THAT(pack.Verify(), Is(Verdict::kRed, Reason::kFileMissing));
  EXPECT_THAT(ExportPack{.vkey = pack.vkey}.Verify(), Is(Verdict::kRed, Reason::kFileMissing));
}

TEST(Verify, RefusesAFileThatIsNotListed) {
  ExportPack pack = MakeExport();
  pack.files["events/addendum.txt"] = "He was always like that.\n";

  EXPECT_THAT(pack.Verify(), Is(Verdict::kRed, Reason::kFileUnlisted));
}

TEST(Verify, SaysThatNothingProvesAStrangeFileThatIsListed) {
  ExportPack pack = MakeExport();
  pack.files["addendum.txt"] = "He was always like that.\n";
  pack.Sum();

  EXPECT_THAT(pack.Verify(), Is(Verdict::kAmber, Reason::kNotProved));
}

TEST(Verify, DoesNotRefuseAFolderThatADesktopHasOpened) {
  ExportPack pack = MakeExport();
  pack.files["events/.DS_Store"] = "\x01";
  pack.files["Thumbs.db"] = "\x01";

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kNotProved));
  EXPECT_TRUE(report.complete);
}

TEST(Verify, FollowsNoLinks) {
  const TempFolder folder;
  const ExportPack pack = MakeExport();
  WriteFiles(pack.files, folder.path());
  std::filesystem::create_symlink("/etc/hostname", folder / "events/00007.tlog-proof");

  const VerifyReport report = verify::Verify(folder.path(), {.vkey = pack.vkey}).value();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kUnreadable));
  EXPECT_THAT(Lines(report), ElementsAre(HasSubstr("version 7: is a link")));
}

TEST(Verify, RefusesAProofThatIsTooLargeAndNamesItsVersion) {
  ExportPack pack = MakeExport();
  pack.proof(2) += std::string(size_t{4} << 20, '\n');
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kUnreadable));
  EXPECT_THAT(Lines(report), ElementsAre(HasSubstr("version 2: is larger than")));
  EXPECT_THAT(report.events, SizeIs(kLastVersion - 1));
}

TEST(Verify, DoesNotTrustAPolicyThatAsksForAWitnessWhoDidNotSign) {
  ExportPack pack = MakeExport();
  pack.files["trust/policy.txt"] =
      "log " + pack.vkey +
      "\nwitness la-1 witness.example/la-1+a4eae9e0+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X\n"
      "quorum la-1\n";
  pack.Sum();

  EXPECT_THAT(Lines(pack.VerifyWith("")), Contains("checkpoint: not independently witnessed"));
}

TEST(Verify, SaysWhenTheSchemaGivesAKindAnotherName) {
  ExportPack pack = MakeExport();
  std::string& schema = pack.files["schema.binpb"];
  for (size_t at = 0; (at = schema.find("ConcernRaised", at)) != schema.npos;) {
    schema.replace(at, 7, "Content");
  }
  pack.Sum();

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kAmber, Reason::kNotProved));
  EXPECT_THAT(Lines(report), ElementsAre("schema.binpb: it calls a kind of entry ContentRaised "
                                         "that is called ConcernRaised"));
  EXPECT_EQ(report.events[1].label.Text(), "ConcernRaised A02");
}

TEST(Verify, NeedsNoSchema) {
  ExportPack pack = MakeExport();
  pack.files.erase("schema.binpb");
  pack.Sum();

  EXPECT_THAT(pack.Verify(), Is(Verdict::kGreen, Reason::kProved));
}

class VerifyWithout : public testing::TestWithParam<const char*> {};

TEST_P(VerifyWithout, IsRefusedAndSaysWhatIsMissing) {
  ExportPack pack = MakeExport();
  pack.files.erase(GetParam());

  const VerifyReport report = pack.Verify();

  EXPECT_THAT(report, Is(Verdict::kRed, Reason::kFileMissing));
  EXPECT_THAT(Lines(report), ElementsAre(AllOf(StartsWith(GetParam()), HasSubstr("is not in"))));
}

INSTANTIATE_TEST_SUITE_P(AFile, VerifyWithout,
                         testing::Values("README.txt", "SHA256SUMS", "checkpoint", "events.txt"));

TEST(Verify, ChecksASingleProofAgainstAKey) {
  const TempFolder folder;
  const ExportPack pack = MakeExport();
  WriteFiles(pack.files, folder.path());
  const std::string path = folder / ProofPathOf(2);

  const VerifyReport report = verify::Verify(path, {.vkey = pack.vkey}).value();

  EXPECT_THAT(report, Is(Verdict::kGreen, Reason::kProved));
  EXPECT_EQ(report.events.at(0).label.Text(), "ConcernRaised A02");
  EXPECT_THAT(verify::Verify(path, {.vkey = OtherVkey()}).value(),
              Is(Verdict::kRed, Reason::kSignature));
}

TEST(Verify, NeedsAKeyForASingleProofAndOneThatIsWellFormed) {
  const TempFolder folder;
  WriteFile(folder / "a.tlog-proof", "c2sp.org/tlog-proof@v1\n");

  EXPECT_THAT(verify::Verify(folder / "a.tlog-proof", {}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(verify::Verify(folder.path(), {.vkey = "trust+me"}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(verify::Verify(folder / "nowhere", {}), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace cairn::verify
