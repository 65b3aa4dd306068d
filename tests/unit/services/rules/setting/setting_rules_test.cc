// The record of a setting: R11, R12, R16, R48, R93; Code of Practice 6.84-6.94.
#include "services/rules/setting/setting_rules.h"

#include <string>

#include "absl/strings/str_format.h"

#include "tests/support/case_loader.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

// Hollowtree, opened in September 2024; today is 5 January 2026.
class SettingRulesTest : public RulesTest {
 protected:
  SettingRulesTest() {
    record_ = RecordBuilder();
    record_.Add(
        "occurred { from { year: 2024 month: 9 day: 2 } precision: PRECISION_DAY } "
        "record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree Primary School' "
        "fictional: true }");
  }
};

std::string Named(std::string_view field, int year, int month, int day) {
  return absl::StrFormat("%s { year: %d month: %d day: %d } ", field, year, month, day);
}

std::string Autumn() {
  return "terms { " + Named("from", 2025, 9, 2) + Named("to", 2025, 12, 19) + "} ";
}
std::string HalfTerm() {
  return "closures { " + Named("from", 2025, 10, 27) + Named("to", 2025, 10, 31) + "} ";
}
std::string Terms(const std::string& more) {
  return "term_dates_set { school_year: '2025/26' " + more + "}";
}

TEST_F(SettingRulesTest, HaveNothingToSayAboutAWholeYear) {
  EXPECT_THAT(Findings(Terms(Autumn() + HalfTerm())), IsEmpty());
}

TEST_F(SettingRulesTest, RefuseAYearThatNobodyCanTell) {
  for (const char* year : {"2025", "2025/2026", "2025/27", "25/26", "next year", "2025-26"}) {
    EXPECT_THAT(
        Refusals("term_dates_set { school_year: '" + std::string(year) + "' " + Autumn() + "}"),
        Contains("terms.year_named @ term_dates_set.school_year"))
        << year;
  }
}

TEST_F(SettingRulesTest, RefuseATermOrAClosureThatEndsBeforeItBegins) {
  const std::string backwards = Named("from", 2025, 12, 19) + Named("to", 2025, 9, 2);

  EXPECT_THAT(Refusals(Terms("terms { " + backwards + "} ")),
              Contains("dates.end_after_start @ term_dates_set.terms[0].to"));
  EXPECT_THAT(Refusals(Terms(Autumn() + "closures { " + backwards + "} ")),
              Contains("dates.end_after_start @ term_dates_set.closures[0].to"));
}

TEST_F(SettingRulesTest, NoticeTermsThatShareDays) {
  const std::string spring = "terms { " + Named("from", 2025, 12, 19) + Named("to", 2026, 3, 27);

  EXPECT_THAT(Findings(Terms(Autumn() + spring + "} " + HalfTerm())),
              Contains("terms.apart @ term_dates_set.terms[1]"));
}

TEST_F(SettingRulesTest, NoticeATermOutsideTheYearAndNotOneThatBeginsInLateAugust) {
  const auto findings = [&](int year, int month, int day) {
    return Findings(Terms("terms { " + Named("from", year, month, day) + Named("to", year, 12, 19) +
                          "} " + HalfTerm()));
  };

  EXPECT_THAT(findings(2025, 8, 27),
              Not(Contains("terms.within_the_year @ term_dates_set.terms[0]")));
  EXPECT_THAT(findings(2025, 8, 10), Contains("terms.within_the_year @ term_dates_set.terms[0]"));
  EXPECT_THAT(findings(2026, 9, 2), Contains("terms.within_the_year @ term_dates_set.terms[0]"));
}

TEST_F(SettingRulesTest, NoticeAClosureBetweenTermsAndAYearWithoutAny) {
  const std::string christmas =
      "closures { " + Named("from", 2025, 12, 22) + Named("to", 2026, 1, 2) + "} ";

  EXPECT_THAT(Findings(Terms(Autumn() + christmas)),
              Contains("terms.closures_within_terms @ term_dates_set.closures[0]"));
  EXPECT_THAT(Findings(Terms(Autumn())), Contains("terms.closures_set @ term_dates_set.closures"));
}

std::string Staff(const std::string& more) {
  return "staff_recorded { staff_id: 's1' name: 'Juniper Halloway' " + more + "}";
}
const std::string kSencoCapacity = "capacities: CAPACITY_SENCO ";
const std::string kTeacher = "qualified_teacher: true ";
const std::string kQualified = "training { name: 'NPQ for SENCOs' } ";

TEST_F(SettingRulesTest, RefuseStaffWhoLeaveBeforeTheyCome) {
  EXPECT_THAT(Refusals(Staff(Named("from", 2025, 9, 1) + Named("to", 2025, 8, 31))),
              Contains("dates.end_after_start @ staff_recorded.to"));
}

