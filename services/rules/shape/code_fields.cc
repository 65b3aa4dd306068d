#include "services/rules/shape/code_fields.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"

#include "projections/codes/appeal_types.h"
#include "projections/codes/attendance_codes.h"
#include "projections/codes/la_codes.h"
#include "projections/codes/nc_years.h"
#include "projections/codes/phases.h"
#include "projections/codes/return_codes.h"
#include "projections/codes/sen_codes.h"
#include "projections/record/visit_kind.h"
#include "services/rules/shape/identifiers.h"

namespace cairn::rules {
namespace {

bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

// The forms of codes: what could be one, whether or not a list has it.
bool IsDigitForm(std::string_view code) { return code.size() == 1 && absl::ascii_isdigit(code[0]); }
bool IsCensusForm(std::string_view code) {
  return code.size() == 2 && IsCapital(code[0]) && IsCapital(code[1]);
}
// R, N1, 7, 14.
bool IsNcYearForm(std::string_view code) {
  if (code.empty() || code.size() > 2) return false;
  return (IsCapital(code[0]) || absl::ascii_isdigit(code[0])) &&
         (code.size() == 1 || absl::ascii_isdigit(code[1]));
}
// /, I, C2; the pandemic had X01.
bool IsAttendanceForm(std::string_view code) {
  if (code == "/" || code == "\\" || code == "#") return true;
  return !code.empty() && code.size() <= 3 && IsCapital(code[0]) &&
         std::all_of(code.begin() + 1, code.end(), absl::ascii_isdigit);
}

enum class Standing { kCounts, kMalformed, kUnknown, kNotThen };

struct DaySpan {
  CivilDate from;
  CivilDate to;
};

// A list of codes with what is said of one that does not stand well. A rule without an id cannot be
// broken.
struct CodeList {
  Standing (*standing)(std::string_view code, DaySpan when);
  Rule malformed;
  Rule unknown = {};
  Rule not_then = {};
};

template <typename Row>
Standing StandingOf(const Row* row, DaySpan when) {
  if (row == nullptr) return Standing::kUnknown;
  if constexpr (requires { row->valid; }) {
    if (!row->valid.Meets(when.from, when.to)) return Standing::kNotThen;
  }
  return Standing::kCounts;
}

template <auto has_form, auto find>
Standing InList(std::string_view code, DaySpan when) {
  return has_form(code) ? StandingOf(find(code), when) : Standing::kMalformed;
}

template <auto has_form>
Standing OfForm(std::string_view code, DaySpan) {
  return has_form(code) ? Standing::kCounts : Standing::kMalformed;
}

// The census types as names in passing: any text, and whether it counted then does not matter.
Standing NamesAType(std::string_view code, DaySpan) {
  return codes::FindSenType(code) != nullptr ? Standing::kCounts : Standing::kUnknown;
}

const codes::LaCode* AuthorityOf(std::string_view laestab) {
  return codes::FindLaCode(laestab.substr(0, 3));
}

constexpr std::string_view kBasicData = "DfE common basic data set";
constexpr std::string_view kCensus = "DfE school census guide";
constexpr std::string_view kGias = "Get Information about Schools";
constexpr std::string_view kRegister =
    "School Attendance (Pupil Registration) (England) Regulations 2024 reg 10";
constexpr std::string_view kSen2 = "DfE SEN2 person level guide";

constexpr CodeList kNcYear = {
    InList<IsNcYearForm, codes::FindNcYear>,
    {"nc_year.format", Effect::kRefuse, kBasicData,
     "This is no year group. Use E1, E2, N1, N2, R, 1 to 14, or X.", "YEAR_GROUP_FORMAT"},
    {"child.year_group_known", Effect::kGuidance, kBasicData,
     "This year group is none of E1, E2, N1, N2, R, 1 to 14 and X."}};

constexpr CodeList kAttendance = {
    InList<IsAttendanceForm, codes::FindAttendanceCode>,
    {"attendance_code.format", Effect::kRefuse, kRegister,
     "A code of the register is one sign, or a capital letter with a number, e.g. / or C2.",
     "ATTENDANCE_CODE_FORMAT"},
    {"attendance_code.known", Effect::kGuidance, kRegister, "The register has no such code."},
    {"attendance_code.of_its_time", Effect::kGuidance, kRegister,
     "The register did not have this code at that time."}};

constexpr CodeList kSuspension = {
    InList<IsCensusForm, codes::FindSuspensionReason>,
    {"suspension.reason_code_format", Effect::kRefuse, kCensus,
     "A census code for a reason is two capital letters, e.g. DB.", "REASON_CODE_FORMAT"},
    {"suspension.reason_code_known", Effect::kGuidance, kCensus,
     "This is no census code for a reason."},
    {"suspension.reason_code_of_its_time", Effect::kGuidance, kCensus,
     "The census did not have this reason at that time."}};

constexpr CodeList kCease = {
    InList<IsDigitForm, codes::FindCeaseReason>,
    {"cease_reason.format", Effect::kRefuse, kSen2,
     "The code of a reason why a plan ends is a number from 1 to 9.", "CEASE_REASON_FORMAT"},
    {"cease_reason.known", Effect::kGuidance, kSen2, "SEN2 has no such reason why a plan ends."}};

constexpr CodeList kPhase = {
    InList<IsCensusForm, codes::FindPhase>,
    {"phase.format", Effect::kRefuse, kCensus, "A census phase is two capital letters, e.g. PS.",
     "PHASE_FORMAT"},
    {"phase.known", Effect::kGuidance, kCensus, "The census has no such phase."}};

constexpr CodeList kUrn = {
    OfForm<IsUrnFormat>,
    {"urn.format", Effect::kRefuse, kGias, "A URN has six digits.", "URN_FORMAT"}};

constexpr CodeList kUkprn = {OfForm<IsUkprnFormat>,
                             {"ukprn.format", Effect::kRefuse, "UK Register of Learning Providers",
                              "A UKPRN has eight digits and begins with 1.", "UKPRN_FORMAT"}};

constexpr CodeList kLaestab = {
    InList<IsLaestabFormat, AuthorityOf>,
    {"laestab.format", Effect::kRefuse, kGias,
     "The number of authority and establishment has seven digits.", "LAESTAB_FORMAT"},
    {"laestab.authority_known", Effect::kGuidance, kGias,
     "The first three digits are no local authority that we know of."},
    {"laestab.authority_of_its_time", Effect::kGuidance, kGias,
     "The local authority of the first three digits did not exist at that time."}};

constexpr CodeList kNeed = {NamesAType,
                            {},
                            {"incident.linked_need_known", Effect::kGuidance, kCensus,
                             "This is no type of SEN of the census, e.g. SEMH."}};

constexpr CodeList kAppeal = {
    [](std::string_view code, DaySpan when) {
      return StandingOf(codes::FindAppealType(code), when);
    },
    {},
    {"appeal.type_known", Effect::kGuidance, "Children and Families Act 2014 s51",
     "This is none of the appeals that we know, e.g. refusal_to_assess or section_i_only."}};

constexpr const CodeList* kLists[] = {&kNcYear, &kAttendance, &kSuspension, &kCease, &kPhase,
                                      &kUrn,    &kUkprn,      &kLaestab,    &kNeed,  &kAppeal};

// Looks at the codes of one entry.
class Looker {
 public:
  Looker(const Situation& at, Verdict& verdict)
      : entry_(at.entry),
        when_{at.day, LatestDay(at.entry.occurred()).value_or(at.day)},
        verdict_(verdict) {}

