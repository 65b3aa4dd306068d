#include "clients/cli/print/text_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::cli {
namespace {

using testing::ElementsAre;

TEST(Plain, TakesAwayWhatCouldSteerATerminal) {
  EXPECT_EQ(Plain("a\x1b[2Jb"), "a?[2Jb");
  EXPECT_EQ(Plain("one\ntwo\tthree"), "one two three");
  EXPECT_EQ(Plain("a\xc2\x9b"
                  "31mb"),
            "a?31mb");
  EXPECT_EQ(Plain("abc\xe2\x80\xae"
                  "def"),
            "abc?def");
}

TEST(Plain, KeepsLettersOfEveryLanguage) {
  EXPECT_EQ(Plain("Zoë Ó Súilleabháin 中"), "Zoë Ó Súilleabháin 中");
}

TEST(Plain, DoesNotLetABrokenSequenceCarryAControlCharacterThrough) {
  EXPECT_EQ(Plain("a\xe2\x1b[2J"), "a??[2J");
  EXPECT_EQ(Plain("a\xff"
                  "b\x9b"),
            "a?b?");
  EXPECT_EQ(Plain("a\xe2\x80"), "a??");
}

TEST(Width, CountsCodePoints) { EXPECT_EQ(Width("Zoë"), 3u); }

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_THAT(Wrap("reads aloud to Pip", 11), ElementsAre("reads aloud", "to Pip"));
}

TEST(Wrap, CutsAWordThatIsLongerThanTheLine) {
  EXPECT_THAT(Wrap("ab abcdefgh", 3), ElementsAre("ab", "abc", "def", "gh"));
}

TEST(Wrap, GivesOneEmptyLineForNothing) { EXPECT_THAT(Wrap("", 10), ElementsAre("")); }

TEST(Hanging, PutsFurtherLinesUnderTheFirst) {
  EXPECT_EQ(Hanging("TO DO", 7, "send the notes of the meeting", 20),
            "TO DO  send the\n       notes of the\n       meeting\n");
}

TEST(Hanging, LetsALongHeadPushOnlyItsOwnLine) {
  EXPECT_EQ(Hanging("case-a.jsonl:12: ", 4, "aa bb cc", 20), "case-a.jsonl:12: aa\n    bb cc\n");
}

TEST(TableRow, WrapsEveryCellInItsColumn) {
  EXPECT_EQ(TableRow({{"one two", 4}, {"x", 2}, {"three", 5}}), "one  x  three\ntwo\n");
}

TEST(Cut, MarksWhatIsMissing) {
  EXPECT_EQ(Cut("Larkwhistle", 5), "Lark~");
  EXPECT_EQ(Cut("Pip", 5), "Pip");
}

TEST(Bar, FillsWithWhatIsDone) {
  EXPECT_EQ(Bar(0, 3, 6), "[------]");
  EXPECT_EQ(Bar(1, 3, 6), "[##----]");
  EXPECT_EQ(Bar(3, 3, 6), "[######]");
}

TEST(Bar, IsFullWhereNothingIsToBeDoneAndWhereMoreWasThanWasThought) {
  EXPECT_EQ(Bar(0, 0, 6), "[######]");
  EXPECT_EQ(Bar(4, 3, 6), "[######]");
}

}  // namespace
}  // namespace cairn::cli