TEST_F(SettingRulesTest, RefuseTrainingThatExpiresBeforeItEnds) {
  EXPECT_THAT(Refusals(Staff("training { name: 'Phonics A' " + Named("completed_on", 2025, 6, 2) +
                             Named("expires", 2025, 6, 1) + "} ")),
              Contains("dates.end_after_start @ staff_recorded.training[0].expires"));
}

// R93; Children and Families Act 2014 s67; SEND Regulations 2014 reg. 49.
TEST_F(SettingRulesTest, SayThatASencoIsAQualifiedTeacherOrTheHead) {
  const auto is_teacher = Contains("staff.senco_is_a_teacher @ staff_recorded.qualified_teacher");
  const auto stated = Contains("staff.senco_teacher_stated @ staff_recorded.qualified_teacher");

  EXPECT_THAT(Findings(Staff(kSencoCapacity + "qualified_teacher: false")), is_teacher);
  EXPECT_THAT(Findings(Staff(kSencoCapacity)), stated);
  EXPECT_THAT(Findings(Staff(kSencoCapacity + kTeacher + kQualified)), IsEmpty());
  EXPECT_THAT(Findings(Staff(kSencoCapacity + kQualified +
                             "capacities: CAPACITY_HEAD qualified_teacher: false")),
              IsEmpty());
  EXPECT_THAT(Findings(Staff("capacities: CAPACITY_TEACHING_ASSISTANT qualified_teacher: false")),
              IsEmpty());
}

TEST_F(SettingRulesTest, CallTheDutiesOfASencoTheLaw) {
  const Verdict verdict = Check(EntryOf(Staff(kSencoCapacity + "qualified_teacher: false")));

  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_TRUE(verdict.findings.front().legal_duty());
  EXPECT_THAT(verdict.findings.front().source(), testing::HasSubstr("reg. 49"));
}

// R93: three years from the day on which they first became SENCO, that day's anniversary included.
TEST_F(SettingRulesTest, AskForTheQualificationWithinThreeYears) {
  const auto since = [&](int year, int month, int day, const std::string& more = "") {
    return Findings(
        Staff(kSencoCapacity + kTeacher + Named("senco_since", year, month, day) + more));
  };
  const auto overdue = Contains("staff.senco_qualified_in_time @ staff_recorded.training");
  const auto to_come = Contains("staff.senco_qualification_to_come @ staff_recorded.training");

  EXPECT_THAT(since(2023, 1, 4), overdue);
  EXPECT_THAT(since(2023, 1, 5), to_come);
  EXPECT_THAT(since(2023, 1, 5), Not(overdue));
  EXPECT_THAT(since(2015, 9, 1, "training { name: 'National Award for SEN Co-ordination' }"),
              IsEmpty());
  EXPECT_THAT(
      since(2015, 9, 1, "training { name: 'NASENCO' " + Named("completed_on", 2027, 1, 1) + "} "),
      overdue);
  EXPECT_THAT(since(2015, 9, 1, Named("to", 2018, 8, 31)), to_come)
      << "who left in time owes nothing";
  EXPECT_THAT(Findings(Staff(kSencoCapacity + kTeacher)),
              Contains("staff.senco_since_stated @ staff_recorded.senco_since"));
}

// R93: every mainstream school has a SENCO; whether this is one, the record does not say.
TEST_F(SettingRulesTest, NoticeWhenTheOnlySencoLeaves) {
  const std::string leaves =
      Staff(kSencoCapacity + kTeacher + kQualified + Named("to", 2025, 12, 31));
  const auto nobody = Contains("setting.has_a_senco @ staff_recorded");
  EXPECT_THAT(Findings(leaves), Not(nobody)) << "nobody was SENCO before";

  record_.Add(Staff(kSencoCapacity + kTeacher + kQualified));
  const Verdict verdict = Check(EntryOf(leaves));
  EXPECT_THAT(FindingsOf(verdict), nobody);
  for (const v1::Finding& finding : verdict.findings) {
    EXPECT_FALSE(finding.rule_id() == "setting.has_a_senco" && finding.legal_duty());
  }
  EXPECT_THAT(Findings(Staff("capacities: CAPACITY_CLASS_TEACHER")), nobody);

  record_.Add("staff_recorded { staff_id: 's2' name: 'Wren Follows' capacities: CAPACITY_SENCO }");
  EXPECT_THAT(Findings(leaves), Not(nobody));
}

std::string CatalogueLine(const std::string& more) {
  return "provision_defined { catalogue_code: 'P' name: 'Phonics' provision_type: "
         "PROVISION_TYPE_INTERVENTION entry_measure: 'words' exit_measure: 'words' " +
         more + "}";
}
const std::string kEvidence = "evidence_source: 'Toolkit' ";

