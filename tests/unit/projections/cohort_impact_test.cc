#include "projections/cohort_impact.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/provision/provision_rows.h"
#include "projections/record/fold.h"
#include "projections/wording/words.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"
#include "tests/unit/projections/cohort/stored_children.h"

namespace cairn {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class ImpactOfChildren : public ::testing::Test {
 protected:
  v1::ChildRef& Add(const std::vector<EventPtr>& events) {
    return children_.Add("Child " + std::to_string(children_.all.size() + 1),
                         ProvisionRowsOf(Fold({}, events)).SerializeAsString());
  }

  // Ten weeks of phonics, three measurements, nine of ten sessions given.
  v1::ChildRef& AddPhonics(int first, int last, const std::string& name = "Phonics A") {
    const auto measure = [](int words) {
      return "{ measure: 'words correct of 100' value { value: " + std::to_string(words) + " } }";
    };
    HistoryBuilder history;
    history
        .Add("2025-01-06", "provision_started { provision_id: 'i1' name: '" + name +
                               "' provision_type: PROVISION_TYPE_INTERVENTION "
                               "provider: 'Tia' entry_measure " +
                               measure(first) + " }")
        .Add("2025-02-10",
             "progress_measured { provision_id: 'i1' "
             "measurement " +
                 measure((first + last) / 2) + " }")
        .Add("2025-03-10",
             "delivery_logged { provision_id: 'i1' delivered_sessions: 9 planned_sessions: 10 "
             "minutes_delivered: 180 }")
        .Add("2025-03-14",
             "provision_ended { provision_id: 'i1' reason: "
             "PROVISION_END_REASON_COMPLETED exit_measure " +
                 measure(last) + " }");
    return Add(history.events());
  }

  std::vector<v1::ImpactRow> Impact(const v1::GetImpactRequest& request = {}) {
    return ImpactOf(children_.all, request, Day("2025-12-19"));
  }

