// Schools that do not exist, and the staff who type there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cairn/v1/codes.pb.h"

#include "tests/histories/settings.h"

namespace cairn::histories {

// Somebody who signs in at a school.
struct Typist {
  std::string subject;
  std::string name;
  v1::Role role = v1::ROLE_UNSPECIFIED;
};

// How a school writes down what was really given.
enum class Logging { kWeekly, kEachSession, kEachHalfTerm };

struct School {
  int index = 0;
  std::string name;
  std::string urn;      // 6 digits, 99....
  std::string setting;  // record id of the setting, 32 hexadecimal digits
  bool primary = true;  // reception to Year 6; else Years 7 to 11
  Logging logging = Logging::kWeekly;
  Typist head;
  Typist senco;
  Typist office;
  std::vector<Typist> teachers;
  std::vector<Typist> assistants;
};

inline constexpr char kAuthority[] = "Wexmere Council (fictional)";
inline constexpr char kAuthorityCode[] = "909";

// School `index` of the settings' seed.
School MakeSchool(const Settings& settings, int index);

// First and last names of people who do not exist.
std::string FirstName(uint64_t roll);
std::string LastName(uint64_t roll);

}  // namespace cairn::histories
