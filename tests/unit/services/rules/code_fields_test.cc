#include "services/rules/code_fields.h"

#include <regex>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using CodeFieldsTest = RulesTest;

std::string Identifier(std::string_view type, std::string_view value) {
  return "identifier_recorded { type: IDENTIFIER_TYPE_" + std::string(type) + " value: '" +
         std::string(value) + "' }";
}
std::string Placement(std::string_view more) {
  return "placement_recorded { school: 'S' " + std::string(more) + " }";
}
std::string Attendance(std::string_view codes) {
  return "attendance_summarised { possible_sessions: 2 attended_sessions: 2 " + std::string(codes) +
         " }";
}
std::string Suspension(std::string_view more) {
  return "incident_recorded { incident: INCIDENT_KIND_SUSPENSION sessions: 2 " + std::string(more) +
         " }";
}

// --- every field ---

// Fields of the kinds that hold a code of a list, by their names: each must be looked at.
TEST_F(CodeFieldsTest, RefuseWhatIsNoCodeInEveryFieldOfACode) {
  const std::regex code_name(R"((.*_)?(urn|ukprn|laestab|nc_year|phase)|(reason|attendance)_code|)"
                             R"(cease_reason_code)");
  int looked_at = 0;
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    const auto* type = kinds->field(i)->message_type();
    for (int j = 0; j < type->field_count(); ++j) {
      const auto* field = type->field(j);
      if (!std::regex_match(field->name(), code_name)) continue;
      if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING) continue;
      v1::Entry entry = EntryOf("");
      auto* kind = entry.GetReflection()->MutableMessage(&entry, kinds->field(i));
      kind->GetReflection()->SetString(kind, field, "in words");
      ++looked_at;

      EXPECT_THAT(
          RefusalsOf(Check(entry)),
          Contains(testing::EndsWith("format @ " + kinds->field(i)->name() + "." + field->name())));
    }
  }
  EXPECT_GE(looked_at, 10);
}

TEST_F(CodeFieldsTest, AreJudgedByRulesWithAReason) {
  const Verdict verdict = Check(EntryOf(Placement("urn: '99990'")));

  ASSERT_EQ(verdict.faults.size(), 1u);
  EXPECT_EQ(verdict.faults[0].reason(), "URN_FORMAT");
  EXPECT_EQ(verdict.faults[0].sentence(), "A URN has six digits.");
}

// --- numbers of schools ---

TEST_F(CodeFieldsTest, RefuseNumbersOfSchoolsThatAreNone) {
  EXPECT_THAT(Refusals(Placement("urn: '99990' laestab: '909299' ukprn: '20012345'")),
              ElementsAre("urn.format @ placement_recorded.urn",
                          "laestab.format @ placement_recorded.laestab",
                          "ukprn.format @ placement_recorded.ukprn"));
  EXPECT_THAT(Refusals(Placement("urn: '999901' laestab: '9412991' ukprn: '10012345'")), IsEmpty());
  EXPECT_THAT(Refusals("record_handed_over { to_school: 'S' to_urn: '9999011' }"),
              ElementsAre("urn.format @ record_handed_over.to_urn"));
}

