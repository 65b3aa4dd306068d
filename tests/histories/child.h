// Who a child is, and what is to become of them: drawn from the child's own seed, so that no child
// depends on another.
#pragma once

#include <string>

#include "cairn/v1/codes.pb.h"

#include "tests/histories/dice.h"
#include "tests/histories/schools.h"
#include "tests/histories/settings.h"
#include "tests/histories/terms.h"

namespace cairn::histories {

// What a child's record comes to.
enum class Path {
  kNone,           // never more than ordinary teaching
  kWorry,          // a worry, answered; no SEN support
  kSupported,      // K from the first day to the last
  kStartsSupport,  // a worry leads to K
  kEndsSupport,    // K, until it is no longer needed
  kRefusedPlan,    // K; an EHC needs assessment is requested and refused
  kGetsPlan,       // K, then an EHC plan
  kHasPlan,        // an EHC plan from the first day
};

struct Child {
  int index = 0;
  std::string first_name;
  std::string name;
  std::string mother;
  std::string father;  // empty: nobody is recorded
  Day born;
  std::string upn;
  int year_at_start = 0;       // 0 is reception
  int first_week = 0;          // of Terms; the child comes to this school then
  int last_week = 0;           // and is last seen in this one
  bool leaves = false;         // for another school, with the file; else the years end before that
  bool changes_phase = false;  // leaves because this school has no further year
  Path path = Path::kNone;
  v1::SenType need = v1::SEN_TYPE_UNSPECIFIED;
  v1::SenType second_need = v1::SEN_TYPE_UNSPECIFIED;  // unspecified: none
};

Child MakeChild(const Settings& settings, const Terms& terms, const School& school, int index,
                Dice& dice);

// National Curriculum year of a child in `week`: `R`, `1` to `11`.
std::string YearIn(const Child& child, int week);

bool HasSupport(Path path);
v1::BroadArea AreaOf(v1::SenType need);

}  // namespace cairn::histories
