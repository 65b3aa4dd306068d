#include "tests/histories/assessing.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace cairn::histories {
namespace {

struct Advice {
  v1::OutsideService service;
  v1::Profession profession;
  std::string_view title;
};
constexpr Advice kSpeech = {v1::OUTSIDE_SERVICE_SPEECH_AND_LANGUAGE_THERAPY,
                            v1::PROFESSION_SPEECH_AND_LANGUAGE_THERAPIST,
                            "speech and language therapist"};
constexpr Advice kPsychology = {v1::OUTSIDE_SERVICE_EDUCATIONAL_PSYCHOLOGY,
                                v1::PROFESSION_EDUCATIONAL_PSYCHOLOGIST,
                                "educational psychologist"};
constexpr Advice kMentalHealth = {v1::OUTSIDE_SERVICE_CAMHS,
                                  v1::PROFESSION_MENTAL_HEALTH_PRACTITIONER,
                                  "mental health practitioner"};
constexpr Advice kOccupational = {v1::OUTSIDE_SERVICE_OCCUPATIONAL_THERAPY,
                                  v1::PROFESSION_OCCUPATIONAL_THERAPIST, "occupational therapist"};
constexpr Advice kTeaching = {v1::OUTSIDE_SERVICE_SPECIALIST_TEACHING,
                              v1::PROFESSION_SPECIALIST_TEACHER, "specialist teacher"};

const Advice& AdviceFor(Story& story) {
  const bool other = story.dice.Chance(300);
  switch (AreaOf(story.child.need)) {
    case v1::BROAD_AREA_COMMUNICATION_AND_INTERACTION:
      return other ? kPsychology : kSpeech;
    case v1::BROAD_AREA_SOCIAL_EMOTIONAL_AND_MENTAL_HEALTH:
      return other ? kPsychology : kMentalHealth;
    case v1::BROAD_AREA_SENSORY_AND_OR_PHYSICAL:
      return other ? kTeaching : kOccupational;
    default:
      return other ? kTeaching : kPsychology;
  }
}

// Bands of the teacher's SDQ.
std::string_view BandOf(int total) {
  if (total <= 11) return "average";
  if (total <= 15) return "slightly_raised";
  return total <= 18 ? "high" : "very_high";
}

void AddScore(Story& story, const Instrument& instrument, int value,
              v1::AssessmentRecorded& assessment) {
  v1::Score& score = *assessment.add_scores();
  score.set_type(instrument.type);
  *score.mutable_value() = Number(value);
  if (instrument.type != v1::SCORE_TYPE_STANDARD) return;
  const int half = story.dice.Between(5, 8);
  *score.mutable_interval_low() = Number(value - half);
  *score.mutable_interval_high() = Number(value + half);
  if (story.dice.Chance(850)) {
    score.set_interval_level_percent(story.dice.Chance(600) ? 95 : 90);
  }
}

// Four scales of difficulties that add up to `total`, 0 to 10 each.
void AddSubscales(Story& story, int total, v1::AssessmentRecorded& assessment) {
  constexpr std::string_view kScales[] = {"emotional", "conduct", "hyperactivity", "peer"};
  int left = total;
  for (int i = 0; i < 4; ++i) {
    const int after = 3 - i;  // scales still to come
    const int value = std::clamp(story.dice.Around(left / (after + 1), 2),
                                 std::max(0, left - 10 * after), std::min(10, left));
    v1::Score& score = *assessment.add_scores();
    score.set_type(v1::SCORE_TYPE_RAW);
    score.set_subscale(std::string(kScales[i]));
    *score.mutable_value() = Number(after == 0 ? left : value);
    left -= value;
  }
}

v1::Entry AssessmentOf(Story& story, const When& when, int week, int value,
                       v1::AssessmentPurpose purpose) {
  const Instrument& instrument = InstrumentFor(story.child.need, story.school.primary);
  v1::Entry entry = On(when.day);
  v1::AssessmentRecorded& assessment = *entry.mutable_assessment_recorded();
  assessment.set_instrument(std::string(instrument.code));
  assessment.set_measure(std::string(instrument.measure));
  assessment.set_purpose(purpose);
  assessment.set_age_months(MonthsBetween(story.child.born, when.day));
  assessment.set_tester(story.school.senco.name);
  AddScore(story, instrument, value, assessment);
  if (instrument.code == "SDQ") {
    AddSubscales(story, value, assessment);
    assessment.set_informant("teacher");
    assessment.set_band(std::string(BandOf(value)));
    assessment.set_tester(story.Teacher(week).name);
  } else {
    assessment.set_form(story.dice.Chance(500) ? "A" : "B");
  }
  return entry;
}

int NextScore(Story& story) {
  const Instrument& instrument = InstrumentFor(story.child.need, story.school.primary);
  if (story.last_score < 0) return story.dice.Between(instrument.low, instrument.high);
  // Tests are taken about twice a year.
  const int change =
      story.dice.Between(instrument.gain_low, instrument.gain_high) / 2 + story.dice.Between(-1, 1);
  return std::clamp(story.last_score + change, instrument.least, instrument.greatest);
}

// Read from the wrong row of the table, and put right.
void WriteWrongScore(Story& story, const When& when, const v1::Entry& right) {
  v1::Entry wrong = right;
  v1::Score& score = *wrong.mutable_assessment_recorded()->mutable_scores(0);
  const int64_t off = story.dice.Chance(500) ? 3 : 4;
  score.mutable_value()->set_value(score.value().value() + off);
  if (score.has_interval_low()) {
    score.mutable_interval_low()->set_value(score.interval_low().value() + off);
    score.mutable_interval_high()->set_value(score.interval_high().value() + off);
  }
  const Written written = story.Write(when, story.school.senco, std::move(wrong));
  v1::Entry corrected = right;
  corrected.mutable_corrects()->mutable_target()->set_source_id(written.source_id);
  corrected.mutable_corrects()->set_reason("read from the wrong row of the table");
  corrected.mutable_corrects()->set_noticed_by(story.dice.Chance(750) ? "self" : "parent");
  const When later =
      story.ThenOn(story.terms.OpenOnOrAfter(when.day + days(story.dice.Between(1, 30))));
  story.Write(Story::After({when.day, later.typed_at_s}, written), story.school.senco,
              std::move(corrected));
}

}  // namespace

