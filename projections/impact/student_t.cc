#include "projections/impact/student_t.h"

#include <cmath>
#include <numbers>

#include "eventstore/base/check.h"

namespace cairn::impact {
namespace {

constexpr int kDfMax = 100'000;
constexpr double kLevel = 0.95;
constexpr double kQuantileMax = 13;  // df 1: 12.7062

// The part of the distribution between -t and t.
double Within(double t, int df) {
  const double angle = std::atan(t / std::sqrt(df));
  const double cosine_squared = std::cos(angle) * std::cos(angle);
  const bool is_odd = df % 2 == 1;
  double term = is_odd ? std::cos(angle) : 1;
  double sum = df == 1 ? 0 : term;
  for (int k = is_odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= cosine_squared * (k - 1) / k;
    sum += term;
  }
  sum *= std::sin(angle);
  return is_odd ? (angle + sum) * 2 / std::numbers::pi : sum;
}

}  // namespace

int64_t StudentQuantile95(int df) {
  CAIRN_CHECK(1 <= df && df <= kDfMax);
  double low = 0;
  double high = kQuantileMax;
  constexpr int kHalvings = 50;  // to the last bit but a few
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (Within(middle, df) < kLevel ? low : high) = middle;
  }
  return std::lround(high * 10'000);
}

}  // namespace cairn::impact
