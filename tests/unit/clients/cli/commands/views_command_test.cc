// How views stand, and their rebuild.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/said_answers.h"

namespace cairn::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ViewsCommand, SaysHowEachStandsAndFailsWhenOneHasStopped) {
  FakeServer server;
  v1::GetStatusRequest asked;
  server.get_status = Saying<v1::GetStatusRequest, v1::GetStatusResponse>(
      R"pb(
        position { value: 120 }
        views {
          name: "register"
          state: VIEW_STATE_LIVE
          view_generation: 2
          records: 400
          position { value: 120 }
          version: "0123456789abcdef"
        }
        views {
          name: "duties"
          state: VIEW_STATE_STOPPED
          view_generation: 1
          records: 12
          position { value: 17 }
          stopped_at { value: 18 }
          stopped_because: "the record cannot be read"
          version: "89abcdef01234567"
        }
      )pb",
      asked);

  const Ran ran = RunCli(server, {"views"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, R"(VIEW     STATE   RECORDS POSITION GENERATION VERSION
register LIVE        400      120          2 01234567
duties   STOPPED      12       17          1 89abcdef
    Stopped at position 18: the record cannot be read
The log is at position 120.
)");
  EXPECT_THAT(RunCli(server, {"status"}).out,
              HasSubstr("Views          1 live, 1 STOPPED (cairn views says why)\n"));
}

TEST(ViewsCommand, SaysWhyRowsAreNotBeingWritten) {
  FakeServer server;
  v1::GetStatusRequest asked;
  server.get_status = Saying<v1::GetStatusRequest, v1::GetStatusResponse>(
      R"pb(
        position { value: 120 }
        views {
          name: "register"
          state: VIEW_STATE_LIVE
          view_generation: 2
          records: 400
          position { value: 90 }
          version: "0123456789abcdef"
          waits_because: "the disk is nearly full"
        }
      )pb",
      asked);

  const Ran ran = RunCli(server, {"views"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("    Waits: the disk is nearly full\n"));
  EXPECT_THAT(RunCli(server, {"status"}).out,
              HasSubstr("Views          1 live, WAITING: the disk is nearly full\n"));
}

TEST(ViewsCommand, RebuildsThoseThatAreNamedAndFailsWhenOneIsNotTaken) {
  FakeServer server;
  v1::RebuildViewsRequest asked;
  server.rebuild_views = [&](const v1::RebuildViewsRequest& request, auto& writer) {
    asked = request;
    for (const char* text :
         {"progress { view: 'register' records { done: 1 total: 2 } }",
          "report { view: 'register' view_generation: 3 records: 1 events: 9 sampled: 1 "
          "position { value: 120 } }",
          "report { view: 'duties' refused_because: 'a sample differs' }"}) {
      writer.Write(Parsed<v1::RebuildViewsResponse>(text));
    }
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"views", "rebuild", "register", "duties"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(asked.views(), ElementsAre("register", "duties"));
  EXPECT_EQ(ran.out,
            "register: 1 record from 9 events to position 120, 1 held against the log; "
            "generation 3 is served.\n"
            "duties: NOT TAKEN, the old rows stay: a sample differs\n");
}

TEST(ViewsCommand, SaysThatARebuildRunsAlready) {
  FakeServer server;
  int calls = 0;
  server.rebuild_views = [&](const auto&, auto&) {
    ++calls;
    return OnTheWire(Refusal(v1::ERROR_REASON_ALREADY_RUNNING, "A rebuild is running."));
  };

  EXPECT_EQ(RunCli(server, {"views", "rebuild"}).code, 1);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace cairn::cli