void Test(Story& story, int week, v1::AssessmentPurpose purpose) {
  const Instrument& instrument = InstrumentFor(story.child.need, story.school.primary);
  const When when = story.Sometime(week);
  const int value = NextScore(story);
  story.last_score = value;
  v1::Entry entry = AssessmentOf(story, when, week, value, purpose);
  if (instrument.type == v1::SCORE_TYPE_STANDARD && story.dice.Chance(30)) {
    return WriteWrongScore(story, when, entry);
  }
  story.Write(when, story.school.senco, std::move(entry));
}

void IdentifyNeeds(Story& story, const When& when) {
  v1::Entry entry = On(when.day);
  v1::NeedsIdentified& identified = *entry.mutable_needs_identified();
  const v1::SenType types[] = {story.child.need, story.child.second_need};
  for (int rank = 1; rank <= 2; ++rank) {
    const v1::SenType type = types[rank - 1];
    if (type == v1::SEN_TYPE_UNSPECIFIED) continue;
    v1::Need& need = *identified.add_needs();
    need.set_type(type);
    need.set_rank(rank);
    need.set_area(AreaOf(type));
    need.add_text(story.SayOne(WordsOf(AreaOf(type)).needs));
  }
  story.Write(when, story.school.senco, std::move(entry));
}

