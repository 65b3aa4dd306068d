#include "projections/cohort/name_words.h"

#include <gtest/gtest.h>

namespace cairn {
namespace {

TEST(FoldedWords, LoseCaseAndAccents) {
  EXPECT_EQ(FoldedWords("Zoë ÅSTRÖM"), "zoe astrom");
  EXPECT_EQ(FoldedWords("Siân Gŵyn Ẁynne-Ŷale Ỳnys"), "sian gwyn wynne yale ynys");
  EXPECT_EQ(FoldedWords("Łukasz Żółć Đorđe Ștefan Țuțea"), "lukasz zolc dorde stefan tutea");
  EXPECT_EQ(FoldedWords("İzmir Ilgın"), "izmir ilgin");
}

TEST(FoldedWords, WriteLettersOfTwoAsTwo) {
  EXPECT_EQ(FoldedWords("Æthelred Weiß Œuvre Þór ẞ"), "aethelred weiss oeuvre thor ss");
}

TEST(FoldedWords, LoseAccentsThatFollowTheirLetter) {
  EXPECT_EQ(FoldedWords("Zoe\u0308 E\u0301va"), "zoe eva");
}

TEST(FoldedWords, LoseApostrophesAndPartAtHyphens) {
  EXPECT_EQ(FoldedWords("O'Brien-Smith"), "obrien smith");
  EXPECT_EQ(FoldedWords("O’Brien–Smith"), "obrien smith");
  EXPECT_EQ(FoldedWords("  Anne\u00A0Marie ,  J. "), "anne marie j");
}

TEST(FoldedWords, LeaveOtherScriptsAsTheyStand) { EXPECT_EQ(FoldedWords("Иван 伟"), "Иван 伟"); }

TEST(FoldedWords, BearTextThatIsNoUtf8) {
  EXPECT_EQ(FoldedWords("A\xC3"), "a\xC3");
  EXPECT_EQ(FoldedWords("\xFF B\xE2\x80"), "\xFF b\xE2\x80");
  EXPECT_EQ(FoldedWords("\xC3\x28"), "\xC3");
}

TEST(BeginsWords, WantsEveryWordToBeginAWordOfTheName) {
  EXPECT_TRUE(BeginsWords("pip lark", "Pip Larkwhistle"));
  EXPECT_TRUE(BeginsWords("LARK p", "Pip Larkwhistle"));
  EXPECT_TRUE(BeginsWords("zoe obr", "Zoë O’Brien-Łoś"));
  EXPECT_TRUE(BeginsWords("los", "Zoë O’Brien-Łoś"));
  EXPECT_FALSE(BeginsWords("whistle", "Pip Larkwhistle"));
  EXPECT_FALSE(BeginsWords("pip x", "Pip Larkwhistle"));
}

TEST(BeginsWords, TakesASearchWithoutWordsForNone) {
  EXPECT_TRUE(BeginsWords("", "Pip"));
  EXPECT_TRUE(BeginsWords(" -' ", "Pip"));
  EXPECT_FALSE(BeginsWords("p", ""));
}

TEST(SameWords, NeedAllWordsInOrder) {
  EXPECT_TRUE(SameWords("ms  ÁNE smith", "Ms Ane Smith"));
  EXPECT_FALSE(SameWords("Smith Ane", "Ane Smith"));
  EXPECT_FALSE(SameWords("Ane", "Ane Smith"));
}

}  // namespace
}  // namespace cairn