std::string Rate(int year, int month, int day) {
  return "rates { " + Named("from", year, month, day) + "cost_per_hour_pence: 1650 } ";
}

TEST_F(SettingRulesTest, RefuseTwoRatesOfOneDayAndNoticeRatesOutOfOrder) {
  EXPECT_THAT(Refusals(CatalogueLine(Rate(2025, 9, 1) + Rate(2025, 9, 1))),
              Contains("catalogue.one_rate_a_day @ provision_defined.rates[1].from"));
  EXPECT_THAT(Findings(CatalogueLine(kEvidence + Rate(2025, 9, 1) + Rate(2024, 9, 1))),
              Contains("catalogue.rates_in_order @ provision_defined.rates[1].from"));
  EXPECT_THAT(Findings(CatalogueLine(kEvidence + Rate(2024, 9, 1) + Rate(2025, 9, 1))), IsEmpty());
}

TEST_F(SettingRulesTest, RefuseARateBelowNothing) {
  EXPECT_THAT(Refusals(CatalogueLine("rates { " + Named("from", 2025, 9, 1) +
                                     "cost_per_hour_pence: -1 } ")),
              Not(IsEmpty()));
}

TEST_F(SettingRulesTest, RefuseAgesThatNobodyHas) {
  EXPECT_THAT(Refusals(CatalogueLine("age_from_years: 9 age_to_years: 5 ")),
              Contains("catalogue.ages_in_order @ provision_defined.age_to_years"));
  EXPECT_THAT(Refusals(CatalogueLine("age_from_years: 5 age_to_years: 5 ")), IsEmpty());
}

// R48: support is evidence-based.
TEST_F(SettingRulesTest, AskForTheEvidenceAndTheMeasureOfAProgramme) {
  EXPECT_THAT(Findings(CatalogueLine("")),
              Contains("catalogue.evidence_named @ provision_defined.evidence_source"));
  EXPECT_THAT(Findings("provision_defined { catalogue_code: 'P' name: 'Phonics' provision_type: "
                       "PROVISION_TYPE_INTERVENTION entry_measure: 'words' }"),
              Contains("catalogue.measured_at_both_ends @ provision_defined.exit_measure"));
}

std::string Document(const std::string& more) {
  return "reference_listed { reference_id: 'r' title: 'A document' " + more + "}";
}
const std::string kDue = Named("review_due", 2026, 9, 1);

// R11: reference documents carry review dates.
TEST_F(SettingRulesTest, R11_AskWhenADocumentIsToBeLookedAtAgain) {
  EXPECT_THAT(Findings(Document("")),
              Contains("reference.review_dated @ reference_listed.review_due"));
  EXPECT_THAT(Findings(Document(Named("review_due", 2026, 1, 4))),
              Contains("reference.review_to_come @ reference_listed.review_due"));
  EXPECT_THAT(Findings(Document(Named("review_due", 2026, 1, 5))), IsEmpty());
}

// R12: families are told whom to ask.
TEST_F(SettingRulesTest, AskForThoseWhomFamiliesCanAsk) {
  EXPECT_THAT(Findings(Document(kDue + "reference: REFERENCE_KIND_CONTACTS")),
              Contains("reference.names_whom_to_ask @ reference_listed.contacts"));
}

// R16: the SENCO can be reached directly.
TEST_F(SettingRulesTest, R16_AskHowToReachTheSenco) {
  const std::string report = kDue + "reference: REFERENCE_KIND_SEN_INFORMATION_REPORT ";

  EXPECT_THAT(Findings(Document(report)),
              Contains("reference.report_names_the_senco @ reference_listed.contacts"));
  EXPECT_THAT(Findings(Document(report + "contacts { purpose: 'SENCO' name: 'Juniper Halloway' }")),
              Contains("reference.contacts_within_reach @ "
                       "reference_listed.contacts[0].reached_by"));
}

TEST_F(SettingRulesTest, HaveLittleToSayAboutTheFictionalSchool) {
  record_ = RecordBuilder();
  std::vector<std::string> said;
  for (const CaseLine& line : ReadCase("hollowtree")) {
    for (const v1::Entry& entry : line.entries) {
      const Verdict verdict = Check(entry);
      EXPECT_THAT(RefusalsOf(verdict), IsEmpty()) << entry.source().id();
      for (const std::string& finding : FindingsOf(verdict)) {
        if (!finding.starts_with("occurred.")) said.push_back(finding);
      }
      record_.Add(entry, CallerOf(v1::ROLE_SENCO, "juniper.halloway"));
    }
  }

  EXPECT_THAT(said,
              testing::ElementsAre("laestab.authority_of_its_time @ identifier_recorded.value",
                                   "reference.review_to_come @ reference_listed.review_due"))
      << "its authority is long abolished, and its report a year old";
}

}  // namespace
}  // namespace cairn
