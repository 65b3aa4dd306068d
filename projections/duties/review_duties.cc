// The yearly review of an EHC plan: from the plan to the review, and from the meeting to the
// amended plan.
#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

bool IsAnnualReview(const v1::MeetingHeld& meeting) {
  return meeting.meeting() == v1::MEETING_TYPE_ANNUAL_REVIEW;
}

bool IsNotice(const v1::NoticeSent& notice, v1::NoticeKind kind) { return notice.notice() == kind; }

bool IsAfterReview(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_AMEND || decision == v1::EHC_DECISION_MAINTAIN ||
         decision == v1::EHC_DECISION_CEASE;
}

CivilDate SentOn(const Fact<v1::EhcDecisionNotified>& decision) {
  return EarliestDay(decision->notice_sent()).value_or(decision.day());
}

CivilDate PlanDate(const Fact<v1::EhcPlanServed>& served) {
  return EarliestDay(served->plan_date()).value_or(served.day());
}

std::optional<Done> NoticeFrom(const DutyList& list, v1::NoticeKind kind, CivilDate from) {
  return FirstFrom(list.record.plans.notices, from,
                   [&](const v1::NoticeSent& notice) { return IsNotice(notice, kind); });
}

std::optional<Done> ReviewFrom(const DutyList& list, CivilDate from) {
  return FirstFrom(list.record.reviews.meetings, from, IsAnnualReview);
}

// The plan is no longer maintained on `day`.
bool HasCeased(const DutyList& list, CivilDate day) {
  const auto ceased = FirstFrom(
      list.record.ehc.decisions, CivilDate(),
      [](const v1::EhcDecisionNotified& one) { return one.decision() == v1::EHC_DECISION_CEASE; },
      SentOn);
  return ceased.has_value() && ceased->day <= day;
}

void AddFirstReview(DutyList& list) {
  for (const Fact<v1::EhcPlanServed>& served : list.record.ehc.served) {
    if (served->stage() != v1::EHC_PLAN_STAGE_FINAL) continue;
    const CivilDate made = PlanDate(served);
    const std::optional<Done> held = ReviewFrom(list, made);
    if (!held.has_value() && HasCeased(list, list.day)) continue;
    list.Add("review.first", made, served.entry, held);
  }
}

void AddAmendment(DutyList& list, const Done& decided) {
  list.Add("review.amendment_representations", decided.day, decided.by);
  list.Add("review.amended_final", decided.day, decided.by,
           FirstFrom(
               list.record.ehc.served, decided.day,
               [](const v1::EhcPlanServed& served) {
                 return served.stage() == v1::EHC_PLAN_STAGE_AMENDED_FINAL;
               },
               PlanDate));
}

void AddMeeting(DutyList& list, const Fact<v1::MeetingHeld>& meeting) {
  const CivilDate held = meeting.entry->LastDay();
  list.Add("review.head_report", held, meeting.entry,
           NoticeFrom(list, v1::NOTICE_KIND_ANNUAL_REVIEW_REPORT, held));
  const std::optional<Done> decided = FirstFrom(
      list.record.ehc.decisions, held,
      [](const v1::EhcDecisionNotified& one) { return IsAfterReview(one.decision()); }, SentOn);
  list.Add("review.decision_notice", held, meeting.entry, decided);
  if (decided.has_value() && decided->day <= list.day &&
      decided->by->entry().ehc_decision_notified().decision() == v1::EHC_DECISION_AMEND) {
    AddAmendment(list, *decided);
  }
  const std::optional<Done> next = ReviewFrom(list, held.AddDays(1));
  if (next.has_value() || !HasCeased(list, list.day)) {
    list.Add("review.next", held, meeting.entry, next);
  }
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
  list.Add("review.notice_of_meeting", *meeting, scheduled.entry, invited);
  list.Add("review.papers", *meeting, scheduled.entry,
           NoticeFrom(list, v1::NOTICE_KIND_ANNUAL_REVIEW_PAPERS, scheduled.day()));
}

}  // namespace

void AddReviewDuties(DutyList& list) {
  AddFirstReview(list);
  for (const Fact<v1::MeetingHeld>& meeting : list.record.reviews.meetings) {
    if (IsAnnualReview(*meeting)) AddMeeting(list, meeting);
  }
  for (const Fact<v1::MeetingScheduled>& scheduled : list.record.reviews.scheduled) {
    AddInvitation(list, scheduled);
  }
}

}  // namespace cairn
