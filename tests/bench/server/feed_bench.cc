#include "tests/bench/server/feed_bench.h"

#include <algorithm>
#include <memory>
#include <random>

#include "cairn/v1/feed_service.grpc.pb.h"

#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/bench/server/bench_server.h"

namespace cairn::bench {
namespace {

constexpr int kEntriesPerCall = 50;
constexpr uint32_t kCredit = 10'000;

using Stream = grpc::ClientReaderWriter<v1::SubscribeRequest, v1::SubscribeResponse>;

void Fill(const BenchServer& server, size_t events) {
  const auto stub = server.Records(0);
  std::mt19937_64 random(7);
  v1::AppendEntriesRequest request;
  for (size_t i = 0; i < events; i += kEntriesPerCall) {
    server.NextAppend(random, kEntriesPerCall, request);
    grpc::ClientContext context;
    server.Prepare(context);
    v1::AppendEntriesResponse response;
    const grpc::Status status = stub->AppendEntries(&context, request, &response);
    Require(status.ok(), status.error_message());
  }
}

void Credit(Stream& stream, size_t events) {
  v1::SubscribeRequest request;
  request.mutable_credit()->set_events(static_cast<uint32_t>(events));
  stream.Write(request);
}

// Everything, from the first event; how many there were.
size_t CatchUp(const BenchServer& server) {
  grpc::ClientContext context;
  server.Prepare(context);
  const auto stub = server.Feed();
  const auto stream = stub->Subscribe(&context);
  v1::SubscribeRequest request;
  request.mutable_start();
  stream->Write(request);
  Credit(*stream, kCredit);
  size_t events = 0;
  v1::SubscribeResponse response;
  while (stream->Read(&response) && !response.has_caught_up()) {
    const auto count = static_cast<size_t>(response.events().events_size());
    events += count;
    if (count > 0) Credit(*stream, count);
  }
  Require(response.has_caught_up(), "the feed ended before it was live");
  context.TryCancel();
  stream->Finish();
  return events;
}

class FeedBench final : public Bench {
 public:
  explicit FeedBench(const Settings& settings)
      : events_(settings.read_events / 4), server_(std::max<size_t>(50, events_ / 100)) {
    Fill(server_, events_);
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    const Stopwatch watch;
    const size_t told = CatchUp(server_);
    const double seconds = watch.Seconds();
    Require(told > events_, "the feed left events out");
    figures.Add("feed_catchup_events_per_s", static_cast<double>(told) / seconds);
  }

 private:
  const size_t events_;
  const BenchServer server_;
};

}  // namespace

Family FeedFamily() {
  return {
      .name = "feed",
      .figures = {{"feed_catchup_events_per_s",
                   "events of 1 KB a second that one subscriber is told from the first on, "
                   "through gRPC, about a hundred a record, relation and shelf judged for each"}},
      .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
        return std::make_unique<FeedBench>(settings);
      }};
}

}  // namespace cairn::bench
