// The rules: what may be recorded, and what must be said about it. Pure; safe to call from any
// thread. Refused is only what leaves who, what or when unknown; everything else that falls short
// of law or guidance is a finding, computed and never stored.
#pragma once

#include <cstdint>
#include <vector>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/errors.pb.h"
#include "cairn/v1/recorded.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/record.h"

namespace cairn {

// Version of these rules; sealed with every entry they accepted.
inline constexpr uint32_t kRulesVersion = 1;

// What a rule may know besides the record and the entry.
struct Facts {
  int64_t now_us = 0;  // the time that will be recorded
  CivilDate today;     // the day of `now_us` in Europe/London
  // A bulk load: links by source id may point at entries that come later.
  bool bulk = false;
  // Who is signed in, and the record of the setting that they are signed in for, as it is known
  // now. Null when that is not known; both outlive the check.
  const v1::Actor* author = nullptr;
  const Record* setting = nullptr;
};

// What the rules say about one entry.
struct Verdict {
  std::vector<v1::Fault> faults;      // not empty: refused. Paths are relative to the entry
  std::vector<v1::Finding> findings;  // recorded all the same

  bool refused() const { return !faults.empty(); }
};

// Checks `entry` against `before`, the record as it is known now (empty for a new one). Lists every
// fault, never only the first.
Verdict CheckEntry(const Record& before, const v1::Entry& entry, const Facts& facts);

}  // namespace cairn
