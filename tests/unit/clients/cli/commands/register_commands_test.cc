// Lists of children and of what is due for them: what they ask for, and what they print.
#include <algorithm>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/said_answers.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char kSettingHex[] = "00000000000000000000000000999901";

constexpr char kRegister[] = R"pb(
  rows {
    child {
      record_id: "0123456789abcdef"
      name: "Pip Larkwhistle"
      nc_year: "4"
      school: "Hazelmere Primary"
      fictional: true
    }
    sen_provision: SEN_PROVISION_K
    sen_provision_from { year: 2024 month: 10 day: 9 }
    needs: SEN_TYPE_SPLD
    needs: SEN_TYPE_SLCN
    key_worker: "Juniper Halloway"
    plan_id: "PA"
    plan_kind: PLAN_KIND_SEN_SUPPORT
    plan_version: 4
    plan_from { year: 2025 month: 9 day: 10 }
    next_review { year: 2026 month: 1 day: 3 }
    legal_duties_overdue: 2
    disputed: true
  }
  rows {
    child {
      record_id: "1123456789abcdef"
      name: "Wren Ashgrove"
      nc_year: "R"
      school: "Hazelmere Primary"
      fictional: true
    }
    sen_provision: SEN_PROVISION_E
  }
  total: 2
  as_of { year: 2025 month: 12 day: 19 }
)pb";

