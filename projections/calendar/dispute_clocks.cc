// Mediation, appeals to the First-tier Tribunal and claims of discrimination.
#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

// Rule 12(3) as it reads for appeals about special educational needs.
constexpr CivilDate kRule12 = DayInAnyYear(2020, 7, 21);

constexpr ClockRule kDisputeRules[] = {
    {"appeal.bundle", "Bundle to the parties", "tribunal's usual directions", kAuthority,
     "the hearing is held", Counting::kTribunalWorkingDaysBefore, 10, Force::kGuidance, kRule12,
     kForEver},
    {"appeal.from_certificate", "Appeal", "HESC Rules 2008 r20(1)(c)", kFamily,
     "the mediation certificate was issued", Counting::kMonthsAppeal, 1, Force::kLaw, kRule12,
     kForEver},
    {"appeal.from_notice", "Appeal", "HESC Rules 2008 r20(1)(c)", kFamily, kNoticeSent,
     Counting::kMonthsAppeal, 2, Force::kLaw, kRule12, kForEver},
    {"appeal.registration", "Registration of the appeal", "tribunal's own aim", kOther,
     "the tribunal received the appeal", Counting::kTribunalWorkingDays, 10, Force::kGuidance,
     kRule12, kForEver},
    {"appeal.response", "Response to the appeal", "HESC Rules 2008 r21(1)", kAuthority,
     "the appeal was sent to the authority", Counting::kTribunalWorkingDays, 30, Force::kLaw,
     kRule12, kForEver},
    {"claim.discrimination", "Disability discrimination claim", "Equality Act 2010 Sch 17 para 4",
     kFamily, "the act complained of happened", Counting::kMonthsBeginningWith, 6, Force::kLaw,
     kAlways, kForEver},
    {"mediation.arranged", "Mediation", "Children and Families Act 2014 ss53-54", kAuthority,
     "the authority was told that the family wishes to mediate", Counting::kDays, 30, Force::kLaw,
     kSendLaw, kForEver},
    {"mediation.certificate", "Mediation certificate", "SEND Regulations 2014 reg 34", kOther,
     "the adviser was told that the family does not wish to mediate", Counting::kWorkingDays, 3,
     Force::kLaw, kSendLaw, kForEver},
    {"mediation.certificate_after_mediation", "Mediation certificate",
     "Children and Families Act 2014 s55(5); SEND Regulations 2014 reg 39", kOther,
     "the mediation ended", Counting::kWorkingDays, 3, Force::kLaw, kSendLaw, kForEver},
    {"mediation.certificate_not_arranged", "Mediation certificate though none took place",
     "SEND Regulations 2014 regs 34-39", kOther,
     "the authority told the adviser that it cannot arrange it in 30 days", Counting::kWorkingDays,
     3, Force::kLaw, kSendLaw, kForEver},
    {"mediation.contact", "Contact with a mediation adviser", "SEND Regulations 2014 reg 33",
     kFamily, kNoticeSent, Counting::kMonths, 2, Force::kLaw, kSendLaw, kForEver},
    {"mediation.date_and_place", "Date and place of the mediation told to the family",
     "SEND Regulations 2014 regs 34-39", kAuthority, "the mediation is held",
     Counting::kWorkingDaysBefore, 5, Force::kLaw, kSendLaw, kForEver},
    {"mediation.terms", "What was agreed in mediation and could not have been appealed",
     "SEND Regulations 2014 reg 42(3)", kAuthority, "the agreement was made", Counting::kWeeks, 2,
     Force::kLaw, kSendLaw, kForEver},
    {"mediation.terms_told_to_authority", "Agreement told to the authority that was no party to it",
     "SEND Regulations 2014 reg 42(4)", kOther, "the agreement was made", Counting::kWeeks, 1,
     Force::kLaw, kSendLaw, kForEver},
};

}  // namespace

std::span<const ClockRule> DisputeClocks() { return kDisputeRules; }

}  // namespace cairn
