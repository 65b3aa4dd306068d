#include "tests/bench/frame/callers.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include <sys/resource.h>

namespace cairn::bench {
namespace {

using Clock = std::chrono::steady_clock;

double MillisBetween(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

double Percentile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

double ProcessCpuMicros() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto micros = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
  };
  return micros(usage.ru_utime) + micros(usage.ru_stime);
}

}  // namespace

Rate RunCallers(int callers, double seconds, const MakeCall& make_call) {
  std::vector<std::vector<double>> took_ms(callers);
  std::vector<std::thread> threads;
  const double cpu_before_us = ProcessCpuMicros();
  const Clock::time_point begun = Clock::now();
  const Clock::time_point end =
      begun + std::chrono::microseconds(static_cast<int64_t>(seconds * 1'000'000));
  for (int i = 0; i < callers; ++i) {
    threads.emplace_back([&, i] {
      const Call call = make_call(i);
      for (;;) {
        const Clock::time_point at = Clock::now();
        if (at >= end) return;
        if (!call()) {
          std::fprintf(stderr, "cairn_bench: a call failed\n");
          std::_Exit(1);
        }
        took_ms[i].push_back(MillisBetween(at, Clock::now()));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double took_s = MillisBetween(begun, Clock::now()) / 1000;
  const double cpu_us = ProcessCpuMicros() - cpu_before_us;

  std::vector<double> all;
  for (const std::vector<double>& one : took_ms) all.insert(all.end(), one.begin(), one.end());
  return {.calls_per_s = static_cast<double>(all.size()) / took_s,
          .p99_ms = Percentile(all, 0.99),
          .cpu_us_per_call = cpu_us / static_cast<double>(all.size())};
}

}  // namespace cairn::bench
