// What a school owes in the course of a year, and how long its records are kept.
#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

// The Pupil Information Regulations (SI 2005/1437) in force.
constexpr CivilDate kPupilInformation = DayInAnyYear(2005, 7, 8);
constexpr CivilDate kCode = DayInAnyYear(2014, 9, 1);

constexpr std::string_view kBorn = "the child was born";

constexpr ClockRule kSchoolRules[] = {
    {"meeting.notes_sent", "Plan and notes of the meeting to the parents", "usual practice: a week",
     kSetting, "the meeting was held", Counting::kDays, 7, Force::kGuidance, kAlways, kForEver},
    // Whoever may decide from then on is asked; what was given stays until somebody withdraws it.
    {"permission.ask_young_person", "Permission asked of the young person",
     "Children and Families Act 2014 s83; Education Act 1996 s8", kSetting,
     "the young person ceased to be of compulsory school age", Counting::kAtOnce, 0,
     Force::kGuidance, kCode, kForEver},
    {"permission.expires", "Permission counts until", "the permission itself", kSetting,
     "it was given to last until that day", Counting::kOnThatDay, 0, Force::kGuidance, kAlways,
     kForEver, Ends::kOpenPeriod},
    {"record.retention", "SEN file kept until", "retention schedule: date of birth and 31 years",
     kController, kBorn, Counting::kYears, 31, Force::kGuidance, kAlways, kForEver,
     Ends::kOpenPeriod},
    {"record.retention_child_protection", "Child protection file kept until",
     "retention schedule: date of birth and 25 years, then review", kController, kBorn,
     Counting::kYears, 25, Force::kGuidance, kAlways, kForEver, Ends::kOpenPeriod},
    {"record.retention_complaint", "Complaint file kept until",
     "retention schedule: closure and 6 years, then review", kController,
     "the complaint was closed", Counting::kYears, 6, Force::kGuidance, kAlways, kForEver,
     Ends::kOpenPeriod},
    {"record.retention_pupil", "Pupil record of the last school kept until",
     "retention schedule: date of birth and 25 years", kController, kBorn, Counting::kYears, 25,
     Force::kGuidance, kAlways, kForEver, Ends::kOpenPeriod},
    {"record.transfer", "File to the next school",
     "Education (Pupil Information) (England) Regulations 2005 reg 9", kSetting, "the child left",
     Counting::kSchoolDays, 15, Force::kLaw, kAlways, kForEver},
    // Regulation 6(2): "prior to the end of the summer term"; the last school day is the last safe
    // one. The head teacher of a maintained school; academies by the standards made for them.
    {"report.annual", "Annual report to the parents",
     "Education (Pupil Information) (England) Regulations 2005 reg 6(2)", kHead,
     "the child was on the roll", Counting::kInSummerTerm, 0, Force::kLaw, kPupilInformation,
     kForEver},
    {"review.agreed_date", "Review of the plan", "Code of Practice 6.53: on the date agreed",
     kSetting, "it was agreed to be held", Counting::kOnThatDay, 0, Force::kGuidance, kAlways,
     kForEver},
    {"senco.met_in_year", "Meeting about the plan with the SENCO", "good practice: once a year",
     kSenco, "the child was on SEN support", Counting::kInAcademicYear, 0, Force::kGuidance,
     kAlways, kForEver},
    // Three years: Code of Practice 6.85 and the SEND Regulations 2014 reg 49.
    {"senco.qualification", "SENCO's qualification", "SEND Regulations 2014 reg 49", kSetting,
     "the SENCO was appointed", Counting::kYears, 3, Force::kLaw, kCode, kForEver},
};

}  // namespace

std::span<const ClockRule> SchoolClocks() { return kSchoolRules; }

}  // namespace cairn