TEST_F(CodeFieldsTest, RefuseIdentifiersOfSettingsThatAreNone) {
  EXPECT_THAT(Refusals(Identifier("URN", "99990")),
              ElementsAre("urn.format @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(Identifier("LAESTAB", "909/2991")),
              ElementsAre("laestab.format @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(Identifier("UKPRN", "1001234")),
              ElementsAre("ukprn.format @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(Identifier("LAESTAB", "9412991")), IsEmpty());
}

TEST_F(CodeFieldsTest, FindAuthoritiesThatNeverWere) {
  EXPECT_THAT(Findings(Placement("laestab: '9992991'")),
              ElementsAre("laestab.authority_known @ placement_recorded.laestab"));
  EXPECT_THAT(Findings(Placement("laestab: '9412991'")), IsEmpty());
}

// 909 was Cumbria until 31 March 2023; 941 is West Northamptonshire since 1 April 2021.
TEST_F(CodeFieldsTest, FindAuthoritiesThatWereNotThereAtTheTime) {
  constexpr char kNotThen[] = "laestab.authority_of_its_time @ placement_recorded.laestab";

  EXPECT_THAT(Findings(Placement("laestab: '9092991'")), ElementsAre(kNotThen));
  EXPECT_THAT(Findings(Placement("laestab: '9092991' from { year: 2023 month: 3 day: 31 }")),
              IsEmpty());
  EXPECT_THAT(Findings(Placement("laestab: '9412991' from { year: 2018 } to { year: 2020 }")),
              ElementsAre(kNotThen));
  EXPECT_THAT(Findings(Placement("laestab: '9412991' from { year: 2018 } to { year: 2021 }")),
              IsEmpty());
}

// --- year groups and phases ---

TEST_F(CodeFieldsTest, RefuseWhatIsNoYearGroup) {
  EXPECT_THAT(Refusals("details_recorded { nc_year: 'R' }"), IsEmpty());
  EXPECT_THAT(Refusals("details_recorded { nc_year: '14' }"), IsEmpty());
  EXPECT_THAT(Refusals("details_recorded { nc_year: 'Reception' }"),
              ElementsAre("nc_year.format @ details_recorded.nc_year"));
  EXPECT_THAT(Refusals(Placement("nc_year: 'r'")),
              ElementsAre("nc_year.format @ placement_recorded.nc_year"));
  EXPECT_THAT(Refusals(Placement("nc_year: '4A'")),
              ElementsAre("nc_year.format @ placement_recorded.nc_year"));
}

TEST_F(CodeFieldsTest, FindYearGroupsThatAreNotInTheList) {
  EXPECT_THAT(Findings("details_recorded { nc_year: '15' }"),
              ElementsAre("child.year_group_known @ details_recorded.nc_year"));
  EXPECT_THAT(Findings(Placement("nc_year: 'E3'")),
              ElementsAre("child.year_group_known @ placement_recorded.nc_year"));
}

TEST_F(CodeFieldsTest, LookAtThePhaseOfAPlacement) {
  EXPECT_THAT(Refusals(Placement("phase: 'Primary'")),
              ElementsAre("phase.format @ placement_recorded.phase"));
  EXPECT_THAT(Findings(Placement("phase: 'PX'")),
              ElementsAre("phase.known @ placement_recorded.phase"));
  EXPECT_THAT(Findings(Placement("phase: 'PS'")), IsEmpty());
}

// --- codes of the register ---

TEST_F(CodeFieldsTest, TakeEverySignOfTheRegister) {
  EXPECT_THAT(Findings(Attendance("counts { code: '/' sessions: 1 } "
                                  "counts { code: '\\\\' sessions: 1 } "
                                  "counts { code: '#' sessions: 1 } "
                                  "counts { code: 'Y7' sessions: 1 }")),
              Not(Contains(HasSubstr("attendance_code"))));
}

TEST_F(CodeFieldsTest, RefuseWhatIsNoSignOfTheRegister) {
  EXPECT_THAT(Refusals(Attendance("counts { code: 'I' sessions: 1 } "
                                  "counts { code: 'ill' sessions: 1 }")),
              ElementsAre("attendance_code.format @ attendance_summarised.counts[1].code"));
  EXPECT_THAT(
      Refusals("plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_BEHAVIOUR_SUPPORT content { "
               "provisions { item_id: 'a' what: 'w' attendance_code: 'c2' } } }"),
      ElementsAre("attendance_code.format @ "
                  "plan_issued.content.provisions[0].attendance_code"));
  EXPECT_THAT(
      Refusals("plan_proposed { plan_id: 'p' plan_kind: PLAN_KIND_BEHAVIOUR_SUPPORT content { "
               "provisions { item_id: 'a' what: 'w' attendance_code: '?' } } }"),
      ElementsAre("attendance_code.format @ "
                  "plan_proposed.content.provisions[0].attendance_code"));
}

TEST_F(CodeFieldsTest, FindSignsThatTheRegisterNeverHad) {
  EXPECT_THAT(Findings(Attendance("counts { code: 'C3' sessions: 1 }")),
              Contains("attendance_code.known @ attendance_summarised.counts[0].code"));
}

// The Regulations of 2024 came into force on 19 August: H went, C2 came.
TEST_F(CodeFieldsTest, FindSignsThatTheRegisterDidNotHaveAtTheTime) {
  constexpr char kNotThen[] = "attendance_code.of_its_time @ attendance_summarised.counts[0].code";
  const std::string granted = Attendance("counts { code: 'H' sessions: 1 }");
  const std::string part_time = Attendance("counts { code: 'C2' sessions: 1 }");
  constexpr char kTerms[] =
      "occurred { from { year: 2024 month: 4 } to { year: 2024 month: 12 } "
      "precision: PRECISION_MONTH } ";

  EXPECT_THAT(Findings(On(2024, 8, 18) + granted), Not(Contains(kNotThen)));
  EXPECT_THAT(Findings(On(2024, 8, 19) + granted), Contains(kNotThen));
  EXPECT_THAT(Findings(On(2024, 8, 18) + part_time), Contains(kNotThen));
  EXPECT_THAT(Findings(On(2024, 8, 19) + part_time), Not(Contains(kNotThen)));
  EXPECT_THAT(Findings(kTerms + part_time), Not(Contains(kNotThen)));
}

// --- codes of returns ---

TEST_F(CodeFieldsTest, LookAtTheReasonOfASuspension) {
  EXPECT_THAT(Refusals(Suspension("reason_code: 'disruptive'")),
              ElementsAre("suspension.reason_code_format @ incident_recorded.reason_code"));
  EXPECT_THAT(Findings(Suspension("reason_code: 'ZZ'")),
              ElementsAre("suspension.reason_code_known @ incident_recorded.reason_code"));
  EXPECT_THAT(Findings(Suspension("reason_code: 'OT'")),
              ElementsAre("suspension.reason_code_of_its_time @ incident_recorded.reason_code"));
  EXPECT_THAT(Findings(Suspension("reason_code: 'DB'")), IsEmpty());
}

TEST_F(CodeFieldsTest, FindANeedThatIsNoCensusTypeAndTakeOneThatWas) {
  EXPECT_THAT(Findings(Suspension("linked_need: 'temper'")),
              ElementsAre("incident.linked_need_known @ incident_recorded.linked_need"));
  EXPECT_THAT(Findings(Suspension("linked_need: 'SEMH'")), IsEmpty());
  EXPECT_THAT(Findings(Suspension("linked_need: 'BESD'")), IsEmpty());
}

TEST_F(CodeFieldsTest, LookAtWhyAPlanEnds) {
  const auto ceased = [](std::string_view code) {
    return "ehc_decision_notified { decision: EHC_DECISION_CEASE notice_sent { year: 2026 } "
           "cease_reason_code: '" +
           std::string(code) + "' }";
  };

  EXPECT_THAT(Refusals(ceased("moved")),
              ElementsAre("cease_reason.format @ ehc_decision_notified.cease_reason_code"));
  EXPECT_THAT(Findings(ceased("0")),
              Contains("cease_reason.known @ ehc_decision_notified.cease_reason_code"));
  EXPECT_THAT(Findings(ceased("5")), Not(Contains(HasSubstr("cease_reason."))));
}

TEST_F(CodeFieldsTest, FindAnAppealThatNobodyCanMake) {
  const auto appeal = [](std::string_view type) {
    return "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_APPEAL appeal_type: '" +
           std::string(type) + "' }";
  };
  constexpr char kUnknown[] = "appeal.type_known @ dispute_opened.appeal_type";

  EXPECT_THAT(Findings(appeal("SEN support")), Contains(kUnknown));
  EXPECT_THAT(Findings(appeal("refusal_to_assess")), Not(Contains(kUnknown)));
}

}  // namespace
}  // namespace cairn
