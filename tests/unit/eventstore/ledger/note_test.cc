#include "eventstore/ledger/note.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"

#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr char kLogVkey[] =
    "cairn.example/log/urn-100000/1+ff1b4669+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
constexpr char kWitnessVkey[] =
    "witness.example/la-1+a4eae9e0+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
constexpr char kNoteText[] =
    "cairn.example/log/urn-100000/1\n3\nV8DA9SsyHMJwWiYYn3eSSJq7NzysOBF3RooOp0yXYeo=\n";
constexpr char kLogLine[] =
    "\u2014 cairn.example/log/urn-100000/1 "
    "/xtGabdWXeHYlZ+TUOQ1X6iXr057gXjl1HnhYemFi8fY09e3EXJWfFJ7lPcHUmsCCEqsTYLuCe7P+Kg/bgARPi/"
    "wYgg=\n";
constexpr char kWitnessLine[] =
    "\u2014 witness.example/la-1 "
    "pOrp4AAAAABpXifUk3Er1LbS3igzKTXnLe8JY2ipTyCMDynfOvit3IVj24kC9+MUHjRxBwfhtNGnT+lMT+"
    "M59eLzIYN77Lh"
    "xo87+AA==\n";

std::string Seed() {
  std::string seed;
  for (char byte = 0; byte < 32; ++byte) seed.push_back(byte);
  return seed;
}

NoteSigner LogSigner() { return *NoteSigner::FromSeed("cairn.example/log/urn-100000/1", Seed()); }

NoteVerifier LogKey() { return *NoteVerifier::FromVkey(kLogVkey); }
NoteVerifier WitnessKey() { return *NoteVerifier::FromVkey(kWitnessVkey); }

std::string LogNote() { return std::string(kNoteText) + "\n" + kLogLine; }

std::string Replaced(const std::string& text, const char* from, const char* to) {
  std::string replaced = absl::StrReplaceAll(text, {{from, to}});
  EXPECT_NE(replaced, text);
  return replaced;
}

const auto kMalformed = StatusIs(absl::StatusCode::kInvalidArgument);

TEST(NoteSigner, HasTheVkeyOfTheWorkedVector) { EXPECT_EQ(LogSigner().vkey(), kLogVkey); }

TEST(NoteSigner, SignsAsInTheWorkedVector) {
  EXPECT_THAT(LogSigner().Sign(kNoteText), IsOkAndHolds(LogNote()));
}

// The example of Go's golang.org/x/mod/sumdb/note.
TEST(OpenNote, OpensTheExampleOfGo) {
  const auto verifier =
      NoteVerifier::FromVkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

  const auto text = OpenNote(
      "If you think cryptography is the answer to your problem,\n"
      "then you don't know what your problem is.\n"
      "\n"
      "\u2014 PeterNeumann "
      "x08go/ZJkuBS9UG/"
      "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
      {{*verifier}});

  EXPECT_THAT(text, IsOkAndHolds(HasSubstr("cryptography")));
}

TEST(NoteSigner, RefusesTextThatNoNoteCanHold) {
  EXPECT_THAT(LogSigner().Sign("no newline"), kMalformed);
  EXPECT_THAT(LogSigner().Sign("line\r\n"), kMalformed);
  EXPECT_THAT(LogSigner().Sign("\xFF\n"), kMalformed);
}

TEST(NoteSigner, RefusesABadNameOrSeed) {
  EXPECT_THAT(NoteSigner::FromSeed("two words", Seed()), kMalformed);
  EXPECT_THAT(NoteSigner::FromSeed("name", Seed().substr(1)), kMalformed);
}

TEST(NoteVerifier, RefusesAVkeyThatIsNotCanonical) {
  EXPECT_THAT(NoteVerifier::FromVkey(""), kMalformed);
  EXPECT_THAT(NoteVerifier::FromVkey("name+ff1b4669"), kMalformed);
  EXPECT_THAT(NoteVerifier::FromVkey(Replaced(kLogVkey, "ff1b4669", "FF1B4669")), kMalformed);
  EXPECT_THAT(NoteVerifier::FromVkey(Replaced(kLogVkey, "ff1b4669", "ff1b4668")), kMalformed);
  EXPECT_THAT(NoteVerifier::FromVkey(Replaced(kLogVkey, "/1+", "/2+")), kMalformed);
  EXPECT_THAT(NoteVerifier::FromVkey(Replaced(kLogVkey, "SVTG4", "SVTG5")), kMalformed);
  EXPECT_THAT(NoteVerifier::FromVkey(Replaced(kLogVkey, "AQOh", "BgOh")), kMalformed);
}

TEST(OpenNote, GivesTheTextWhenTheLogSigned) {
  EXPECT_THAT(OpenNote(LogNote(), {{LogKey()}}), IsOkAndHolds(std::string(kNoteText)));
}

TEST(OpenNote, GivesTheTextWhenTheLogAndAWitnessSigned) {
  EXPECT_THAT(OpenNote(LogNote() + kWitnessLine, {{LogKey(), WitnessKey()}}),
              IsOkAndHolds(std::string(kNoteText)));
  EXPECT_THAT(OpenNote(LogNote() + kWitnessLine, {{WitnessKey()}}),
              IsOkAndHolds(std::string(kNoteText)));
}

