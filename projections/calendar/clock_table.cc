// The table of time limits. Sources that could be read two ways are counted as domain practice has
// them; what the law leaves to guidance says so (Force::kGuidance).
#include <span>

#include "projections/calendar/statutory_clocks.h"

namespace cairn {
namespace {

// Days since 1970-01-01, so that the table stays a constant.
constexpr CivilDate kAlways = CivilDate::FromEpochDays(-25567);   // 1 Jan 1900
constexpr CivilDate kForEver = CivilDate::FromEpochDays(84005);   // 31 Dec 2199
constexpr CivilDate kSept2014 = CivilDate::FromEpochDays(16314);  // 1 Sep 2014: CFA 2014 in force
constexpr CivilDate kJuly2020 = CivilDate::FromEpochDays(18464);  // 21 Jul 2020: r12(3) for SEN
constexpr CivilDate kFeb2026 = CivilDate::FromEpochDays(20489);   // 5 Feb 2026: DUAA 2025 s76
constexpr CivilDate kJune2026 = CivilDate::FromEpochDays(20623);  // 19 Jun 2026: DUAA 2025 s103

constexpr std::string_view kRequestReceived = "the authority received the request";
constexpr std::string_view kOrderMade = "the tribunal made its order";
constexpr std::string_view kReviewHeld = "the review meeting was held";

// Ordered by id, then by valid_from.
constexpr ClockRule kRules[] = {
    {"appeal.from_certificate", "Appeal", "HESC Rules 2008 r20(1)(c)",
     "the mediation certificate was issued", Counting::kMonthsAppeal, 1, Force::kLaw, kJuly2020,
     kForEver},
    {"appeal.from_notice", "Appeal", "HESC Rules 2008 r20(1)(c)",
     "the notice of the decision was sent", Counting::kMonthsAppeal, 2, Force::kLaw, kJuly2020,
     kForEver},
    {"appeal.registration", "Registration of the appeal", "tribunal's own aim",
     "the tribunal received the appeal", Counting::kTribunalWorkingDays, 10, Force::kGuidance,
     kJuly2020, kForEver},
    {"appeal.response", "Response to the appeal", "HESC Rules 2008 r21(1)",
     "the appeal was sent to the authority", Counting::kTribunalWorkingDays, 30, Force::kLaw,
     kJuly2020, kForEver},
    {"claim.discrimination", "Disability discrimination claim", "Equality Act 2010 Sch 17 para 4",
     "the act complained of happened", Counting::kMonthsBeginningWith, 6, Force::kLaw, kAlways,
     kForEver},
    {"ehc.advice", "Advice for the assessment", "SEND Regulations 2014 reg 8(1)",
     "the authority asked for it", Counting::kWeeks, 6, Force::kLaw, kSept2014, kForEver},
    {"ehc.decide_whether_to_assess", "Decision whether to assess", "SEND Regulations 2014 reg 5(1)",
     kRequestReceived, Counting::kWeeks, 6, Force::kLaw, kSept2014, kForEver},
    {"ehc.draft_representations", "Representations on the draft plan open until at least",
     "SEND Regulations 2014 reg 13(1)(a)", "the draft plan was served",
     Counting::kDaysBeginningWith, 15, Force::kLaw, kSept2014, kForEver},
    {"ehc.final_plan", "Final plan", "SEND Regulations 2014 reg 13(2)", kRequestReceived,
     Counting::kWeeks, 20, Force::kLaw, kSept2014, kForEver},
    {"ehc.no_plan_notice", "Notice that no plan will be issued", "SEND Regulations 2014 reg 10(1)",
     kRequestReceived, Counting::kWeeks, 16, Force::kLaw, kSept2014, kForEver},
    {"ehc.reassessment_final", "Final plan after re-assessment", "SEND Regulations 2014 reg 27(2)",
     "the authority gave notice that it would re-assess", Counting::kWeeks, 14, Force::kLaw,
     kSept2014, kForEver},
    {"ehc.school_consulted", "Answer of the school consulted", "Code of Practice 9.83",
     "the school was consulted", Counting::kDays, 15, Force::kGuidance, kSept2014, kForEver},
    {"mediation.arranged", "Mediation", "Children and Families Act 2014 ss53-54",
     "the authority was told that the family wishes to mediate", Counting::kDays, 30, Force::kLaw,
     kSept2014, kForEver},
    {"mediation.certificate", "Mediation certificate", "SEND Regulations 2014 reg 34",
     "the adviser was told that the family does not wish to mediate", Counting::kWorkingDays, 3,
     Force::kLaw, kSept2014, kForEver},
    {"mediation.contact", "Contact with a mediation adviser", "SEND Regulations 2014 reg 33",
     "the notice of the decision was sent", Counting::kMonths, 2, Force::kLaw, kSept2014, kForEver},
    {"mediation.terms", "What was agreed in mediation and could not have been appealed",
     "SEND Regulations 2014 reg 42", "the agreement was made", Counting::kWeeks, 2, Force::kLaw,
     kSept2014, kForEver},
    {"meeting.notes_sent", "Plan and notes of the meeting to the parents", "usual practice: a week",
     "the meeting was held", Counting::kDays, 7, Force::kGuidance, kAlways, kForEver},
    {"order.amend", "Amended plan", "SEND Regulations 2014 reg 44(2)", kOrderMade, Counting::kWeeks,
     5, Force::kLaw, kSept2014, kForEver},
    {"order.assess.final_plan", "Final plan after an order to assess",
     "SEND Regulations 2014 reg 44(2)", kOrderMade, Counting::kWeeks, 14, Force::kLaw, kSept2014,
     kForEver},
    {"order.assess.no_plan_notice", "Notice that no plan will be issued after an order to assess",
     "SEND Regulations 2014 reg 44(2)", kOrderMade, Counting::kWeeks, 10, Force::kLaw, kSept2014,
     kForEver},
    {"order.assess.notify", "Notice that the authority is assessing",
     "SEND Regulations 2014 reg 44(2)", kOrderMade, Counting::kWeeks, 2, Force::kLaw, kSept2014,
     kForEver},
    {"order.change_school", "Amended plan that names the other school",
     "SEND Regulations 2014 reg 44(2)", kOrderMade, Counting::kWeeks, 2, Force::kLaw, kSept2014,
     kForEver},
    {"order.make_plan.draft", "Draft plan", "SEND Regulations 2014 reg 44(2)", kOrderMade,
     Counting::kWeeks, 5, Force::kLaw, kSept2014, kForEver},
    {"order.make_plan.final", "Final plan", "SEND Regulations 2014 reg 44(2)", kOrderMade,
     Counting::kWeeks, 11, Force::kLaw, kSept2014, kForEver},
    {"record.retention", "SEN file kept until", "retention schedule: date of birth and 31 years",
     "the child was born", Counting::kYears, 31, Force::kGuidance, kAlways, kForEver},
    {"record.transfer", "File to the next school",
     "Education (Pupil Information) (England) Regulations 2005 reg 9", "the child left",
     Counting::kSchoolDays, 15, Force::kLaw, kAlways, kForEver},
    {"review.amended_final", "Amended final plan", "SEND Regulations 2014 reg 22(3)",
     "the notice of amendment was sent", Counting::kWeeks, 8, Force::kLaw, kSept2014, kForEver},
    {"review.amendment_representations", "Representations on the amendment open until at least",
     "SEND Regulations 2014 reg 22(2)(c)", "the notice of amendment was served",
     Counting::kDaysBeginningWith, 15, Force::kLaw, kSept2014, kForEver},
    {"review.decision_notice", "Notice of the authority's decision",
     "SEND Regulations 2014 reg 20(10)", kReviewHeld, Counting::kWeeks, 4, Force::kLaw, kSept2014,
     kForEver},
    {"review.first", "First annual review", "Children and Families Act 2014 s44",
     "the final plan was made", Counting::kMonths, 12, Force::kLaw, kSept2014, kForEver},
    {"review.head_report", "Report of the meeting", "SEND Regulations 2014 reg 20", kReviewHeld,
     Counting::kWeeks, 2, Force::kLaw, kSept2014, kForEver},
    {"review.next", "Next annual review", "Children and Families Act 2014 s44",
     "the last review was held", Counting::kMonths, 12, Force::kLaw, kSept2014, kForEver},
    {"review.notice_of_meeting", "Notice of the review meeting", "SEND Regulations 2014 reg 20(3)",
     "the review meeting is held", Counting::kWeeksBefore, 2, Force::kLaw, kSept2014, kForEver},
    {"review.papers", "Papers of the review meeting", "SEND Regulations 2014 reg 20(4)",
     "the review meeting is held", Counting::kWeeksBefore, 2, Force::kLaw, kSept2014, kForEver},
    {"rights.access", "Answer to the access request", "UK GDPR art 12(3)",
     "the request was received", Counting::kMonthsThenWorkingDay, 1, Force::kLaw, kAlways,
     kFeb2026.AddDays(-1)},
    {"rights.access", "Answer to the access request", "UK GDPR art 12A",
     "the request, and proof of identity where it was needed, had been received",
     Counting::kMonthsThenWorkingDay, 1, Force::kLaw, kFeb2026, kForEver},
    {"rights.data_complaint_acknowledged", "Acknowledgement of the data complaint",
     "Data Protection Act 2018 s164A", "the complaint was received", Counting::kDays, 30,
     Force::kLaw, kJune2026, kForEver},
    {"rights.educational_record", "Educational record to the parent",
     "Education (Pupil Information) (England) Regulations 2005 reg 5", "the request was received",
     Counting::kSchoolDays, 15, Force::kLaw, kAlways, kForEver},
    {"rights.rectification", "Answer to the request to rectify", "UK GDPR art 12(3)",
     "the request was received", Counting::kMonthsThenWorkingDay, 1, Force::kLaw, kAlways,
     kForEver},
};

}  // namespace

std::span<const ClockRule> ClockRules() { return kRules; }

}  // namespace cairn
