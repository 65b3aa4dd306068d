// Believable histories of children who do not exist: any number of children, schools and years,
// with the mix, the lateness, the mistakes and the quarrels of real ones. For tests, the
// demonstration and the benchmark. Knows the contract (proto/) and nothing else of Cairn; every
// entry is one that the rules accept (recorded_history_test.cc holds them to that).
//
//   const Histories histories({.seed = 7, .children = 30, .schools = 2});
//   for (const School& school : histories.schools()) Load(histories.OfSchool(school));
//   for (int child = 0; child < histories.children(); ++child) Load(histories.Of(child));
//
// A child's history depends on the settings and the child's number alone: neither on the order in
// which children are made nor on which are. Thread-safe: nothing changes once it is made.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/histories/chronicle.h"
#include "tests/histories/schools.h"
#include "tests/histories/settings.h"
#include "tests/histories/terms.h"

namespace cairn::histories {

inline constexpr int kNoChild = -1;

// The record of a child, or of a school.
struct History {
  int child = 0;      // kNoChild: the school's own
  std::string alias;  // `child-00017` or `school-3`: the system in the source of every entry
  std::string name;   // of the child or the school
  const School* school = nullptr;
  // In recorded order; the first opens the record. An entry that another one names comes before it.
  std::vector<Line> lines;

  size_t entries() const;
};

class Histories {
 public:
  // `settings` must satisfy Check.
  explicit Histories(const Settings& settings);

  const Settings& settings() const { return settings_; }
  int children() const { return settings_.children; }
  const std::vector<School>& schools() const { return schools_; }
  const School& SchoolOf(int child) const;

  // The history of child 0 to children() - 1. It points into this object, which must outlive it.
  History Of(int child) const;
  // The school's own: term dates, staff, catalogue. Typed before anything about a child.
  History OfSchool(const School& school) const;

 private:
  const Settings settings_;
  const Terms terms_;
  std::vector<School> schools_;
};

}  // namespace cairn::histories
