// Student's t distribution. Pure; safe to call from any thread.
//
// The integral over t of a whole number of degrees of freedom is a finite sum of powers of the
// cosine of atan(t / sqrt(df)): M. Abramowitz and I. A. Stegun, "Handbook of mathematical
// functions" (1964), 26.7.3 and 26.7.4. It is solved for t by halving; the quantile is rounded to
// four digits, so that it is the same on every machine.
#pragma once

#include <cstdint>

namespace cairn::impact {

// The two-sided 95 % quantile, in ten-thousandths: 22,281 for 10 degrees of freedom. `df` is 1 to
// 100,000.
int64_t StudentQuantile95(int df);

}  // namespace cairn::impact
