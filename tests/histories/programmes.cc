#include "tests/histories/programmes.h"

#include <vector>

#include "absl/strings/ascii.h"

#include "tests/histories/child.h"

namespace cairn::histories {
namespace {

constexpr v1::BroadArea kTalkArea = v1::BROAD_AREA_COMMUNICATION_AND_INTERACTION;
constexpr v1::BroadArea kLearnArea = v1::BROAD_AREA_COGNITION_AND_LEARNING;
constexpr v1::BroadArea kFeelArea = v1::BROAD_AREA_SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH;
constexpr v1::BroadArea kBodyArea = v1::BROAD_AREA_SENSORY_AND_OR_PHYSICAL;

constexpr Programme kProgrammes[] = {
    {kTalkArea, "Small group for vocabulary", "Uses new topic words in sentences",
     "words used of 20", 20, 2, 8, 3, 8, 3, 20, 10, 4, true, true},
    {kTalkArea, "Listening and following", "Follows two-part instructions",
     "instructions followed of 10", 10, 1, 5, 1, 4, 3, 15, 8, 3, true, false},
    {kTalkArea, "Stories about people", "Takes turns in play and talk", "turns taken of 20", 20, 3,
     9, 2, 7, 2, 25, 10, 4, true, true},
    {kTalkArea, "Conversation group", "Keeps to the topic of a conversation", "exchanges of 15", 15,
     2, 7, 1, 5, 1, 40, 12, 5, false, true},
    {kLearnArea, "Phonics in a small group", "Reads words with sounds taught",
     "words correct of 100", 100, 18, 60, 8, 24, 4, 20, 12, 4, true, false},
    {kLearnArea, "Paired reading", "Reads a page of a set book", "words a minute of 160", 160, 35,
     85, 8, 26, 3, 20, 10, 2, true, true},
    {kLearnArea, "Number facts", "Recalls number bonds", "facts correct of 40", 40, 8, 22, 4, 12, 4,
     15, 9, 5, true, false},
    {kLearnArea, "Precision teaching of spelling", "Spells the words of the list",
     "words correct of 50", 50, 10, 26, 6, 16, 5, 10, 8, 1, true, true},
    {kLearnArea, "Number workshop", "Solves problems of two steps", "problems correct of 20", 20, 3,
     9, 2, 7, 2, 40, 10, 5, false, true},
    {kFeelArea, "Emotional literacy sessions", "Uses the calm plan", "occasions of 10", 10, 1, 4, 1,
     5, 1, 40, 12, 1, true, true},
    {kFeelArea, "Nurture group", "Joins in group work", "sessions joined of 10", 10, 2, 5, 1, 5, 5,
     60, 14, 8, true, false},
    {kFeelArea, "Check-in with a mentor", "Stays in lessons", "lessons of 25", 25, 10, 18, 1, 7, 5,
     10, 12, 1, false, true},
    {kBodyArea, "Fine motor programme", "Forms letters so that others can read them",
     "letters of 26", 26, 8, 17, 2, 9, 3, 15, 10, 2, true, false},
    {kBodyArea, "Touch typing", "Types a passage", "words a minute of 60", 60, 6, 16, 4, 14, 3, 20,
     12, 1, true, true},
    {kBodyArea, "Practice with equipment", "Uses the equipment without help", "lessons of 20", 20,
     4, 10, 2, 8, 2, 20, 8, 1, true, true},
};

bool Fits(const Programme& programme, bool primary) {
  return primary ? programme.in_reception_to_six : programme.in_seven_to_eleven;
}

std::vector<const Programme*> ProgrammesFor(v1::BroadArea area, bool primary) {
  std::vector<const Programme*> fitting;
  for (const Programme& programme : kProgrammes) {
    if (programme.area == area && Fits(programme, primary)) fitting.push_back(&programme);
  }
  return fitting;
}

constexpr Instrument kReading = {
    "YARC_PRIMARY", "reading_accuracy", v1::SCORE_TYPE_STANDARD, 70, 92, -2, 9, 55, 130};
constexpr Instrument kSecondaryReading = {"NGRT", "reading", v1::SCORE_TYPE_STANDARD, 69, 93, -2, 8,
                                          55,     130};
constexpr Instrument kVocabulary = {
    "BPVS3", "heard_vocabulary", v1::SCORE_TYPE_STANDARD, 68, 92, -2, 8, 55, 130};
constexpr Instrument kDifficulties = {
    "SDQ", "total_difficulties", v1::SCORE_TYPE_RAW, 15, 29, -6, 2, 0, 40};
constexpr Instrument kMovement = {"MABC2", "manual_dexterity", v1::SCORE_TYPE_SCALED, 2, 7, 0, 2, 1,
                                  19};

}  // namespace

const Programme& DrawProgramme(v1::SenType need, bool primary, Dice& dice) {
  static const auto& fitting = *new auto([] {
    std::vector<std::vector<const Programme*>> lists;
    for (int area = 0; area < 5; ++area) {
      for (const bool in_primary : {false, true}) {
        lists.push_back(ProgrammesFor(static_cast<v1::BroadArea>(area), in_primary));
      }
    }
    return lists;
  }());
  return *dice.Pick(fitting[static_cast<size_t>(AreaOf(need)) * 2 + (primary ? 1 : 0)]);
}

void ForEachProgramme(bool primary, const std::function<void(const Programme&)>& visit) {
  for (const Programme& programme : kProgrammes) {
    if (Fits(programme, primary)) visit(programme);
  }
}

std::string CodeOf(const Programme& programme) {
  std::string code(programme.name);
  for (char& c : code)
    c = absl::ascii_isalnum(static_cast<unsigned char>(c))
            ? absl::ascii_toupper(static_cast<unsigned char>(c))
            : '_';
  return code;
}

const Instrument& InstrumentFor(v1::SenType need, bool primary) {
  switch (AreaOf(need)) {
    case v1::BROAD_AREA_COMMUNICATION_AND_INTERACTION:
      return need == v1::SEN_TYPE_SLCN ? kVocabulary : kDifficulties;
    case v1::BROAD_AREA_SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH:
      return kDifficulties;
    case v1::BROAD_AREA_SENSORY_AND_OR_PHYSICAL:
      return kMovement;
    default:
      return primary ? kReading : kSecondaryReading;
  }
}

}  // namespace cairn::histories
