// What a school owes in the course of a year: reviews on the agreed day, notes in a week, a report,
// a meeting with the SENCO, permissions that end, and how long the file is kept.
#include <algorithm>

#include "projections/calendar/academic_year.h"
#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

bool IsSupported(const Record& record, CivilDate day) {
  const Fact<v1::SenStatusSet> status = StatusOn(record.people, day);
  return status &&
         (status->status() == v1::SEN_PROVISION_K || status->status() == v1::SEN_PROVISION_E);
}

// The child has left and its file has gone: what had not fallen due by then is another school's.
bool HasLeftBefore(const DutyList& list, CivilDate due) {
  const auto& handovers = list.record.governance.handovers;
  return std::any_of(
      handovers.begin(), handovers.end(), [&](const Fact<v1::RecordHandedOver>& handover) {
        const CivilDate left = LatestDay(handover->last_day()).value_or(handover.day());
        return left <= list.day && left < due;
      });
}

bool IsClosedBefore(const DutyList& list, std::string_view plan_id, CivilDate due) {
  const PlanHistory* plan = FindPlan(list.record.plans, plan_id);
  if (plan == nullptr) return false;
  const Fact<v1::PlanClosed> closing = ClosingOf(list.record.plans, *plan);
  return closing && closing.day() <= list.day && closing.day() < due;
}

// What a review or a plan agreed for the next review, with the first review that followed.
void AddAgreedReview(DutyList& list, std::string_view plan_id, const v1::Date& agreed,
                     const EntryPtr& by) {
  const std::optional<CivilDate> due = EarliestDay(agreed);
  if (!due.has_value()) return;
  const std::optional<Done> held =
      FirstFrom(list.record.reviews.reviews, by->FirstDay().AddDays(1),
                [&](const v1::PlanReviewed& review) { return review.plan_id() == plan_id; });
  const bool was_held = held.has_value() && held->day <= list.day;
  if (!was_held && (HasLeftBefore(list, *due) || IsClosedBefore(list, plan_id, *due))) return;
  list.Add("review.agreed_date", *due, by, held);
}

// A version issued before the date came takes the place of what the version before agreed.
bool IsReplaced(const PlanHistory& plan, size_t index, CivilDate due) {
  return index + 1 < plan.versions.size() && plan.versions[index + 1].effective_from < due &&
         plan.versions[index + 1].issued->has_review_due();
}

void AddAgreedReviews(DutyList& list) {
  for (const PlanHistory& plan : list.record.plans.plans) {
    for (size_t i = 0; i < plan.versions.size(); ++i) {
      const Fact<v1::PlanIssued>& issued = plan.versions[i].issued;
      const auto due = EarliestDay(issued->review_due());
      if (!due.has_value() || IsReplaced(plan, i, *due)) continue;
      AddAgreedReview(list, plan.plan_id, issued->review_due(), issued.entry);
    }
  }
  for (const Fact<v1::PlanReviewed>& review : list.record.reviews.reviews) {
    AddAgreedReview(list, review->plan_id(), review->next_review(), review.entry);
  }
}

bool IsPlanOrNotes(const v1::NoticeSent& notice) {
  return notice.notice() == v1::NOTICE_KIND_PLAN_COPY ||
         notice.notice() == v1::NOTICE_KIND_MEETING_NOTES;
}

// Only what went out before the next such meeting is about this one.
void AddNotes(DutyList& list) {
  std::vector<const Fact<v1::MeetingHeld>*> meetings;
  for (const Fact<v1::MeetingHeld>& meeting : list.record.reviews.meetings) {
    if (CountsTowardsThreeAYear(*meeting)) meetings.push_back(&meeting);
  }
  for (size_t i = 0; i < meetings.size(); ++i) {
    const CivilDate held = meetings[i]->day();
    std::optional<Done> sent = FirstFrom(list.record.plans.notices, held, IsPlanOrNotes);
    const bool for_next = sent.has_value() && i + 1 < meetings.size() &&
                          sent->day >= meetings[i + 1]->day() && meetings[i + 1]->day() > held;
    if (for_next) sent.reset();
    list.Add("meeting.notes_sent", held, meetings[i]->entry, sent);
  }
}

bool SencoCame(const v1::MeetingHeld& meeting) {
  return std::any_of(meeting.attendees().begin(), meeting.attendees().end(),
                     [](const v1::Attendee& attendee) {
                       return attendee.capacity() == v1::CAPACITY_SENCO &&
                              attendee.part() != v1::ATTENDANCE_PART_NONE;
                     });
}

// The year that a report names, else the one in which it was sent.
bool IsReportOf(const Fact<v1::NoticeSent>& notice, AcademicYear year) {
  if (notice->notice() != v1::NOTICE_KIND_ANNUAL_REPORT) return false;
  const std::optional<AcademicYear> named = AcademicYearNamed(notice->school_year());
  return named.has_value() ? *named == year : year.Contains(notice.day());
}

std::optional<Done> ReportOf(const DutyList& list, AcademicYear year) {
  for (const Fact<v1::NoticeSent>& notice : list.record.plans.notices) {
    if (IsReportOf(notice, year)) return Done{notice.day(), notice.entry};
  }
  return std::nullopt;
}

std::optional<Done> SencoMetIn(const DutyList& list, AcademicYear year) {
  const auto met = FirstFrom(list.record.reviews.meetings, year.first(), SencoCame);
  return met.has_value() && year.Contains(met->day) ? met : std::nullopt;
}

// The year of the day asked about and the one before, as far as the child was supported in them.
void AddYears(DutyList& list) {
  const AcademicYear now = AcademicYearOf(list.day);
  for (const AcademicYear year : {AcademicYear{now.start_year - 1}, now}) {
    const CivilDate last = std::min(year.last(), list.day);
    if (!IsSupported(list.record, last) || HasLeftBefore(list, year.last())) continue;
    const CivilDate start = std::max(year.first(), StatusSince(list.record.people, last).day());
    list.Add("senco.met_in_year", start, nullptr, SencoMetIn(list, year));
    list.Add("report.annual", start, nullptr, ReportOf(list, year));
  }
}

void AddPermissions(DutyList& list) {
  for (const Fact<v1::PermissionRecorded>& given : list.record.people.permissions) {
    const auto last = EarliestDay(given->expires());
    if (given->act() != v1::PERMISSION_ACT_GIVEN || !last.has_value()) continue;
    list.Add("permission.expires", *last, given.entry);
  }
}

}  // namespace

void AddSchoolDuties(DutyList& list) {
  AddAgreedReviews(list);
  AddNotes(list);
  AddYears(list);
  AddPermissions(list);
}

std::optional<RetentionEnd> RetentionOn(const Record& record, CivilDate day) {
  const std::optional<CivilDate> born = BornOn(record.people);
  if (!born.has_value()) return std::nullopt;
  std::vector<HoldTerm> holds;
  for (const Fact<v1::HoldPlaced>& hold : record.governance.holds) {
    HoldTerm term{.placed = hold.day()};
    for (const Fact<v1::HoldReleased>& release : record.governance.releases) {
      const bool ends =
          release->hold_id() == hold->hold_id() && release.entry->version() > hold.entry->version();
      if (ends && !term.released.has_value()) term.released = release.day();
    }
    holds.push_back(term);
  }
  return KeptUntil("record.retention", *born, holds, day);
}

}  // namespace cairn
