// The figures of impact as the timeline prints them: what projections/impact computes, of the
// entries of a record. Pure; safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>

#include "cairn/v1/assess.pb.h"
#include "cairn/v1/timeline_service.pb.h"

#include "projections/impact/change.h"
#include "projections/record/assessments.h"

namespace cairn {

// Of everything a row says. It rises when any formula of projections/impact gets a new version.
inline constexpr uint32_t kImpactFormulaVersion = 1;

// `score` is one of `test`.
impact::TestScore TestScoreOf(const Fact<v1::AssessmentRecorded>& test, const v1::Score& score);

// "+9, reliable", with its verdict.
struct Shown {
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  std::string words;
};

// Two scores of a test: a reliable change, one within the error of the test, or why neither can be
// said ("+9: cannot say, no SEM").
Shown ShownByScores(const impact::TestScore& before, const impact::TestScore& after);

// "RG 1.59"; empty when it cannot be said.
std::string RatioGainWords(const impact::TestScore& before, const impact::TestScore& after);

}  // namespace cairn
