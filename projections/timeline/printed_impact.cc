#include "projections/timeline/printed_impact.h"

#include "projections/impact/ratio_gain.h"
#include "projections/impact/reliable_change.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

using impact::Figure;
using impact::WhyNot;

// A change whose reliability cannot be said, in the few words that a cell of the table holds.
std::string CannotSayWords(WhyNot why) {
  const bool at_an_end = why == WhyNot::kCeiling || why == WhyNot::kFloor;
  return at_an_end ? "cannot say, at an end of the scale" : "cannot say, no SEM";
}

}  // namespace

impact::TestScore TestScoreOf(const Fact<v1::AssessmentRecorded>& test, const v1::Score& score) {
  return {.instrument = test->instrument(),
          .measure = test->measure(),
          .informant = test->informant(),
          .form = test->form(),
          .taken_on = test.day(),
          .score = score};
}

Shown ShownByScores(const impact::TestScore& before, const impact::TestScore& after) {
  const Figure<impact::Change> change = impact::ChangeBetween(before, after);
  if (!change.has_value()) {
    return {v1::VERDICT_CANNOT_TELL, "Cannot tell. " + change.why().sentence};
  }
  const std::string words = impact::ChangeWords(change.value());
  const Figure<impact::ReliableChange> found = impact::ReliableChangeBetween(before, after);
  if (!found.has_value()) {
    return {v1::VERDICT_CANNOT_TELL, words + ": " + CannotSayWords(found.why().why)};
  }
  if (found.value().reliable) return {v1::VERDICT_CHANGE, words + ", reliable"};
  return {v1::VERDICT_NO_RELIABLE_CHANGE, words + ": within the error of the test"};
}

std::string RatioGainWords(const impact::TestScore& before, const impact::TestScore& after) {
  const Figure<impact::RatioGain> gain = impact::RatioGainBetween(before, after);
  return gain.has_value() ? "RG " + FormatDecimal(gain.value().ratio) : "";
}

}  // namespace cairn
