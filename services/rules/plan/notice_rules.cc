#include "services/rules/plan/notice_rules.h"

#include <algorithm>
#include <optional>

#include "projections/calendar/academic_year.h"
#include "projections/record/meeting_notes.h"
#include "services/rules/governance/sharing_rules.h"
#include "services/rules/lateness.h"
#include "services/rules/people/permissions.h"
#include "services/rules/plan/plan_known_rule.h"
#include "services/rules/review/last_annual_review.h"

namespace cairn::rules {
namespace {

// The recipients who name a service for which `is_so`.
Places RecipientsWhere(const v1::NoticeSent& notice, const Situation& at,
                       bool (*is_so)(const Record&, v1::OutsideService, CivilDate)) {
  Places places;
  for (int i = 0; NeedsPermission(notice) && i < notice.recipients_size(); ++i) {
    const auto services = ServicesNamedIn(notice.recipients(i));
    const bool broken = std::any_of(services.begin(), services.end(), [&](auto service) {
      return is_so(at.before, service, at.day);
    });
    if (broken) places.push_back(Item("recipients", i));
  }
  return places;
}

bool IsOneOf(const v1::NoticeSent& notice, v1::NoticeKind kind) { return notice.notice() == kind; }

// The last meeting up to the day of the notice, unless its notes went out before.
std::optional<CivilDate> MeetingWithoutNotes(const Situation& at) {
  std::optional<CivilDate> met;
  for (const MeetingNotes& notes : NotesOfMeetings(at.before)) {
    if (notes.meeting.day() > at.day) break;
    met = notes.meeting.day();
    if (notes.sent && notes.sent.day() <= at.day) met.reset();
  }
  return met;
}

// The first annual review that is scheduled for the day of the notice or later.
std::optional<CivilDate> NextAnnualReview(const Situation& at) {
  std::optional<CivilDate> next;
  for (const auto& scheduled : at.before.reviews.scheduled) {
    if (scheduled->meeting() != v1::MEETING_TYPE_ANNUAL_REVIEW) continue;
    const auto day = EarliestDay(scheduled->scheduled_for());
    if (day && *day >= at.day && (!next || *day < *next)) next = day;
  }
  return next;
}

bool IsReportOfAYearThatIsOver(const v1::NoticeSent& notice, const Situation& at) {
  const auto year = AcademicYearNamed(notice.school_year());
  return IsOneOf(notice, v1::NOTICE_KIND_ANNUAL_REPORT) && year && year->last() < at.day;
}

bool HasSeveralVersions(std::string_view plan_id, const Record& record) {
  const PlanHistory* plan = FindPlan(record.plans, plan_id);
  return plan != nullptr && plan->versions.size() > 1;
}

constexpr KindRule<v1::NoticeSent> kNoticeRules[] = {
    {{"notice.permission_stands", Effect::kGuidance, "Code of Practice 6.47",
      "A parent or the young person had refused or withdrawn permission to tell this service. If a "
      "duty required it, say which.",
      "", "R26"},
     [](const v1::NoticeSent& notice, const Situation& at) {
       return RecipientsWhere(notice, at, IsStopped);
     }},
    {{"notice.permission_recorded", Effect::kGuidance, "Code of Practice 6.47",
      "No permission to tell this service that counts on this day is recorded.", "", "R26"},
     [](const v1::NoticeSent& notice, const Situation& at) {
       return RecipientsWhere(notice, at, IsUnasked);
     }},
    {kOverrideReasoned, OverriddenWithoutReason<v1::NoticeSent>},
    {kPermissionKnown, UnknownPermission<v1::NoticeSent>},
    {{"notice.says_which_plan", Effect::kGuidance, "Code of Practice 6.71",
      "Say which plan was sent, and which version.", "", "R52"},
     [](const v1::NoticeSent& notice, const Situation&) {
       return When(IsOneOf(notice, v1::NOTICE_KIND_PLAN_COPY) && !notice.has_plan_id(), "plan_id");
     }},
    {{"notice.says_which_version", Effect::kGuidance, "Code of Practice 6.71",
      "The plan has several versions: say which one was sent.", "", "R52"},
     [](const v1::NoticeSent& notice, const Situation& at) {
       return When(IsOneOf(notice, v1::NOTICE_KIND_PLAN_COPY) && !notice.has_plan_version() &&
                       HasSeveralVersions(notice.plan_id(), at.before),
                   "plan_version");
     }},
    {{"notice.copy_within_a_week", Effect::kGuidance, "usual practice: a week",
      "Parents usually have plan and notes within a week of the meeting.", "", "R79"},
     [](const v1::NoticeSent& notice, const Situation& at) {
       return When(CarriesNotes(notice) &&
                   IsLate("meeting.notes_sent", MeetingWithoutNotes(at), at.day));
     }},
    {{"notice.says_which_year", Effect::kGuidance, "Code of Practice 6.64",
      "Say which school year the report is about.", "", "R81"},
     [](const v1::NoticeSent& notice, const Situation&) {
       return When(IsOneOf(notice, v1::NOTICE_KIND_ANNUAL_REPORT) && !notice.has_school_year(),
                   "school_year");
     }},
    {{"notice.annual_report_in_time", Effect::kLegalDuty,
      "Education (Pupil Information) (England) Regulations 2005 reg 6(2)",
      "The annual report goes out before the end of the summer term, and that year is over.", "",
      "R81"},
     [](const v1::NoticeSent& notice, const Situation& at) {
       return When(IsReportOfAYearThatIsOver(notice, at), "school_year");
     }},
    {{"notice.says_where_to_turn", Effect::kGuidance, "Code of Practice 2.17-2.19",
      "Say to whom the family was pointed for advice.", "", "R12"},
     [](const v1::NoticeSent& notice, const Situation&) {
       return When(
           IsOneOf(notice, v1::NOTICE_KIND_ADVICE_SIGNPOSTED) && notice.pointed_to().empty(),
           "pointed_to");
     }},
    {{"notice.annual_review_in_time", Effect::kLegalDuty, "SEND Regulations 2014 reg 20(3)-(4)",
      "Invitations and papers of an annual review go out at least two weeks before it.", "", "R91"},
     [](const v1::NoticeSent& notice, const Situation& at) {
       const bool goes_before = IsOneOf(notice, v1::NOTICE_KIND_ANNUAL_REVIEW_INVITATION) ||
                                IsOneOf(notice, v1::NOTICE_KIND_ANNUAL_REVIEW_PAPERS);
       return When(goes_before && IsLate("review.notice_of_meeting", NextAnnualReview(at), at.day));
     }},
    {{"notice.annual_review_report_in_time", Effect::kLegalDuty, "SEND Regulations 2014 reg 20",
      "The report of an annual review is due within two weeks of the meeting.", "", "R91"},
     [](const v1::NoticeSent& notice, const Situation& at) {
       return When(IsOneOf(notice, v1::NOTICE_KIND_ANNUAL_REVIEW_REPORT) &&
                   IsLate("review.head_report", LastAnnualReview(at.before, at.day), at.day));
     }},
    {kPlanKnown, [](const v1::NoticeSent& notice,
                    const Situation& at) { return When(NamesNoPlan(notice, at), "plan_id"); }},
};

constexpr KindRule<v1::ItemAcknowledged> kAcknowledgedRules[] = {
    {{"plan.read_by_all", Effect::kGuidance, "Code of Practice 6.49",
      "Not everyone who works with the child has read this plan yet.", "", "R50"},
     [](const v1::ItemAcknowledged& acknowledged, const Situation&) {
       const bool count_short = acknowledged.has_required_count() &&
                                acknowledged.acknowledged_count() < acknowledged.required_count();
       return When(!acknowledged.outstanding().empty() || count_short, "outstanding");
     }},
    {{"plan.read_in_which_version", Effect::kGuidance, "Code of Practice 6.49",
      "The plan has several versions: say which one was read.", "", "R50"},
     [](const v1::ItemAcknowledged& acknowledged, const Situation& at) {
       return When(!acknowledged.has_plan_version() &&
                       HasSeveralVersions(acknowledged.plan_id(), at.before),
                   "plan_version");
     }},
    {kPlanKnown,
     [](const v1::ItemAcknowledged& acknowledged, const Situation& at) {
       return When(NamesNoPlan(acknowledged, at), "plan_id");
     }},
};

}  // namespace

void CheckKind(const v1::NoticeSent& notice, const Situation& at, Verdict& verdict) {
  Judge(kNoticeRules, notice, at, verdict);
}
void CheckKind(const v1::ItemAcknowledged& acknowledged, const Situation& at, Verdict& verdict) {
  Judge(kAcknowledgedRules, acknowledged, at, verdict);
}

void ListNoticeRules(std::vector<Rule>& list) {
  ListRules(kNoticeRules, list);
  ListRules(kAcknowledgedRules, list);
}

}  // namespace cairn::rules
