#include "tests/support/test_scores.h"

#include <string>

#include "absl/strings/numbers.h"

#include "eventstore/base/check.h"

namespace cairn {
namespace {

impact::TestScore ScoreOf(v1::ScoreType type, std::string_view value, CivilDate taken_on) {
  impact::TestScore test{.instrument = "YARC_PRIMARY", .measure = "reading_accuracy"};
  test.taken_on = taken_on;
  test.score.set_type(type);
  *test.score.mutable_value() = Number(value);
  return test;
}

}  // namespace

v1::Decimal Number(std::string_view text) {
  std::string digits(text);
  v1::Decimal number;
  const size_t point = digits.find('.');
  if (point != std::string::npos) {
    number.set_scale(static_cast<int>(digits.size() - point - 1));
    digits.erase(point, 1);
  }
  int64_t value = 0;
  CAIRN_CHECK(absl::SimpleAtoi(digits, &value));
  number.set_value(value);
  return number;
}

impact::TestScore StandardScore(std::string_view value, CivilDate taken_on,
                                std::string_view standard_error) {
  impact::TestScore test = ScoreOf(v1::SCORE_TYPE_STANDARD, value, taken_on);
  if (!standard_error.empty()) *test.score.mutable_standard_error() = Number(standard_error);
  return test;
}

impact::TestScore ScoreWithInterval(std::string_view value, CivilDate taken_on,
                                    std::string_view low, std::string_view high,
                                    int level_percent) {
  impact::TestScore test = StandardScore(value, taken_on);
  *test.score.mutable_interval_low() = Number(low);
  *test.score.mutable_interval_high() = Number(high);
  if (level_percent > 0) test.score.set_interval_level_percent(level_percent);
  return test;
}

impact::TestScore AgeInMonths(std::string_view months, CivilDate taken_on) {
  return ScoreOf(v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS, months, taken_on);
}

}  // namespace cairn
