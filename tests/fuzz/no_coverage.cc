// The calls of instrumented code (-fsanitize-coverage) that nobody answers in a program which is
// not a fuzzer: g++ 12 makes them, its libasan has only the others. Weak: libFuzzer has the first
// itself.

// Names of the sanitizers' interface. NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
[[gnu::weak]] void __sanitizer_cov_trace_pc() {}
[[gnu::weak]] void __sanitizer_cov_trace_cmpf(float /*a*/, float /*b*/) {}
[[gnu::weak]] void __sanitizer_cov_trace_cmpd(double /*a*/, double /*b*/) {}
}
// NOLINTEND(bugprone-reserved-identifier)
