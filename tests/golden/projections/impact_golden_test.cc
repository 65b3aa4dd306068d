// The worked figures of impact, as text that has been read against their sources: the reliable
// change of a test with a reliability of .91, the ratio gain of case A and Brooks' labels, the goal
// attainment of Turner-Stokes' guide as corrected, the bands of a dose, and one of each refusal.
#include <array>

#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/impact/dose_share.h"
#include "projections/impact/effect_size.h"
#include "projections/impact/evidence_flags.h"
#include "projections/impact/goal_attainment.h"
#include "projections/impact/ratio_gain.h"
#include "projections/impact/reliable_change.h"
#include "projections/impact/target_rag.h"
#include "projections/wording/words.h"
#include "tests/golden/golden_file.h"
#include "tests/support/history_builder.h"
#include "tests/support/test_scores.h"

namespace cairn::impact {
namespace {

std::string Say(const v1::Decimal& number) { return FormatDecimal(number); }
std::string Say(const Change& change) {
  return Join({ChangeWords(change), Counted(change.days, "day"), Join(change.notes, ", ")}, "; ");
}
std::string Say(const ReliableChange& found) {
  return absl::StrFormat("%s, needs more than %s: %s", ChangeWords(found.change),
                         FormatDecimal(found.needed_points),
                         found.reliable ? "reliable" : "within the error of the test");
}
std::string Say(const RatioGain& gain) {
  return absl::StrFormat("%s months in %s: %s, %s", FormatDecimal(gain.months_gained),
                         FormatDecimal(gain.months_elapsed), FormatDecimal(gain.ratio),
                         RatioGainWords(gain.label));
}
std::string Say(const EffectSize& size) {
  return FormatDecimal(size.standard_deviations) + ", " + std::string(EffectWords(size.label));
}
std::string Say(const WayToTarget& way) {
  return absl::StrFormat("%d%%, %s", way.percent, RagWords(way.rag));
}
std::string Say(const DoseShare& share) {
  return absl::StrFormat("%d of %d %s, %d%%, %s", share.given, share.planned,
                         share.unit == DoseUnit::kMinutes ? "minutes" : "sessions", share.percent,
                         RagWords(share.band));
}
std::string Say(const Adherence& adherence) {
  return absl::StrFormat("%d%% of %s by the person named and trained, %d not recorded",
                         adherence.percent, Counted(adherence.sessions_given, "session"),
                         adherence.sessions_not_recorded);
}

// The figures of one golden file, each with what it was computed from.
class ImpactFigures : public testing::Test {
 protected:
  template <typename Value>
  void Tell(std::string_view of, const Figure<Value>& figure) {
    const Formula& formula = figure.formula();
    text_ += absl::StrFormat(
        "%s, v%d\n  %s\n  = %s\n", formula.name, formula.version, of,
        figure.has_value() ? Say(figure.value()) : "Cannot say. " + figure.why().sentence);
  }
  void Tell(std::string_view of, const EvidenceFlags& found) {
    text_ += absl::StrFormat("%s, v%d\n  %s\n  = %s\n", found.formula.name, found.formula.version,
                             of, found.IsEvidence() ? "evidence" : "not evidence");
    for (const EvidenceFlag& flag : found.flags) {
      text_ += absl::StrFormat("    %s%s\n", flag.words, flag.bars ? "" : " (said, bars nothing)");
    }
  }

