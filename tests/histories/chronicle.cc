#include "tests/histories/chronicle.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace cairn::histories {
namespace {

constexpr size_t kEntriesALineMax = 100;  // the contract's limit for one record of a request

}  // namespace

Written Chronicle::Write(const When& when, const Typist& by, v1::Entry entry) {
  v1::Source& source = *entry.mutable_source();
  source.set_system(system_);
  source.set_id(absl::StrFormat("E%03d", ++written_));
  Written written{source.id(), when.typed_at_s};
  const bool goes_on = !lines_.empty() && lines_.back().recorded_at_s == when.typed_at_s &&
                       lines_.back().typed_by == &by &&
                       lines_.back().entries.size() < kEntriesALineMax;
  if (!goes_on) lines_.push_back({.recorded_at_s = when.typed_at_s, .typed_by = &by});
  lines_.back().entries.push_back(std::move(entry));
  return written;
}

std::vector<Line> Chronicle::Take() {
  std::stable_sort(lines_.begin(), lines_.end(),
                   [](const Line& a, const Line& b) { return a.recorded_at_s < b.recorded_at_s; });
  return std::move(lines_);
}

}  // namespace cairn::histories
