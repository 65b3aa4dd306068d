#include "projections/returns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_join.h"

#include "projections/returns/return_rows.h"
#include "tests/support/test_ids.h"
#include "tests/unit/projections/cohort/rows_of_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "Requests: ReceivedDate=2025-05-06 RequestSource=parent; missing Sex": the fields that are there.
std::vector<std::string> Sentences(const std::vector<v1::ReturnRow>& rows, v1::ReturnKind kind) {
  const v1::ReturnHeader header = ReturnHeaderOf(kind, CivilDate());
  std::vector<std::string> sentences;
  for (const v1::ReturnRow& row : rows) {
    std::string sentence = row.module() + ":";
    for (const v1::ReturnModule& module : header.modules()) {
      if (module.name() != row.module()) continue;
      EXPECT_EQ(module.fields_size(), row.values_size());
      for (int i = 0; i < row.values_size(); ++i) {
        if (row.values(i).empty()) continue;
        sentence += " " + module.fields(i) + "=" + row.values(i);
      }
    }
    if (!row.missing().empty()) sentence += "; missing " + absl::StrJoin(row.missing(), " ");
    sentences.push_back(sentence);
  }
  return sentences;
}

std::vector<std::string> Return(const std::vector<EventPtr>& events, v1::ReturnKind kind,
                                std::string_view day) {
  const auto rows = RowsOf<rows::ReturnRows>(ReturnsView(), events);
  return Sentences(ReturnRowsOf({CaseRecordId(), &rows}, kind, Day(day)), kind);
}

std::vector<std::string> Census(const std::vector<EventPtr>& events, std::string_view day) {
  return Return(events, v1::RETURN_KIND_SCHOOL_CENSUS, day);
}
std::vector<std::string> Sen2(const std::vector<EventPtr>& events, std::string_view day) {
  return Return(events, v1::RETURN_KIND_SEN2, day);
}

TEST(SchoolCensus, OfCaseAGivesTheCodesOfTheDay) {
  const std::vector<EventPtr> events = CaseEvents("case-a");
  EXPECT_THAT(Census(events, "2024-10-03"),
              ElementsAre("SpecialEducationalNeeds: UPN=A909298721014 SENprovision=N"));
  EXPECT_THAT(Census(events, "2025-01-16"),
              ElementsAre("SpecialEducationalNeeds: UPN=A909298721014 SENprovision=K",
                          "SENneed: UPN=A909298721014 SENtypeRank=1 SENtype=SPLD",
                          "SENneed: UPN=A909298721014 SENtypeRank=2 SENtype=SLCN"));
  // Not on roll any more.
  EXPECT_THAT(Census(events, "2026-01-15"), IsEmpty());
}

TEST(SchoolCensus, NamesWhatItRequiresAndTheRecordDoesNotHave) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  EXPECT_THAT(Census(history.events(), "2024-10-03"),
              ElementsAre("SpecialEducationalNeeds:; missing UPN SENprovision"));
  history.Add("2024-09-03", "sen_status_set { status: SEN_PROVISION_K }");
  // Types are asked for in the spring alone.
  EXPECT_THAT(Census(history.events(), "2024-10-03"),
              ElementsAre("SpecialEducationalNeeds: SENprovision=K; missing UPN"));
  EXPECT_THAT(Census(history.events(), "2025-01-16"),
              ElementsAre("SpecialEducationalNeeds: SENprovision=K; missing UPN",
                          "SENneed: SENtypeRank=1; missing UPN SENtype"));
}

