#include "tests/bench/server/cohort_bench.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

#include <grpcpp/create_channel.h>

#include "cairn/v1/admin_service.grpc.pb.h"
#include "cairn/v1/cohort_service.grpc.pb.h"
#include "cairn/v1/evidence_service.grpc.pb.h"

#include "tests/bench/frame/callers.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/histories/load.h"
#include "tests/support/test_people.h"
#include "tests/support/test_server.h"

namespace cairn::bench {
namespace {

using histories::Histories;
using histories::School;

constexpr uint64_t kCohortSeed = 11;
// The school that is asked about has these; the others are what else is in the log.
constexpr int kCohortChildrenASchool = 1000;
// The summer in which the histories end, whatever they began in.
constexpr int kCohortEndsIn = 2026;
constexpr int kCohortCallers = 2;
// Every record stays in memory, so that the load before it takes minutes at any number of children.
constexpr uint64_t kCohortRecordsMib = 16384;
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
                    .schools = std::max(1, settings.cohort_children / kCohortChildrenASchool),
                    .first_year = kCohortEndsIn - settings.cohort_years,
                    .years = settings.cohort_years}),
        senco_(SencoOf(histories_.schools().front())) {
    Connect();
    Require(histories::Load(histories_, SencoSignInAt(server_), [](size_t, size_t) {}));
    const Stopwatch catching_up;
    AwaitViews();
    views_current_s_ = catching_up.Seconds();
    rebuild_events_per_s_ = RebuildEventsPerS();
    server_.Stop();
    const Stopwatch opening;
    server_.Restart();
    Connect();
    AwaitViews();
    open_ms_ = opening.Millis();
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    figures.Add("cohort_views_current_s", views_current_s_);
    figures.Add("cohort_rebuild_events_per_s", rebuild_events_per_s_);
    figures.Add("cohort_open_ms", open_ms_);
    const Rate searches = RunCallers(kCohortCallers, seconds_, Searches());
    figures.Add("register_search_p50_ms", searches.p50_ms);
    figures.Add("register_search_p99_ms", searches.p99_ms);
    const Rate pages = RunCallers(kCohortCallers, seconds_, DuePages());
    figures.Add("due_list_page_p50_ms", pages.p50_ms);
    figures.Add("due_list_page_p99_ms", pages.p99_ms);
    figures.Add("provision_map_school_ms", MapOfTheSchoolMs());
  }

 private:
  void Connect() {
    channel_ = grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials());
    cohorts_ = v1::CohortService::NewStub(channel_);
  }

  // Until a list of the school reflects all that is in the log.
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

  double RebuildEventsPerS() {
    for (;;) {
      grpc::ClientContext context;
      server_.Prepare(kOperator, context);
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(10));
      const Stopwatch watch;
      const auto steps =
          v1::AdminService::NewStub(channel_)->RebuildViews(&context, v1::RebuildViewsRequest());
      v1::RebuildViewsResponse step;
      double events = 0;
      while (steps->Read(&step)) {
        if (step.has_report()) events = static_cast<double>(step.report().events());
      }
      const grpc::Status status = steps->Finish();
      if (status.ok()) return events / watch.Seconds();
      // The server itself may still be removing the rows of before.
      const bool later = status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED;
      Require(later, status.error_message());
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
  TestServer server_{/*simulated_clock=*/true, [](ServerConfig& config) {
                       config.records_mib = kCohortRecordsMib;
                       config.reads_interval_ms = 1000;  // as a server of its own
                     }};
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::CohortService::Stub> cohorts_;
  double views_current_s_ = 0;
  double rebuild_events_per_s_ = 0;
  double open_ms_ = 0;
};

}  // namespace

Family CohortFamily() {
  return {
      .name = "cohort",
      .figures = {{"cohort_views_current_s",
                   "lists are of the last entry so long after it, at the end of a load that the "
                   "views could not follow, s"},
                  {"cohort_rebuild_events_per_s",
                   "events a second to compute all views of that server anew while it serves"},
                  {"cohort_open_ms",
                   "the same server is started again and has answered with its first list, ms"},
                  {"register_search_p99_ms",
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
