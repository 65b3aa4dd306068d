#include "tests/histories/setting_history.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"

#include "tests/histories/programmes.h"
#include "tests/histories/story.h"

namespace cairn::histories {
namespace {

constexpr int kMorning = 9 * 60 + 30;  // minutes of the day

// The first and last weeks of the terms and, between them, the half-term holidays; counted within
// a year.
struct TermWeeks {
  std::string_view name;
  int first;
  int last_before_half_term;
  int last;
};
constexpr TermWeeks kTerms[] = {
    {"Autumn term", 0, 6, 13}, {"Spring term", 14, 19, 24}, {"Summer term", 25, 30, 37}};

void AddSpan(Day from, Day to, std::string_view name, v1::DaySpan& span) {
  *span.mutable_from() = ToDate(from);
  *span.mutable_to() = ToDate(to);
  span.set_name(std::string(name));
}

// Puts one entry after the other into the record.
class Register {
 public:
  Register(const School& school, Day day, const std::string& alias)
      : school_(school), when_{day, LondonSeconds(day, kMorning)}, chronicle_(alias) {}

  Day day() const { return when_.day; }
  void Write(v1::Entry entry) { chronicle_.Write(when_, school_.senco, std::move(entry)); }
  std::vector<Line> Take() { return chronicle_.Take(); }

 private:
  const School& school_;
  const When when_;
  Chronicle chronicle_;
};

void Open(Register& to, const School& school) {
  v1::Entry entry = On(to.day());
  v1::RecordOpened& opened = *entry.mutable_record_opened();
  opened.set_subject(v1::SUBJECT_KIND_SETTING);
  opened.set_name(school.name);
  opened.set_fictional(true);
  to.Write(std::move(entry));
  v1::Entry number = On(to.day());
  number.mutable_identifier_recorded()->set_type(v1::IDENTIFIER_TYPE_URN);
  number.mutable_identifier_recorded()->set_value(school.urn);
  to.Write(std::move(number));
}

void SetTerms(Register& to, const Terms& terms, int year_week) {
  v1::Entry entry = On(to.day());
  v1::TermDatesSet& dates = *entry.mutable_term_dates_set();
  dates.set_school_year(terms.NameOfYear(year_week));
  for (const TermWeeks& term : kTerms) {
    AddSpan(terms.On(year_week + term.first, 0), terms.On(year_week + term.last, 4), term.name,
            *dates.add_terms());
    AddSpan(terms.On(year_week + term.last_before_half_term, 4) + days(3),
            terms.On(year_week + term.last_before_half_term + 1, 0) - days(3), "half-term",
            *dates.add_closures());
  }
  to.Write(std::move(entry));
}

struct Member {
  const Typist& who;
  std::string staff_id;
  v1::Capacity capacity;
  bool teaches;
};

void RecordStaff(Register& to, const School& school, const Member& member) {
  v1::Entry entry = On(to.day());
  v1::StaffRecorded& staff = *entry.mutable_staff_recorded();
  staff.set_staff_id(member.staff_id);
  staff.set_name(member.who.name);
  staff.set_sign_in_subject(member.who.subject);
  staff.add_capacities(member.capacity);
  staff.set_qualified_teacher(member.teaches);
  if (member.capacity == v1::CAPACITY_SENCO) {
    staff.add_training()->set_name("NPQ for SENCOs");
  }
  if (member.capacity == v1::CAPACITY_TEACHING_ASSISTANT) {
    ForEachProgramme(school.primary, [&staff](const Programme& programme) {
      staff.add_training()->set_name(std::string(programme.name));
    });
  }
  to.Write(std::move(entry));
}

void RecordAllStaff(Register& to, const School& school) {
  RecordStaff(to, school, {school.head, "head", v1::CAPACITY_HEAD, true});
  RecordStaff(to, school, {school.senco, "senco", v1::CAPACITY_SENCO, true});
  RecordStaff(to, school, {school.office, "office", v1::CAPACITY_OFFICE, false});
  for (size_t i = 0; i < school.teachers.size(); ++i) {
    RecordStaff(to, school,
                {school.teachers[i], absl::StrCat("t", i + 1), v1::CAPACITY_CLASS_TEACHER, true});
  }
  for (size_t i = 0; i < school.assistants.size(); ++i) {
    RecordStaff(
        to, school,
        {school.assistants[i], absl::StrCat("a", i + 1), v1::CAPACITY_TEACHING_ASSISTANT, false});
  }
}

void Define(Register& to, const Programme& programme) {
  v1::Entry entry = On(to.day());
  v1::ProvisionDefined& defined = *entry.mutable_provision_defined();
  defined.set_catalogue_code(CodeOf(programme));
  defined.set_name(std::string(programme.name));
  defined.set_provision_type(v1::PROVISION_TYPE_INTERVENTION);
  defined.set_tier(programme.group_size == 1 ? v1::TIER_SPECIALIST : v1::TIER_TARGETED);
  defined.set_area(programme.area);
  *defined.mutable_usual()->mutable_sessions_per_week() = Number(programme.sessions_a_week);
  defined.mutable_usual()->set_minutes_per_session(programme.minutes);
  defined.mutable_usual()->set_weeks(programme.weeks);
  defined.mutable_usual()->set_group_size(programme.group_size);
  defined.set_provider_role("TA");
  defined.set_training_needed(std::string(programme.name));
  v1::DatedRate& rate = *defined.add_rates();
  *rate.mutable_from() = ToDate(to.day());
  rate.set_cost_per_hour_pence(1'650);
  defined.set_entry_measure(std::string(programme.measure));
  defined.set_exit_measure(std::string(programme.measure));
  to.Write(std::move(entry));
}

// What families read about support at this school.
void ListReport(Register& to, const School& school) {
  v1::Entry entry = On(to.day());
  v1::ReferenceListed& report = *entry.mutable_reference_listed();
  report.set_reference_id("sen-report");
  report.set_title("SEN information report");
  report.set_reference(v1::REFERENCE_KIND_SEN_INFORMATION_REPORT);
  *report.mutable_published() = ToDate(to.day());
  *report.mutable_review_due() = ToDate(to.day() + days(365));
  v1::Contact& contact = *report.add_contacts();
  contact.set_purpose("support at school");
  contact.set_name(school.senco.name);
  contact.add_reached_by("the school office");
  to.Write(std::move(entry));
}

}  // namespace

std::vector<Line> SettingLines(const Terms& terms, const School& school, const std::string& alias) {
  Register record(school, terms.On(0, 0) - days(3), alias);
  Open(record, school);
  for (int week = 0; week < terms.weeks(); week += kWeeksAYear) SetTerms(record, terms, week);
  RecordAllStaff(record, school);
  ForEachProgramme(school.primary,
                   [&record](const Programme& programme) { Define(record, programme); });
  ListReport(record, school);
  return record.Take();
}

}  // namespace cairn::histories