TEST(SchoolCensus, TakesNoCodeThatDoesNotCountOnTheDay) {
  HistoryBuilder history = ChildOpened("2013-09-02", "Wren");
  history.Add("2013-09-03", "sen_status_set { status: SEN_PROVISION_A }")
      .Add("2013-09-03",
           "needs_identified { needs { type: SEN_TYPE_BESD } needs { type: SEN_TYPE_MLD } }");
  EXPECT_THAT(Census(history.events(), "2014-01-16"),
              ElementsAre("SpecialEducationalNeeds: SENprovision=A; missing UPN"));
  EXPECT_THAT(Census(history.events(), "2015-01-15"),
              ElementsAre("SpecialEducationalNeeds:; missing UPN SENprovision"));
  history.Add("2014-09-03", "sen_status_set { status: SEN_PROVISION_K }");
  EXPECT_THAT(Census(history.events(), "2015-01-15"),
              ElementsAre("SpecialEducationalNeeds: SENprovision=K; missing UPN",
                          "SENneed: SENtypeRank=1; missing UPN SENtype",
                          "SENneed: SENtypeRank=2 SENtype=MLD; missing UPN"));
}

TEST(SchoolCensus, TakesNsaWithSenSupportAlone) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history.Add("2024-09-03", "sen_status_set { status: SEN_PROVISION_E }")
      .Add("2024-09-03", "needs_identified { needs { type: SEN_TYPE_NSA } }");
  EXPECT_THAT(Census(history.events(), "2025-01-16"),
              ElementsAre("SpecialEducationalNeeds: SENprovision=E; missing UPN",
                          "SENneed: SENtypeRank=1; missing UPN SENtype"));
}

TEST(SchoolCensus, KeepsUnitAndBaseWhenALaterEntryOnlyAddsTheLastDay) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history
      .Add("2024-09-02",
           "placement_recorded { school: 'Elm' urn: '999903' sen_unit: true resourced_provision: "
           "false }")
      .Add("2025-01-06", "placement_recorded { school: 'Elm' to { year: 2025 month: 2 day: 14 } }");
  EXPECT_THAT(Census(history.events(), "2025-01-16"),
              ElementsAre("SpecialEducationalNeeds: SENunitIndicator=1 "
                          "ResourcedProvisionIndicator=0; missing UPN SENprovision"));
}

TEST(Sen2, OfCaseAHasTheRequestThatWasRefusedInTheYearAndLeavesItOutLater) {
  const std::vector<EventPtr> events = CaseEvents("case-a");
  EXPECT_THAT(Sen2(events, "2025-01-16"), IsEmpty());
  EXPECT_THAT(
      Sen2(events, "2026-01-15"),
      ElementsAre("Person: UPN=A909298721014 PersonBirthDate=2017-02-11; missing Sex Ethnicity "
                  "PostCode",
                  "Requests: ReceivedDate=2025-05-21 RequestSource=head "
                  "RequestOutcomeDate=2025-07-01 RequestOutcome=refuse to assess "
                  "RequestMediation=1 RequestTribunal=0"));
  EXPECT_THAT(Sen2(events, "2027-01-21"), IsEmpty());
}

TEST(Sen2, OfCaseBHasTheRequestOnTheDayAndThePlanAYearLater) {
  const std::vector<EventPtr> events = CaseEvents("case-b");
  const std::string person =
      "Person: UPN=C909399016027 PersonBirthDate=2012-01-19; missing Sex Ethnicity PostCode";
  const std::string request =
      "Requests: ReceivedDate=2025-05-06 RequestSource=parent RequestOutcomeDate=2025-06-17 "
      "RequestOutcome=refuse to assess RequestMediation=0 RequestTribunal=1";
  EXPECT_THAT(Sen2(events, "2026-01-15"), ElementsAre(person, request));
  EXPECT_THAT(
      Sen2(events, "2027-01-21"),
      ElementsAre(person, request,
                  "Assessment: AssessmentOutcome=issue OtherMediation=0 OtherTribunal=0 Week20=0; "
                  "missing AssessmentOutcomeDate",
                  "NamedPlan: StartDate=2026-02-19; missing PlanRes PlanWBP PB",
                  "PlanDetail: URN=999902 PlacementRank=1", "ActivePlans:",
                  "PlacementDetail: URN=999902 PlacementRank=1 EntryDate=2024-09-03",
                  "SENneed: SENtype=SEMH SENtypeRank=1", "SENneed: SENtype=ASD SENtypeRank=2"));
}

