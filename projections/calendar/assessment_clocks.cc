// From the request for an EHC needs assessment to the final plan.
#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

constexpr ClockRule kAssessmentRules[] = {
    // Regulation 8(1) counts from the day on which the body receives what the authority asks.
    {"ehc.advice", "Advice for the assessment", "SEND Regulations 2014 reg 8(1)", kAdviser,
     "the authority's request for it was received", Counting::kWeeks, 6, Force::kLaw, kSendLaw,
     kForEver},
    {"ehc.decide_whether_to_assess", "Decision whether to assess", "SEND Regulations 2014 reg 5(1)",
     kAuthority, kRequestReceived, Counting::kWeeks, 6, Force::kLaw, kSendLaw, kForEver},
    {"ehc.decide_whether_to_assess_after_move", "Decision whether to assess",
     "SEND Regulations 2014 reg 5(1)(b)", kAuthority,
     "the authority became responsible for the child", Counting::kWeeks, 6, Force::kLaw, kSendLaw,
     kForEver},
    {"ehc.decide_whether_to_reassess", "Decision whether to re-assess",
     "SEND Regulations 2014 reg 25(1)", kAuthority,
     "the authority received the request to re-assess", Counting::kDays, 15, Force::kLaw, kSendLaw,
     kForEver},
    {"ehc.decision_told_to_school_and_health",
     "Decision whether to assess told to head teacher, health and social care",
     "SEND Regulations 2014 reg 5(2)", kAuthority, "the family was told", Counting::kAtOnce, 0,
     Force::kLaw, kSendLaw, kForEver},
    {"ehc.draft_representations", "Representations on the draft plan open until at least",
     "SEND Regulations 2014 reg 13(1)(a)", kFamily, "the draft plan was served",
     Counting::kDaysBeginningWith, 15, Force::kLaw, kSendLaw, kForEver, Ends::kOpenPeriod},
    {"ehc.final_plan", "Final plan", "SEND Regulations 2014 reg 13(2)", kAuthority,
     kRequestReceived, Counting::kWeeks, 20, Force::kLaw, kSendLaw, kForEver},
    {"ehc.final_plan_after_move", "Final plan", "SEND Regulations 2014 reg 13(2)", kAuthority,
     "the authority became responsible for the child", Counting::kWeeks, 20, Force::kLaw, kSendLaw,
     kForEver},
    {"ehc.no_plan_notice", "Notice that no plan will be issued", "SEND Regulations 2014 reg 10(1)",
     kAuthority, kRequestReceived, Counting::kWeeks, 16, Force::kLaw, kSendLaw, kForEver},
    {"ehc.reassessment_final", "Final plan after re-assessment", "SEND Regulations 2014 reg 27(2)",
     kAuthority, "the authority gave notice that it would re-assess", Counting::kWeeks, 14,
     Force::kLaw, kSendLaw, kForEver},
    {"ehc.reassessment_representations",
     "Representations on the plan after re-assessment open until at least",
     "SEND Regulations 2014 regs 13(1)(a) and 27(1)", kFamily, "the draft plan was served",
     Counting::kDaysBeginningWith, 15, Force::kLaw, kSendLaw, kForEver, Ends::kOpenPeriod},
    {"ehc.request_told_to_school_and_health",
     "Request told to head teacher, health and social care", "SEND Regulations 2014 reg 4(2)",
     kAuthority, kRequestReceived, Counting::kAtOnce, 0, Force::kLaw, kSendLaw, kForEver},
    {"ehc.school_consulted", "Answer of the school consulted", "Code of Practice 9.83", kSetting,
     "the school was consulted", Counting::kDays, 15, Force::kGuidance, kSendLaw, kForEver},
};

}  // namespace

std::span<const ClockRule> AssessmentClocks() { return kAssessmentRules; }

}  // namespace cairn
