// The yearly review of an EHC plan: from the plan to the review, and from the meeting to the
// amended plan.
#include <set>

#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

bool IsAnnualReview(const v1::MeetingHeld& meeting) {
  return meeting.meeting() == v1::MEETING_TYPE_ANNUAL_REVIEW;
}

bool IsNotice(const v1::NoticeSent& notice, v1::NoticeKind kind) { return notice.notice() == kind; }

bool IsNotToAmend(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_MAINTAIN || decision == v1::EHC_DECISION_CEASE;
}

bool IsAfterReview(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_AMEND || IsNotToAmend(decision);
}

std::optional<Done> NoticeFrom(const DutyList& list, v1::NoticeKind kind, CivilDate from) {
  return FirstFrom(list.record.plans.notices, from,
                   [&](const v1::NoticeSent& notice) { return IsNotice(notice, kind); });
}

std::optional<Done> ReviewFrom(const DutyList& list, CivilDate from) {
  return FirstFrom(list.record.reviews.meetings, from, IsAnnualReview);
}

// The plan is no longer maintained on `day`: ceased, and none was made since.
bool HasCeased(const Record& record, CivilDate day) {
  std::optional<CivilDate> ceased;
  for (const auto& decision : record.ehc.decisions) {
    if (decision->decision() != v1::EHC_DECISION_CEASE) continue;
    if (NoticeSentOn(decision) <= day) ceased = NoticeSentOn(decision);
  }
  if (!ceased.has_value()) return false;
  const auto made = FirstPlan(record, *ceased, v1::EHC_PLAN_STAGE_FINAL);
  return !made.has_value() || made->day > day;
}

// All such days: only on the day of a notice or of a plan can it begin or end.
std::vector<Days> CeasedDays(const Record& record) {
  std::set<CivilDate> turns;
  for (const auto& decision : record.ehc.decisions) {
    if (decision->decision() == v1::EHC_DECISION_CEASE) turns.insert(NoticeSentOn(decision));
  }
  if (turns.empty()) return {};
  for (const auto& served : record.ehc.served) turns.insert(PlanDateOf(served));
  std::vector<Days> days;
  bool was_ceased = false;
  for (const CivilDate turn : turns) {
    const bool is_ceased = HasCeased(record, turn);
    if (is_ceased && !was_ceased) days.push_back({turn, std::nullopt});
    if (!is_ceased && was_ceased) days.back().last = turn.AddDays(-1);
    was_ceased = is_ceased;
  }
  return days;
}

// A review that nobody owes on those days, unless it had been held.
void HideAll(rows::DutyLine& line, const std::vector<Days>& ceased,
             const std::optional<Done>& held) {
  for (const Days& days : ceased) Hide(line, days, held);
}

std::optional<Done> Before(std::optional<Done> done, const std::optional<Done>& next) {
  return done.has_value() && next.has_value() && done->day >= next->day ? std::nullopt : done;
}

void AddFirstReview(DutyList& list, const std::vector<Days>& ceased) {
  for (const Fact<v1::EhcPlanServed>& served : list.record.ehc.served) {
    if (served->stage() != v1::EHC_PLAN_STAGE_FINAL) continue;
    const CivilDate made = PlanDateOf(served);
    const std::optional<Done> held = ReviewFrom(list, made);
    HideAll(list.Add("review.first", made, served.entry, held), ceased, held);
  }
}

// After a notice of amendment, either the amended plan or the notice that there will be none.
void AddAmendment(DutyList& list, const Done& decided, const std::optional<Done>& next) {
  list.Add("review.amendment_representations", decided.day, decided.by);
  const std::optional<Done> amended =
      FirstPlan(list.record, decided.day, v1::EHC_PLAN_STAGE_AMENDED_FINAL);
  std::optional<Done> none = Before(FirstDecision(list.record, decided.day, IsNotToAmend), next);
  const bool came_first = amended.has_value() && none.has_value() && amended->day <= none->day;
  if (came_first) none.reset();
  list.AddPlanOrNotice(decided.day, decided.by, {"review.amended_final", amended},
                       {"review.not_amended_notice", none});
}

// What one meeting starts ends with the next one: a decision after that is about that.
void AddMeeting(DutyList& list, const Fact<v1::MeetingHeld>& meeting,
                const std::vector<Days>& ceased) {
  const CivilDate held = meeting.entry->LastDay();
  const std::optional<Done> next = ReviewFrom(list, held.AddDays(1));
  list.Add("review.head_report", held, meeting.entry,
           Before(NoticeFrom(list, v1::NOTICE_KIND_ANNUAL_REVIEW_REPORT, held), next));
  const std::optional<Done> decided = Before(FirstDecision(list.record, held, IsAfterReview), next);
  list.Add("review.decision_notice", held, meeting.entry, decided);
  if (decided.has_value() &&
      decided->by->entry().ehc_decision_notified().decision() == v1::EHC_DECISION_AMEND) {
    AddAmendment(list, *decided, next);
  }
  HideAll(list.Add("review.next", held, meeting.entry, next), ceased, next);
}

// What goes out before the meeting is due on a day counted back from it.
void AddInvitation(DutyList& list, const Fact<v1::MeetingScheduled>& scheduled) {
  const std::optional<CivilDate> meeting = EarliestDay(scheduled->scheduled_for());
  if (scheduled->meeting() != v1::MEETING_TYPE_ANNUAL_REVIEW || !meeting.has_value()) return;
  std::optional<Done> invited =
      NoticeFrom(list, v1::NOTICE_KIND_ANNUAL_REVIEW_INVITATION, scheduled.day());
  if (const auto stated = EarliestDay(scheduled->invited_on())) {
    invited = Done{*stated, scheduled.entry};
  }
  const auto called_off = CalledOffOn(list.record.reviews, *scheduled);
  const auto add = [&](std::string_view rule_id, const std::optional<Done>& done) {
    rows::DutyLine& line = list.Add(rule_id, *meeting, scheduled.entry, done);
    if (called_off.has_value()) Hide(line, {*called_off, std::nullopt});
  };
  add("review.notice_of_meeting", invited);
  add("review.papers", NoticeFrom(list, v1::NOTICE_KIND_ANNUAL_REVIEW_PAPERS, scheduled.day()));
}

}  // namespace

void AddReviewDuties(DutyList& list) {
  const std::vector<Days> ceased = CeasedDays(list.record);
  AddFirstReview(list, ceased);
  for (const Fact<v1::MeetingHeld>& meeting : list.record.reviews.meetings) {
    if (IsAnnualReview(*meeting)) AddMeeting(list, meeting, ceased);
  }
  for (const Fact<v1::MeetingScheduled>& scheduled : list.record.reviews.scheduled) {
    AddInvitation(list, scheduled);
  }
}

}  // namespace cairn