namespace {

constexpr char kPermission[] = "permission-1";
constexpr char kReferral[] = "referral-1";
constexpr char kReport[] = "report-1";

Written RecordPermission(Story& story, const When& when, const Advice& advice,
                         v1::PermissionAct act) {
  v1::Entry entry = On(when.day);
  v1::PermissionRecorded& permission = *entry.mutable_permission_recorded();
  permission.set_act(act);
  permission.add_services(advice.service);
  permission.set_permission_id(kPermission);
  if (act == v1::PERMISSION_ACT_ASKED) {
    permission.set_asked_of(story.child.mother);
    permission.set_purpose(absl::StrFormat("advice of a %s", advice.title));
  } else {
    By(entry, story.child.mother, v1::CAPACITY_PARENT, v1::MEANS_FORM);
    if (act == v1::PERMISSION_ACT_REFUSED) permission.set_reason("not yet; wait another term");
  }
  return story.Write(when, story.school.senco, std::move(entry));
}

Written Refer(Story& story, const When& when, const Advice& advice) {
  v1::Entry entry = On(when.day);
  v1::SpecialistReferred& referral = *entry.mutable_specialist_referred();
  referral.set_service(advice.service);
  referral.add_reason(story.SayOne(story.words.needs));
  referral.set_referral_id(kReferral);
  referral.set_referred_to(absl::StrFormat("%s of the authority", advice.title));
  referral.set_permission_id(kPermission);
  referral.set_parents_involved(true);
  return story.Write(when, story.school.senco, std::move(entry));
}

void AnswerRecommendation(Story& story, const When& when, int number) {
  static constexpr Weighted<v1::RecommendationAnswer> kAnswered[] = {
      {v1::RECOMMENDATION_ANSWER_ACCEPTED, 70},
      {v1::RECOMMENDATION_ANSWER_PARTLY_ACCEPTED, 20},
      {v1::RECOMMENDATION_ANSWER_DECLINED, 10}};
  v1::Entry entry = On(when.day);
  v1::RecommendationAnswered& answered = *entry.mutable_recommendation_answered();
  answered.set_report_id(kReport);
  answered.set_item_id(absl::StrCat("r", number));
  answered.set_answer(story.dice.Pick(kAnswered));
  if (answered.answer() != v1::RECOMMENDATION_ANSWER_ACCEPTED) {
    answered.add_reason("staff for part of it alone");
  }
  story.Write(when, story.school.senco, std::move(entry));
}

void RecordReport(Story& story, const When& when, const Advice& advice, Day seen) {
  v1::Entry entry = On(when.day);
  By(entry, absl::StrCat(FirstName(story.dice.Next()), " ", LastName(story.dice.Next())),
     v1::CAPACITY_SPECIALIST, v1::MEANS_EMAIL);
  v1::SpecialistReported& report = *entry.mutable_specialist_reported();
  report.set_profession(advice.profession);
  report.set_report_id(kReport);
  report.set_referral_id(kReferral);
  report.set_permission_id(kPermission);
  *report.mutable_assessed_on() = ToDate(seen);
  *report.mutable_report_date() = ToDate(when.day - days(2));
  report.add_findings(story.SayOne(kFindings));
  const int recommendations = story.dice.Between(1, 3);
  for (int i = 1; i <= recommendations; ++i) {
    v1::Recommendation& recommendation = *report.add_recommendations();
    recommendation.set_item_id(absl::StrCat("r", i));
    recommendation.set_text(story.SayOne(kRecommendations));
  }
  report.set_pages(story.dice.Between(3, 12));
  const Written written = story.Write(when, story.school.senco, std::move(entry));
  // Some advice is never answered.
  if (!story.dice.Chance(750)) return;
  const When answered = Story::After(
      story.ThenOn(story.terms.OpenOnOrAfter(when.day + days(story.dice.Between(3, 30)))), written);
  for (int i = 1; i <= recommendations; ++i) AnswerRecommendation(story, answered, i);
}

}  // namespace

void SeekAdvice(Story& story, int week) {
  const Advice& advice = AdviceFor(story);
  const When asked = story.Then(week);
  const Written question = RecordPermission(story, asked, advice, v1::PERMISSION_ACT_ASKED);
  if (story.dice.Chance(60)) return;  // nobody answers
  const bool given = story.dice.Chance(900);
  const When answered = Story::After(
      story.ThenOn(story.terms.OpenOnOrAfter(asked.day + days(story.dice.Between(2, 21)))),
      question);
  const Written answer = RecordPermission(
      story, answered, advice, given ? v1::PERMISSION_ACT_GIVEN : v1::PERMISSION_ACT_REFUSED);
  if (!given) return;
  Refer(story, Story::After(answered, answer), advice);
  const Day seen =
      story.terms.OpenOnOrAfter(answered.day + days(story.dice.Between(20, 120)));  // waiting lists
  const Day came = story.terms.OpenOnOrAfter(seen + days(story.dice.Between(10, 45)));
  if (came > story.terms.On(story.child.last_week, 4)) return;
  RecordReport(story, story.SometimeOn(came), advice, seen);
}

}  // namespace cairn::histories
