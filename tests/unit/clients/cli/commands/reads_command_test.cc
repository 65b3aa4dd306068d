#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/clients/cli/cli_runner.h"

namespace cairn::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char kRecordHex[] = "0102030405060708090a0b0c0d0e0f10";

void Add(v1::ListReadsResponse& response, uint64_t position, const std::string& name) {
  v1::RecordRead& read = *response.add_reads();
  read.mutable_first_time()->set_seconds(1'728'489'900);
  read.mutable_last_time()->set_seconds(1'728'489'901);
  read.mutable_reader()->set_name(name);
  read.mutable_reader()->set_role(v1::ROLE_SENCO);
  read.mutable_reader()->set_subject("juniper.halloway");
  read.mutable_reader()->set_issuer("idp");
  read.set_purpose(v1::READ_PURPOSE_RECORD);
  read.set_times(3);
  read.mutable_position()->set_value(position);
}

// Five lines, two a page.
void ServeFive(FakeServer& server, std::vector<int>& sizes) {
  server.list_reads = [&sizes](const v1::ListReadsRequest& request,
                               v1::ListReadsResponse& response) {
    sizes.push_back(request.page_size());
    const int begun = request.page_token().empty() ? 0 : std::stoi(request.page_token());
    for (int i = begun; i < begun + std::min(2, request.page_size()) && i < 5; ++i) {
      Add(response, static_cast<uint64_t>(50 - i), "Juniper Halloway");
    }
    if (begun + 2 < 5) response.set_next_page_token(std::to_string(begun + 2));
    return grpc::Status::OK;
  };
}

TEST(ReadsCommand, PrintsWhoReadWhatAndHowOften) {
  FakeServer server;
  server.list_reads = [](const auto&, v1::ListReadsResponse& response) {
    Add(response, 42, "Juniper Halloway");
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"reads", kRecordHex});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "WHEN             WHO              ROLE  WHAT       TIMES\n"
            "9 Oct 2024 17:05 Juniper Halloway senco the record     3\n"
            "1 line, the newest first. Reads of about the last second are not yet among them.\n");
}

TEST(ReadsCommand, WritesCsvForPrograms) {
  FakeServer server;
  server.list_reads = [](const auto&, v1::ListReadsResponse& response) {
    Add(response, 42, "Juniper Halloway");
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"reads", kRecordHex, "--csv"}).out,
            "first_time,last_time,name,role,purpose,times,subject,issuer,position\r\n"
            "2024-10-09T16:05:00Z,2024-10-09T16:05:01Z,Juniper Halloway,SENCO,RECORD,3,"
            "juniper.halloway,idp,42\r\n");
}

TEST(ReadsCommand, ReadsEveryPageOrTheNewestSoMany) {
  FakeServer server;
  std::vector<int> sizes;
  ServeFive(server, sizes);

  EXPECT_THAT(RunCli(server, {"reads", kRecordHex}).out, HasSubstr("\n5 lines, "));
  EXPECT_THAT(RunCli(server, {"reads", kRecordHex, "--last", "3"}).out, HasSubstr("\n3 lines, "));
  EXPECT_THAT(sizes, ElementsAre(1000, 1000, 1000, 3, 1));
  EXPECT_THAT(RunCli(server, {"--json", "reads", kRecordHex}).out, StartsWith("{\"reads\":[{"));
}

TEST(ReadsCommand, SaysWhyItIsRefused) {
  FakeServer server;
  server.list_reads = [](const auto&, v1::ListReadsResponse&) {
    return grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "Your role does not allow this.");
  };

  const Ran ran = RunCli(server, {"reads", kRecordHex});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("Your role does not allow this."));
}

}  // namespace
}  // namespace cairn::cli
