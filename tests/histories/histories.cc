#include "tests/histories/histories.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "tests/histories/assessing.h"
#include "tests/histories/concerns.h"
#include "tests/histories/disputes.h"
#include "tests/histories/doing.h"
#include "tests/histories/ehc.h"
#include "tests/histories/enrolment.h"
#include "tests/histories/governing.h"
#include "tests/histories/planning.h"
#include "tests/histories/reviewing.h"
#include "tests/histories/schooling.h"
#include "tests/histories/setting_history.h"
#include "tests/histories/story.h"

namespace cairn::histories {
namespace {

// Of a thousand children with support, in a year.
constexpr int kSuspendedPerMille = 25;
constexpr int kSuspendedWithSemhPerMille = 220;
constexpr int kComplainsPerMille = 9;
constexpr int kAsksForFilePerMille = 7;
constexpr int kWrongRecordPerMille = 12;
constexpr int kSeeksAdvicePerMille = 160;

// What comes between one review and the next.
void BetweenReviews(Story& story, int from, int until) {
  if (story.dice.Chance(650)) Observe(story, story.dice.Between(from, until - 1));
  if (story.dice.Chance(450)) HearChild(story, until - 1);
  if (story.dice.Chance(300)) HearParent(story, story.dice.Between(from, until - 1));
  if (story.dice.Chance(300)) Test(story, until - 1, v1::ASSESSMENT_PURPOSE_PROGRESS);
  if (story.dice.Chance(60)) Worry(story, story.dice.Between(from, until - 1));
  if (story.dice.Chance(250)) TalkWithParent(story, story.dice.Between(from, until - 1));
}

// Cycles of plan, support and review from `from` until `until`, which is not part of it.
void RunCycles(Story& story, int from, int until) {
  NextReview next = DrawNextReview(story, from, until);
  for (int week = from; week < until;) {
    if (story.plan_version == 0 || story.dice.Chance(750)) {
      IssuePlan(story, week, story.terms.On(week, 4), ReviewDay(story, next.Agreed()));
    }
    if (story.dice.Chance(600)) ScheduleReview(story, week, next);
    MissReviews(story, next);
    const int review = next.week;
    GiveSupport(story, week + 1, review);
    if (review > week + 1) BetweenReviews(story, week + 1, review);
    if (review < until) {
      next = DrawNextReview(story, review, until);
      ReviewPlan(story, review, next);
    }
    week = std::max(review, week + 1);
  }
}

void MeetEachYear(Story& story, int from, int until) {
  for (int week = from + story.dice.Between(6, 30); week < until; week += kWeeksAYear) {
    ReviewEhcPlan(story, week);
  }
}

// What happens in some years and not in others, to children with support.
void Incidents(Story& story, int from, int until) {
  const bool semh = story.child.need == v1::SEN_TYPE_SEMH;
  for (int year = from; year < until; year += kWeeksAYear) {
    const int last = std::min(year + kWeeksAYear, until) - 1;
    const auto when = [&] { return story.dice.Between(year, last); };
    if (story.dice.Chance(semh ? kSuspendedWithSemhPerMille : kSuspendedPerMille)) {
      Suspend(story, when());
    }
    if (story.dice.Chance(kWrongRecordPerMille)) WriteIntoWrongRecord(story, when());
  }
  // The next ones happen once, if ever: their ids are those of a first.
  const int years = (until - from) / kWeeksAYear + 1;
  if (story.dice.Chance(kComplainsPerMille * years))
    Complain(story, story.dice.Between(from, until - 1));
  if (story.dice.Chance(kAsksForFilePerMille * years)) {
    AskForFile(story, story.dice.Between(from, until - 1));
  }
  if (story.dice.Chance(kSeeksAdvicePerMille * years)) {
    SeekAdvice(story, story.dice.Between(from, until - 1));
  }
}

void BeSupported(Story& story, int from, int until) {
  if (from >= until) return;
  Test(story, from, v1::ASSESSMENT_PURPOSE_BASELINE);
  MeetToPlan(story, from);
  RunCycles(story, from, until);
  GoToSchool(story, from, until);
  if (story.dice.Chance(350)) PublishProfile(story, from);
  if (story.dice.Chance(150)) MeetBarrier(story, story.dice.Between(from, until - 1));
  Incidents(story, from, until);
}

// A worry, what was seen, and some weeks later the decision: returns the week of the decision.
int ComeToSupport(Story& story) {
  const Child& child = story.child;
  const int worry = child.first_week +
                    story.dice.Between(2, std::max(3, (child.last_week - child.first_week) / 2));
  Worry(story, worry);
  Observe(story, worry + 1);
  if (story.dice.Chance(500)) Observe(story, worry + 3);
  if (story.dice.Chance(600)) HearParent(story, worry + 4);
  return std::min(worry + story.dice.Between(4, 10), child.last_week);
}

void NoLongerNeedSupport(Story& story, int week) {
  const When when = story.Then(week);
  v1::Entry entry = On(when.day);
  v1::SenStatusSet& status = *entry.mutable_sen_status_set();
  status.set_status(v1::SEN_PROVISION_N);
  status.set_previous(v1::SEN_PROVISION_K);
  status.set_decided_at("review");
  story.Write(when, story.school.senco, std::move(entry));
  ClosePlan(story, when);
  story.status = v1::SEN_PROVISION_N;
}

void GetPlan(Story& story) {
  const Child& child = story.child;
  const int end = child.last_week + 1;
  const int request = std::min(child.first_week + story.dice.Between(8, 34), child.last_week);
  const int has_plan = GainEhcPlan(story, request);
  BeSupported(story, child.first_week, std::min(has_plan, end));
  if (has_plan >= end) return;
  story.status = v1::SEN_PROVISION_E;
  GiveAdultSupport(story, has_plan);
  RunCycles(story, has_plan, end);
  MeetEachYear(story, has_plan, end);
}

void HavePlan(Story& story) {
  const Child& child = story.child;
  BringEhcPlan(story);
  GiveAdultSupport(story, child.first_week);
  BeSupported(story, child.first_week, child.last_week + 1);
  MeetEachYear(story, child.first_week, child.last_week + 1);
}

void BeRefused(Story& story) {
  const Child& child = story.child;
  BeSupported(story, child.first_week, child.last_week + 1);
  const int request = std::min(child.first_week + story.dice.Between(10, 60), child.last_week);
  const Day sent = BeRefusedEhcAssessment(story, request);
  if (story.dice.Chance(400)) DisputeRefusal(story, sent);
}

void Live(Story& story) {
  const Child& child = story.child;
  const int end = child.last_week + 1;
  switch (child.path) {
    case Path::kNone:
      return;
    case Path::kWorry:
      return Worry(story, story.dice.Between(child.first_week + 1, child.last_week));
    case Path::kSupported:
      return BeSupported(story, child.first_week, end);
    case Path::kStartsSupport:
      return BeSupported(story, ComeToSupport(story), end);
    case Path::kEndsSupport: {
      const int until = child.first_week + (end - child.first_week) / 2;
      BeSupported(story, child.first_week, until);
      return NoLongerNeedSupport(story, until);
    }
    case Path::kRefusedPlan:
      return BeRefused(story);
    case Path::kGetsPlan:
      return GetPlan(story);
    case Path::kHasPlan:
      return HavePlan(story);
  }
}

}  // namespace

size_t History::entries() const {
  size_t count = 0;
  for (const Line& line : lines) count += line.entries.size();
  return count;
}

Histories::Histories(const Settings& settings)
    : settings_(settings), terms_(settings.first_year, settings.years) {
  schools_.reserve(static_cast<size_t>(settings.schools));
  for (int i = 0; i < settings.schools; ++i) schools_.push_back(MakeSchool(settings, i));
}

const School& Histories::SchoolOf(int child) const {
  return schools_[static_cast<size_t>(child % settings_.schools)];
}

History Histories::Of(int child) const {
  const School& school = SchoolOf(child);
  Story story(settings_, terms_, school, child);
  Enrol(story);
  if (story.status != v1::SEN_PROVISION_N) ReceiveFile(story);
  Live(story);
  PassTheYears(story);
  Leave(story);
  Govern(story);
  return {.child = child,
          .alias = story.chronicle.system(),
          .name = story.child.name,
          .school = &school,
          .lines = story.chronicle.Take()};
}

History Histories::OfSchool(const School& school) const {
  History history{.child = kNoChild,
                  .alias = absl::StrCat("school-", school.index),
                  .name = school.name,
                  .school = &school};
  history.lines = SettingLines(terms_, school, history.alias);
  return history;
}

}  // namespace cairn::histories
