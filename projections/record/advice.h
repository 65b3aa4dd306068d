// What specialists recommended, and whether anybody answered it. Pure.
//
// A recommendation is answered when RecommendationAnswered names it, when a later fact links to its
// report with ANSWERS or CARRIES_OUT, or when a later plan line or provision says the same in its
// own words ("same wording"): all content words of the shorter text, at least two, occur in the
// longer one. The second is a computed guess and is printed as one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/assess.pb.h"

#include "projections/record/record.h"

namespace cairn {

struct Advice {
  Fact<v1::SpecialistReported> report;
  const v1::Recommendation* recommendation = nullptr;
  // The first fact that took it up; empty while nobody has.
  EntryPtr answered_by;
  // It was found by its wording; nobody linked it.
  bool by_wording = false;
};

// Every recommendation of every report, in order.
std::vector<Advice> AdviceOf(const Record& record);

// Whether two texts say the same by the rule above.
bool SameWording(std::string_view a, std::string_view b);

// "SLT", "EP" and so on: how staff speak of a profession.
std::string_view ShortName(v1::Profession profession);

}  // namespace cairn