  StoredChildren<rows::ProvisionRows> children_;
};

TEST_F(ImpactOfChildren, LeavesOutWhatRanOnOnlyBecauseNobodyEndedItWhenTheChildLeft) {
  HistoryBuilder history;
  history.Add("2025-01-06",
              "provision_started { provision_id: 'i1' name: 'Phonics' provision_type: "
              "PROVISION_TYPE_INTERVENTION }");
  Add(history.events());
  v1::GetImpactRequest request;
  *request.mutable_from() = ToProto(Day("2025-09-01"));
  EXPECT_THAT(Impact(request), SizeIs(1));

  children_.all.back().left = Day("2025-07-18");

  EXPECT_THAT(Impact(request), IsEmpty());
}

// A whole authority: the mean of 1,500 changes of 2 and 1,500 of 4.
TEST_F(ImpactOfChildren, SaysItOfThousandsToo) {
  AddPhonics(10, 12);
  AddPhonics(20, 24);
  const std::vector<ChildProvision> two = children_.all;
  for (int i = 1; i < 1'500; ++i) {
    for (const ChildProvision& child : two) {
      children_.all.push_back(child);
      children_.all.back().child = &children_.refs.emplace_back(*child.child);
    }
  }

  const std::vector<v1::ImpactRow> impact = Impact();

  ASSERT_THAT(impact, SizeIs(1));
  ASSERT_EQ(impact[0].measures_size(), 1);
  EXPECT_EQ(impact[0].measures(0).children(), 3'000);
  EXPECT_EQ(FormatDecimal(impact[0].measures(0).mean_change()), "3.00");
  EXPECT_EQ(FormatDecimal(impact[0].measures(0).interval_low()), "2.96");
  EXPECT_TRUE(impact[0].measures(0).has_effect_size());
}

// Changes 2, 4, 6, 8 as in mean_change_test; first figures 10, 10, 20, 30 have a spread of 9.5743,
// and 5 / 9.5743 is 0.52.
TEST_F(ImpactOfChildren, SaysHowMuchChangedAndHowSureThatIs) {
  AddPhonics(10, 12);
  AddPhonics(10, 14);
  AddPhonics(20, 26, "phonics  a");
  AddPhonics(30, 38);

  const std::vector<v1::ImpactRow> impact = Impact();

  ASSERT_THAT(impact, SizeIs(1));
  EXPECT_EQ(impact[0].label(), "Phonics A");
  EXPECT_EQ(impact[0].children(), 4);
  EXPECT_EQ(impact[0].changed(), 4);
  EXPECT_EQ(impact[0].delivered_sessions(), 36);
  EXPECT_EQ(impact[0].planned_sessions(), 40);
  EXPECT_EQ(impact[0].delivered_minutes(), 720);
  EXPECT_EQ(impact[0].dose_percent(), 90);
  ASSERT_EQ(impact[0].measures_size(), 1);
  const v1::MeasureChange& change = impact[0].measures(0);
  EXPECT_EQ(change.measure(), "words correct of 100");
  EXPECT_EQ(change.children(), 4);
  EXPECT_EQ(FormatDecimal(change.mean_change()), "5.00");
  EXPECT_EQ(FormatDecimal(change.interval_low()), "0.89");
  EXPECT_EQ(FormatDecimal(change.interval_high()), "9.11");
  EXPECT_EQ(change.interval_percent(), 95);
  EXPECT_EQ(FormatDecimal(change.effect_size()), "0.52");
  EXPECT_EQ(change.formula_version(), 1u);
}

TEST_F(ImpactOfChildren, HasNoIntervalForTwo) {
  AddPhonics(10, 12);
  AddPhonics(20, 26);

  const v1::MeasureChange change = Impact()[0].measures(0);

  EXPECT_TRUE(change.has_mean_change());
  EXPECT_FALSE(change.has_interval_low());
  EXPECT_EQ(change.interval_percent(), 0);
}

TEST_F(ImpactOfChildren, CountsAChildOnceOnEachMeasure) {
  AddPhonics(10, 12);
  rows::ProvisionRow again = children_.rows[0].provisions(0);
  again.set_provision_id("i2");
  again.mutable_change()->set_first_day(again.change().last_day());
  *again.mutable_change()->mutable_first() = again.change().last();
  again.mutable_change()->set_last_day(again.change().last_day() + 60);
  again.mutable_change()->mutable_last()->set_value(20);
  *children_.rows[0].add_provisions() = again;

  const v1::ImpactRow row = Impact()[0];

  EXPECT_EQ(row.children(), 1);
  EXPECT_EQ(row.provisions(), 2);
  EXPECT_EQ(row.measures(0).children(), 1);
  EXPECT_EQ(FormatDecimal(row.measures(0).mean_change()), "10.00");
}

TEST_F(ImpactOfChildren, SaysWhyThereIsNoEvidenceMostFrequentFirst) {
  Add(CaseEvents("case-a"));
  Add(CaseEvents("case-b"));
  v1::GetImpactRequest request;
  request.add_types(v1::PROVISION_TYPE_INTERVENTION);
  request.set_grouping(v1::IMPACT_GROUPING_NEED);

  const std::vector<v1::ImpactRow> impact = Impact(request);

  ASSERT_THAT(impact, SizeIs(2));
  EXPECT_EQ(impact[0].key(), "SPLD");
  EXPECT_EQ(impact[0].provisions(), 2);
  EXPECT_EQ(impact[0].changed(), 1);
  EXPECT_EQ(impact[0].no_evidence(), 1);
  ASSERT_EQ(impact[0].no_evidence_reasons_size(), 2);
  EXPECT_EQ(impact[0].no_evidence_reasons(0).reason(),
            "less than 60% of what was planned was given");
  EXPECT_EQ(impact[0].no_evidence_reasons(1).reason(), "the measure was changed");
  EXPECT_EQ(impact[1].key(), "SEMH");
}

TEST_F(ImpactOfChildren, CountsEveryProvisionUnderOneVerdict) {
  Add(CaseEvents("case-a"));
  Add(CaseEvents("case-b"));
  AddPhonics(10, 10);

  for (const v1::ImpactRow& row : Impact()) {
    EXPECT_EQ(row.changed() + row.no_reliable_change() + row.cause_unknown() + row.cannot_tell() +
                  row.no_evidence(),
              row.provisions())
        << row.label();
  }
}

TEST_F(ImpactOfChildren, KeepsToTheDaysAskedFor) {
  AddPhonics(10, 12);
  v1::GetImpactRequest request;

  *request.mutable_from() = ToProto(Day("2025-03-14"));
  EXPECT_THAT(Impact(request), SizeIs(1));
  *request.mutable_from() = ToProto(Day("2025-03-15"));
  EXPECT_THAT(Impact(request), IsEmpty());
  request.clear_from();
  *request.mutable_to() = ToProto(Day("2025-01-05"));
  EXPECT_THAT(Impact(request), IsEmpty());
}

TEST_F(ImpactOfChildren, FindsWordsAndGroupsBySetting) {
  AddPhonics(10, 12).set_setting_id(std::string(16, '\x01'));
  children_.all.back().setting_name = "Hollowtree";
  AddPhonics(10, 12, "Sight words");
  v1::GetImpactRequest request;
  request.set_search("PHON");
  EXPECT_THAT(Impact(request), SizeIs(1));

  v1::GetImpactRequest by_setting;
  by_setting.set_grouping(v1::IMPACT_GROUPING_SETTING);
  const std::vector<v1::ImpactRow> impact = Impact(by_setting);
  ASSERT_THAT(impact, SizeIs(2));
  EXPECT_EQ(impact[0].label(), "Hollowtree");
  EXPECT_EQ(impact[0].key(), "01010101010101010101010101010101");
  EXPECT_EQ(impact[1].key(), "none");
}

TEST_F(ImpactOfChildren, CallsASettingByItsOwnNameWhereverItsChildrenAreByNow) {
  for (const char* school : {"Larchmere", "", "Hollowtree"}) {
    v1::ChildRef& child = AddPhonics(10, 12);
    child.set_setting_id(std::string(16, '\x01'));
    child.set_school(school);
    children_.all.back().setting_name = "Hollowtree";
  }
  v1::GetImpactRequest by_setting;
  by_setting.set_grouping(v1::IMPACT_GROUPING_SETTING);

  const std::vector<v1::ImpactRow> impact = Impact(by_setting);

  ASSERT_THAT(impact, SizeIs(1));
  EXPECT_EQ(impact[0].label(), "Hollowtree");
  EXPECT_EQ(impact[0].children(), 3);
}

TEST_F(ImpactOfChildren, CallsASettingNothingWhenItsRecordHasNoName) {
  v1::ChildRef& child = AddPhonics(10, 12);
  child.set_setting_id(std::string(16, '\x01'));
  child.set_school("Larchmere");
  v1::GetImpactRequest by_setting;
  by_setting.set_grouping(v1::IMPACT_GROUPING_SETTING);

  const std::vector<v1::ImpactRow> impact = Impact(by_setting);

  ASSERT_THAT(impact, SizeIs(1));
  EXPECT_EQ(impact[0].label(), "");
  EXPECT_EQ(impact[0].key(), "01010101010101010101010101010101");
}

}  // namespace
}  // namespace cairn
