// What people may ask of those who hold the record. No holiday of the school moves these, except
// where school days are counted.
#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

// Data (Use and Access) Act 2025 section 103.
constexpr CivilDate kComplaintsBegin = DayInAnyYear(2026, 6, 19);

constexpr std::string_view kAsked = "the request was received";
constexpr std::string_view kAskedAndProved =
    "the request, and proof of identity where it was needed, had been received";

constexpr ClockRule kRightsRules[] = {
    {"rights.access", "Answer to the access request", "UK GDPR art 12(3)", kController, kAsked,
     Counting::kMonthsThenWorkingDay, 1, Force::kLaw, kAlways, kAccessReformed.AddDays(-1)},
    {"rights.access", "Answer to the access request", "UK GDPR art 12A", kController,
     kAskedAndProved, Counting::kMonthsThenWorkingDay, 1, Force::kLaw, kAccessReformed, kForEver},
    // Two further months for a complex request, if the person is told within the first.
    {"rights.access_extended", "Answer to the complex access request", "UK GDPR art 12(3)",
     kController, kAsked, Counting::kMonthsThenWorkingDay, 3, Force::kLaw, kAlways,
     kAccessReformed.AddDays(-1)},
    {"rights.access_extended", "Answer to the complex access request", "UK GDPR art 12A",
     kController, kAskedAndProved, Counting::kMonthsThenWorkingDay, 3, Force::kLaw, kAccessReformed,
     kForEver},
    // "within the period of 30 days beginning when the complaint is received": that day counts.
    {"rights.data_complaint_acknowledged", "Acknowledgement of the data complaint",
     "Data Protection Act 2018 s164A(3)", kController, "the complaint was received",
     Counting::kDaysBeginningWith, 30, Force::kLaw, kComplaintsBegin, kForEver},
    // Maintained schools; an academy has no such duty.
    {"rights.educational_record", "Educational record to the parent",
     "Education (Pupil Information) (England) Regulations 2005 reg 5", kSetting, kAsked,
     Counting::kSchoolDays, 15, Force::kLaw, kAlways, kForEver},
    {"rights.rectification", "Answer to the request to rectify", "UK GDPR art 12(3)", kController,
     kAsked, Counting::kMonthsThenWorkingDay, 1, Force::kLaw, kAlways, kForEver},
};

}  // namespace

std::span<const ClockRule> RightsClocks() { return kRightsRules; }

}  // namespace cairn
