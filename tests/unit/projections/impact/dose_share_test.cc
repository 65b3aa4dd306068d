#include "projections/impact/dose_share.h"

#include <vector>

#include <gtest/gtest.h>

namespace cairn::impact {
namespace {

DoseShare OfSessions(int64_t given, int64_t planned) {
  return DoseShareOf(given, planned, DoseUnit::kSessions).value();
}

TEST(DoseShare, OfTheCasesIsAsTheirLogsSay) {
  EXPECT_EQ(OfSessions(8, 15).percent, 53);
  EXPECT_EQ(OfSessions(7, 13).percent, 54);
  EXPECT_EQ(OfSessions(27, 30).percent, 90);
}

TEST(DoseShare, IsRedBelowSixtyPercentAndGreenFromEighty) {
  EXPECT_EQ(OfSessions(59, 100).band, Rag::kRed);
  EXPECT_EQ(OfSessions(60, 100).band, Rag::kAmber);
  EXPECT_EQ(OfSessions(79, 100).band, Rag::kAmber);
  EXPECT_EQ(OfSessions(80, 100).band, Rag::kGreen);
}

TEST(DoseShare, IsNotRoundedUpIntoABandThatItDoesNotReach) {
  EXPECT_EQ(OfSessions(598, 1'000).percent, 59);
  EXPECT_EQ(OfSessions(598, 1'000).band, Rag::kRed);
  EXPECT_EQ(OfSessions(799, 1'000).percent, 79);
}

TEST(DoseShare, CountsMinutesWhereEverySpanHasThem) {
  const std::vector<LoggedSpan> log = {
      {.sessions_given = 8, .sessions_planned = 15, .minutes_given = 120},
      {.sessions_given = 5, .sessions_planned = 5, .minutes_given = 100}};

  const DoseShare share = DoseShareOf(log, 20).value();

  EXPECT_EQ(share.unit, DoseUnit::kMinutes);
  EXPECT_EQ(share.given, 220);
  EXPECT_EQ(share.planned, 400);
  EXPECT_EQ(share.percent, 55);
}

TEST(DoseShare, CountsSessionsWhereOneSpanHasNoMinutes) {
  const std::vector<LoggedSpan> log = {
      {.sessions_given = 8, .sessions_planned = 15, .minutes_given = 120},
      {.sessions_given = 5, .sessions_planned = 5}};

  EXPECT_EQ(DoseShareOf(log, 20).value().unit, DoseUnit::kSessions);
  EXPECT_EQ(DoseShareOf(log, 20).value().percent, 65);
  EXPECT_EQ(DoseShareOf(log).value().unit, DoseUnit::kSessions);
}

TEST(DoseShare, MayBeMoreThanWasPlanned) { EXPECT_EQ(OfSessions(12, 10).percent, 120); }

TEST(DoseShare, IsNotSaidWithoutALog) {
  EXPECT_EQ(DoseShareOf({}).why().why, WhyNot::kNothingLogged);
  EXPECT_EQ(DoseShareOf({}, 10, DoseUnit::kSessions).why().sentence,
            "Nobody logged what was given.");
}

TEST(DoseShare, IsNotSaidWhenOneSpanDoesNotSayWhatWasPlanned) {
  const std::vector<LoggedSpan> log = {{.sessions_given = 8, .sessions_planned = 15},
                                       {.sessions_given = 5}};

  EXPECT_EQ(DoseShareOf(log).why().why, WhyNot::kPlanNotRecorded);
  EXPECT_EQ(DoseShareOf(8, {}, DoseUnit::kSessions).why().why, WhyNot::kPlanNotRecorded);
  EXPECT_EQ(DoseShareOf(8, 0, DoseUnit::kSessions).why().why, WhyNot::kPlanNotRecorded);
}

TEST(DoseShare, IsNotSaidOfNumbersThatNoLogHolds) {
  const std::vector<LoggedSpan> log = {{.sessions_given = -1, .sessions_planned = 15}};

  EXPECT_EQ(DoseShareOf(log).why().why, WhyNot::kFigureOutOfRange);
}

TEST(Adherence, IsTheShareOfThePersonNamedAndTrained) {
  const std::vector<LoggedSpan> log = {{.sessions_given = 6, .given_by = GivenBy::kNamedAndTrained},
                                       {.sessions_given = 1, .given_by = GivenBy::kNamedNotTrained},
                                       {.sessions_given = 2, .given_by = GivenBy::kSomebodyElse}};

  EXPECT_EQ(AdherenceOf(log).value().percent, 67);
  EXPECT_EQ(AdherenceOf(log).formula(), (Formula{"adherence", 1}));
}

TEST(Adherence, CountsWhatNobodyRecordedAgainstIt) {
  const std::vector<LoggedSpan> log = {{.sessions_given = 6, .given_by = GivenBy::kNamedAndTrained},
                                       {.sessions_given = 4}};

  EXPECT_EQ(AdherenceOf(log).value().percent, 60);
  EXPECT_EQ(AdherenceOf(log).value().sessions_not_recorded, 4);
}

TEST(Adherence, IsNotSaidWhenNobodyWroteWhoGaveAnySession) {
  const std::vector<LoggedSpan> log = {{.sessions_given = 6}};

  EXPECT_EQ(AdherenceOf(log).why().why, WhyNot::kNobodyRecorded);
  EXPECT_EQ(AdherenceOf({}).why().why, WhyNot::kNothingLogged);
}

}  // namespace
}  // namespace cairn::impact
