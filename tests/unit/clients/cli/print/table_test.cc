#include "clients/cli/print/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Pupil {
  std::string name;
  std::string school;
  int minutes = 0;
  std::string remark;
};

Table PupilTable(const std::vector<Pupil>& pupils) {
  const std::vector<Column<Pupil>> columns = {
      {"CHILD", "name", [](const Pupil& pupil) { return Text(pupil.name); }},
      {"SCHOOL", "school", [](const Pupil& pupil) { return Text(pupil.school); }, Fit::kDiffers},
      {"MIN", "minutes", [](const Pupil& pupil) { return Number(pupil.minutes); }, Fit::kRight},
      {"REMARK", "", [](const Pupil& pupil) { return Text(pupil.remark); }},
      {"", "only_csv", [](const Pupil&) { return Text("x"); }},
  };
  return TableOf(columns, pupils);
}

v1::Date DateOf(int year, int month, int day) {
  v1::Date date;
  date.set_year(year);
  if (month > 0) date.set_month(month);
  if (day > 0) date.set_day(day);
  return date;
}

TEST(Value, SaysDaysAndMoneyToPeopleAndToPrograms) {
  EXPECT_EQ(Day(DateOf(2025, 1, 3)).words, "3 Jan 2025");
  EXPECT_EQ(Day(DateOf(2025, 1, 3)).csv, "2025-01-03");
  EXPECT_EQ(Day(DateOf(2025, 1, 0)).csv, "2025-01");
  EXPECT_EQ(Day({}).csv, "");
  EXPECT_EQ(Money(123'450'607).words, "£1,234,506.07");
  EXPECT_EQ(Money(5).words, "£0.05");
  EXPECT_EQ(Money(123'450).csv, "123450");
  EXPECT_EQ(Money(-1).words, "");
  EXPECT_EQ(Number(-1).csv, "");
  EXPECT_EQ(Mark(false, "disputed").csv, "0");
}

TEST(Value, HoldsNothingThatSteersATerminal) {
  EXPECT_EQ(Text("a\x1b[2J\nb").words, "a?[2J b");
  EXPECT_EQ(Text("a\x1b[2J\nb").csv, "a?[2J b");
}

TEST(PrintTable, LinesUpColumnsWithNumbersToTheRight) {
  EXPECT_EQ(
      PrintTable(PupilTable({{"Pip", "Hazelmere", 5, "late"}, {"Zoë", "Ashby", 120, ""}}), {}),
      "CHILD SCHOOL    MIN REMARK\n"
      "Pip   Hazelmere   5 late\n"
      "Zoë   Ashby     120\n");
}

TEST(PrintTable, LeavesOutWhatIsEmptyAndASchoolThatAllShare) {
  EXPECT_EQ(PrintTable(PupilTable({{"Pip", "Hazelmere", 5, ""}, {"Zoë", "Hazelmere", 6, ""}}), {}),
            "CHILD MIN\n"
            "Pip     5\n"
            "Zoë     6\n");
}

TEST(PrintTable, BreaksTheWidestTextAndNoNumber) {
  EXPECT_EQ(PrintTable(PupilTable({{"Pip", "", 1234567, "was away with a cold all week"}}),
                       {.width = 30}),
            "CHILD     MIN REMARK\n"
            "Pip   1234567 was away with a\n"
            "              cold all week\n");
}

TEST(PrintTable, PutsNotesUnderTheirLine) {
  Table table = PupilTable({{"Pip", "", 5, ""}, {"Zoë", "", 6, ""}});
  table.lines[0].notes = {"counted in school days from the day after"};

  EXPECT_EQ(PrintTable(table, {.width = 30}),
            "CHILD MIN\n"
            "Pip     5\n"
            "    counted in school days\n"
            "    from the day after\n"
            "Zoë     6\n");
}

TEST(PrintTable, ColoursOnlyTextAndOnlyWhenAsked) {
  Table table = PupilTable({{"Pip", "", 5, "OVERDUE"}, {"Zoë", "", 6, "x"}});
  table.lines[0].values[3].tone = Tone::kAlarm;

  EXPECT_THAT(PrintTable(table, {.colour = true}), HasSubstr("Pip     5 \x1b[31mOVERDUE\x1b[0m\n"));
  EXPECT_THAT(PrintTable(table, {}), Not(HasSubstr("\x1b")));
}

TEST(PrintTable, IsEmptyWithoutLines) { EXPECT_EQ(PrintTable(PupilTable({}), {}), ""); }

TEST(CsvField, QuotesWhatNeedsIt) {
  EXPECT_EQ(CsvField("plain words"), "plain words");
  EXPECT_EQ(CsvField("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvField("said \"no\""), "\"said \"\"no\"\"\"");
  EXPECT_EQ(CsvField("one\r\ntwo"), "\"one\r\ntwo\"");
}

TEST(CsvField, KeepsTextFromBeingRunAsAFormula) {
  EXPECT_EQ(CsvField("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(CsvField("@SUM(1,2)"), "\"'@SUM(1,2)\"");
  EXPECT_EQ(CsvField("+44 20 7946 0000"), "'+44 20 7946 0000");
  EXPECT_EQ(CsvField("-2+3"), "'-2+3");
  EXPECT_EQ(CsvField("\tx"), "'\tx");
  EXPECT_EQ(CsvField("-"), "'-");
  EXPECT_EQ(CsvField("a=b"), "a=b");
}

TEST(CsvField, LeavesNumbersBelowZeroAsTheyAre) {
  EXPECT_EQ(CsvField("-3"), "-3");
  EXPECT_EQ(CsvField("+0.5"), "+0.5");
  EXPECT_EQ(CsvField("-12.25"), "-12.25");
  EXPECT_EQ(CsvField("-12."), "'-12.");
}

TEST(CsvOf, WritesNamesOfFieldsAndEveryLineWithCrLf) {
  EXPECT_EQ(CsvOf(PupilTable({{"Larkwhistle, Pip", "Hazelmere", 5, "late"}})),
            "name,school,minutes,only_csv\r\n"
            "\"Larkwhistle, Pip\",Hazelmere,5,x\r\n");
}

}  // namespace
}  // namespace cairn::cli
