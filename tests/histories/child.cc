#include "tests/histories/child.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace cairn::histories {
namespace {

// Of a thousand children. The rest of those without K or E have a worry, or nothing.
constexpr int kEndsSupportPerMille = 15;
constexpr int kWorryPerMille = 60;
// Of a thousand of those who leave no later than the others.
constexpr int kMovesPerMilleAYear = 30;
constexpr int kJoinsLatePerMille = 50;

// Shares of the January 2025 census, rounded; NSA for those not yet assessed.
constexpr Weighted<v1::SenType> kNeedsOfSupport[] = {
    {v1::SEN_TYPE_SLCN, 26}, {v1::SEN_TYPE_SEMH, 22}, {v1::SEN_TYPE_SPLD, 15},
    {v1::SEN_TYPE_MLD, 14},  {v1::SEN_TYPE_ASD, 10},  {v1::SEN_TYPE_OTH, 4},
    {v1::SEN_TYPE_NSA, 4},   {v1::SEN_TYPE_PD, 2},    {v1::SEN_TYPE_HI, 2},
    {v1::SEN_TYPE_VI, 1}};
constexpr Weighted<v1::SenType> kNeedsOfPlans[] = {
    {v1::SEN_TYPE_ASD, 33}, {v1::SEN_TYPE_SLCN, 21}, {v1::SEN_TYPE_SEMH, 21}, {v1::SEN_TYPE_MLD, 7},
    {v1::SEN_TYPE_SLD, 7},  {v1::SEN_TYPE_PD, 4},    {v1::SEN_TYPE_SPLD, 3},  {v1::SEN_TYPE_HI, 2},
    {v1::SEN_TYPE_DS, 1},   {v1::SEN_TYPE_VI, 1}};
constexpr v1::SenType kSecondNeeds[] = {v1::SEN_TYPE_SLCN, v1::SEN_TYPE_SEMH, v1::SEN_TYPE_SPLD,
                                        v1::SEN_TYPE_MLD};

// DfE UPN guide: the letter that fits the twelve characters after it.
char UpnCheckLetter(std::string_view body) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
  size_t sum = 0;
  for (size_t i = 0; i < body.size(); ++i) sum += static_cast<size_t>(body[i] - '0') * (i + 2);
  return kLetters[sum % kLetters.size()];
}

// `number` counts the children of one school.
std::string UpnOf(const School& school, int number, int allocated) {
  const int establishment = 1000 + (school.index + 2250 * (number / 1000)) % 9000;
  const std::string body = absl::StrFormat("%s%04d%02d%03d", kAuthorityCode, establishment,
                                           allocated % 100, number % 1000);
  return UpnCheckLetter(body) + body;
}

Path PathOf(const Settings& settings, Dice& dice) {
  static constexpr Weighted<Path> kPathsToPlans[] = {{Path::kHasPlan, 75}, {Path::kGetsPlan, 25}};
  static constexpr Weighted<Path> kPathsOfSupport[] = {
      {Path::kSupported, 58}, {Path::kStartsSupport, 36}, {Path::kRefusedPlan, 6}};
  int roll = dice.Between(0, 999);
  if (roll < settings.e_per_mille) return dice.Pick(kPathsToPlans);
  roll -= settings.e_per_mille;
  if (roll < settings.k_per_mille) return dice.Pick(kPathsOfSupport);
  roll -= settings.k_per_mille;
  if (roll < kEndsSupportPerMille) return Path::kEndsSupport;
  return roll < kEndsSupportPerMille + kWorryPerMille ? Path::kWorry : Path::kNone;
}

void DrawStay(const Terms& terms, const School& school, Dice& dice, Child& child) {
  const int last_year = school.primary ? 6 : 11;
  child.year_at_start = school.primary ? dice.Between(0, 5) : dice.Between(7, 10);
  child.first_week = dice.Chance(kJoinsLatePerMille) ? dice.Between(2, kWeeksAYear / 2) : 0;
  child.last_week = terms.weeks() - 1;
  const int years_left = last_year - child.year_at_start + 1;
  if (years_left * kWeeksAYear <= child.last_week) {
    child.last_week = years_left * kWeeksAYear - 1;
    child.leaves = child.changes_phase = true;
  }
  for (int week = child.first_week + 10; week < child.last_week; week += kWeeksAYear) {
    if (!dice.Chance(kMovesPerMilleAYear)) continue;
    child.last_week = std::min(week + dice.Between(0, kWeeksAYear), child.last_week - 1);
    child.leaves = true;
    child.changes_phase = false;
    break;
  }
}

void DrawNeeds(Dice& dice, Child& child) {
  const bool has_plan = child.path == Path::kHasPlan || child.path == Path::kGetsPlan;
  child.need = has_plan ? dice.Pick(kNeedsOfPlans) : dice.Pick(kNeedsOfSupport);
  const v1::SenType second = dice.Pick(kSecondNeeds);
  if (dice.Chance(has_plan ? 550 : 300) && second != child.need) child.second_need = second;
}

}  // namespace

Child MakeChild(const Settings& settings, const Terms& terms, const School& school, int index,
                Dice& dice) {
  Child child{.index = index};
  const std::string last_name = LastName(dice.Next());
  child.first_name = FirstName(dice.Next());
  child.name = absl::StrCat(child.first_name, " ", last_name);
  child.mother = absl::StrCat(FirstName(dice.Next()), " ", last_name);
  if (dice.Chance(760)) child.father = absl::StrCat(FirstName(dice.Next()), " ", last_name);
  child.path = PathOf(settings, dice);
  DrawStay(terms, school, dice, child);
  DrawNeeds(dice, child);
  const int begins = settings.first_year - child.year_at_start;  // in reception, aged four
  child.born = Day(std::chrono::year(begins - 5) / 9 / 1) + days(dice.Between(0, 364));
  child.upn = UpnOf(school, index / settings.schools, begins);
  return child;
}

std::string YearIn(const Child& child, int week) {
  const int year = child.year_at_start + week / kWeeksAYear;
  return year == 0 ? "R" : absl::StrCat(year);
}

bool HasSupport(Path path) { return path != Path::kNone && path != Path::kWorry; }

v1::BroadArea AreaOf(v1::SenType need) {
  switch (need) {
    case v1::SEN_TYPE_SLCN:
    case v1::SEN_TYPE_ASD:
      return v1::BROAD_AREA_COMMUNICATION_AND_INTERACTION;
    case v1::SEN_TYPE_SEMH:
      return v1::BROAD_AREA_SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH;
    case v1::SEN_TYPE_HI:
    case v1::SEN_TYPE_VI:
    case v1::SEN_TYPE_PD:
      return v1::BROAD_AREA_SENSORY_AND_OR_PHYSICAL;
    default:
      return v1::BROAD_AREA_COGNITION_AND_LEARNING;
  }
}

}  // namespace cairn::histories
