// The values that docs/ledger_format.md section 15 prints, and what its grammars refuse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/verify/checkpoint_check.h"
#include "clients/verify/checksums.h"
#include "clients/verify/disclosure.h"
#include "clients/verify/merkle.h"
#include "clients/verify/moment.h"
#include "clients/verify/proof_file.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

using testing::Eq;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

constexpr char kLogKey[] =
    "cairn.example/log/urn-100000/1+ff1b4669+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
constexpr char kWitnessKey[] =
    "witness.example/la-1+a4eae9e0+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
constexpr char kText[] =
    "cairn.example/log/urn-100000/1\n3\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n";
constexpr char kLogLine[] =
    "\u2014 cairn.example/log/urn-100000/1 "
    "/xtGabdWXeHYlZ+TUOQ1X6iXr057gXjl1HnhYemFi8fY09e3EXJWfFJ7lPcHUmsCCEqsTYLuCe7P+Kg/"
    "bgARPi/wYgg=\n";
constexpr char kWitnessLine[] =
    "\u2014 witness.example/la-1 "
    "pOrp4AAAAABpXifUk3Er1LbS3igzKTXnLe8JY2ipTyCMDynfOvit3IVj24kC9+MUHjRxBwfhtNGnT+"
    "lMT+M59eLzIYN77Lhxo87+AA==\n";
constexpr char kLeaf[] =
    "434149524e4c46310100000100000000111111111111111111111111111111110000000000000001000647a0b3f856"
    "00"
    "2121212121212121212121212121212100000000000000000000000000000000000000000000000000000000000000"
    "00"
    "c722497768cb7c65630a0343955d75e1cb2b88bce9a872e60d3a3950d6c51aa2"
    "038ee31a4b012581203bd0c5fde1cc06c6330fc84e717dca20aed320be0ff09b";

std::string Note() { return std::string(kText) + "\n" + kLogLine + kWitnessLine; }
std::string LogPolicy() { return "log " + std::string(kLogKey) + "\n"; }
std::string WitnessPolicy() {
  return LogPolicy() + "witness la-1 " + kWitnessKey + "\nquorum la-1\n";
}
CheckedCheckpoint CheckedBy(const std::string& policy, const std::string& note) {
  return CheckpointCheck(Policy::Parse(policy).value()).Check(note);
}
Hash FromHex(std::string_view hex) { return HashFrom(*DecodeHex(hex)).value(); }
Hash LeafOf(std::string_view hex) { return HashLeaf(*DecodeHex(hex)); }

TEST(LedgerFormat, LeafHasTheHashThatIsPrinted) {
  const std::string bytes = *DecodeHex(kLeaf);

  EXPECT_TRUE(Leaf::Parse(bytes).ok());
  EXPECT_EQ(HashLeaf(bytes),
            FromHex("aff58617e1b2776453c7cc1a924dd238e99539c679835f30e2bcb81988356636"));
}

TEST(LedgerFormat, SecondLeafIsInTheCheckpoint) {
  const Hash first = HashLeaf(*DecodeHex(kLeaf));
  const Hash second = FromHex("43f8908f7ade7673e144ba984f0a07ec8dca5559a3e8e0db2f4bf6b3483edd99");
  const Hash third = FromHex("1f6fd2b56023ac214d73e9148994da58c3fdc55c9a87037d2c8d47b9b99348e5");
  const Hash root = Checkpoint::Parse(kText)->root;

  EXPECT_THAT(RootFromPath(second, 1, 3, std::vector{first, third}), Optional(root));
  EXPECT_EQ(RootOf(std::vector{first, second, third}), root);
}

