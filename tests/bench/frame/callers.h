// Callers in a closed loop: each sends its next request when the last is answered.
#pragma once

#include <functional>

namespace cairn::bench {

struct Rate {
  double calls_per_s = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  // Processor time of the whole process, clients and server, for one call.
  double cpu_us_per_call = 0;
};

// Called by one caller, over and over; false for a call that failed, which ends the run.
using Call = std::function<bool()>;
// Makes the call of caller `index`, with whatever it needs for itself.
using MakeCall = std::function<Call(int index)>;

// Runs `callers` threads for `seconds`. Stops the process when a call fails: a figure with failures
// in it says nothing.
Rate RunCallers(int callers, double seconds, const MakeCall& make_call);

// The same for calls that are answered later, so that a caller needs no thread: begins a call, and
// tells `done`, from any thread, how it ended.
using CallDone = std::function<void(bool ok)>;
using LaterCall = std::function<void(CallDone done)>;
using MakeLaterCall = std::function<LaterCall(int index)>;
Rate RunLaterCallers(int callers, double seconds, const MakeLaterCall& make_call);

}  // namespace cairn::bench