  const CivilDate first_ = Day("2024-10-15");
  const CivilDate last_ = Day("2025-10-14");
  std::string text_;
};

TEST_F(ImpactFigures, OfTestsAreAsTheirSourcesSay) {
  const TestScore low = StandardScore("76", first_, "4.5");
  Tell("SD 15, reliability .91", StandardErrorFromReliability(Number("15"), Number("0.91")));
  Tell("71-81 at 95%", StandardErrorOf(ScoreWithInterval("76", first_, "71", "81", 95)));
  Tell("71-81, level not recorded",
       StandardErrorOf(ScoreWithInterval("76", first_, "71", "81", 0)));
  Tell("SS 76 > 88, SEM 4.5", ReliableChangeBetween(low, StandardScore("88", last_, "4.5")));
  Tell("SS 76 > 89, SEM 4.5", ReliableChangeBetween(low, StandardScore("89", last_, "4.5")));

  ExpectGolden("projections/impact_tests.txt", text_);
}

TEST_F(ImpactFigures, OfCaseAAreAsItsTimelineSays) {
  TestScore before = ScoreWithInterval("76", first_, "71", "81", 0);
  TestScore after = ScoreWithInterval("85", last_, "80", "90", 0);
  before.form = "A";
  after.form = "B";
  const std::array<CountedPoint, 3> words = {{{Day("2025-01-27"), Number("46")},
                                              {Day("2025-02-11"), Number("52")},
                                              {Day("2025-04-25"), Number("61")}}};
  const v1::Decimal start = Number("41");
  const v1::Decimal aim = Number("70");
  Tell("YARC SS 76 (71-81) > 85 (80-90)", ChangeBetween(before, after));
  Tell("YARC SS 76 (71-81) > 85 (80-90)", ReliableChangeBetween(before, after));
  Tell("YARC SS 76 > 85", EffectSizeOfChild(before, after));
  Tell("reading age 73 > 92 months",
       RatioGainBetween(AgeInMonths("73", first_), AgeInMonths("92", last_)));
  Tell("words 46 > 52 > 61", ChangeOfSeries(words));
  Tell("words 46 > 61", ChangeOfSeries(std::span(words).first(2)));
  Tell("t1, 41 > 70: 52", WayTo({.baseline = start, .aim = aim, .now = Number("52")}));
  Tell("t1, 41 > 70: 63", WayTo({.baseline = start, .aim = aim, .now = Number("63")}));
  Tell("t1, 41 > 70: 74", WayTo({.baseline = start, .aim = aim, .now = Number("74")}));

  ExpectGolden("projections/impact_case_a.txt", text_);
}

TEST_F(ImpactFigures, OfRatioGainBearTheLabelsOfBrooks) {
  // 487 days are sixteen months.
  const TestScore before = AgeInMonths("60", first_);
  const CivilDate later = first_.AddDays(487);
  Tell("22.39 months in 487 days", RatioGainBetween(before, AgeInMonths("82.39", later)));
  Tell("22.4 months in 487 days", RatioGainBetween(before, AgeInMonths("82.4", later)));
  Tell("32 months in 487 days", RatioGainBetween(before, AgeInMonths("92", later)));
  Tell("48 months in 487 days", RatioGainBetween(before, AgeInMonths("108", later)));
  Tell("64 months in 487 days", RatioGainBetween(before, AgeInMonths("124", later)));
  Tell("8 months lost in 487 days", RatioGainBetween(before, AgeInMonths("52", later)));

  ExpectGolden("projections/impact_ratio_gain.txt", text_);
}

TEST_F(ImpactFigures, OfGoalAttainmentAreThoseOfTheCorrectedGuide) {
  Tell("w 1,1,1 x 1,0,-1", GoalAttainmentT(std::array<Goal, 3>{{{1}, {0}, {-1}}}));
  Tell("w 2,1,1 x 1,0,-1", GoalAttainmentT(std::array<Goal, 3>{{{1, 2}, {0}, {-1}}}));
  Tell("w 1,1,1 x 1,1,0", GoalAttainmentT(std::array<Goal, 3>{{{1}, {1}, {0}}}));
  Tell("w 1,1,1 x -1,-1,-1, a usual start",
       GoalAttainmentT(std::array<Goal, 3>{{{-1}, {-1}, {-1}}}));
  Tell("w 1,1 x 1,-", GoalAttainmentT(std::array<Goal, 2>{{{1}, {std::nullopt}}}));

  ExpectGolden("projections/impact_goal_attainment.txt", text_);
}

TEST_F(ImpactFigures, OfDoseAreThoseOfTheCases) {
  const LoggedSpan phonics = {.sessions_given = 8, .sessions_planned = 15, .minutes_given = 160};
  const LoggedSpan by_cover = {.sessions_given = 2, .given_by = GivenBy::kSomebodyElse};
  const LoggedSpan as_named = {.sessions_given = 6, .given_by = GivenBy::kNamedAndTrained};
  Tell("case A, phonics to 6 Dec", DoseShareOf({&phonics, 1}, 20));
  Tell("case A, precision teaching", DoseShareOf(27, 30, DoseUnit::kSessions));
  Tell("case B, ELSA", DoseShareOf(7, 13, DoseUnit::kSessions));
  Tell("59.8% given", DoseShareOf(598, 1'000, DoseUnit::kMinutes));
  Tell("60% given", DoseShareOf(60, 100, DoseUnit::kMinutes));
  Tell("80% given", DoseShareOf(80, 100, DoseUnit::kMinutes));
  Tell("no log", DoseShareOf({}));
  Tell("case A, phonics: nobody wrote who", AdherenceOf({&phonics, 1}));
  Tell("6 by the one named, 2 by cover", AdherenceOf(std::array{as_named, by_cover}));

  ExpectGolden("projections/impact_dose.txt", text_);
}

TEST_F(ImpactFigures, OfEffectSizeBearTheLabelsOfCohen) {
  const GroupScores taught = {Number("96"), Number("12"), 20};
  const GroupScores compared = {Number("90"), Number("12"), 20};
  const std::array<ScorePair, 3> children = {
      {{Number("76"), Number("85")}, {Number("80"), Number("83")}, {Number("90"), Number("90")}}};
  Tell("76 > 85, 80 > 83, 90 > 90, SD 15", EffectSizeOfGroup(children, Number("15")));
  Tell("20 children 96 (SD 12) against 20 children 90 (SD 12)", HedgesG(taught, compared));
  Tell("one child", EffectSizeOfGroup(std::span(children).first(1), Number("15")));

  ExpectGolden("projections/impact_effect_size.txt", text_);
}

TEST_F(ImpactFigures, OfEvidenceNameEveryLack) {
  const EvidenceBasis sound = {.dose = DoseShareOf(27, 30, DoseUnit::kSessions),
                               .has_baseline = true,
                               .has_exit = true,
                               .same_measure = true,
                               .points = 3,
                               .tester_taught = true};
  EvidenceBasis phonics = sound;
  phonics.dose = DoseShareOf(8, 15, DoseUnit::kSessions);
  phonics.same_measure = false;
  phonics.points = 1;
  Tell("case A, precision teaching", FlagsOf(sound));
  Tell("case A, phonics", FlagsOf(phonics));
  Tell("nothing but a start", FlagsOf({.dose = DoseShareOf({})}));

  ExpectGolden("projections/impact_evidence.txt", text_);
}

}  // namespace
}  // namespace cairn::impact
