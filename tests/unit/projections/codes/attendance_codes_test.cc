#include "projections/codes/attendance_codes.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::codes {
namespace {

const CivilDate kRegulations = *CivilDate::Of(2024, 8, 19);

// The codes of a kind that count on the first day of the Regulations, in the order of the table.
std::string CodesOf(AttendanceKind kind) {
  std::string codes;
  for (const AttendanceCode& row : AttendanceCodes()) {
    if (row.kind != kind || !row.valid.Meets(kRegulations, kRegulations)) continue;
    codes += codes.empty() ? "" : " ";
    codes += row.code;
  }
  return codes;
}

std::string CodesThatCountAs(SessionCount counts) {
  std::string codes;
  for (const AttendanceCode& row : AttendanceCodes()) {
    if (row.counts == counts && !row.valid.IsRetired()) codes += std::string(row.code) + " ";
  }
  return codes;
}

TEST(AttendanceCodes, StandInTheTablesOfTheRegulations) {
  EXPECT_EQ(CodesOf(AttendanceKind::kPresent), "/ \\ L");
  EXPECT_EQ(CodesOf(AttendanceKind::kElsewhere), "B K P V W D");
  EXPECT_EQ(CodesOf(AttendanceKind::kAuthorised), "C C1 C2 E I J1 M R S T X");
  EXPECT_EQ(CodesOf(AttendanceKind::kUnable), "Q Y1 Y2 Y3 Y4 Y5 Y6 Y7");
  EXPECT_EQ(CodesOf(AttendanceKind::kUnauthorised), "G N O U");
  EXPECT_EQ(CodesOf(AttendanceKind::kAdministrative), "Z #");
}

TEST(AttendanceCodes, KnowWhatDoesNotCountAsPossible) {
  EXPECT_EQ(CodesThatCountAs(SessionCount::kNotPossible), "D X Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z # ");
  EXPECT_EQ(CodesThatCountAs(SessionCount::kAttended), "/ \\ L B K P V W ");
}

TEST(AttendanceCodes, ChangedWithTheRegulations) {
  const CivilDate before = kRegulations.AddDays(-1);

  EXPECT_FALSE(FindAttendanceCode("C2")->valid.Meets(before, before));
  EXPECT_TRUE(FindAttendanceCode("C2")->valid.Meets(before, kRegulations));
  EXPECT_TRUE(FindAttendanceCode("H")->valid.Meets(before, before));
  EXPECT_FALSE(FindAttendanceCode("H")->valid.Meets(kRegulations, kRegulations));
  EXPECT_TRUE(FindAttendanceCode("I")->valid.Meets(before, kRegulations));
}

TEST(AttendanceCodes, AreFoundAsTheyAreWritten) {
  EXPECT_EQ(FindAttendanceCode("I")->meaning, "Illness");
  EXPECT_EQ(FindAttendanceCode("i"), nullptr);
  EXPECT_EQ(FindAttendanceCode("Y8"), nullptr);
  EXPECT_EQ(FindAttendanceCode(""), nullptr);
  EXPECT_NE(FindAttendanceCode(kPartTimeTimetable), nullptr);
}

TEST(AttendanceCodes, AddUpByWhatTheyCountAs) {
  SessionTotals totals;
  AddSessions("/", 100, totals);
  AddSessions("\\", 95, totals);
  AddSessions("B", 5, totals);
  AddSessions("I", 20, totals);
  AddSessions("C2", 12, totals);
  AddSessions("O", 8, totals);
  AddSessions("Y4", 4, totals);
  AddSessions("D", 6, totals);
  AddSessions("??", 3, totals);

  EXPECT_EQ(totals.attended, 200);
  EXPECT_EQ(totals.authorised, 32);
  EXPECT_EQ(totals.unauthorised, 8);
  EXPECT_EQ(totals.not_possible, 10);
  EXPECT_EQ(totals.unknown, 3);
  EXPECT_EQ(totals.possible(), 240);
}

TEST(Absence, IsPersistentFromATenthOnAndSevereFromHalf) {
  EXPECT_FALSE(IsPersistentAbsence(91, 100));
  EXPECT_TRUE(IsPersistentAbsence(90, 100));
  EXPECT_FALSE(IsSevereAbsence(51, 100));
  EXPECT_TRUE(IsSevereAbsence(50, 100));
  EXPECT_TRUE(IsSevereAbsence(0, 1));
}

TEST(Absence, IsNoneWhereNothingWasPossible) {
  EXPECT_FALSE(IsPersistentAbsence(0, 0));
  EXPECT_FALSE(IsSevereAbsence(0, 0));
}

}  // namespace
}  // namespace cairn::codes