TEST(LedgerFormat, TreesHaveTheRootsOfRfc6962) {
  const std::vector<Hash> leaves = {LeafOf(""),
                                    LeafOf("00"),
                                    LeafOf("10"),
                                    LeafOf("2021"),
                                    LeafOf("3031"),
                                    LeafOf("40414243"),
                                    LeafOf("5051525354555657"),
                                    LeafOf("606162636465666768696a6b6c6d6e6f")};

  EXPECT_EQ(RootOf(leaves),
            FromHex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"));
  EXPECT_EQ(RootOf(std::span(leaves).first(3)),
            FromHex("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"));
  EXPECT_EQ(RootOf({}), Sha256({}));
}

TEST(LedgerFormat, PathOfTheWrongLengthOrIndexLeadsNowhere) {
  const Hash hash{};

  EXPECT_EQ(RootFromPath(hash, 3, 3, std::vector<Hash>(2)), std::nullopt);
  EXPECT_EQ(RootFromPath(hash, 0, 0, {}), std::nullopt);
  EXPECT_EQ(RootFromPath(hash, 1, 3, std::vector<Hash>(1)), std::nullopt);
  EXPECT_EQ(RootFromPath(hash, 1, 3, std::vector<Hash>(3)), std::nullopt);
  EXPECT_EQ(RootFromPath(hash, 2, 3, std::vector<Hash>(2)), std::nullopt);
}

TEST(LedgerFormat, CheckpointIsTrustedAndWitnessedWhenBothKeysSigned) {
  const CheckedCheckpoint checked = CheckedBy(WitnessPolicy(), Note());

  ASSERT_TRUE(checked.IsTrusted()) << checked.fault->sentence;
  EXPECT_TRUE(checked.witnessed);
  EXPECT_EQ(checked.checkpoint->origin, "cairn.example/log/urn-100000/1");
  EXPECT_EQ(checked.checkpoint->size, 3u);
}

TEST(LedgerFormat, CheckpointWithoutTheWitnessIsTrustedAndNotWitnessed) {
  const CheckedCheckpoint checked =
      CheckedBy(WitnessPolicy(), std::string(kText) + "\n" + kLogLine);

  EXPECT_TRUE(checked.IsTrusted());
  EXPECT_FALSE(checked.witnessed);
}

TEST(LedgerFormat, UnknownSignaturesArePassedOver) {
  EXPECT_TRUE(CheckedBy(LogPolicy() + "quorum none\n", Note()).IsTrusted());
}

TEST(LedgerFormat, BadSignatureOfAKnownWitnessRefusesTheCheckpoint) {
  std::string note = Note();
  note.replace(note.rfind("87+AA=="), 7, "87+AB==");  // not canonical
  EXPECT_EQ(CheckedBy(WitnessPolicy(), note).fault->reason, Reason::kMalformed);

  note = Note();
  note.replace(note.rfind("87+AA=="), 7, "87+BA==");
  EXPECT_EQ(CheckedBy(WitnessPolicy(), note).fault->reason, Reason::kSignature);
}

TEST(LedgerFormat, GoodSignatureDoesNotRedeemABadOneOfTheSameKey) {
  std::string bad = kLogLine;
  bad.replace(bad.find("/wYgg="), 6, "/wYgk=");

  EXPECT_EQ(CheckedBy(LogPolicy() + "quorum none\n", Note() + bad).fault->reason,
            Reason::kSignature);
}

TEST(LedgerFormat, CheckpointSignedByAWitnessAloneIsNotTheLogs) {
  const CheckedCheckpoint checked =
      CheckedBy(WitnessPolicy(), std::string(kText) + "\n" + kWitnessLine);

  EXPECT_EQ(checked.fault->reason, Reason::kSignature);
}

TEST(LedgerFormat, NotesWithOtherBytesAreRefused) {
  const std::string text = kText;
  const std::string line = kLogLine;

  EXPECT_FALSE(SignedNote::Parse(text + line).ok()) << "no blank line";
  EXPECT_FALSE(SignedNote::Parse(text + "\n").ok()) << "no signature";
  EXPECT_FALSE(SignedNote::Parse(text + "\n" + line.substr(0, line.size() - 1)).ok());
  EXPECT_FALSE(SignedNote::Parse(text + "\n" + line + "x").ok());
  EXPECT_FALSE(SignedNote::Parse(text + "\r\n" + line).ok());
  EXPECT_FALSE(SignedNote::Parse(text + "\xc0\x80\n\n" + line).ok()) << "overlong UTF-8";
  EXPECT_FALSE(SignedNote::Parse(text + "\n\u2014 a+b AAAAAAA=\n").ok()) << "a plus in a name";
  EXPECT_FALSE(SignedNote::Parse(text + "\n\u2014 a\u00a0b AAAAAAA=\n").ok())
      << "a space in a name";
  EXPECT_FALSE(SignedNote::Parse(text + "\n\u2014 a AAAAAA==\n").ok()) << "only a key id";
  EXPECT_TRUE(SignedNote::Parse(text + "\n\u2014 a AAAAAAA=\n").ok());
}

TEST(LedgerFormat, NoteHasAtMost64Signatures) {
  std::string note = std::string(kText) + "\n";
  for (int i = 0; i < 64; ++i) note += kLogLine;
  EXPECT_TRUE(SignedNote::Parse(note).ok());

  EXPECT_FALSE(SignedNote::Parse(note + kLogLine).ok());
}

TEST(LedgerFormat, CheckpointHasThreeLinesOfOneSpelling) {
  const std::string root = "V8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n";

  EXPECT_TRUE(Checkpoint::Parse("a\n3\n" + root).ok());
  EXPECT_FALSE(Checkpoint::Parse("a\n3\n" + root + "extension\n").ok());
  EXPECT_FALSE(Checkpoint::Parse("a\n3\n").ok());
  EXPECT_FALSE(Checkpoint::Parse("\n3\n" + root).ok());
  EXPECT_FALSE(Checkpoint::Parse("a b\n3\n" + root).ok());
  EXPECT_FALSE(Checkpoint::Parse("a\n03\n" + root).ok());
  EXPECT_FALSE(Checkpoint::Parse("a\n9223372036854775808\n" + root).ok());
  EXPECT_FALSE(Checkpoint::Parse("a\n3\nAAAA\n").ok());
}

TEST(LedgerFormat, KeysOfAnotherIdTypeOrSpellingAreRefused) {
  EXPECT_TRUE(VerifierKey::Parse(kLogKey).ok());
  EXPECT_TRUE(VerifierKey::Parse(kWitnessKey).ok());
  EXPECT_FALSE(VerifierKey::Parse("").ok());
  EXPECT_FALSE(VerifierKey::Parse("a+b").ok());
  EXPECT_FALSE(
      VerifierKey::Parse(
          "cairn.example/log/urn-100000/2+ff1b4669+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
          .ok());
  EXPECT_FALSE(
      VerifierKey::Parse(
          "cairn.example/log/urn-100000/1+FF1B4669+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
          .ok());
  EXPECT_FALSE(
      VerifierKey::Parse(
          "cairn.example/log/urn-100000/1+ff1b4669+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
          .ok());
}

TEST(LedgerFormat, PolicyAsksForGroupsOfWitnesses) {
  const std::string head = "# keys of 2026\n\n " + LogPolicy() + "witness w " + kWitnessKey + "\n";
  const VerifierKey witness = VerifierKey::Parse(kWitnessKey).value();
  const Policy policy =
      Policy::Parse(head + "group inner any w\ngroup outer 1 inner\nquorum outer\n").value();

  EXPECT_THAT(policy.logs(), SizeIs(1));
  EXPECT_TRUE(policy.IsQuorum({witness}));
  EXPECT_FALSE(policy.IsQuorum({}));
}

TEST(LedgerFormat, PoliciesThatSayAnythingElseAreRefused) {
  const std::string log = LogPolicy();
  const std::string witness = "witness w " + std::string(kWitnessKey) + "\n";

  EXPECT_FALSE(Policy::Parse(log).ok()) << "no quorum";
  EXPECT_FALSE(Policy::Parse(log + "quorum none").ok()) << "no newline";
  EXPECT_FALSE(Policy::Parse(log + "quorum none\nquorum none\n").ok());
  EXPECT_FALSE(Policy::Parse(log + "quorum w\n" + witness).ok()) << "used before it is defined";
  EXPECT_FALSE(Policy::Parse(log + log + "quorum none\n").ok()) << "a log twice";
  EXPECT_FALSE(Policy::Parse(witness + witness + "quorum none\n").ok()) << "a name twice";
  EXPECT_FALSE(Policy::Parse(witness + "group g 2 w\nquorum g\n").ok()) << "two of one";
  EXPECT_FALSE(Policy::Parse(witness + "group g 0 w\nquorum g\n").ok());
  EXPECT_FALSE(Policy::Parse(witness + "group g any w w\nquorum g\n").ok()) << "a member twice";
  EXPECT_FALSE(Policy::Parse(witness + "group none any w\nquorum none\n").ok());
  EXPECT_FALSE(Policy::Parse("log " + std::string(kWitnessKey) + "\nquorum none\n").ok());
  EXPECT_FALSE(Policy::Parse("witness l " + std::string(kLogKey) + "\nquorum none\n").ok());
  EXPECT_FALSE(Policy::Parse("quorum none\r\n").ok());
  EXPECT_FALSE(Policy::Parse("trust everyone\nquorum none\n").ok());
}

TEST(LedgerFormat, LeafWithAnyReservedBitIsRefused) {
  const std::string good = *DecodeHex(kLeaf);
  const auto with = [&good](size_t at, char byte) {
    std::string leaf = good;
    leaf[at] = byte;
    return Leaf::Parse(leaf).ok();
  };

  EXPECT_FALSE(with(0, 'D')) << "magic";
  EXPECT_FALSE(with(8, 3)) << "kind 3 is reserved";
  EXPECT_FALSE(with(8, 2)) << "an erasure commits to no fields";
  EXPECT_FALSE(with(9, 1)) << "flags";
  EXPECT_FALSE(with(11, 2)) << "suite";
  EXPECT_FALSE(with(15, 1)) << "reserved";
  EXPECT_FALSE(with(39, 0)) << "version 0";
  EXPECT_FALSE(with(64, 1)) << "version 1 follows on nothing";
  EXPECT_TRUE(with(39, 2));
  EXPECT_FALSE(Leaf::Parse(good + '\0').ok());
}

TEST(LedgerFormat, ErasureNamesARecordOrOneEvent) {
  const std::string magic = "CAIRNEB1";
  const std::string record(16, 'r');
  const std::string event(16, 'e');
  const std::string actor(16, 'a');
  const auto body = [&](const std::string& target, char scope) {
    return magic + record + target + scope + std::string("\x01\x02") + actor;
  };

  EXPECT_EQ(Erasure::Parse(body(event, 2))->target, event);
  EXPECT_EQ(Erasure::Parse(body(event, 2))->authority, 0x102);
  EXPECT_THAT(Erasure::Parse(body(std::string(16, '\0'), 1))->target, IsEmpty());
  EXPECT_FALSE(Erasure::Parse(body(event, 1)).ok());
  EXPECT_FALSE(Erasure::Parse(body(event, 3)).ok());
  EXPECT_FALSE(Erasure::Parse(body(event, 2) + "x").ok());
}

TEST(LedgerFormat, ProofFilesHaveOneSpelling) {
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  const std::string hash = "V8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n";
  const std::string rest = "\n" + Note();
  std::string path63;
  for (int i = 0; i < 63; ++i) path63 += hash;

  EXPECT_TRUE(ProofFile::Parse(head + "index 0\n" + path63 + rest).ok());
  EXPECT_TRUE(ProofFile::Parse(head + "extra AAAA\nindex 1\n" + hash + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "index 0\n" + path63 + hash + rest).ok());
  EXPECT_FALSE(ProofFile::Parse("c2sp.org/tlog-proof@v2\nindex 0\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "extra \nindex 0\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "extra AAB=\nindex 0\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "extra AAAA\nextra AAAA\nindex 0\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "index 00\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "index +1\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "index 9223372036854775808\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "index 1\r\n" + rest).ok());
  EXPECT_FALSE(ProofFile::Parse(head + "index 1\nAAAA\n" + rest).ok()) << "a hash has 32 bytes";
  EXPECT_FALSE(ProofFile::Parse(head + "index 1\n" + hash).ok()) << "no checkpoint";
  EXPECT_FALSE(ProofFile::Parse(std::string(kProofBytesMax + 1, 'x')).ok());
}

TEST(LedgerFormat, ChecksumsListEachRelativePathOnce) {
  const std::string hash(64, 'a');

  EXPECT_THAT(*ParseChecksums(hash + "  a\n" + hash + "  b/c\n"), SizeIs(2));
  EXPECT_FALSE(ParseChecksums("").ok());
  EXPECT_FALSE(ParseChecksums(hash + "  a").ok());
  EXPECT_FALSE(ParseChecksums(hash + "  a\n" + hash + "  a\n").ok());
  EXPECT_FALSE(ParseChecksums(hash + " *a\n").ok());
  EXPECT_FALSE(ParseChecksums(hash + "  a\r\n").ok());
  EXPECT_FALSE(ParseChecksums(hash + "  /etc/passwd\n").ok());
  EXPECT_FALSE(ParseChecksums(hash + "  a/../../b\n").ok());
  EXPECT_FALSE(ParseChecksums(hash + "  SHA256SUMS\n").ok());
  EXPECT_FALSE(ParseChecksums(std::string(64, 'A') + "  a\n").ok());
  EXPECT_FALSE(ParseChecksums(std::string(62, 'a') + "  a\n").ok());
}

TEST(LedgerFormat, TextHasOneSpelling) {
  EXPECT_THAT(DecodeBase64("QQ=="), Optional(Eq("A")));
  EXPECT_THAT(DecodeBase64(""), Optional(Eq("")));
  EXPECT_EQ(DecodeBase64("QR=="), std::nullopt) << "unused bits";
  EXPECT_EQ(DecodeBase64("QQ"), std::nullopt);
  EXPECT_EQ(DecodeBase64("QQ==QQ=="), std::nullopt);
  EXPECT_EQ(DecodeBase64("===="), std::nullopt);
  EXPECT_EQ(DecodeBase64("QQ-_"), std::nullopt) << "the alphabet of URLs";
  EXPECT_EQ(DecodeHex("AB"), std::nullopt);
  EXPECT_THAT(ParseDecimal("9223372036854775807"), Optional(Eq(9223372036854775807ull)));
  EXPECT_EQ(ParseDecimal("9223372036854775808"), std::nullopt);
  EXPECT_EQ(ParseDecimal("18446744073709551616"), std::nullopt);
  EXPECT_EQ(ParseDecimal(""), std::nullopt);
  EXPECT_EQ(ParseDecimal("-1"), std::nullopt);
  EXPECT_FALSE(IsUtf8("\xed\xa0\x80")) << "a surrogate";
  EXPECT_FALSE(IsUtf8("\xf4\x90\x80\x80")) << "above U+10FFFF";
  EXPECT_FALSE(IsUtf8("\xe2\x80"));
  EXPECT_TRUE(IsUtf8("Zo\u00eb \U0001F600"));
}

TEST(LedgerFormat, NothingPrintedSteersATerminal) {
  EXPECT_EQ(Printable("a\x1b[2J\n\u202e\u00ebz", 40), "a?[2J??\u00ebz");
  EXPECT_EQ(Printable("\xff\xe2\x80", 40), "???");
  EXPECT_EQ(Printable("abcdef", 3), "abc~");
}

std::string Moment(int64_t unix_us, int16_t offset, char precision) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(unix_us >> shift);
  return bytes + static_cast<char>(offset >> 8) + static_cast<char>(offset) + precision;
}

TEST(LedgerFormat, TimesAreReadAsExactlyAsTheyAreKnown) {
  constexpr int64_t kDay = 86'400'000'000;
  constexpr int64_t kNewYear2026 = 20'454 * kDay;

  EXPECT_THAT(DescribeOccurred(Moment(kNewYear2026, 0, 0)), Optional(Eq("2026")));
  EXPECT_THAT(DescribeOccurred(Moment(kNewYear2026, 0, 1)), Optional(Eq("2026-01")));
  EXPECT_THAT(DescribeOccurred(Moment(kNewYear2026 - kDay, 0, 2)), Optional(Eq("2025-12-31")));
  EXPECT_THAT(DescribeOccurred(Moment(-kDay, 0, 2)), Optional(Eq("1969-12-31")));
  EXPECT_THAT(DescribeOccurred(Moment(kNewYear2026 - 60'000'000, 60, 3)),
              Optional(Eq("2026-01-01 00:59 +01:00")));
  EXPECT_THAT(DescribeOccurred(Moment(0, 0, 2) + Moment(kDay, 0, 2)),
              Optional(Eq("1970-01-01 to 1970-01-02")));
  EXPECT_EQ(UtcTime(1'767'605'400'000'000), "2026-01-05 09:30:00 UTC");
  EXPECT_EQ(UtcTime(-1), "1969-12-31 23:59:59 UTC");
}

TEST(LedgerFormat, TimesThatAreNoneAreRefused) {
  constexpr int64_t kDay = 86'400'000'000;

  EXPECT_EQ(DescribeOccurred(""), std::nullopt);
  EXPECT_EQ(DescribeOccurred(Moment(0, 0, 6)), std::nullopt) << "unknown precision";
  EXPECT_EQ(DescribeOccurred(Moment(1, 0, 2)), std::nullopt) << "a day is midnight";
  EXPECT_EQ(DescribeOccurred(Moment(kDay, 0, 1)), std::nullopt) << "a month is its first day";
  EXPECT_EQ(DescribeOccurred(Moment(31 * kDay, 0, 0)), std::nullopt) << "a year is 1 January";
  EXPECT_EQ(DescribeOccurred(Moment(0, 60, 2)), std::nullopt) << "a day has no offset";
  EXPECT_EQ(DescribeOccurred(Moment(0, 0, 2) + "x"), std::nullopt);
  EXPECT_EQ(DescribeOccurred(Moment(0, 0, 2) + Moment(0, 0, 2) + Moment(0, 0, 2)), std::nullopt);
  EXPECT_EQ(DescribeOccurred(Moment(INT64_MIN, 0, 3)), std::nullopt) << "beyond any calendar";
}

std::string FieldBody(const std::string& path, char type, const std::string& value) {
  return std::string(32, 's') + '\0' + static_cast<char>(path.size()) + path + type +
         std::string(3, '\0') + static_cast<char>(value.size()) + value;
}
bool IsField(const std::string& path, char type, const std::string& value) {
  const std::string bytes = FieldBody(path, type, value);
  ByteReader reader(bytes);
  return Field::Parse(reader).ok() && reader.AtEnd();
}

TEST(LedgerFormat, PathsAreNumbersWithIndexes) {
  EXPECT_TRUE(IsField("1.12.3/0.1", 8, ""));
  EXPECT_TRUE(IsField("5/10", 1, "x"));
  EXPECT_FALSE(IsField("", 8, ""));
  EXPECT_FALSE(IsField("0", 8, "")) << "there is no field 0";
  EXPECT_FALSE(IsField("01", 8, ""));
  EXPECT_FALSE(IsField("1.", 8, ""));
  EXPECT_FALSE(IsField(".1", 8, ""));
  EXPECT_FALSE(IsField("1/", 8, ""));
  EXPECT_FALSE(IsField("1/01", 8, ""));
  EXPECT_FALSE(IsField("1/1/1", 8, ""));
  EXPECT_FALSE(IsField("a", 8, ""));
}

TEST(LedgerFormat, ValuesFitTheirTypes) {
  const std::string zero(8, '\0');
  const std::string one = std::string(7, '\0') + '\x01';

  EXPECT_TRUE(IsField("1", 1, "Zo\u00eb"));
  EXPECT_FALSE(IsField("1", 1, "\xff"));
  EXPECT_TRUE(IsField("1", 2, zero));
  EXPECT_FALSE(IsField("1", 2, "1"));
  EXPECT_TRUE(IsField("1", 3, "\x01"));
  EXPECT_FALSE(IsField("1", 3, "\x02"));
  EXPECT_FALSE(IsField("1", 4, zero));
  EXPECT_TRUE(IsField("1", 5, "\xff"));
  EXPECT_TRUE(IsField("1", 6, one));
  EXPECT_FALSE(IsField("1", 6, zero)) << "no code is 0";
  EXPECT_FALSE(IsField("1", 7, "")) << "reserved";
  EXPECT_FALSE(IsField("1", 8, "x"));
  EXPECT_FALSE(IsField("1", 9, ""));
}

std::string DisclosureOf(size_t count, const std::string& fields) {
  std::string bytes = "CAIRNDS1" + std::string("\x00\xa0", 2) + *DecodeHex(kLeaf);
  bytes += static_cast<char>(count >> 8);
  return bytes + static_cast<char>(count) + fields;
}

TEST(LedgerFormat, DisclosuresHaveAPowerOfTwoOfAscendingFields) {
  const std::string hidden = '\0' + std::string(32, 'h');
  const std::string one = '\x01' + FieldBody("1", 8, "");
  const std::string two = '\x01' + FieldBody("1.2", 8, "");
  std::string six;
  for (int i = 0; i < 6; ++i) six += hidden;

  EXPECT_TRUE(Disclosure::Parse(DisclosureOf(8, one + two + six)).ok());
  EXPECT_TRUE(Disclosure::Parse(DisclosureOf(8, one + hidden + six)).ok());
  EXPECT_FALSE(Disclosure::Parse(DisclosureOf(8, two + one + six)).ok());
  EXPECT_FALSE(Disclosure::Parse(DisclosureOf(8, one + one + six)).ok());
  EXPECT_FALSE(Disclosure::Parse(DisclosureOf(7, one + six)).ok());
  EXPECT_FALSE(Disclosure::Parse(DisclosureOf(4, hidden + hidden + hidden + hidden)).ok());
  EXPECT_FALSE(Disclosure::Parse(DisclosureOf(8, one + two + six + "x")).ok());
  EXPECT_FALSE(Disclosure::Parse(DisclosureOf(8, one + six)).ok()) << "cut short";
  EXPECT_FALSE(
      Disclosure::Parse(DisclosureOf(8, '\x02' + std::string(32, 'h') + hidden + six)).ok());
  EXPECT_FALSE(Disclosure::Parse(DisclosureOf(8, one + two + six))->MatchesLeaf());
}

}  // namespace
}  // namespace cairn::verify
