// How many children, at how many schools, over how many years, and in what mix.
#pragma once

#include <cstdint>

#include "absl/status/status.h"

namespace cairn::histories {

// UPNs and names with dates of birth stay apart within one school up to here.
inline constexpr int kChildrenPerSchoolMax = 4000;

struct Settings {
  uint64_t seed = 1;
  int children = 60'000;
  int schools = 64;
  // The first school year begins in September of this year.
  int first_year = 2023;
  int years = 3;
  // Of a thousand children, how many end with SEN support (K) and with an EHC plan (E). In England
  // in 2025: 14.2 % and 5.3 %.
  int k_per_mille = 140;
  int e_per_mille = 50;
};

// kInvalidArgument when a number is out of its range: one school for every 4,000 children, school
// years from 2000 to 2090, at most ten of them, at most a thousand of a thousand.
absl::Status Check(const Settings& settings);

}  // namespace cairn::histories
