#include "tests/histories/schools.h"

#include <iterator>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "tests/histories/dice.h"

namespace cairn::histories {
namespace {

constexpr uint64_t kSchoolDice = 1;

constexpr std::string_view kFirstNames[] = {
    "Ada",    "Alder", "Amity",  "Anselm", "Arlo",    "Aster",  "Basil",  "Beck",   "Birdie",
    "Blythe", "Bram",  "Briony", "Cale",   "Cato",    "Clem",   "Clover", "Corin",  "Dara",
    "Della",  "Dilys", "Edda",   "Eben",   "Elowen",  "Enid",   "Fable",  "Fern",   "Finch",
    "Flint",  "Gale",  "Greta",  "Hale",   "Hattie",  "Hollis", "Idony",  "Ines",   "Isolde",
    "Ivo",    "Jory",  "Jude",   "Juno",   "Kestrel", "Kit",    "Lark",   "Leda",   "Linnet",
    "Lorn",   "Lowen", "Mabel",  "Marlo",  "Merrin",  "Mina",   "Moss",   "Nell",   "Nico",
    "Oda",    "Olwen", "Orla",   "Otis",   "Perrin",  "Petra",  "Posy",   "Quill",  "Rafe",
    "Reed",   "Rhoda", "Robin",  "Rowan",  "Sable",   "Senna",  "Sorrel", "Tamsin", "Teal",
    "Thea",   "Tobin", "Una",    "Vesper", "Wilf",    "Wren",   "Yarrow", "Zillah"};
constexpr std::string_view kNameStarts[] = {
    "Amber",  "Ash",    "Barley",  "Beech",  "Bram",    "Brook",   "Cinder", "Clay",   "Copper",
    "Dapple", "Elder",  "Ember",   "Fallow", "Feather", "Fox",     "Gorse",  "Harrow", "Hazel",
    "Heron",  "Holly",  "Juniper", "Lark",   "Linden",  "Marl",    "Mead",   "Mill",   "Moor",
    "Nettle", "Oat",    "Otter",   "Pebble", "Penny",   "Quarry",  "Reed",   "Rook",   "Rush",
    "Sedge",  "Silver", "Sparrow", "Stone",  "Tansy",   "Thistle", "Thorn",  "Umber",  "Vetch",
    "Wether", "Whin",   "Willow",  "Winter", "Wood"};
constexpr std::string_view kNameEnds[] = {
    "acre",  "bank", "beck",  "borne", "bridge", "burn",  "by",   "combe", "croft", "dale",
    "field", "ford", "gate",  "hay",   "holt",   "hurst", "ley",  "low",   "mere",  "more",
    "ridge", "shaw", "stead", "stock", "ton",    "wade",  "well", "wick",  "wood",  "worth"};

template <typename List>
std::string Nth(const List& list, uint64_t n) {
  return std::string(list[n % std::size(list)]);
}

Typist SomeStaff(Dice& dice, const School& school, v1::Role role) {
  const std::string first = FirstName(dice.Next());
  const std::string last = LastName(dice.Next());
  return {.subject = absl::StrFormat("%s.%s.%d", absl::AsciiStrToLower(first),
                                     absl::AsciiStrToLower(last), school.index),
          .name = absl::StrCat(first, " ", last),
          .role = role};
}

}  // namespace

std::string FirstName(uint64_t roll) { return Nth(kFirstNames, roll >> 32); }

std::string LastName(uint64_t roll) {
  return absl::StrCat(Nth(kNameStarts, roll >> 32), Nth(kNameEnds, roll & 0xFFFFFFFF));
}

School MakeSchool(const Settings& settings, int index) {
  Dice dice(SeedOf(settings.seed, kSchoolDice, static_cast<uint64_t>(index)));
  School school{.index = index};
  school.primary = index % 3 != 2;
  school.name = LastName(dice.Next()) +
                (school.primary ? " Primary School (fictional)" : " Academy (fictional)");
  school.urn = absl::StrFormat("99%04d", index);
  school.setting = absl::StrFormat("%032d", 990000 + index);
  static constexpr Weighted<Logging> kLogging[] = {
      {Logging::kWeekly, 65}, {Logging::kEachSession, 15}, {Logging::kEachHalfTerm, 20}};
  school.logging = dice.Pick(kLogging);
  school.head = SomeStaff(dice, school, v1::ROLE_HEAD);
  school.senco = SomeStaff(dice, school, v1::ROLE_SENCO);
  school.office = SomeStaff(dice, school, v1::ROLE_OFFICE);
  for (int i = 0; i < 14; ++i) {
    school.teachers.push_back(SomeStaff(dice, school, v1::ROLE_TEACHER));
  }
  for (int i = 0; i < 8; ++i) {
    school.assistants.push_back(SomeStaff(dice, school, v1::ROLE_TEACHING_ASSISTANT));
  }
  return school;
}

}  // namespace cairn::histories