// A child with a plan since 2023 and a review in 2025.
HistoryBuilder WithPlan() {
  HistoryBuilder history = ChildOpened("2022-09-05", "Wren");
  history
      .Add("2023-02-01",
           "ehc_requested { requester: CAPACITY_SENCO received_by_authority { year: 2023 month: 2 "
           "day: 3 } }")
      .Add("2023-03-10",
           "ehc_decision_notified { decision: EHC_DECISION_ASSESS notice_sent { year: 2023 month: "
           "3 day: 9 } }")
      .Add(
          "2023-05-02",
          "ehc_exception_claimed { ground: EHC_EXCEPTION_GROUND_AWAY limit: EHC_LIMIT_FINAL_PLAN }")
      .Add("2023-05-30", "ehc_decision_notified { decision: EHC_DECISION_ISSUE }")
      .Add("2023-07-03",
           "ehc_plan_served { stage: EHC_PLAN_STAGE_FINAL plan_date { year: 2023 month: 6 day: 30 "
           "} named_school: 'Elm' }")
      .Add("2023-07-03", EntryOn("2023-06-30", "sen_status_set { status: SEN_PROVISION_E }"))
      .Add("2025-06-10", "meeting_held { meeting: MEETING_TYPE_ANNUAL_REVIEW }")
      .Add("2025-07-04",
           "ehc_decision_notified { decision: EHC_DECISION_AMEND after_annual_review: true }")
      .Add("2025-07-04", "ehc_plan_served { stage: EHC_PLAN_STAGE_DRAFT }")
      .Add("2025-08-20",
           "ehc_plan_served { stage: EHC_PLAN_STAGE_AMENDED_FINAL named_school: 'Oak' "
           "for_phase_transfer: true }");
  return history;
}

TEST(Sen2, TellsRequestAssessmentPlanAndReviewOfAnActivePlan) {
  const std::string no_unknowns = "; missing PlanRes PlanWBP PB";
  EXPECT_THAT(
      Sen2(WithPlan().events(), "2026-01-15"),
      ElementsAre("Person:; missing UPN PersonBirthDate Sex Ethnicity PostCode",
                  "Requests: ReceivedDate=2023-02-03 RequestSource=SENCO "
                  "RequestOutcomeDate=2023-03-09 RequestOutcome=assess",
                  "Assessment: AssessmentOutcome=issue AssessmentOutcomeDate=2023-05-30 "
                  "OtherMediation=0 OtherTribunal=0 Week20=1",
                  "NamedPlan: StartDate=2023-06-30" + no_unknowns,
                  "PlanDetail: PlacementRank=1; missing URN",
                  "ActivePlans: ReviewMeeting=2025-06-10 ReviewOutcome=amend "
                  "ReviewDraft=2025-07-04 PhaseTransferFinalDate=2025-08-20 LastReview=2025-07-04",
                  "SENneed: SENtypeRank=1; missing SENtype"));
}

TEST(Sen2, TellsWhyAPlanCeasedUntilTheYearIsOver) {
  HistoryBuilder history = WithPlan();
  history.Add("2025-10-01",
              "ehc_decision_notified { decision: EHC_DECISION_CEASE cease_reason_code: '2' }");
  EXPECT_THAT(Sen2(history.events(), "2026-01-15"),
              ::testing::Contains("NamedPlan: StartDate=2023-06-30 CeaseDate=2025-10-01 "
                                  "CeaseReason=2; missing PlanRes PlanWBP PB"));
  EXPECT_THAT(Sen2(history.events(), "2027-01-21"), IsEmpty());
}

TEST(Sen2, MissesTheEndOfAPlanThatOnlyTheStatusTells) {
  HistoryBuilder history = WithPlan();
  history.Add("2025-10-01", "sen_status_set { status: SEN_PROVISION_K }");
  EXPECT_THAT(Sen2(history.events(), "2026-01-15"),
              ::testing::Contains("NamedPlan: StartDate=2023-06-30; missing PlanRes PlanWBP PB "
                                  "CeaseDate CeaseReason"));
  EXPECT_THAT(Sen2(history.events(), "2027-01-21"), IsEmpty());
}

