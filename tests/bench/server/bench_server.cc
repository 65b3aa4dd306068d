#include "tests/bench/server/bench_server.h"

#include <chrono>
#include <fstream>

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/str_format.h"

#include "services/server/grpc_limits.h"
#include "tests/bench/frame/random_text.h"
#include "tests/bench/frame/require.h"
#include "tests/support/entries.h"
#include "tests/support/test_people.h"

namespace cairn::bench {
namespace {

constexpr size_t kTextBytes = 900;  // with its frame and its actor an entry of about 1 KB
constexpr int64_t kTokenLifeSeconds = 3600;

std::vector<std::shared_ptr<grpc::Channel>> Connect(int port) {
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < kChannels; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own
    channels.push_back(grpc::CreateCustomChannel(absl::StrFormat("127.0.0.1:%d", port),
                                                 grpc::InsecureChannelCredentials(), arguments));
  }
  return channels;
}

v1::Entry PlanEntry() {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 11, 15);
  v1::PlanIssued& plan = *entry.mutable_plan_issued();
  plan.set_plan_id("P1");
  plan.set_plan_kind(v1::PLAN_KIND_SEN_SUPPORT);
  plan.set_plan_version(1);
  v1::Target& target = *plan.mutable_content()->add_targets();
  target.set_item_id("t1");
  target.set_text("Reads Year 2 common words on sight");
  v1::ProvisionLine& line = *plan.mutable_content()->add_provisions();
  line.set_item_id("p1");
  line.set_what("Phonics in a small group");
  return entry;
}

}  // namespace

BenchServer::BenchServer(size_t warm_records) {
  std::ofstream(folder_ / "jwks.json") << issuer_.Jwks();
  bearer_ = issuer_.BearerFor(kSenco, clock_.NowMicros(), kTokenLifeSeconds);
  const ServerConfig config{.data = folder_ / "data",
                            .listen = "127.0.0.1:0",
                            .jwks = folder_ / "jwks.json",
                            .issuer = TokenIssuer::kIssuer,
                            .audience = TokenIssuer::kAudience,
                            .token_minutes_max = 60,
                            .origin = "cairn.test/bench/1"};
  auto started = Server::Start(config, clock_, random_, [](const absl::Status& why) {
    Require(false, "the log stopped: " + why.ToString());
  });
  Require(started.ok(), started.status().ToString());
  server_ = *std::move(started);
  channels_ = Connect(server_->port());

  grpc::ServerBuilder builder;
  SetGrpcLimits(builder);
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &empty_port_);
  builder.RegisterService(&empty_service_);
  empty_server_ = builder.BuildAndStart();
  empty_channels_ = Connect(empty_port_);
  Fill(warm_records);
}

BenchServer::~BenchServer() { empty_server_->Shutdown(); }

void BenchServer::Prepare(grpc::ClientContext& context) const {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  context.AddMetadata("authorization", bearer_);
}

std::unique_ptr<v1::RecordService::Stub> BenchServer::Records(int caller) const {
  return v1::RecordService::NewStub(channels_[caller % kChannels]);
}

std::unique_ptr<v1::AdminService::Stub> BenchServer::Empty(int caller) const {
  return v1::AdminService::NewStub(empty_channels_[caller % kChannels]);
}

std::unique_ptr<v1::EvidenceService::Stub> BenchServer::Evidence() const {
  return v1::EvidenceService::NewStub(channels_[0]);
}

std::unique_ptr<v1::FeedService::Stub> BenchServer::Feed() const {
  return v1::FeedService::NewStub(channels_[0]);
}

void BenchServer::Fill(size_t warm_records) {
  const auto stub = Records(0);
  std::mt19937_64 random(1);
  while (record_ids_.size() < warm_records) {
    v1::AppendEntriesRequest request;
    request.set_request_id(RandomId(random));
    for (int i = 0; i < 50; ++i) {
      const std::string name = absl::StrFormat("Child %d", record_ids_.size() + i);
      *request.add_records() = OpeningRequest("", {OpenedEntry(name), PlanEntry()}).records(0);
    }
    grpc::ClientContext context;
    Prepare(context);
    v1::AppendEntriesResponse response;
    const grpc::Status status = stub->AppendEntries(&context, request, &response);
    Require(status.ok(), status.error_message());
    for (const auto& record : response.records()) record_ids_.push_back(record.record_id());
  }
}

void BenchServer::NextAppend(std::mt19937_64& random, int entries,
                             v1::AppendEntriesRequest& request) const {
  if (request.records().empty()) request = AddingRequest("", "", {});
  request.set_request_id(RandomId(random));
  v1::RecordEntries& record = *request.mutable_records(0);
  record.set_record_id(record_ids_[random() % record_ids_.size()]);
  while (record.entries_size() < entries) *record.add_entries() = ObservationEntry("");
  for (v1::Entry& entry : *record.mutable_entries()) {
    std::string& text = *entry.mutable_observation_recorded()->mutable_text(0);
    FillRandomText(random, kTextBytes, text);
  }
}

}  // namespace cairn::bench