  DaySpan when() const { return when_; }

  void Look(std::string_view place, bool is_there, std::string_view code, const CodeList& list) {
    Look(place, is_there, code, list, when_);
  }
  void Look(std::string_view place, bool is_there, std::string_view code, const CodeList& list,
            DaySpan when) {
    if (!is_there) return;
    switch (list.standing(code, when)) {
      case Standing::kCounts:
        return;
      case Standing::kMalformed:
        return Report(list.malformed, KindPath(entry_, place), verdict_);
      case Standing::kUnknown:
        return Report(list.unknown, KindPath(entry_, place), verdict_);
      case Standing::kNotThen:
        return Report(list.not_then, KindPath(entry_, place), verdict_);
    }
  }

 private:
  const v1::Entry& entry_;
  DaySpan when_;
  Verdict& verdict_;
};

// Kinds without codes.
template <typename Kind>
void LookInto(const Kind&, Looker&) {}

void LookInto(const v1::IdentifierRecorded& identifier, Looker& looker) {
  const auto is = [&](v1::IdentifierType type) { return identifier.type() == type; };
  looker.Look("value", is(v1::IDENTIFIER_TYPE_URN), identifier.value(), kUrn);
  looker.Look("value", is(v1::IDENTIFIER_TYPE_LAESTAB), identifier.value(), kLaestab);
  looker.Look("value", is(v1::IDENTIFIER_TYPE_UKPRN), identifier.value(), kUkprn);
}

void LookInto(const v1::DetailsRecorded& details, Looker& looker) {
  looker.Look("nc_year", details.has_nc_year(), details.nc_year(), kNcYear);
}

void LookInto(const v1::PlacementRecorded& placement, Looker& looker) {
  // The number counted while the child was there, which may be long before it was written down.
  const CivilDate from = EarliestDay(placement.from()).value_or(looker.when().from);
  const CivilDate to = LatestDay(placement.to()).value_or(std::max(from, looker.when().to));
  looker.Look("urn", placement.has_urn(), placement.urn(), kUrn);
  looker.Look("laestab", placement.has_laestab(), placement.laestab(), kLaestab, {from, to});
  looker.Look("nc_year", placement.has_nc_year(), placement.nc_year(), kNcYear);
  looker.Look("phase", placement.has_phase(), placement.phase(), kPhase);
  looker.Look("ukprn", placement.has_ukprn(), placement.ukprn(), kUkprn);
}

void LookIntoContent(const v1::PlanContent& content, Looker& looker) {
  for (int i = 0; i < content.provisions_size(); ++i) {
    const v1::ProvisionLine& line = content.provisions(i);
    looker.Look(Item("content.provisions", i, "attendance_code"), line.has_attendance_code(),
                line.attendance_code(), kAttendance);
  }
}

void LookInto(const v1::PlanIssued& plan, Looker& looker) {
  looker.Look("nc_year", plan.has_nc_year(), plan.nc_year(), kNcYear);
  LookIntoContent(plan.content(), looker);
}

void LookInto(const v1::PlanProposed& plan, Looker& looker) {
  LookIntoContent(plan.content(), looker);
}

void LookInto(const v1::AttendanceSummarised& attendance, Looker& looker) {
  for (int i = 0; i < attendance.counts_size(); ++i) {
    const v1::AttendanceCount& count = attendance.counts(i);
    looker.Look(Item("counts", i, "code"), count.has_code(), count.code(), kAttendance);
  }
}

void LookInto(const v1::IncidentRecorded& incident, Looker& looker) {
  looker.Look("reason_code", incident.has_reason_code(), incident.reason_code(), kSuspension);
  looker.Look("linked_need", incident.has_linked_need(), incident.linked_need(), kNeed);
}

void LookInto(const v1::EhcDecisionNotified& decision, Looker& looker) {
  looker.Look("cease_reason_code", decision.has_cease_reason_code(), decision.cease_reason_code(),
              kCease);
}

void LookInto(const v1::DisputeOpened& dispute, Looker& looker) {
  looker.Look("appeal_type", dispute.has_appeal_type(), dispute.appeal_type(), kAppeal);
}

void LookInto(const v1::RecordHandedOver& handover, Looker& looker) {
  looker.Look("to_urn", handover.has_to_urn(), handover.to_urn(), kUrn);
}

void LookInto(const v1::RecordReceived& receipt, Looker& looker) {
  looker.Look("from_urn", receipt.has_from_urn(), receipt.from_urn(), kUrn);
}

}  // namespace

void CheckCodeFields(const Situation& at, Verdict& verdict) {
  Looker looker(at, verdict);
  VisitKind(at.entry, [&](const auto& kind) { LookInto(kind, looker); });
}

void ListCodeFieldRules(std::vector<Rule>& list) {
  for (const CodeList* codes : kLists) {
    for (const Rule& rule : {codes->malformed, codes->unknown, codes->not_then}) {
      if (!rule.id.empty()) list.push_back(rule);
    }
  }
}

}  // namespace cairn::rules
