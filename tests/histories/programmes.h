// What schools give, and what they measure and test with: by need.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cairn/v1/assess.pb.h"
#include "cairn/v1/codes.pb.h"

#include "tests/histories/dice.h"

namespace cairn::histories {

// Something with a start, a dose and an end, and how it is seen whether it helps.
struct Programme {
  v1::BroadArea area;
  std::string_view name;
  std::string_view aim;      // what a target says, without the number
  std::string_view measure;  // `words correct of 100`
  int out_of;
  int start_low;
  int start_high;
  int gain_low;  // what one run brings when all of it is given
  int gain_high;
  int sessions_a_week;
  int minutes;
  int weeks;
  int group_size;
  bool in_reception_to_six;
  bool in_seven_to_eleven;
};

// A programme for this need that fits this phase.
const Programme& DrawProgramme(v1::SenType need, bool primary, Dice& dice);

// Every programme that fits this phase.
void ForEachProgramme(bool primary, const std::function<void(const Programme&)>& visit);

// Its code in the catalogues of schools: `PAIRED_READING`.
std::string CodeOf(const Programme& programme);

// A test or scale.
struct Instrument {
  std::string_view code;
  std::string_view measure;
  v1::ScoreType type;
  int low;  // where children with the need are found
  int high;
  int gain_low;  // in a year of support; below zero on scales where less is better
  int gain_high;
  int least;
  int greatest;
};

const Instrument& InstrumentFor(v1::SenType need, bool primary);

}  // namespace cairn::histories
