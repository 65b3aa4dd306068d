// Scores for tests of impact: each of one invented reading test, as tests change it.
#pragma once

#include <string_view>

#include "cairn/v1/time.pb.h"

#include "projections/impact/change.h"

namespace cairn {

// The days that two scores of a child are taken on, a year apart.
inline const CivilDate kOctober = *CivilDate::Of(2024, 10, 15);
inline const CivilDate kNextOctober = *CivilDate::Of(2025, 10, 14);

// The decimal that "76", "-4.5" or "0.91" writes; stops the test if it writes none.
v1::Decimal Number(std::string_view text);

// Reading accuracy as a standard score, with a standard error unless it is empty.
impact::TestScore StandardScore(std::string_view value, CivilDate taken_on,
                                std::string_view standard_error = "");
// The same with its confidence interval; `level_percent` 0 is one that nobody recorded.
impact::TestScore ScoreWithInterval(std::string_view value, CivilDate taken_on,
                                    std::string_view low, std::string_view high, int level_percent);
// Reading accuracy as an age equivalent.
impact::TestScore AgeInMonths(std::string_view months, CivilDate taken_on);

}  // namespace cairn