TEST(RegisterCommand, PrintsWhoIsOnIt) {
  FakeServer server;
  v1::ListRegisterRequest asked;
  server.list_register =
      Saying<v1::ListRegisterRequest, v1::ListRegisterResponse>(kRegister, asked);

  const Ran ran = RunCli(server, {"register"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(
      ran.out,
      R"(CHILD           YEAR STATUS SINCE      NEEDS     KEY WORKER PLAN           NEXT REVIEW REMARKS
Pip Larkwhistle 4    K      9 Oct 2024 SPLD SLCN Juniper    v4 from 10 Sep 3 Jan 2026  2 OVERDUE,
                                                 Halloway   2025                       disputed
Wren Ashgrove   R    E
2 children, as on 19 Dec 2025.
The children do not exist; everything here is invented.
)");
}

// A school that all have left was told "0 children" and nothing else.
TEST(RegisterCommand, SaysHowTheOthersAreListedWhenThereIsNobody) {
  FakeServer server;
  v1::ListRegisterRequest asked;
  server.list_register = Saying<v1::ListRegisterRequest, v1::ListRegisterResponse>(
      "as_of { year: 2025 month: 12 day: 19 }", asked);

  EXPECT_EQ(RunCli(server, {"register"}).out,
            "0 children, as on 19 Dec 2025.\n"
            "Who has left, or has no need on record, is listed with --all.\n");
  EXPECT_EQ(RunCli(server, {"register", "--all"}).out, "0 children, as on 19 Dec 2025.\n");
}

TEST(RegisterCommand, WrapsToTheTerminal) {
  FakeServer server;
  v1::ListRegisterRequest asked;
  server.list_register =
      Saying<v1::ListRegisterRequest, v1::ListRegisterResponse>(kRegister, asked);

  const Ran ran = RunCliInTerminal(server, {"register"}, "");

  size_t longest = 0;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
  EXPECT_LE(longest, 80u) << ran.out;
}

TEST(RegisterCommand, AsksForWhatItsFlagsSay) {
  FakeServer server;
  v1::ListRegisterRequest asked;
  server.list_register = Saying<v1::ListRegisterRequest, v1::ListRegisterResponse>("", asked);

  const Ran ran =
      RunCli(server, {"register",  "--setting", kSettingHex,  "--year",  "4,5",     "--year",
                      "6",         "--status",  "k",          "--need",  "slcn",    "--key-worker",
                      "Juniper",   "--search",  "pip",        "--all",   "--order", "next-review",
                      "--reverse", "--as-of",   "2025-12-19", "--limit", "7"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(asked.setting_id().size(), 16u);
  EXPECT_THAT(asked.nc_years(), ElementsAre("4", "5", "6"));
  EXPECT_THAT(asked.sen_provisions(), ElementsAre(v1::SEN_PROVISION_K));
  EXPECT_THAT(asked.needs(), ElementsAre(v1::SEN_TYPE_SLCN));
  EXPECT_EQ(asked.key_worker(), "Juniper");
  EXPECT_EQ(asked.search(), "pip");
  EXPECT_TRUE(asked.include_all());
  EXPECT_EQ(asked.order(), v1::REGISTER_ORDER_NEXT_REVIEW);
  EXPECT_TRUE(asked.descending());
  EXPECT_EQ(asked.as_of().day(), 19);
  EXPECT_EQ(asked.page_size(), 7);
}

TEST(RegisterCommand, RefusesCodesAndDaysThatThereAreNot) {
  FakeServer server;

  EXPECT_THAT(RunCli(server, {"register", "--status", "Q"}).err, HasSubstr("there are n, k, e"));
  EXPECT_EQ(RunCli(server, {"register", "--as-of", "soon"}).code, 2);
  EXPECT_EQ(RunCli(server, {"register", "--setting", "12"}).code, 2);
  EXPECT_EQ(RunCli(server, {"register", "--limit", "0"}).code, 2);
}

// Five children, at most two a page.
void ServeFivePages(FakeServer& server) {
  server.list_register = [](const v1::ListRegisterRequest& request, auto& response) {
    const int begun = request.page_token().empty() ? 0 : std::stoi(request.page_token());
    const int end = std::min({begun + std::min(request.page_size(), 2), 5});
    for (int i = begun; i < end; ++i) {
      response.add_rows()->mutable_child()->set_name(absl::StrFormat("Child %d", i + 1));
    }
    if (end < 5) response.set_next_page_token(std::to_string(end));
    response.set_total(5);
    return grpc::Status::OK;
  };
}

TEST(RegisterCommand, ReadsEveryPageOrAsManyRowsAsAreAskedFor) {
  FakeServer server;
  ServeFivePages(server);

  EXPECT_THAT(RunCli(server, {"register"}).out,
              AllOf(HasSubstr("Child 5"), HasSubstr("5 children")));
  const Ran three = RunCli(server, {"register", "--limit", "3"});
  EXPECT_THAT(three.out,
              AllOf(HasSubstr("Child 3"), Not(HasSubstr("Child 4")), HasSubstr("3 of 5 children")));
  EXPECT_THAT(RunCli(server, {"--json", "register"}).out,
              AllOf(HasSubstr("Child 5"), Not(HasSubstr("next_page_token"))));
}

TEST(RegisterCommand, WritesCsvForPrograms) {
  FakeServer server;
  v1::ListRegisterRequest asked;
  server.list_register =
      Saying<v1::ListRegisterRequest, v1::ListRegisterResponse>(kRegister, asked);

  const Ran ran = RunCli(server, {"register", "--csv"});

  EXPECT_THAT(ran.out, StartsWith("name,nc_year,school,record_id,setting_id,fictional,"
                                  "sen_provision,sen_provision_from,needs,key_worker,"));
  EXPECT_THAT(ran.out, HasSubstr("\r\nPip Larkwhistle,4,Hazelmere Primary,"
                                 "30313233343536373839616263646566,,1,K,2024-10-09,SPLD; SLCN,"
                                 "Juniper Halloway,,2026-01-03,,,,PA,SEN_SUPPORT,4,2025-09-10,0,1,"
                                 "2,\r\n"));
  EXPECT_EQ(RunCli(server, {"--json", "register", "--csv"}).code, 2);
}

constexpr char kDuties[] = R"pb(
  rows {
    child { record_id: "0123456789abcdef" name: "Pip Larkwhistle" nc_year: "4" }
    duty {
      rule_id: "ehc.decide_whether_to_assess"
      what: "Decision whether to assess"
      source: "SEND Regulations 2014 reg 5"
      legal_duty: true
      due { year: 2025 month: 1 day: 3 }
      state: DUTY_STATE_OVERDUE
      days: 3
      owner: DUTY_OWNER_LOCAL_AUTHORITY
      explanation: "6 weeks from 22 Nov 2024."
      standing: "3 days late"
    }
  }
  rows {
    child { record_id: "0123456789abcdef" name: "Pip Larkwhistle" nc_year: "4" }
    duty {
      what: "Meeting with parents"
      due { year: 2025 month: 1 day: 2 }
      state: DUTY_STATE_OVERDUE
      owner: DUTY_OWNER_SENCO
      owner_name: "Juniper Halloway"
      standing: "4 days after the usual time"
    }
  }
  rows {
    child { record_id: "1123456789abcdef" name: "Wren Ashgrove" nc_year: "R" }
    duty {
      what: "Review of the plan"
      due { year: 2025 month: 1 day: 18 }
      state: DUTY_STATE_RUNNING
      days: 12
      owner: DUTY_OWNER_SETTING
      standing: "12 days left"
    }
  }
  total: 3
  overdue: 2
  as_of { year: 2025 month: 1 day: 6 }
)pb";

TEST(DueCommand, SaysFirstThatSomethingIsOverdueAndNeverThatGuidanceIsLate) {
  FakeServer server;
  v1::ListDutiesRequest asked;
  server.list_duties = Saying<v1::ListDutiesRequest, v1::ListDutiesResponse>(kDuties, asked);

  EXPECT_EQ(
      RunCli(server, {"due"}).out,
      R"(STANDING               DUE         WHAT                       CHILD           YEAR WHO
OVERDUE, 3 days late   3 Jan 2025  Decision whether to assess Pip Larkwhistle 4    local authority
PAST, 4 days after the 2 Jan 2025  Meeting with parents       Pip Larkwhistle 4    Juniper Halloway
usual time
12 days left           18 Jan 2025 Review of the plan         Wren Ashgrove   R    setting
3 duties, 2 overdue, as on 6 Jan 2025.
)");
  EXPECT_THAT(RunCli(server, {"due", "--why"}).out,
              HasSubstr("\n    6 weeks from 22 Nov 2024. SEND Regulations 2014 reg 5\nPAST, "));
}

TEST(DueCommand, AsksForWhatItsFlagsSay) {
  FakeServer server;
  v1::ListDutiesRequest asked;
  server.list_duties = Saying<v1::ListDutiesRequest, v1::ListDutiesResponse>("", asked);

  const Ran ran = RunCli(server, {"due", "--from", "2025-01-01", "--to", "2025-02-01", "--owner",
                                  "senco,head", "--owner-name", "Juniper", "--rule",
                                  "ehc.issue_plan", "--state", "overdue", "--legal-only"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(asked.due_from().year(), 2025);
  EXPECT_EQ(asked.due_to().month(), 2);
  EXPECT_THAT(asked.owners(), ElementsAre(v1::DUTY_OWNER_SENCO, v1::DUTY_OWNER_HEAD));
  EXPECT_EQ(asked.owner_name(), "Juniper");
  EXPECT_THAT(asked.rule_ids(), ElementsAre("ehc.issue_plan"));
  EXPECT_THAT(asked.states(), ElementsAre(v1::DUTY_STATE_OVERDUE));
  EXPECT_TRUE(asked.legal_only());
}

TEST(DutiesCommand, PrintsTheTimeLimitsOfOneChildByName) {
  FakeServer server;
  v1::ListRegisterRequest searched;
  server.list_register =
      Saying<v1::ListRegisterRequest, v1::ListRegisterResponse>(kRegister, searched);
  v1::GetDutiesRequest asked;
  server.get_duties = Saying<v1::GetDutiesRequest, v1::GetDutiesResponse>(
      R"pb(
        duties {
          what: "Review of the plan"
          due { year: 2025 month: 1 day: 18 }
          state: DUTY_STATE_RUNNING
          owner: DUTY_OWNER_SETTING
          standing: "12 days left"
        }
        retention {
          keep_until { year: 2042 month: 2 day: 11 }
          on_hold: true
        }
        as_of { year: 2025 month: 1 day: 6 }
      )pb",
      asked);

  const Ran ran = RunCli(server, {"duties", "Pip Larkwhistle", "--as-of", "2025-01-06"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(asked.record_id(), "0123456789abcdef");
  EXPECT_EQ(ran.out, R"(Pip Larkwhistle, Y4, Hazelmere Primary
STANDING     DUE         WHAT               WHO
12 days left 18 Jan 2025 Review of the plan setting
1 duty, as on 6 Jan 2025.
The file is kept until 11 Feb 2042; a hold stands in the way of its disposal.
)");
}

}  // namespace
}  // namespace cairn::cli
