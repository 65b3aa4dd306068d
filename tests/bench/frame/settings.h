// How much a run of cairn_bench does.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace cairn::bench {

// A log to be opened after an unclean end.
struct LogSize {
  std::string name;  // as in the figures' names: 100k, 1m
  size_t events;
};

struct Settings {
  int runs = 3;
  double seconds = 3;  // length of each measurement
  size_t warm_records = 10'000;
  size_t read_events = 200'000;  // in the log that is read and scrubbed
  size_t disk_events = 100'000;  // appended one by one to see what the disk gets
  int history_children = 300;    // whose histories are made, checked and folded
  int load_children = 2'000;     // whose histories are loaded
  int cohort_children = 1'000;   // in the log while one school is asked about
  int cohort_years = 3;          // of their histories
  std::vector<LogSize> recovery = {{"100k", 100'000}, {"1m", 1'000'000}};
  std::vector<LogSize> growth = {{"100k", 100'000}, {"1m", 1'000'000}, {"5m", 5'000'000}};
};

}  // namespace cairn::bench
