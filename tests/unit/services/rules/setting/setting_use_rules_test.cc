#include "services/rules/setting/setting_use_rules.h"

#include <string>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// A child of eight years, and the catalogue of Hollowtree.
class SettingUseRulesTest : public RulesTest {
 protected:
  std::vector<std::string> FindingsAt(const std::string& text) const {
    const v1::Entry entry = EntryOf(text);
    return FindingsOf(CheckEntry(
        record_.Build(), entry,
        {.today = *EarliestDay(entry.occurred()), .author = &author_, .setting = &setting_}));
  }

  v1::Actor author_;
  Record setting_ = Fold(CaseRecordId(), CaseEvents("hollowtree"));
};

TEST_F(SettingUseRulesTest, HaveNothingToSayAboutALineGivenAsItIsMeant) {
  EXPECT_THAT(
      FindingsAt(SupportStarted("catalogue_code: 'PHONICS_A' provider: 'Corwin Applegarth'")),
      Not(Contains(AnyOf(HasSubstr("in_catalogue"), HasSubstr("trained_for_it"),
                         HasSubstr("fits_the_age")))));
}

TEST_F(SettingUseRulesTest, NoticeACodeThatTheCatalogueDoesNotHave) {
  EXPECT_THAT(FindingsAt(SupportStarted("catalogue_code: 'PHONIX'")),
              Contains("provision.code_in_catalogue @ provision_started.catalogue_code"));
}

// R61: trained if needed.
TEST_F(SettingUseRulesTest, NoticeAProviderWhoIsNotTrained) {
  const auto untrained = Contains("provision.provider_trained_for_it @ provision_started.provider");

  EXPECT_THAT(
      FindingsAt(SupportStarted("catalogue_code: 'PHONICS_A' provider: 'Basil Thistlewood'")),
      untrained);
  EXPECT_THAT(FindingsAt(SupportStarted("catalogue_code: 'PHONICS_A' provider: 'A stranger'")),
              Not(untrained));
  EXPECT_THAT(FindingsAt(SupportStarted("catalogue_code: 'PHONICS_A' provider: 'Basil Thistlewood' "
                                        "trained: true")),
              Not(untrained));
}

TEST_F(SettingUseRulesTest, TakeWhoeverIsSignedInForTheProviderIfNobodyIsNamed) {
  author_.set_name("Basil Thistlewood");
  EXPECT_THAT(FindingsAt(SupportStarted("catalogue_code: 'PHONICS_A'")),
              Contains("provision.provider_trained_for_it @ provision_started.provider"));

  author_.set_name("Corwin Applegarth");
  EXPECT_THAT(FindingsAt(SupportStarted("catalogue_code: 'PHONICS_A'")),
              Not(Contains("provision.provider_trained_for_it @ provision_started.provider")));
}

TEST_F(SettingUseRulesTest, NoticeAnAgeThatTheLineIsNotFor) {
  const auto other_age = Contains("provision.fits_the_age @ provision_started.catalogue_code");

  EXPECT_THAT(FindingsAt(On(2027, 2, 10) + SupportStarted("catalogue_code: 'PHONICS_A'")),
              Not(other_age))
      << "nine until the day before the birthday";
  EXPECT_THAT(FindingsAt(On(2027, 2, 11) + SupportStarted("catalogue_code: 'PHONICS_A'")),
              other_age);
}

TEST_F(SettingUseRulesTest, NoticeALineThatWasWithdrawn) {
  RecordBuilder setting;
  setting.Add("record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree' }")
      .Add(
          "provision_defined { catalogue_code: 'OLD' name: 'Old' withdrawn_on { year: 2025 month: "
          "7 day: 22 } }");
  setting_ = setting.Build();
  const auto withdrawn = Contains("provision.still_offered @ provision_started.catalogue_code");

  EXPECT_THAT(FindingsAt(On(2025, 7, 22) + SupportStarted("catalogue_code: 'OLD'")),
              Not(withdrawn));
  EXPECT_THAT(FindingsAt(On(2025, 7, 23) + SupportStarted("catalogue_code: 'OLD'")), withdrawn);
}

TEST_F(SettingUseRulesTest, NoticeSessionsOfADayOnWhichSchoolWasClosed) {
  const std::string logged = "delivery_logged { provision_id: 'i1' delivered_sessions: 1 }";
  const auto closed = Contains("delivery.on_a_school_day @ delivery_logged");

  EXPECT_THAT(FindingsAt(On(2024, 11, 29) + logged), closed) << "training day";
  EXPECT_THAT(FindingsAt(On(2024, 11, 28) + logged), Not(closed));
  EXPECT_THAT(FindingsAt(On(2023, 10, 10) + logged), Not(closed)) << "terms unknown";
  EXPECT_THAT(FindingsAt(On(2024, 11, 29) + "delivery_logged { provision_id: 'i1' "
                                            "delivered_sessions: 0 }"),
              Not(closed));
  EXPECT_THAT(FindingsAt("occurred { from { year: 2024 month: 11 day: 25 } to { year: 2024 month: "
                         "11 day: 29 } precision: PRECISION_DAY } " +
                         logged),
              Not(closed))
      << "a week of sessions";
}

TEST_F(SettingUseRulesTest, SayNothingWhereNoSettingIsKnown) {
  EXPECT_THAT(Findings(SupportStarted("catalogue_code: 'PHONIX'")),
              Not(Contains("provision.code_in_catalogue @ provision_started.catalogue_code")));
}

}  // namespace
}  // namespace cairn
