#include "services/rules/shape/code_fields.h"

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Looks at what the rules about codes say, and at nothing else.
class CodeFieldsTest : public RulesTest {
 protected:
  std::vector<std::string> Refused(const std::string& text) const {
    return OfCodes(Refusals(text));
  }
  std::vector<std::string> Found(const std::string& text) const { return OfCodes(Findings(text)); }

  static std::vector<std::string> OfCodes(std::vector<std::string> said) {
    std::vector<rules::Rule> rows;
    rules::ListCodeFieldRules(rows);
    std::erase_if(said, [&](const std::string& one) {
      return std::none_of(rows.begin(), rows.end(), [&](const rules::Rule& row) {
        return one.starts_with(std::string(row.id) + " @ ");
      });
    });
    return said;
  }
};

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

      EXPECT_THAT(OfCodes(RefusalsOf(Check(entry))),
                  ElementsAre(testing::EndsWith("format @ " + kinds->field(i)->name() + "." +
                                                field->name())));
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
  EXPECT_THAT(Refused(Placement("urn: '99990' laestab: '909299' ukprn: '20012345'")),
              ElementsAre("urn.format @ placement_recorded.urn",
                          "laestab.format @ placement_recorded.laestab",
                          "ukprn.format @ placement_recorded.ukprn"));
  EXPECT_THAT(Refused(Placement("urn: '999901' laestab: '9412991' ukprn: '10012345'")), IsEmpty());
  EXPECT_THAT(Refused("record_handed_over { to_school: 'S' to_urn: '9999011' }"),
              ElementsAre("urn.format @ record_handed_over.to_urn"));
}

TEST_F(CodeFieldsTest, RefuseIdentifiersOfSettingsThatAreNone) {
  EXPECT_THAT(Refused(Identifier("URN", "99990")),
              ElementsAre("urn.format @ identifier_recorded.value"));
  EXPECT_THAT(Refused(Identifier("LAESTAB", "909/2991")),
              ElementsAre("laestab.format @ identifier_recorded.value"));
  EXPECT_THAT(Refused(Identifier("UKPRN", "1001234")),
              ElementsAre("ukprn.format @ identifier_recorded.value"));
  EXPECT_THAT(Refused(Identifier("LAESTAB", "9412991")), IsEmpty());
}

TEST_F(CodeFieldsTest, FindAuthoritiesThatNeverWere) {
  EXPECT_THAT(Found(Placement("laestab: '9992991'")),
              ElementsAre("laestab.authority_known @ placement_recorded.laestab"));
  EXPECT_THAT(Found(Placement("laestab: '9412991'")), IsEmpty());
}

// 909 was Cumbria until 31 March 2023; 941 is West Northamptonshire since 1 April 2021.
TEST_F(CodeFieldsTest, FindAuthoritiesThatWereNotThereAtTheTime) {
  constexpr char kNotThen[] = "laestab.authority_of_its_time @ placement_recorded.laestab";

  EXPECT_THAT(Found(Placement("laestab: '9092991'")), ElementsAre(kNotThen));
  EXPECT_THAT(Found(Placement("laestab: '9092991' from { year: 2023 month: 3 day: 31 }")),
              IsEmpty());
  EXPECT_THAT(Found(Placement("laestab: '9412991' from { year: 2018 } to { year: 2020 }")),
              ElementsAre(kNotThen));
  EXPECT_THAT(Found(Placement("laestab: '9412991' from { year: 2018 } to { year: 2021 }")),
              IsEmpty());
}

// --- year groups and phases ---

TEST_F(CodeFieldsTest, RefuseWhatIsNoYearGroup) {
  EXPECT_THAT(Refused("details_recorded { nc_year: 'R' }"), IsEmpty());
  EXPECT_THAT(Refused("details_recorded { nc_year: '14' }"), IsEmpty());
  EXPECT_THAT(Refused("details_recorded { nc_year: 'Reception' }"),
              ElementsAre("nc_year.format @ details_recorded.nc_year"));
  EXPECT_THAT(Refused(Placement("nc_year: 'r'")),
              ElementsAre("nc_year.format @ placement_recorded.nc_year"));
  EXPECT_THAT(Refused(Placement("nc_year: '4A'")),
              ElementsAre("nc_year.format @ placement_recorded.nc_year"));
}

TEST_F(CodeFieldsTest, FindYearGroupsThatAreNotInTheList) {
  EXPECT_THAT(Found("details_recorded { nc_year: '15' }"),
              ElementsAre("child.year_group_known @ details_recorded.nc_year"));
  EXPECT_THAT(Found(Placement("nc_year: 'E3'")),
              ElementsAre("child.year_group_known @ placement_recorded.nc_year"));
}

TEST_F(CodeFieldsTest, LookAtThePhaseOfAPlacement) {
  EXPECT_THAT(Refused(Placement("phase: 'Primary'")),
              ElementsAre("phase.format @ placement_recorded.phase"));
  EXPECT_THAT(Found(Placement("phase: 'PX'")),
              ElementsAre("phase.known @ placement_recorded.phase"));
  EXPECT_THAT(Found(Placement("phase: 'PS'")), IsEmpty());
}

// --- codes of the register ---

