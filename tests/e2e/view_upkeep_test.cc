// The views over many children as those who run a server see them: how each stands, and that they
// are computed again whenever they are asked to be, or must be.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "cairn/v1/admin_service.grpc.pb.h"

#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;

class ViewUpkeepTest : public ::testing::Test {
 protected:
  ViewUpkeepTest() { Reconnect(); }

  void Reconnect() {
    senco_ = server_.As(kSenco);
    operator_ = server_.As(kOperator);
  }
  void OpenRecord() {
    const auto opened =
        senco_->AppendEntries(OpeningRequest(RequestIdOf('0'), {OpenedEntry("Pip Larkwhistle")}));
    ASSERT_TRUE(opened.ok()) << opened.status();
  }
  // Once every view has been computed for the first time.
  v1::GetStatusResponse LiveStatus() {
    for (;;) {
      const auto status = operator_->GetStatus({});
      EXPECT_TRUE(status.ok()) << status.status();
      const bool live = std::ranges::all_of(status->views(), [](const v1::ViewStatus& view) {
        return view.state() == v1::VIEW_STATE_LIVE;
      });
      if (live || !status.ok()) return *status;
    }
  }

  struct Rebuilt {
    std::vector<v1::RebuildViewsReport> reports;
    grpc::Status status;
  };
  Rebuilt Rebuild(const TokenIssuer::Person& person, const v1::RebuildViewsRequest& request) {
    const auto stub = v1::AdminService::NewStub(
        grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    server_.Prepare(person, context);
    const auto reader = stub->RebuildViews(&context, request);
    Rebuilt rebuilt;
    v1::RebuildViewsResponse response;
    while (reader->Read(&response)) {
      if (response.has_report()) rebuilt.reports.push_back(response.report());
    }
    rebuilt.status = reader->Finish();
    return rebuilt;
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> operator_;
};

TEST_F(ViewUpkeepTest, AllViewsAreComputedAnewAndSaySo) {
  OpenRecord();
  const v1::GetStatusResponse before = LiveStatus();
  ASSERT_GT(before.views_size(), 0);

  const Rebuilt rebuilt = Rebuild(kOperator, {});

  ASSERT_TRUE(rebuilt.status.ok()) << rebuilt.status.error_message();
  EXPECT_EQ(rebuilt.reports.size(), static_cast<size_t>(before.views_size()));
  for (const v1::RebuildViewsReport& report : rebuilt.reports) {
    EXPECT_EQ(report.refused_because(), "");
    EXPECT_GT(report.view_generation(), 1u);
    EXPECT_EQ(report.position().value(), before.position().value());
  }
  EXPECT_EQ(LiveStatus().views(0).view_generation(), rebuilt.reports[0].view_generation());
}

TEST_F(ViewUpkeepTest, OnlyViewsThatThereAreCanBeComputedAnewAndOnlyByOperators) {
  LiveStatus();
  v1::RebuildViewsRequest unknown;
  unknown.add_views("weather");

  EXPECT_EQ(Rebuild(kOperator, unknown).status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(Rebuild(kAuditor, {}).status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(ViewUpkeepTest, AFolderOfViewsThatWasRemovedIsMadeAgain) {
  OpenRecord();
  LiveStatus();
  server_.Stop();
  fs::remove_all(server_.config().data + "/views");

  server_.Restart();
  Reconnect();

  const v1::GetStatusResponse status = LiveStatus();
  ASSERT_GT(status.views_size(), 0);
  EXPECT_EQ(status.views(0).position().value(), status.position().value());
}

TEST_F(ViewUpkeepTest, AFolderOfViewsThatIsDamagedBeginsAnew) {
  OpenRecord();
  LiveStatus();
  server_.Stop();
  std::ofstream(server_.config().data + "/views/CURRENT") << "nothing of ours";

  server_.Restart();
  Reconnect();

  EXPECT_GT(LiveStatus().views_size(), 0);
}

}  // namespace
}  // namespace cairn
