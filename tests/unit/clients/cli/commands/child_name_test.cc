// How the commands that name one record find it: by a child's name, or by the record.
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/served_children.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Serves every command that reads one record, and keeps which one was asked for.
class ChildNameTest : public testing::TestWithParam<const char*> {
 protected:
  ChildNameTest() {
    const auto keep = [this](const auto& request, auto&) {
      asked_.push_back(request.record_id());
      return grpc::Status::OK;
    };
    server_.get_record = keep;
    server_.get_plan = keep;
    server_.get_timeline = keep;
    server_.compare_plans = keep;
    server_.get_duties = keep;
    server_.list_events = keep;
    server_.list_reads = keep;
    server_.watch_timeline = [this](const v1::WatchTimelineRequest& request, auto&) {
      asked_.push_back(request.record_id());
      return OnTheWire(Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND, "There is no such record."));
    };
    server_.export_record = [this](const v1::ExportRecordRequest& request, auto&) {
      asked_.push_back(request.record_id());
      return OnTheWire(Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND, "There is no such record."));
    };
  }

  // The command of this test, about `name`.
  std::vector<std::string> About(const std::string& name) const {
    const std::string command = GetParam();
    std::vector<std::string> arguments = {command, name};
    if (command == "export") arguments.push_back(folder_ / "out");
    return arguments;
  }
  std::vector<std::string> MethodsCalled() const {
    std::vector<std::string> methods;
    for (const FakeServer::SeenCall& call : server_.seen()) methods.push_back(call.method);
    return methods;
  }

  const TempFolder folder_;
  FakeServer server_;
  std::vector<std::string> asked_;
};

TEST_P(ChildNameTest, FindsTheOnlyChildOfThatName) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle"), ChildOf(kWren, "Wren Ashgrove")});

  const Ran ran = RunCli(server_, About("pip"));

  EXPECT_THAT(asked_, ElementsAre(kPip)) << ran.err;
}

TEST_P(ChildNameTest, ListsThoseWhoMayBeMeantAndPrintsNothingElse) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle"), ChildOf(kWren, "Pip Ashgrove")});

  const Ran ran = RunCli(server_, About("Pip"));

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("Pip Larkwhistle, Y4"), HasSubstr("Ashgrove"), HasSubstr(kPipHex)));
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(MethodsCalled(), ElementsAre("ListRegister"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

TEST_P(ChildNameTest, AsksWhoIsMeantInATerminal) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle"), ChildOf(kWren, "Pip Ashgrove")});

  const Ran ran = RunCliInTerminal(server_, About("Pip"), "2\n");

  EXPECT_THAT(ran.err, HasSubstr("   2  Pip Ashgrove, Y4, Hazelmere Primary"));
  EXPECT_THAT(asked_, ElementsAre(kWren));
}

INSTANTIATE_TEST_SUITE_P(CommandsOfOneRecord, ChildNameTest,
                         testing::Values("record", "plan", "timeline", "compare", "watch", "events",
                                         "reads", "export", "duties"));

class RecordNameTest : public ChildNameTest {};

TEST_P(RecordNameTest, TakesARecordAtItsWordWithoutAnotherCall) {
  RunCli(server_, About(kPipHex));

  EXPECT_THAT(asked_, ElementsAre(kPip));
  EXPECT_THAT(MethodsCalled(), SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(CommandsOfOneRecord, RecordNameTest,
                         testing::Values("record", "plan", "timeline", "compare", "watch", "events",
                                         "reads", "export"));

TEST(EraseByName, IsRefusedBeforeAnythingIsAsked) {
  FakeServer server;
  ServeRegister(server, {ChildOf(kPip, "Pip Larkwhistle")});

  const Ran ran = RunCli(server, {"erase", "Pip", "--authority", "wrong-child", "--yes"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("names no record"));
  EXPECT_THAT(server.seen(), IsEmpty());
}

}  // namespace
}  // namespace cairn::cli