TEST_F(CodeFieldsTest, TakeEverySignOfTheRegister) {
  EXPECT_THAT(Found(Attendance("counts { code: '/' sessions: 1 } "
                               "counts { code: '\\\\' sessions: 1 } "
                               "counts { code: '#' sessions: 1 } "
                               "counts { code: 'Y7' sessions: 1 }")),
              IsEmpty());
}

TEST_F(CodeFieldsTest, RefuseWhatIsNoSignOfTheRegister) {
  EXPECT_THAT(Refused(Attendance("counts { code: 'I' sessions: 1 } "
                                 "counts { code: 'ill' sessions: 1 }")),
              ElementsAre("attendance_code.format @ attendance_summarised.counts[1].code"));
  EXPECT_THAT(Refused("plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_BEHAVIOUR_SUPPORT content { "
                      "provisions { item_id: 'a' what: 'w' attendance_code: 'c2' } } }"),
              ElementsAre("attendance_code.format @ "
                          "plan_issued.content.provisions[0].attendance_code"));
  EXPECT_THAT(
      Refused("plan_proposed { plan_id: 'p' plan_kind: PLAN_KIND_BEHAVIOUR_SUPPORT content { "
              "provisions { item_id: 'a' what: 'w' attendance_code: '?' } } }"),
      ElementsAre("attendance_code.format @ "
                  "plan_proposed.content.provisions[0].attendance_code"));
}

TEST_F(CodeFieldsTest, FindSignsThatTheRegisterNeverHad) {
  EXPECT_THAT(Found(Attendance("counts { code: 'C3' sessions: 1 }")),
              ElementsAre("attendance_code.known @ attendance_summarised.counts[0].code"));
}

// The Regulations of 2024 came into force on 19 August: H went, C2 came.
TEST_F(CodeFieldsTest, FindSignsThatTheRegisterDidNotHaveAtTheTime) {
  constexpr char kNotThen[] = "attendance_code.of_its_time @ attendance_summarised.counts[0].code";
  const std::string granted = Attendance("counts { code: 'H' sessions: 1 }");
  const std::string part_time = Attendance("counts { code: 'C2' sessions: 1 }");
  constexpr char kTerms[] =
      "occurred { from { year: 2024 month: 4 } to { year: 2024 month: 12 } "
      "precision: PRECISION_MONTH } ";

  EXPECT_THAT(Found(On(2024, 8, 18) + granted), IsEmpty());
  EXPECT_THAT(Found(On(2024, 8, 19) + granted), ElementsAre(kNotThen));
  EXPECT_THAT(Found(On(2024, 8, 18) + part_time), ElementsAre(kNotThen));
  EXPECT_THAT(Found(On(2024, 8, 19) + part_time), IsEmpty());
  EXPECT_THAT(Found(kTerms + part_time), IsEmpty());
}

// --- codes of returns ---

TEST_F(CodeFieldsTest, LookAtTheReasonOfASuspension) {
  EXPECT_THAT(Refused(Suspension("reason_code: 'disruptive'")),
              ElementsAre("suspension.reason_code_format @ incident_recorded.reason_code"));
  EXPECT_THAT(Found(Suspension("reason_code: 'ZZ'")),
              ElementsAre("suspension.reason_code_known @ incident_recorded.reason_code"));
  EXPECT_THAT(Found(Suspension("reason_code: 'OT'")),
              ElementsAre("suspension.reason_code_of_its_time @ incident_recorded.reason_code"));
  EXPECT_THAT(Found(Suspension("reason_code: 'DB'")), IsEmpty());
}

TEST_F(CodeFieldsTest, FindANeedThatIsNoCensusTypeAndTakeOneThatWas) {
  EXPECT_THAT(Found(Suspension("linked_need: 'temper'")),
              ElementsAre("incident.linked_need_known @ incident_recorded.linked_need"));
  EXPECT_THAT(Found(Suspension("linked_need: 'SEMH'")), IsEmpty());
  EXPECT_THAT(Found(Suspension("linked_need: 'BESD'")), IsEmpty());
}

TEST_F(CodeFieldsTest, LookAtWhyAPlanEnds) {
  const auto ceased = [](std::string_view code) {
    return "ehc_decision_notified { decision: EHC_DECISION_CEASE notice_sent { year: 2026 } "
           "cease_reason_code: '" +
           std::string(code) + "' }";
  };

  EXPECT_THAT(Refused(ceased("moved")),
              ElementsAre("cease_reason.format @ ehc_decision_notified.cease_reason_code"));
  EXPECT_THAT(Found(ceased("0")),
              ElementsAre("cease_reason.known @ ehc_decision_notified.cease_reason_code"));
  EXPECT_THAT(Found(ceased("5")), IsEmpty());
}

TEST_F(CodeFieldsTest, FindAnAppealThatNobodyCanMake) {
  const auto appeal = [](std::string_view type) {
    return "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_APPEAL appeal_type: '" +
           std::string(type) + "' }";
  };
  constexpr char kUnknown[] = "appeal.type_known @ dispute_opened.appeal_type";

  EXPECT_THAT(Found(appeal("SEN support")), ElementsAre(kUnknown));
  EXPECT_THAT(Found(appeal("refusal_to_assess")), IsEmpty());
}

}  // namespace
}  // namespace cairn