TEST(OpenNote, PassesOverUnknownKeys) {
  EXPECT_THAT(OpenNote(LogNote() + kWitnessLine, {{LogKey()}}),
              IsOkAndHolds(std::string(kNoteText)));
}

TEST(OpenNote, RefusesANoteThatNoTrustedKeySigned) {
  EXPECT_THAT(OpenNote(LogNote(), {{WitnessKey()}}), kMalformed);
  EXPECT_THAT(OpenNote(LogNote(), {}), kMalformed);
}

TEST(OpenNote, RefusesTheWholeNoteWhenOneTrustedSignatureIsWrong) {
  EXPECT_THAT(
      OpenNote(LogNote() + Replaced(kWitnessLine, "NGnT", "NGnU"), {{LogKey(), WitnessKey()}}),
      kMalformed);
  EXPECT_THAT(
      OpenNote(Replaced(LogNote(), "bgAR", "bgAS") + kWitnessLine, {{LogKey(), WitnessKey()}}),
      kMalformed);
}

TEST(OpenNote, RefusesTextThatWasChanged) {
  EXPECT_THAT(OpenNote(Replaced(LogNote(), "\n3\n", "\n4\n"), {{LogKey()}}), kMalformed);
}

TEST(OpenNote, RefusesACosignatureWithAnotherTime) {
  const std::string other_time = Replaced(kWitnessLine, "AABpXifU", "AABpXifV");

  EXPECT_THAT(OpenNote(LogNote() + other_time, {{LogKey(), WitnessKey()}}), kMalformed);
}

TEST(ParseNote, SplitsTextAndSignatures) {
  const auto note = ParseNote(LogNote() + kWitnessLine);

  ASSERT_THAT(note, IsOk());
  EXPECT_EQ(note->text, kNoteText);
  ASSERT_THAT(note->signatures, SizeIs(2));
  EXPECT_EQ(note->signatures[0].key_id, 0xff1b4669);
  EXPECT_THAT(note->signatures[0].bytes, SizeIs(64));
  EXPECT_EQ(note->signatures[1].name, "witness.example/la-1");
}

TEST(ParseNote, SplitsAtTheLastBlankLine) {
  const auto note = ParseNote("one\n\ntwo\n\n\u2014 key AAAAAGFiYw==\n");

  ASSERT_THAT(note, IsOk());
  EXPECT_EQ(note->text, "one\n\ntwo\n");
  EXPECT_EQ(note->signatures[0].bytes, "abc");
}

TEST(ParseNote, RefusesANoteWithoutItsParts) {
  EXPECT_THAT(ParseNote(""), kMalformed);
  EXPECT_THAT(ParseNote(kNoteText), kMalformed);
  EXPECT_THAT(ParseNote(std::string(kNoteText) + "\n"), kMalformed);
  EXPECT_THAT(ParseNote(std::string(kNoteText) + kLogLine), kMalformed);
}

TEST(ParseNote, RefusesCarriageReturnsAndMissingNewlines) {
  EXPECT_THAT(ParseNote(absl::StrReplaceAll(LogNote(), {{"\n", "\r\n"}})), kMalformed);
  EXPECT_THAT(ParseNote(LogNote().substr(0, LogNote().size() - 1)), kMalformed);
  EXPECT_THAT(ParseNote(LogNote() + "\n"), kMalformed);
}

TEST(ParseNote, RefusesBase64ThatIsNotCanonical) {
  EXPECT_THAT(ParseNote("text\n\n\u2014 key AAAAAGFiYw==\n"), IsOk());
  EXPECT_THAT(ParseNote("text\n\n\u2014 key AAAAAGFiYw\n"), kMalformed);
  EXPECT_THAT(ParseNote("text\n\n\u2014 key AAAAAGFiYx==\n"), kMalformed);
  EXPECT_THAT(ParseNote("text\n\n\u2014 key AAAA AGFiYw==\n"), kMalformed);
  EXPECT_THAT(ParseNote("text\n\n\u2014 key AAAAAGFiY_==\n"), kMalformed);
}

TEST(ParseNote, RefusesSignatureLinesOfAnotherForm) {
  EXPECT_THAT(ParseNote("text\n\n- key AAAAAGFiYw==\n"), kMalformed);
  EXPECT_THAT(ParseNote("text\n\n\u2014 AAAAAGFiYw==\n"), kMalformed);
  EXPECT_THAT(ParseNote("text\n\n\u2014  AAAAAGFiYw==\n"), kMalformed);
  EXPECT_THAT(ParseNote("text\n\n\u2014 k+y AAAAAGFiYw==\n"), kMalformed);
  EXPECT_THAT(ParseNote("text\n\n\u2014 key AAAAAA==\n"), kMalformed);
}

TEST(ParseNote, TakesSixtyFourSignaturesAndNoMore) {
  std::string note = "text\n\n";
  for (int i = 0; i < 64; ++i) note += "\u2014 key AAAAAGFiYw==\n";

  EXPECT_THAT(ParseNote(note), IsOk());
  EXPECT_THAT(ParseNote(note + "\u2014 key AAAAAGFiYw==\n"), kMalformed);
}

}  // namespace
}  // namespace cairn