TEST(Sen2, TakesAPlanOfWhichOnlyTheStatusIsRecorded) {
  HistoryBuilder history = ChildOpened("2024-09-02", "Wren");
  history.Add("2024-09-02", "sen_status_set { status: SEN_PROVISION_E }")
      .Add("2024-09-02",
           "details_recorded { ethnicity: 'WBRI' address: '1 High Street' address: 'Wexmere wx1 "
           "2ab' }");
  EXPECT_THAT(Sen2(history.events(), "2025-01-16"),
              ElementsAre("Person: Ethnicity=WBRI PostCode=WX1 2AB; missing UPN PersonBirthDate "
                          "Sex",
                          "NamedPlan: StartDate=2024-09-02; missing PlanRes PlanWBP PB",
                          "ActivePlans:", "SENneed: SENtypeRank=1; missing SENtype"));
}

TEST(Sen2, OfTheFirstYearThatADateCanHaveSpeaksOfTheYearBefore) {
  HistoryBuilder history = ChildOpened("1900-01-01", "Wren");
  history.Add("2024-09-02", EntryOn("1900-01-02", "ehc_requested { requester: CAPACITY_PARENT }"))
      .Add("2024-09-02", EntryOn("1900-01-05",
                                 "ehc_decision_notified { decision: EHC_DECISION_REFUSE_TO_ASSESS "
                                 "}"));
  EXPECT_THAT(Sen2(history.events(), "1900-01-18"),
              ::testing::Contains(::testing::HasSubstr("RequestOutcomeDate=1900-01-05")));
}

TEST(Postcode, IsFoundAtTheEndOfAnAddressHoweverItIsWritten) {
  const auto found = [](std::vector<std::string> lines) {
    const google::protobuf::RepeatedPtrField<std::string> address(lines.begin(), lines.end());
    return PostcodeIn(address);
  };
  EXPECT_EQ(found({"1 High Street", "London SW1A 1AA"}), "SW1A 1AA");
  EXPECT_EQ(found({"b337xq"}), "B33 7XQ");
  EXPECT_EQ(found({"M1 1AE", "England"}), "M1 1AE");
  EXPECT_EQ(found({"Flat 2B", "12 Main Road"}), "");
  EXPECT_EQ(found({}), "");
}

TEST(Returns, SayWhereTheirColumnsAreKnownFrom) {
  const v1::ReturnHeader header = ReturnHeaderOf(v1::RETURN_KIND_SEN2, Day("2026-01-15"));
  EXPECT_EQ(header.modules_size(), 8);
  EXPECT_EQ(header.census_day().day(), 15);
  EXPECT_THAT(header.specification(), ::testing::HasSubstr("guide v1.4"));
  EXPECT_EQ(ReturnHeaderOf(v1::RETURN_KIND_UNSPECIFIED, CivilDate()).modules_size(), 0);
}

TEST(Returns, AreListedPartByPartAndByName) {
  std::vector<rows::ReturnRows> rows;
  for (const std::string_view name : {"Zoë", "Åke"}) {
    HistoryBuilder history = ChildOpened("2024-09-02", name);
    history.Add("2024-09-03", "sen_status_set { status: SEN_PROVISION_K }");
    rows.push_back(RowsOf<rows::ReturnRows>(ReturnsView(), history.events()));
  }
  const std::vector<ReturnChild> children = {{IdOf<RecordId>('z'), &rows[0]},
                                             {IdOf<RecordId>('a'), &rows[1]}};
  std::string order;
  for (const auto& row : ListReturn(children, v1::RETURN_KIND_SCHOOL_CENSUS, Day("2025-01-16"))) {
    order += row.module() + " " + row.record_id()[0] + ", ";
  }
  EXPECT_EQ(order, "SpecialEducationalNeeds a, SpecialEducationalNeeds z, SENneed a, SENneed z, ");
}

}  // namespace
}  // namespace cairn
