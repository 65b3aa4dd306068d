// What the authority must do after an order of the tribunal, and within the same limits after an
// appealable agreement in mediation (regulation 42(2): as if it were an order) or an appeal that it
// does not oppose (regulation 45). Parties may agree other limits in writing (regulation 42(5)) and
// the tribunal may direct others (regulation 44(1)): then that date counts, not these rows.
#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

// SI 2015/359 brought regulation 45 in line with regulation 44.
constexpr CivilDate kAsAmended = DayInAnyYear(2015, 3, 23);

constexpr std::string_view kOrderMade = "the tribunal made its order";
constexpr std::string_view kAgreed = "the agreement was made";
constexpr std::string_view kNotOpposed = "the authority told the tribunal that it does not oppose";

constexpr std::string_view kOrder = "SEND Regulations 2014 reg 44(2)";
constexpr std::string_view kAgreement = "SEND Regulations 2014 regs 42(2) and 44(2)";
constexpr std::string_view kUnopposed = "SEND Regulations 2014 reg 45";

constexpr std::string_view kAssessing = "Notice that the authority is assessing";
constexpr std::string_view kNoPlan = "Notice that no plan will be issued after an order to assess";
constexpr std::string_view kFinal = "Final plan after an order to assess";

constexpr ClockRule Row(std::string_view id, std::string_view what, std::string_view source,
                        std::string_view start, int weeks, CivilDate valid_from = kSendLaw) {
  return {id,         what,        source,
          kAuthority, start,       weeks == 0 ? Counting::kAtOnce : Counting::kWeeks,
          weeks,      Force::kLaw, valid_from,
          kForEver};
}

constexpr ClockRule kOrderRules[] = {
    Row("agreement.amend", "Amended plan", kAgreement, kAgreed, 5),
    Row("agreement.assess.final_plan", "Final plan after the agreement to assess", kAgreement,
        kAgreed, 14),
    Row("agreement.assess.no_plan_notice",
        "Notice that no plan will be issued after the agreement to assess", kAgreement, kAgreed,
        10),
    Row("agreement.assess.notify", kAssessing, kAgreement, kAgreed, 2),
    Row("agreement.change_school", "Amended plan that names the other school", kAgreement, kAgreed,
        2),
    Row("agreement.maintain", "Plan kept", kAgreement, kAgreed, 0),
    Row("agreement.make_plan.draft", "Draft plan", kAgreement, kAgreed, 5),
    Row("agreement.make_plan.final", "Final plan", kAgreement, kAgreed, 11),
    Row("order.amend", "Amended plan", kOrder, kOrderMade, 5),
    Row("order.assess.final_plan", kFinal, kOrder, kOrderMade, 14),
    Row("order.assess.no_plan_notice", kNoPlan, kOrder, kOrderMade, 10),
    Row("order.assess.notify", kAssessing, kOrder, kOrderMade, 2),
    Row("order.cease", "End of the plan", kOrder, kOrderMade, 0),
    Row("order.change_school", "Amended plan that names the other school", kOrder, kOrderMade, 2),
    Row("order.maintain", "Plan kept", kOrder, kOrderMade, 0),
    Row("order.make_plan.draft", "Draft plan", kOrder, kOrderMade, 5),
    Row("order.make_plan.final", "Final plan", kOrder, kOrderMade, 11),
    Row("unopposed.amend", "Amended plan", kUnopposed, kNotOpposed, 5, kAsAmended),
    Row("unopposed.assess.final_plan", "Final plan after the assessment", kUnopposed, kNotOpposed,
        14, kAsAmended),
    Row("unopposed.assess.no_plan_notice", "Notice that no plan will be issued", kUnopposed,
        kNotOpposed, 10, kAsAmended),
    Row("unopposed.assess.notify", kAssessing, kUnopposed, kNotOpposed, 2, kAsAmended),
    Row("unopposed.change_school", "Amended plan that names the other school", kUnopposed,
        kNotOpposed, 2, kAsAmended),
    Row("unopposed.make_plan.draft", "Draft plan", kUnopposed, kNotOpposed, 5, kAsAmended),
    Row("unopposed.make_plan.final", "Final plan", kUnopposed, kNotOpposed, 11, kAsAmended),
};

}  // namespace

std::span<const ClockRule> OrderClocks() { return kOrderRules; }

}  // namespace cairn
