// Reviews of an EHC plan, yearly and before a transfer between phases of education.
#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

constexpr CivilDate kTransferOf2015 = DayInAnyYear(2015, 9, 1);

constexpr std::string_view kTransferred = "the transfer takes place";

constexpr ClockRule kReviewRules[] = {
    {"review.amended_final", "Amended final plan", "SEND Regulations 2014 reg 22(3)", kAuthority,
     "the notice of amendment was sent", Counting::kWeeks, 8, Force::kLaw, kSendLaw, kForEver},
    // Four weeks to the notice and eight from it: R (L) v Devon CC held that the proposed
    // amendments go with the notice.
    {"review.amended_final_from_meeting", "Amended final plan at the very latest",
     "SEND Regulations 2014 regs 20(10) and 22(3); [2022] EWHC 493 (Admin)", kAuthority,
     kReviewHeld, Counting::kWeeks, 12, Force::kLaw, kSendLaw, kForEver},
    {"review.amendment_representations", "Representations on the amendment open until at least",
     "SEND Regulations 2014 reg 22(2)(c)", kFamily, "the notice of amendment was served",
     Counting::kDaysBeginningWith, 15, Force::kLaw, kSendLaw, kForEver, Ends::kOpenPeriod},
    {"review.decision_notice", "Notice of the authority's decision",
     "SEND Regulations 2014 reg 20(10)", kAuthority, kReviewHeld, Counting::kWeeks, 4, Force::kLaw,
     kSendLaw, kForEver},
    // The Act counts the period of 12 months "starting with" the day; letters and guidance go to
    // the same day a year later.
    {"review.first", "First annual review", "Children and Families Act 2014 s44", kAuthority,
     "the final plan was made", Counting::kMonthsStartingWith, 12, Force::kLaw, kSendLaw, kForEver},
    {"review.head_report", "Report of the meeting", "SEND Regulations 2014 reg 20", kHead,
     kReviewHeld, Counting::kWeeks, 2, Force::kLaw, kSendLaw, kForEver},
    {"review.next", "Next annual review", "Children and Families Act 2014 s44", kAuthority,
     "the last review was held", Counting::kMonthsStartingWith, 12, Force::kLaw, kSendLaw,
     kForEver},
    {"review.not_amended_notice", "Notice that the plan will not be amended after all",
     "SEND Regulations 2014 reg 22(4)", kAuthority, "the notice of amendment was sent",
     Counting::kWeeks, 8, Force::kLaw, kSendLaw, kForEver},
    {"review.notice_of_meeting", "Notice of the review meeting", "SEND Regulations 2014 reg 20(3)",
     kHead, "the review meeting is held", Counting::kWeeksBefore, 2, Force::kLaw, kSendLaw,
     kForEver},
    {"review.papers", "Papers of the review meeting", "SEND Regulations 2014 reg 20(4)", kHead,
     "the review meeting is held", Counting::kWeeksBefore, 2, Force::kLaw, kSendLaw, kForEver},
    // The Code: every three to six months; the later end is what can be missed.
    {"review.under_five", "Review of the plan of a child under five", "Code of Practice 9.178",
     kAuthority, "the plan was made or last reviewed", Counting::kMonths, 6, Force::kGuidance,
     kSendLaw, kForEver},
    {"transfer.between_phases", "Plan reviewed and amended for the transfer",
     "SEND Regulations 2014 reg 18(1)(b)", kAuthority, kTransferred, Counting::kBefore15February, 0,
     Force::kLaw, kSendLaw, kForEver},
    {"transfer.between_post_16", "Plan reviewed and amended for the transfer",
     "SEND Regulations 2014 reg 18(2)", kAuthority, kTransferred, Counting::kMonthsBefore, 5,
     Force::kLaw, kSendLaw, kForEver},
    {"transfer.to_post_16", "Plan reviewed and amended for the transfer",
     "SEND Regulations 2014 reg 18(1)(a)", kAuthority, kTransferred, Counting::kBefore31March, 0,
     Force::kLaw, kSendLaw, kTransferOf2015.AddDays(-1)},
    // Only for those who moved on that very day.
    {"transfer.to_post_16", "Plan reviewed and amended for the transfer",
     "SEND Regulations 2014 reg 18(3)", kAuthority, kTransferred, Counting::kBefore31May, 0,
     Force::kLaw, kTransferOf2015, kTransferOf2015},
    {"transfer.to_post_16", "Plan reviewed and amended for the transfer",
     "SEND Regulations 2014 reg 18(1)(a)", kAuthority, kTransferred, Counting::kBefore31March, 0,
     Force::kLaw, kTransferOf2015.AddDays(1), kForEver},
};

}  // namespace

std::span<const ClockRule> ReviewClocks() { return kReviewRules; }

}  // namespace cairn
