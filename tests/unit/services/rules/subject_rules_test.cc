#include "services/rules/subject_rules.h"

#include "tests/support/entry_samples.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::Not;

constexpr char kTerms[] =
    "term_dates_set { school_year: '2025/26' terms { from { year: 2025 month: 9 day: 2 } "
    "to { year: 2025 month: 12 day: 19 } } }";
constexpr char kOpenedSetting[] =
    "record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree Primary School' }";

class SubjectRulesTest : public RulesTest {
 protected:
  void BeginSetting() {
    record_ = RecordBuilder();
    record_.Add(kOpenedSetting);
  }
};

TEST_F(SubjectRulesTest, RefuseWhatIsAboutASettingInAChildsRecord) {
  const Verdict verdict = Check(EntryOf(kTerms));

  EXPECT_THAT(RefusalsOf(verdict), Contains("record.kind_fits_the_subject @ term_dates_set"));
  EXPECT_EQ(verdict.faults.front().reason(), "WRONG_SUBJECT");
}

TEST_F(SubjectRulesTest, RefuseWhatIsAboutAChildInTheRecordOfASetting) {
  BeginSetting();

  EXPECT_THAT(Refusals("concern_raised { text: 'x' }"),
              Contains("record.kind_fits_the_subject @ concern_raised"));
  EXPECT_THAT(Refusals("person_linked { name: 'x' relationship: RELATIONSHIP_MOTHER }"),
              Contains("record.kind_fits_the_subject @ person_linked"))
      << "a link would let a family into the record of a school";
}

TEST_F(SubjectRulesTest, LetNoKindStandInNeitherRecord) {
  const std::vector<const google::protobuf::FieldDescriptor*> kinds = EntryKinds();
  const Record child = record_.Build();
  BeginSetting();
  const Record setting = record_.Build();
  for (const auto* kind : kinds) {
    const v1::Entry entry = WholeEntry(*kind, std::string(16, 'x'));
    const std::string fault = "record.kind_fits_the_subject @ " + kind->name();
    const bool refused_by_child =
        testing::Matches(Contains(fault))(RefusalsOf(CheckEntry(child, entry, {})));
    const bool refused_by_setting =
        testing::Matches(Contains(fault))(RefusalsOf(CheckEntry(setting, entry, {})));
    EXPECT_FALSE(refused_by_child && refused_by_setting) << kind->name();
  }
}

TEST_F(SubjectRulesTest, LetDocumentsAndHoldsStandInBoth) {
  const auto misplaced = Contains(testing::HasSubstr("fits_the_subject"));
  EXPECT_THAT(Refusals("document_filed { title: 'SEN policy' }"), Not(misplaced));
  EXPECT_THAT(Refusals("hold_placed { hold_id: 'h' reason: 'inquiry' }"), Not(misplaced));

  BeginSetting();

  EXPECT_THAT(Refusals("document_filed { title: 'SEN policy' }"), Not(misplaced));
  EXPECT_THAT(Refusals("hold_placed { hold_id: 'h' reason: 'inquiry' }"), Not(misplaced));
}

TEST_F(SubjectRulesTest, KeepTheNumbersOfChildrenAndSettingsApart) {
  constexpr char kUrn[] = "identifier_recorded { type: IDENTIFIER_TYPE_URN value: '999901' }";
  constexpr char kUpn[] =
      "identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'A909298721014' }";
  const auto misplaced = Contains("record.identifier_fits_the_subject @ identifier_recorded.type");
  EXPECT_THAT(Refusals(kUrn), misplaced);
  EXPECT_THAT(Refusals(kUpn), Not(misplaced));

  BeginSetting();

  EXPECT_THAT(Refusals(kUrn), Not(misplaced));
  EXPECT_THAT(Refusals(kUpn), misplaced);
}

TEST_F(SubjectRulesTest, LetNoCorrectionMakeASettingOfAChild) {
  EXPECT_THAT(RefusalsOf(Check(Correcting(1, kOpenedSetting))),
              Contains("record.subject_stays @ record_opened.subject"));
  EXPECT_THAT(RefusalsOf(Check(Correcting(
                  1, "record_opened { subject: SUBJECT_KIND_CHILD name: 'Pip Larkwhistle' }"))),
              Not(Contains("record.subject_stays @ record_opened.subject")));
}

TEST_F(SubjectRulesTest, AskNothingOfARecordThatSaysNotWhoseItIs) {
  record_ = RecordBuilder();
  record_.Add("concern_raised { text: 'x' }");

  EXPECT_THAT(Refusals(kTerms), Not(Contains("record.kind_fits_the_subject @ term_dates_set")));
}

}  // namespace
}  // namespace cairn
