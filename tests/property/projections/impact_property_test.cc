// Impact holds for all figures, not only for those of the examples.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/impact/dose_share.h"
#include "projections/impact/effect_size.h"
#include "projections/impact/evidence_flags.h"
#include "projections/impact/exact.h"
#include "projections/impact/goal_attainment.h"
#include "projections/impact/ratio_gain.h"
#include "projections/impact/reliable_change.h"
#include "projections/impact/target_rag.h"
#include "projections/wording/words.h"
#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

int From(int lowest, int highest) { return *rc::gen::inRange(lowest, highest + 1); }

// Hundredths.
v1::Decimal Hundredths(int value) {
  v1::Decimal decimal;
  decimal.set_value(value);
  decimal.set_scale(2);
  return decimal;
}

// A standard score of 40 to 160 with an error of 1 to 10 points.
TestScore AnyScore(CivilDate taken_on) {
  TestScore test = StandardScore("0", taken_on);
  *test.score.mutable_value() = Hundredths(From(4'000, 16'000));
  *test.score.mutable_standard_error() = Hundredths(From(100, 1'000));
  return test;
}

struct TwoScores {
  TestScore before = AnyScore(CivilDate::FromEpochDays(20'000));
  TestScore after = AnyScore(CivilDate::FromEpochDays(20'000 + From(1, 1'000)));
};

void Shift(int hundredths, TestScore& test) {
  v1::Decimal& value = *test.score.mutable_value();
  value.set_value(value.value() + hundredths);
}

RC_GTEST_PROP(Change, IsTheOppositeTheOtherWayRound, ()) {
  const TwoScores two;

  const Change there = ChangeBetween(two.before, two.after).value();
  const Change back = ChangeBetween(two.after, two.before).value();

  RC_ASSERT(there.points.value() == -back.points.value());
  RC_ASSERT(there.days == -back.days);
}

RC_GTEST_PROP(Change, IsRefusedTheOtherWayRoundForTheSameReason, ()) {
  TwoScores two;
  two.after.form = *rc::gen::element("A", "B");
  two.after.instrument = *rc::gen::element("YARC_PRIMARY", "NGRT");
  const MeasureLimits limits = {.days_between_min = From(0, 1'000)};

  const Figure<Change> there = ChangeBetween(two.before, two.after, limits);
  const Figure<Change> back = ChangeBetween(two.after, two.before, limits);

  RC_ASSERT(there.has_value() == back.has_value());
  RC_ASSERT((there.has_value() || there.why().why == back.why().why));
}

RC_GTEST_PROP(ReliableChange, IsTheSameWhenBothScoresAreShifted, ()) {
  TwoScores two;
  const ReliableChange before = ReliableChangeBetween(two.before, two.after).value();
  const int shift = From(-100'000, 100'000);
  Shift(shift, two.before);
  Shift(shift, two.after);

  const ReliableChange shifted = ReliableChangeBetween(two.before, two.after).value();

  RC_ASSERT(shifted.reliable == before.reliable);
  RC_ASSERT(shifted.needed_points.value() == before.needed_points.value());
  RC_ASSERT(shifted.change.points.value() == before.change.points.value());
}

RC_GTEST_PROP(ReliableChange, IsJudgedTheSameTheOtherWayRound, ()) {
  const TwoScores two;

  const ReliableChange there = ReliableChangeBetween(two.before, two.after).value();
  const ReliableChange back = ReliableChangeBetween(two.after, two.before).value();

  RC_ASSERT(there.reliable == back.reliable);
  RC_ASSERT(there.needed_points.value() == back.needed_points.value());
}

RC_GTEST_PROP(ReliableChange, IsNotLostWhenTheDifferenceGrows, ()) {
  TwoScores two;
  const ReliableChange before = ReliableChangeBetween(two.before, two.after).value();
  const int further = From(0, 5'000);
  Shift(before.change.points.value() < 0 ? -further : further, two.after);

  const ReliableChange grown = ReliableChangeBetween(two.before, two.after).value();

  RC_ASSERT(grown.reliable >= before.reliable);
}

RC_GTEST_PROP(ReliableChange, IsNotWonByAGreaterError, ()) {
  TwoScores two;
  const bool before = ReliableChangeBetween(two.before, two.after).value().reliable;
  v1::Decimal& error = *two.after.score.mutable_standard_error();
  error.set_value(error.value() + From(0, 1'000));

  RC_ASSERT(ReliableChangeBetween(two.before, two.after).value().reliable <= before);
}

RC_GTEST_PROP(RatioGain, HasTheSignOfTheMonthsGained, ()) {
  const CivilDate start = CivilDate::FromEpochDays(20'000);
  TestScore before = AgeInMonths("0", start);
  TestScore after = AgeInMonths("0", start.AddDays(From(1, 2'000)));
  before.score.mutable_value()->set_value(From(48, 200));
  after.score.mutable_value()->set_value(From(48, 200));

  const RatioGain gain = RatioGainBetween(before, after).value();

  RC_ASSERT((gain.months_gained.value() > 0 || gain.label == RatioGainLabel::kNoGain));
  RC_ASSERT(gain.months_gained.value() * gain.ratio.value() >= 0);
}

RC_GTEST_PROP(HedgesG, IsTheOppositeWhenTheGroupsChangePlaces, ()) {
  const GroupScores taught = {Hundredths(From(0, 20'000)), Hundredths(From(1, 5'000)),
                              From(kGroupChildrenMin, kGroupChildrenMax)};
  const GroupScores compared = {Hundredths(From(0, 20'000)), Hundredths(From(1, 5'000)),
                                From(kGroupChildrenMin, kGroupChildrenMax)};

  const EffectSize there = HedgesG(taught, compared).value();
  const EffectSize back = HedgesG(compared, taught).value();

  RC_ASSERT(there.standard_deviations.value() == -back.standard_deviations.value());
  RC_ASSERT(there.label == back.label);
}

std::vector<Goal> AnyGoals(int lowest, int highest) {
  std::vector<Goal> goals(static_cast<size_t>(From(1, 12)));
  for (Goal& goal : goals) goal = {From(lowest, highest), From(1, kGoalWeightMax)};
  return goals;
}

RC_GTEST_PROP(GoalAttainmentT, IsFiftyWhenEveryGoalIsAsExpected, ()) {
  RC_ASSERT(FormatDecimal(GoalAttainmentT(AnyGoals(0, 0)).value()) == "50.00");
}

RC_GTEST_PROP(GoalAttainmentT, RisesWithAnyGoal, ()) {
  std::vector<Goal> goals = AnyGoals(-2, 1);
  const int64_t before = GoalAttainmentT(goals).value().value();
  ++*goals[static_cast<size_t>(From(0, static_cast<int>(goals.size()) - 1))].attainment;

  RC_ASSERT(GoalAttainmentT(goals).value().value() >= before);
}

RC_GTEST_PROP(GoalAttainmentT, LiesAsFarAboveFiftyAsTheOppositeBelow, ()) {
  std::vector<Goal> goals = AnyGoals(-2, 2);
  const int64_t there = GoalAttainmentT(goals).value().value();
  for (Goal& goal : goals) goal.attainment = -*goal.attainment;

  RC_ASSERT(there + GoalAttainmentT(goals).value().value() == 2 * 5'000);
}

RC_GTEST_PROP(WayToTarget, IsTheSameUpAndDown, ()) {
  const v1::Decimal baseline = Hundredths(From(-5'000, 5'000));
  const v1::Decimal aim = Hundredths(From(-5'000, 5'000));
  const v1::Decimal now = Hundredths(From(-5'000, 5'000));
  const auto mirrored = [](const v1::Decimal& number) {
    return Hundredths(-static_cast<int>(number.value()));
  };
  RC_PRE(baseline.value() != aim.value());

  const WayToTarget up = WayTo({baseline, aim, now}).value();
  const WayToTarget down = WayTo({mirrored(baseline), mirrored(aim), mirrored(now)}).value();

  RC_ASSERT(up.percent == down.percent);
  RC_ASSERT(up.rag == down.rag);
}

LoggedSpan AnySpan() {
  LoggedSpan span{.sessions_given = From(0, 40), .sessions_planned = From(1, 40)};
  if (*rc::gen::arbitrary<bool>()) span.minutes_given = From(0, 2'000);
  span.given_by = *rc::gen::element(GivenBy::kNotRecorded, GivenBy::kNamedAndTrained,
                                    GivenBy::kNamedNotTrained, GivenBy::kSomebodyElse);
  return span;
}

std::vector<LoggedSpan> AnyLog() {
  std::vector<LoggedSpan> log(static_cast<size_t>(From(1, 8)));
  std::generate(log.begin(), log.end(), AnySpan);
  return log;
}

RC_GTEST_PROP(DoseShare, NeverExceedsWhatWasGiven, ()) {
  const std::vector<LoggedSpan> log = AnyLog();
  const int minutes_per_session = From(0, 60);

  const DoseShare share = DoseShareOf(log, minutes_per_session).value();

  int64_t given = 0;
  for (const LoggedSpan& span : log) {
    given += share.unit == DoseUnit::kMinutes ? *span.minutes_given : span.sessions_given;
  }
  RC_ASSERT(share.given == given);
  RC_ASSERT((share.given < share.planned || share.percent >= 100));
  RC_ASSERT(2 * share.percent * share.planned <= 200 * share.given + share.planned);
}

RC_GTEST_PROP(DoseShare, IsInTheBandOfItsExactShare, ()) {
  // At and around the limits, where it matters.
  const int planned = 5 * From(1, 200);
  const int limit_percent = *rc::gen::element(60, 80);
  const int given = std::max(0, planned * limit_percent / 100 + From(-3, 3));

  const DoseShare share = DoseShareOf(given, planned, DoseUnit::kMinutes).value();

  RC_ASSERT((share.band == Rag::kRed) == (100 * given < 60 * planned));
  RC_ASSERT((share.band == Rag::kGreen) == (100 * given >= 80 * planned));
  RC_ASSERT((share.band == Rag::kRed) == (share.percent < 60));
  RC_ASSERT((share.band == Rag::kGreen) == (share.percent >= 80));
}

RC_GTEST_PROP(Adherence, NeverExceedsWhatWasGivenAndNeverRisesWhenANameIsTakenOut, ()) {
  std::vector<LoggedSpan> log = AnyLog();
  const Figure<Adherence> before = AdherenceOf(log);
  RC_PRE(before.has_value());
  log[static_cast<size_t>(From(0, static_cast<int>(log.size()) - 1))].given_by =
      GivenBy::kNotRecorded;

  const Figure<Adherence> after = AdherenceOf(log);

  RC_ASSERT(before.value().sessions_as_named <= before.value().sessions_given);
  RC_ASSERT((!after.has_value() || after.value().percent <= before.value().percent));
}

EvidenceBasis AnyBasis() {
  EvidenceBasis basis{.dose = DoseShareOf(From(0, 30), From(1, 30), DoseUnit::kSessions)};
  basis.has_baseline = *rc::gen::arbitrary<bool>();
  basis.has_exit = *rc::gen::arbitrary<bool>();
  basis.same_measure = *rc::gen::arbitrary<bool>();
  basis.is_test = *rc::gen::arbitrary<bool>();
  basis.points = From(0, 6);
  basis.tester_taught = *rc::gen::arbitrary<bool>();
  return basis;
}

// With one fact less.
EvidenceBasis Poorer(EvidenceBasis basis) {
  switch (From(0, 6)) {
    case 0:
      basis.has_baseline = false;
      break;
    case 1:
      basis.has_exit = false;
      break;
    case 2:
      basis.same_measure = false;
      break;
    case 3:
      basis.points = From(0, basis.points);
      break;
    case 4:
      basis.tester_taught.reset();
      break;
    case 5:
      basis.dose = DoseShareOf({});
      break;
    case 6:
      basis.dose = DoseShareOf(basis.dose.value().given, {}, DoseUnit::kSessions);
      break;
  }
  return basis;
}

RC_GTEST_PROP(EvidenceFlags, NeverDisappearWhenEvidenceIsTakenAway, ()) {
  const EvidenceBasis basis = AnyBasis();

  const EvidenceFlags before = FlagsOf(basis);
  const EvidenceFlags after = FlagsOf(Poorer(basis));

  for (const EvidenceFlag& flag : before.flags) {
    const EvidenceFlag* still = after.Find(flag.lack);
    RC_ASSERT(still != nullptr);
    RC_ASSERT(still->bars >= flag.bars);
  }
}

RC_GTEST_PROP(EvidenceFlags, HaveWordsWheneverTheyBar, ()) {
  const EvidenceFlags found = FlagsOf(AnyBasis());

  RC_ASSERT(found.IsEvidence() == found.BarringWords().empty());
}

RC_GTEST_PROP(Exact, IsTheDecimalThatItCameFrom, ()) {
  const v1::Decimal decimal = Hundredths(From(-10'000'000, 10'000'000));

  RC_ASSERT(FormatDecimal(ToDecimal(*ExactOf(decimal), 2)) == FormatDecimal(decimal));
}

}  // namespace
}  // namespace cairn::impact
