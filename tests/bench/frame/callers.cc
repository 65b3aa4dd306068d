#include "tests/bench/frame/callers.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <latch>
#include <thread>
#include <utility>
#include <vector>

#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"

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

Clock::time_point After(Clock::time_point begun, double seconds) {
  return begun + std::chrono::microseconds(static_cast<int64_t>(seconds * 1'000'000));
}

// What all callers of one run did.
class Tally {
 public:
  explicit Tally(int callers) : took_ms_(callers) {}

  Clock::time_point begun() const { return begun_; }
  void Add(int caller, Clock::time_point at) {
    took_ms_[caller].push_back(MillisBetween(at, Clock::now()));
  }
  // Once no caller calls any more.
  Rate Total() const {
    const double took_s = MillisBetween(begun_, Clock::now()) / 1000;
    const double cpu_us = ProcessMicros() - cpu_before_us_;
    std::vector<double> all;
    for (const std::vector<double>& one : took_ms_) all.insert(all.end(), one.begin(), one.end());
    Require(!all.empty(), "no call was answered in time");
    return {.calls_per_s = static_cast<double>(all.size()) / took_s,
            .p50_ms = Percentile(all, 0.5),
            .p99_ms = Percentile(all, 0.99),
            .cpu_us_per_call = cpu_us / static_cast<double>(all.size())};
  }

 private:
  std::vector<std::vector<double>> took_ms_;
  const double cpu_before_us_ = ProcessMicros();
  const Clock::time_point begun_ = Clock::now();
};

// A caller without a thread: the answer to one call begins the next.
struct Chain {
  int index;
  Clock::time_point end;
  LaterCall call;
  Tally& tally;
  std::latch& ended;

  void Next() {
    const Clock::time_point at = Clock::now();
    if (at >= end) return ended.count_down();
    call([this, at](bool ok) {
      Require(ok, "a call failed");
      tally.Add(index, at);
      Next();
    });
  }
};

}  // namespace

Rate RunCallers(int callers, double seconds, const MakeCall& make_call) {
  Tally tally(callers);
  const Clock::time_point end = After(tally.begun(), seconds);
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) {
    threads.emplace_back([&, i] {
      const Call call = make_call(i);
      for (Clock::time_point at = Clock::now(); at < end; at = Clock::now()) {
        Require(call(), "a call failed");
        tally.Add(i, at);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return tally.Total();
}

Rate RunLaterCallers(int callers, double seconds, const MakeLaterCall& make_call) {
  std::vector<LaterCall> calls;
  calls.reserve(callers);
  for (int i = 0; i < callers; ++i) calls.push_back(make_call(i));
  Tally tally(callers);
  const Clock::time_point end = After(tally.begun(), seconds);
  std::latch ended(callers);
  std::deque<Chain> chains;
  for (int i = 0; i < callers; ++i) {
    chains.push_back({i, end, std::move(calls[i]), tally, ended});
    chains.back().Next();
  }
  ended.wait();
  return tally.Total();
}

}  // namespace cairn::bench
