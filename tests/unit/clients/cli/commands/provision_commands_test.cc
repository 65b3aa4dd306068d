// Lists of what is given, what came of it, and who is to read what.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/said_answers.h"

namespace cairn::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kProvision[] = R"pb(
  rows {
    child { name: "Pip Larkwhistle" nc_year: "4" }
    provision_id: "i1"
    what: "Phonics catch-up"
    type: PROVISION_TYPE_INTERVENTION
    group_id: "Phonics A"
    staff: "Ida Helper"
    from { year: 2024 month: 11 day: 18 }
    planned_sessions: 15
    delivered_sessions: 8
    delivered_minutes: 160
    cost_pence: 123450
    cost_explanation: "160 minutes at £15.00 an hour"
    shows: "Not evidence: 53 %"
  }
  rows {
    child { name: "Wren Ashgrove" nc_year: "R" }
    what: "Wobble board"
    planned_sessions: -1
    delivered_sessions: -1
    delivered_minutes: -1
    cost_pence: -1
  }
  sums {
    children: 2
    provisions: 2
    planned_minutes: 300
    delivered_minutes: 160
    cost_pence: 123450
    without_cost: 1
  }
  total: 2
  from { year: 2024 month: 9 day: 1 }
  to { year: 2025 month: 1 day: 6 }
)pb";

TEST(ProvisionCommand, PrintsTheMapAndWhatItComesTo) {
  FakeServer server;
  v1::GetProvisionMapRequest asked;
  server.get_provision_map =
      Saying<v1::GetProvisionMapRequest, v1::GetProvisionMapResponse>(kProvision, asked);

  const Ran ran = RunCli(server, {"provision", "--by", "need", "--tier", "targeted"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(asked.grouping(), v1::PROVISION_MAP_GROUPING_NEED);
  EXPECT_THAT(asked.tiers(), ElementsAre(v1::TIER_TARGETED));
  EXPECT_EQ(
      ran.out,
      R"(CHILD       YEAR WHAT         GROUP     GIVEN BY   FROM         GIVEN MINUTES      COST SHOWS
Pip         4    Phonics      Phonics A Ida Helper 18 Nov 2024   8/15     160 £1,234.50 Not
Larkwhistle      catch-up                                                               evidence: 53
                                                                                        %
Wren        R    Wobble board                                  no log
Ashgrove
2 provisions, 1 Sep 2024 to 6 Jan 2025.
IN ALL     CHILDREN PROVISIONS PLANNED MIN GIVEN MIN      COST COST UNKNOWN
everything        2          2         300       160 £1,234.50            1
)");
}

TEST(ProvisionCommand, WritesOnlyTheSumsWhenAsked) {
  FakeServer server;
  v1::GetProvisionMapRequest asked;
  server.get_provision_map =
      Saying<v1::GetProvisionMapRequest, v1::GetProvisionMapResponse>(kProvision, asked);

  EXPECT_EQ(RunCli(server, {"provision", "--sums", "--csv"}).out,
            "label,key,children,provisions,planned_minutes,delivered_minutes,cost_pence,"
            "without_cost\r\n"
            "everything,,2,2,300,160,123450,1\r\n");
  EXPECT_EQ(asked.page_size(), 1);
}

TEST(ImpactCommand, PutsWhatWasMeasuredUnderItsLine) {
  FakeServer server;
  v1::GetImpactRequest asked;
  server.get_impact = Saying<v1::GetImpactRequest, v1::GetImpactResponse>(
      R"pb(
        rows {
          label: "Phonics catch-up"
          children: 6
          provisions: 7
          changed: 3
          no_evidence: 4
          no_evidence_reasons { reason: "no baseline" provisions: 3 }
          no_evidence_reasons { reason: "too little given" provisions: 1 }
          dose_percent: 53
          measures {
            measure: "YARC"
            unit: "standard score"
            children: 3
            mean_change { value: 42 scale: 1 }
            interval_low { value: -1 scale: 1 }
            interval_high { value: 83 scale: 1 }
            interval_percent: 95
          }
        }
        total: 1
        rules_version: 4
      )pb",
      asked);

  const Ran ran = RunCli(server, {"impact", "--by", "need"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(asked.grouping(), v1::IMPACT_GROUPING_NEED);
  EXPECT_THAT(ran.out,
              HasSubstr("\n    YARC standard score: +4.2 (95 % between -0.1 and 8.3), 3 children\n"
                        "    Not evidence: no baseline 3; too little given 1\n"
                        "1 line; judged by rules v4. Counts are courses of one child each.\n"));
}

TEST(ImpactCommand, CallsASettingWithoutANameByItsId) {
  FakeServer server;
  v1::GetImpactRequest asked;
  server.get_impact = Saying<v1::GetImpactRequest, v1::GetImpactResponse>(
      "rows { key: '0101' children: 1 provisions: 1 } total: 1", asked);

  EXPECT_THAT(RunCli(server, {"impact", "--by", "setting"}).out, HasSubstr("\n0101 "));
  EXPECT_THAT(RunCli(server, {"impact", "--by", "setting", "--csv"}).out,
              HasSubstr("\r\n,0101,1,1,"));
}

TEST(AcknowledgementsCommand, PrintsWhoHasNotRead) {
  FakeServer server;
  v1::ListAcknowledgementsRequest asked;
  server.list_acknowledgements =
      Saying<v1::ListAcknowledgementsRequest, v1::ListAcknowledgementsResponse>(
          R"pb(
            rows {
              child { name: "Pip Larkwhistle" nc_year: "4" }
              person: "Basil Thistlewood"
              capacity: CAPACITY_CLASS_TEACHER
              what: "SEN support plan v3"
              since { year: 2025 month: 2 day: 12 }
              days: 310
              read_before: "v2, 16 Dec 2024"
            }
            total: 1
            as_of { year: 2025 month: 12 day: 19 }
          )pb",
          asked);

  const Ran ran = RunCli(server, {"acknowledgements", "--person", "Basil"});

  EXPECT_EQ(asked.person(), "Basil");
  EXPECT_EQ(
      ran.out,
      R"(WHO         AS            WHAT             SINCE       DAYS READ BEFORE     CHILD           YEAR
Basil       class teacher SEN support plan 12 Feb 2025  310 v2, 16 Dec 2024 Pip Larkwhistle 4
Thistlewood               v3
1 reading outstanding, as on 19 Dec 2025.
)");
}

}  // namespace
}  // namespace cairn::cli
