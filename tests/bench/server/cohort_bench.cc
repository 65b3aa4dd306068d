#include "tests/bench/server/cohort_bench.h"

#include <algorithm>
#include <memory>
#include <string>

#include <grpcpp/create_channel.h>

#include "cairn/v1/cohort_service.grpc.pb.h"
#include "cairn/v1/evidence_service.grpc.pb.h"

#include "tests/bench/frame/callers.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/histories/load.h"
#include "tests/support/test_server.h"

namespace cairn::bench {
namespace {

using histories::Histories;
using histories::School;

constexpr uint64_t kCohortSeed = 11;
// The school that is asked about has these; the others are what else is in the log.
constexpr int kCohortChildrenASchool = 1000;
constexpr int kCohortCallers = 2;
// Every record stays in memory, so that the load before it takes minutes at any number of children.
constexpr uint64_t kCohortRecordsMib = 8192;
constexpr const char* kSearches[] = {"a", "b", "wren", "pip l", "o"};

TokenIssuer::Person SencoOf(const School& school) {
  return {school.senco.subject, school.senco.name, "senco", school.setting};
}

histories::SignIn SencoSignInAt(const TestServer& server) {
  return [&server](const School& school) {
    client::ClientOptions options{.target = server.target()};
    options.token = [&server, senco = SencoOf(school)]() -> absl::StatusOr<std::string> {
      return server.issuer().TokenFor(senco, SystemClock().NowMicros());
    };
    return Require(client::Client::Create(std::move(options)));
  };
}

class CohortBench final : public Bench {
 public:
  explicit CohortBench(const Settings& settings)
      : seconds_(settings.seconds),
        histories_({.seed = kCohortSeed,
                    .children = settings.cohort_children,
                    .schools = std::max(1, settings.cohort_children / kCohortChildrenASchool)}),
        senco_(SencoOf(histories_.schools().front())) {
    Require(histories::Load(histories_, SencoSignInAt(server_), [](size_t, size_t) {}));
    AwaitViews();
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    figures.Add("register_search_p99_ms", RunCallers(kCohortCallers, seconds_, Searches()).p99_ms);
    figures.Add("due_list_page_p99_ms", RunCallers(kCohortCallers, seconds_, DuePages()).p99_ms);
    figures.Add("provision_map_school_ms", MapOfTheSchoolMs());
  }

 private:
  // Until a reply reflects all that was loaded: that is waited for once, and not measured.
  void AwaitViews() {
    grpc::ClientContext context;
    server_.Prepare(senco_, context);
    v1::GetCheckpointResponse head;
    Require(v1::EvidenceService::NewStub(channel_)
                ->GetCheckpoint(&context, v1::GetCheckpointRequest(), &head)
                .ok(),
            "no checkpoint");
    v1::ListRegisterRequest request;
    request.set_include_all(true);
    *request.mutable_min_position() = head.position();
    for (grpc::Status status(grpc::StatusCode::UNAVAILABLE, ""); !status.ok();) {
      grpc::ClientContext wait;
      server_.Prepare(senco_, wait);
      v1::ListRegisterResponse reply;
      status = cohorts_->ListRegister(&wait, request, &reply);
      const bool later = status.error_code() == grpc::StatusCode::UNAVAILABLE;
      Require(status.ok() || later, status.error_message());
      if (status.ok()) Require(reply.total() > 0, "the school has no children");
    }
  }

  MakeCall Searches() {
    return [this](int index) -> Call {
      return [this, next = std::make_shared<size_t>(index)] {
        grpc::ClientContext context;
        server_.Prepare(senco_, context);
        v1::ListRegisterRequest request;
        request.set_search(kSearches[(*next)++ % std::size(kSearches)]);
        v1::ListRegisterResponse reply;
        return cohorts_->ListRegister(&context, request, &reply).ok();
      };
    };
  }

  MakeCall DuePages() {
    return [this](int) -> Call {
      return [this] {
        grpc::ClientContext context;
        server_.Prepare(senco_, context);
        v1::ListDutiesResponse reply;
        return cohorts_->ListDuties(&context, v1::ListDutiesRequest(), &reply).ok();
      };
    };
  }

  double MapOfTheSchoolMs() {
    const Stopwatch watch;
    grpc::ClientContext context;
    server_.Prepare(senco_, context);
    v1::GetProvisionMapRequest request;
    request.set_page_size(1000);
    request.set_grouping(v1::PROVISION_MAP_GROUPING_NEED);
    v1::GetProvisionMapResponse reply;
    const grpc::Status status = cohorts_->GetProvisionMap(&context, request, &reply);
    Require(status.ok(), status.error_message());
    return watch.Seconds() * 1000;
  }

  const double seconds_;
  const Histories histories_;
  const TokenIssuer::Person senco_;
  const TestServer server_{/*simulated_clock=*/true, [](ServerConfig& config) {
                             config.records_mib = kCohortRecordsMib;
                             config.reads_interval_ms = 1000;  // as a server of its own
                           }};
  const std::shared_ptr<grpc::Channel> channel_ =
      grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials());
  const std::unique_ptr<v1::CohortService::Stub> cohorts_ = v1::CohortService::NewStub(channel_);
};

}  // namespace

Family CohortFamily() {
  return {.name = "cohort",
          .figures = {{"register_search_p99_ms",
                       "a search in the register of a school of a thousand children with "
                       "histories, two callers over gRPC, p99, ms"},
                      {"due_list_page_p99_ms", "the same for the first page of what is due"},
                      {"provision_map_school_ms",
                       "its provision map, a thousand rows with sums by need, one call, ms"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<CohortBench>(settings);
          }};
}

}  // namespace cairn::bench
