// Statutory returns, as text, CSV and files.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/said_answers.h"

namespace cairn::cli {
namespace {

using testing::HasSubstr;

void ServeReturn(FakeServer& server) {
  server.export_return = [](const v1::ExportReturnRequest& request, auto& writer) {
    EXPECT_EQ(request.kind(), v1::RETURN_KIND_SEN2);
    EXPECT_EQ(request.census_day().year(), 2026);
    for (const char* text :
         {"header { modules { name: 'Person' fields: 'Surname' fields: 'DOB' } "
          "modules { name: 'Requests' fields: 'ReceivedDate' } "
          "census_day { year: 2026 month: 1 day: 15 } specification: 'SEN2 2026' }",
          "row { module: 'Person' record_id: '0123456789abcdef' values: 'Lark, P' values: '' "
          "missing: 'DOB' }",
          "row { module: 'Requests' record_id: '0123456789abcdef' values: '2025-03-01' }",
          "end { rows: 2 incomplete: 1 }"}) {
      writer.Write(Parsed<v1::ExportReturnResponse>(text));
    }
    return grpc::Status::OK;
  };
}

TEST(ReturnCommand, SaysHowManyRowsThereAreAndWhatIsMissing) {
  FakeServer server;
  ServeReturn(server);

  const Ran ran = RunCli(server, {"return", "sen2", "--census-day", "2026-01-15"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, R"(SEN2, person level, census day 15 Jan 2026
SEN2 2026
PART     ROWS INCOMPLETE
Person      1          1
Requests    1          0
RECORD                           PART   MISSING
30313233343536373839616263646566 Person DOB
2 rows, 1 incomplete. With --csv or --to their values.
)");
}

TEST(ReturnCommand, WritesOnePartAsCsvOrAllIntoAFolder) {
  FakeServer server;
  ServeReturn(server);
  const TempFolder folder;
  const std::string into = folder / "sen2";

  EXPECT_EQ(
      RunCli(server, {"return", "sen2", "--census-day", "2026-01-15", "--csv", "--part", "Person"})
          .out,
      "record_id,Surname,DOB,missing\r\n"
      "30313233343536373839616263646566,\"Lark, P\",,DOB\r\n");
  EXPECT_THAT(RunCli(server, {"return", "sen2", "--census-day", "2026-01-15", "--csv"}).err,
              HasSubstr("Person, Requests"));
  EXPECT_EQ(RunCli(server, {"return", "sen2", "--census-day", "2026-01-15", "--to", into}).code, 0);
  EXPECT_EQ(ReadFileText(into + "/Requests.csv"),
            "record_id,ReceivedDate,missing\r\n30313233343536373839616263646566,2025-03-01,\r\n");
}

TEST(ReturnCommand, DoesNotTakeAReplyForWholeThatLacksItsEnd) {
  FakeServer server;
  server.export_return = [](const auto&, auto&) { return grpc::Status::OK; };

  EXPECT_EQ(RunCli(server, {"return", "census"}).code, 1);
  EXPECT_EQ(RunCli(server, {"return", "ofsted"}).code, 2);
}

}  // namespace
}  // namespace cairn::cli
