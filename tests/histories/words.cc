#include "tests/histories/words.h"

#include <array>

namespace cairn::histories {
namespace {

using Text = std::string_view;

constexpr Text kTalkWorries[] = {
    "$ does not seem to understand what the class is told and copies the others.",
    "At home $ can tell us only bits of the day and gets cross when we ask.",
    "$ plays beside other children and hardly with them.",
    "People outside the family find $ hard to understand."};
constexpr Text kTalkObservations[] = {
    "$ answered with single words in 4 of 5 conversations.",
    "$ watched the others before beginning each of three tasks.",
    "Joined a game for six minutes when an adult gave the first turn.",
    "Used three of this week's topic words without a prompt."};
constexpr Text kTalkNeeds[] = {"Understanding of spoken instructions with more than one part",
                               "Vocabulary, and finding the word that is meant",
                               "Reading what others feel and mean"};
constexpr Text kTalkOutcomes[] = {"$ understands what the class is asked to do and begins alone",
                                  "$ tells others what happened so that they understand",
                                  "$ has a friend to spend playtime with"};
constexpr Text kTalkStrategies[] = {"instructions in short parts, with pictures",
                                    "ten seconds to answer before the next question",
                                    "topic words taught before the lesson", "visual timetable"};

constexpr Text kLearnWorries[] = {
    "$ guesses words from the first letter and avoids reading aloud.",
    "Homework takes the whole evening, and most of it is our work.",
    "Number work that others do in the head $ still counts on fingers.",
    "$ says the work is for clever children."};
constexpr Text kLearnObservations[] = {
    "Read the first paragraph with four errors; the second was guessed.",
    "$ began the task after the third prompt and wrote two lines.",
    "Worked out 7 + 5 with cubes, then again the same way ten minutes later.",
    "Read to a younger child in the library and put it right once."};
constexpr Text kLearnNeeds[] = {"Reading accuracy and fluency", "Spelling and writing at length",
                                "Number facts and holding steps in mind",
                                "Keeping what was learnt from one week to the next"};
constexpr Text kLearnOutcomes[] = {"$ reads the books of the class without help",
                                   "$ writes what $ can already say",
                                   "$ uses number facts to solve new problems"};
constexpr Text kLearnStrategies[] = {"texts read aloud first", "worked example on the table",
                                     "words of the week on a card", "less to copy"};

constexpr Text kFeelWorries[] = {
    "$ does not want to come in and has stomach ache every Sunday evening.",
    "$ leaves the room when something goes wrong and hides.",
    "At home $ has outbursts that last an hour after school.",
    "$ has stopped talking about school and sleeps badly."};
constexpr Text kFeelObservations[] = {
    "Left the lesson twice; came back after five minutes with the mentor.",
    "$ named the feeling and used the calm plan before it grew.",
    "Sat apart at lunch on three of four days.",
    "Managed the whole assembly next to a chosen adult."};
constexpr Text kFeelNeeds[] = {"Managing anxiety in busy places",
                               "Recognising feelings before they grow",
                               "Trust in adults after much change"};
constexpr Text kFeelOutcomes[] = {"$ comes in by the main door with the others",
                                  "$ stays in lessons and asks for help in words",
                                  "$ has an adult to go to, and goes"};
constexpr Text kFeelStrategies[] = {"calm plan on the desk", "warning before any change",
                                    "a way out that needs no asking", "check-in at registration"};

constexpr Text kBodyWorries[] = {"$ is tired by noon and cannot keep up with writing.",
                                 "$ misses what is said when the room is noisy.",
                                 "Buttons, scissors and cutlery are a struggle for $.",
                                 "$ holds the page very close and loses the line."};
constexpr Text kBodyObservations[] = {"Wrote for four minutes, then shook the hand and stopped.",
                                      "Turned to the speaker's face each time the room grew loud.",
                                      "Found the line again with the coloured guide, alone.",
                                      "Carried the tray with both hands and did not spill."};
constexpr Text kBodyNeeds[] = {"Fine motor control and stamina for writing",
                               "Hearing speech in a noisy room", "Seeing print and the board"};
constexpr Text kBodyOutcomes[] = {"$ records work in a way that does not tire",
                                  "$ hears and sees what the class does",
                                  "$ moves about the school without help"};
constexpr Text kBodyStrategies[] = {"seat near the front with the light behind",
                                    "sloping board and pencil grip", "slides printed beforehand",
                                    "radio aid worn by every adult"};

constexpr Words kTalk = {kTalkWorries, kTalkObservations, kTalkNeeds, kTalkOutcomes,
                         kTalkStrategies};
constexpr Words kLearn = {kLearnWorries, kLearnObservations, kLearnNeeds, kLearnOutcomes,
                          kLearnStrategies};
constexpr Words kFeel = {kFeelWorries, kFeelObservations, kFeelNeeds, kFeelOutcomes,
                         kFeelStrategies};
constexpr Words kBody = {kBodyWorries, kBodyObservations, kBodyNeeds, kBodyOutcomes,
                         kBodyStrategies};

constexpr Text kChildsViewsText[] = {"I like it when the page is read to me first.",
                                     "Maths is better now. Writing is not.",
                                     "I want to know who helps me before the day starts.",
                                     "The group is good but I miss art for it.",
                                     "I can do it when it is quiet.",
                                     "I do not want the others to see the card."};
constexpr Text kParentsViewsText[] = {
    "It is calmer in the mornings since the check-in began.",
    "We read together four evenings a week and it shows.",
    "Every change of teacher sets $ back by weeks.",
    "We are glad of the group and would like to know what is done in it.",
    "At home we see no difference yet."};
constexpr Text kStrengthsText[] = {"kind to younger children",     "draws with great care",
                                   "knows everything about birds", "good memory for songs",
                                   "builds things that work",      "honest about mistakes",
                                   "runs fast and likes teams"};
constexpr Text kAspirationsText[] = {"To read football magazines alone.",
                                     "To work with animals.",
                                     "To have friends round.",
                                     "To be a baker.",
                                     "To feel safe at school.",
                                     "To go on the residential trip."};
constexpr Text kAnswersText[] = {
    "We will look at $'s work together and meet in two weeks.",
    "The class teacher tries three changes in class until half term; then we look again.",
    "The SENCO observes a lesson and tells you what was seen.",
    "We talked it through. For now nothing more is needed, and we look again in a term."};
constexpr Text kMeetingNotesText[] = {
    "What has gone well, what has not, and what changes until the next meeting.",
    "Each target was looked at with the work on the table.",
    "Attendance, sleep and homework were talked about as well.", "$'s views were read out first."};
constexpr Text kDisagreementsText[] = {
    "The help in class is not named, so nobody can say whether it was given.",
    "Ten hours were promised and six are in the plan.", "The group is too large for $.",
    "We were not asked before the target was set."};
constexpr Text kWishesText[] = {"hours written into the plan", "a smaller group",
                                "an assessment by an educational psychologist",
                                "a meeting with the head"};
constexpr Text kAdjustmentsText[] = {"may leave lessons two minutes early", "uniform without a tie",
                                     "laptop for longer writing", "quiet place at lunch",
                                     "a quarter more time in tests"};
constexpr Text kFindingsText[] = {
    "Skills are uneven: reasoning is secure, working memory is a clear difficulty.",
    "Understanding of language is about two years behind.",
    "Anxiety explains more of the behaviour than wilfulness does.",
    "With the right seat and equipment the work matches that of the class."};
constexpr Text kRecommendationsText[] = {
    "pre-teach the words of each topic", "overlearn in short daily sessions",
    "one adult to meet $ each morning", "give instructions in writing as well",
    "rest breaks of five minutes in each lesson"};
constexpr Text kLateReasonsText[] = {
    "cover week, written up afterwards", "found on paper when the folder was tidied",
    "absence of the person who was there", "the form came back late"};
constexpr Text kComplaintsText[] = {"support in the plan not given", "no answer to three letters",
                                    "review held without the parents"};

}  // namespace

const std::span<const Text> kChildsViews = kChildsViewsText;
const std::span<const Text> kParentsViews = kParentsViewsText;
const std::span<const Text> kStrengths = kStrengthsText;
const std::span<const Text> kAspirations = kAspirationsText;
const std::span<const Text> kAnswers = kAnswersText;
const std::span<const Text> kMeetingNotes = kMeetingNotesText;
const std::span<const Text> kDisagreements = kDisagreementsText;
const std::span<const Text> kWishes = kWishesText;
const std::span<const Text> kAdjustments = kAdjustmentsText;
const std::span<const Text> kFindings = kFindingsText;
const std::span<const Text> kRecommendations = kRecommendationsText;
const std::span<const Text> kLateReasons = kLateReasonsText;
const std::span<const Text> kComplaints = kComplaintsText;

const Words& WordsOf(v1::BroadArea area) {
  switch (area) {
    case v1::BROAD_AREA_COMMUNICATION_AND_INTERACTION:
      return kTalk;
    case v1::BROAD_AREA_SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH:
      return kFeel;
    case v1::BROAD_AREA_SENSORY_AND_OR_PHYSICAL:
      return kBody;
    default:
      return kLearn;
  }
}

std::string Say(std::string_view text, std::string_view first_name) {
  std::string said;
  said.reserve(text.size() + first_name.size());
  for (const char c : text) {
    if (c == '$') {
      said += first_name;
    } else {
      said += c;
    }
  }
  return said;
}

}  // namespace cairn::histories
