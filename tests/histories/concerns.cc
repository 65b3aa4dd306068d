#include "tests/histories/concerns.h"

namespace cairn::histories {
namespace {

constexpr Weighted<v1::Means> kMeansOfParents[] = {
    {v1::MEANS_IN_PERSON, 45}, {v1::MEANS_PHONE, 25}, {v1::MEANS_EMAIL, 25}, {v1::MEANS_LETTER, 5}};

v1::BroadArea Area(const Story& story) { return AreaOf(story.child.need); }

}  // namespace

void Worry(Story& story, int week) {
  const bool of_parent = story.dice.Chance(550);
  const When raised = story.Sometime(week);
  v1::Entry concern = On(raised.day);
  if (of_parent) {
    By(concern, story.child.mother, v1::CAPACITY_PARENT, story.dice.Pick(kMeansOfParents));
  } else {
    ByTeacher(concern, story, week);
  }
  concern.mutable_concern_raised()->add_text(story.SayOne(story.words.worries));
  concern.mutable_concern_raised()->set_area(Area(story));
  if (of_parent && story.dice.Chance(400)) {
    concern.mutable_concern_raised()->add_wants(story.SayOne(kWishes));
  }
  const Written written = story.Write(raised, story.Teacher(week), std::move(concern));

  if (!story.dice.Chance(930)) return;
  const When answered = Story::After(
      story.ThenOn(story.terms.OpenOnOrAfter(raised.day + days(story.dice.Between(1, 20)))),
      written);
  v1::Entry answer = On(answered.day);
  ByTeacher(answer, story, week);
  answer.mutable_concern_answered()->add_text(story.SayOne(kAnswers));
  Refer(answer, v1::RELATION_ANSWERS, written);
  story.Write(answered, story.Teacher(week), std::move(answer));
}

void Observe(Story& story, int week) {
  const When when = story.Sometime(week);
  v1::Entry entry = On(when.day);
  v1::ObservationRecorded& seen = *entry.mutable_observation_recorded();
  seen.add_text(story.SayOne(story.words.observations));
  seen.set_area(Area(story));
  entry.set_statement(v1::STATEMENT_OBSERVATION);
  if (story.dice.Chance(500)) {
    ByTeacher(entry, story, week);
    if (story.dice.Chance(300)) {
      seen.set_lessons_observed(story.dice.Between(1, 5));
      seen.add_universal_strategies(story.SayOne(story.words.strategies));
    }
    story.Write(when, story.Teacher(week), std::move(entry));
  } else {
    story.Write(when, story.Assistant(week), std::move(entry));
  }
}

void HearChild(Story& story, int week) {
  const When when = story.Sometime(week);
  v1::Entry entry = On(when.day);
  By(entry, story.child.name, v1::CAPACITY_CHILD,
     story.dice.Chance(700) ? v1::MEANS_IN_PERSON : v1::MEANS_OWN_WORK);
  v1::VoiceCaptured& voice = *entry.mutable_voice_captured();
  voice.add_text(story.SayOne(kChildsViews));
  voice.set_kind(story.dice.Chance(250) ? v1::VOICE_KIND_SELF_EVALUATION : v1::VOICE_KIND_VIEWS);
  voice.set_medium(entry.means() == v1::MEANS_OWN_WORK ? v1::MEDIUM_PICTURE : v1::MEDIUM_SPEECH);
  voice.set_captured_by(story.Assistant(week).name);
  story.Write(when, story.Assistant(week), std::move(entry));
}

void HearParent(Story& story, int week) {
  const When when = story.Sometime(week);
  v1::Entry entry = On(when.day);
  By(entry, story.child.mother, v1::CAPACITY_PARENT, story.dice.Pick(kMeansOfParents));
  v1::VoiceCaptured& voice = *entry.mutable_voice_captured();
  voice.add_text(story.SayOne(kParentsViews));
  voice.set_kind(v1::VOICE_KIND_HOME_FEEDBACK);
  story.Write(when, story.Teacher(week), std::move(entry));
}

}  // namespace cairn::histories
