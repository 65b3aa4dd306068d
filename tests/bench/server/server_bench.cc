#include "tests/bench/server/server_bench.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "tests/bench/frame/callers.h"
#include "tests/bench/server/bench_server.h"
#include "tests/bench/server/cold_record.h"
#include "tests/bench/server/raw_rocksdb.h"
#include "tests/bench/server/streams.h"

namespace cairn::bench {
namespace {

constexpr int kStreams = 2;

// One call of a caller without a thread; all of it is used again for the next.
template <typename Stub, typename Request, typename Response>
struct InFlight {
  explicit InFlight(std::unique_ptr<Stub> where, uint64_t seed = 0)
      : stub(std::move(where)), random(seed) {}

  std::unique_ptr<Stub> stub;
  std::mt19937_64 random;
  std::optional<grpc::ClientContext> context;
  Request request;
  Response response;

  grpc::ClientContext* NewContext(const BenchServer& server) {
    server.Prepare(context.emplace());
    return &*context;
  }
};

MakeLaterCall EmptyCalls(const BenchServer& server) {
  using Call = InFlight<v1::AdminService::Stub, v1::GetStatusRequest, v1::GetStatusResponse>;
  return [&server](int index) -> LaterCall {
    return [&server, call = std::make_shared<Call>(server.Empty(index))](CallDone done) {
      call->stub->async()->GetStatus(
          call->NewContext(server), &call->request, &call->response,
          [done = std::move(done)](const grpc::Status& status) { done(status.ok()); });
    };
  };
}

MakeLaterCall AppendCalls(const BenchServer& server, uint64_t seed) {
  using Call =
      InFlight<v1::RecordService::Stub, v1::AppendEntriesRequest, v1::AppendEntriesResponse>;
  return [&server, seed](int index) -> LaterCall {
    const auto call =
        std::make_shared<Call>(server.Records(index), seed * 1000 + static_cast<uint64_t>(index));
    return [&server, call](CallDone done) {
      server.NextAppend(call->random, 1, call->request);
      call->stub->async()->AppendEntries(
          call->NewContext(server), &call->request, &call->response,
          [done = std::move(done)](const grpc::Status& status) { done(status.ok()); });
    };
  };
}

MakeCall EmptyCallsOfOne(const BenchServer& server) {
  return [&server](int index) -> Call {
    return [&server, stub = std::shared_ptr(server.Empty(index))] {
      grpc::ClientContext context;
      server.Prepare(context);
      v1::GetStatusResponse response;
      return stub->GetStatus(&context, v1::GetStatusRequest(), &response).ok();
    };
  };
}

MakeCall PlanCalls(const BenchServer& server) {
  return [&server](int index) -> Call {
    return [&server, stub = std::shared_ptr(server.Records(index)),
            next = std::make_shared<size_t>(0)] {
      grpc::ClientContext context;
      server.Prepare(context);
      v1::GetPlanRequest request;
      request.set_record_id(server.RecordId((*next)++ % 100));
      v1::GetPlanResponse response;
      return stub->GetPlan(&context, request, &response).ok() && response.has_plan();
    };
  };
}

class ServerBench final : public Bench {
 public:
  explicit ServerBench(const Settings& settings)
      : seconds_(settings.seconds),
        server_(settings.warm_records),
        cold_(MeasureColdRecord(std::max(settings.runs, 9))) {}

  void RunOnce(int run, Figures& figures) override {
    if (run == 0) {
      figures.Add("fold_300_entries_ms", cold_.fold_ms);
      figures.Add("get_plan_cold_p99_ms", cold_.get_plan_cold_p99_ms);
      figures.Add("timeline_page_p99_ms", cold_.timeline_page_p99_ms);
      figures.Add("envelope_bytes", static_cast<double>(cold_.envelope_bytes));
      figures.Add("raw_batch_events", kRawBatchEvents);
    }
    MeasureAppends(static_cast<uint64_t>(run) * 10, figures);
    MeasureStreams(static_cast<uint64_t>(run) * 10, figures);
    figures.Add("raw_rocksdb_per_s", RawRocksDbPerSecond(seconds_, cold_.envelope_bytes));
    RunCallers(1, seconds_ / 4, PlanCalls(server_));  // warms the plans
    figures.Add("empty_rpc_p99_ms", RunCallers(1, seconds_, EmptyCallsOfOne(server_)).p99_ms);
    figures.Add("get_plan_p99_ms", RunCallers(1, seconds_, PlanCalls(server_)).p99_ms);
  }

 private:
  void MeasureAppends(uint64_t seed, Figures& figures) {
    const Rate empty = RunLaterCallers(64, seconds_, EmptyCalls(server_));
    figures.Add("empty_rpc_per_s_64", empty.calls_per_s);
    figures.Add("empty_cpu_us", empty.cpu_us_per_call);
    const Rate append_64 = RunLaterCallers(64, seconds_, AppendCalls(server_, seed + 1));
    figures.Add("append_per_s_64", append_64.calls_per_s);
    figures.Add("append_cpu_us", append_64.cpu_us_per_call);
    figures.Add("append_p99_ms_64", append_64.p99_ms);
    figures.Add("append_per_s_16",
                RunLaterCallers(16, seconds_, AppendCalls(server_, seed + 2)).calls_per_s);
    figures.Add("append_per_s_1",
                RunLaterCallers(1, seconds_, AppendCalls(server_, seed + 3)).calls_per_s);
  }

  void MeasureStreams(uint64_t seed, Figures& figures) {
    const StreamRate one = RunStreams(server_, kStreams, 1, seconds_, seed + 4);
    figures.Add("stream_append_per_s", one.entries_per_s);
    figures.Add("stream_cpu_us", one.cpu_us_per_entry);
    const StreamRate ten = RunStreams(server_, kStreams, 10, seconds_, seed + 5);
    figures.Add("stream_append_10_per_s", ten.entries_per_s);
    figures.Add("stream_10_cpu_us", ten.cpu_us_per_entry);
  }

  const double seconds_;
  const BenchServer server_;
  const ColdRecord cold_;
};

}  // namespace

Family ServerFamily() {
  return {
      .name = "server",
      .figures =
          {{"empty_rpc_per_s_64", "calls a second that do nothing, 64 callers: gRPC's own cost"},
           {"empty_rpc_p99_ms", "99 of 100 of them are answered within, 1 caller, ms"},
           {"empty_cpu_us", "processor time for one, client and server together, us"},
           {"append_per_s_1",
            "entries of 1 KB a second, one a call, durable, 1 caller; through "
            "gRPC with token, rules, sealing, tree"},
           {"append_per_s_16", "the same, 16 callers"},
           {"append_per_s_64", "the same, 64 callers"},
           {"append_p99_ms_64", "99 of 100 of these are answered within, ms"},
           {"append_cpu_us", "processor time for one of these, client and server together, us"},
           {"ratio_append_64_to_empty", "append_per_s_64 / empty_rpc_per_s_64; asked: 0.45"},
           {"stream_append_per_s",
            "entries a second over two streams, one a message, 256 messages in flight each"},
           {"stream_cpu_us", "processor time for one of these, client and server together, us"},
           {"stream_append_10_per_s",
            "entries a second over two streams, ten to one record a message, as loads of what is "
            "there already send them"},
           {"stream_10_cpu_us", "processor time for one of these entries, us"},
           {"raw_rocksdb_per_s",
            "rows of an event a second into RocksDB by one thread, "
            "raw_batch_events a synced batch, no code of Cairn"},
           {"raw_batch_events", "events in each of those batches"},
           {"ratio_stream_to_raw", "stream_append_per_s / raw_rocksdb_per_s; asked: 0.2"},
           {"ratio_stream_10_to_raw", "stream_append_10_per_s / raw_rocksdb_per_s"},
           {"get_plan_p99_ms", "99 of 100 plans of warm records are answered within, 1 caller, ms"},
           {"fold_300_entries_ms", "a record of 300 entries from the log to its folded state, ms"},
           {"get_plan_cold_p99_ms",
            "99 of 100 plans of such a record that is not in memory are made within, ms"},
           {"timeline_page_p99_ms",
            "99 of 100 timelines of such a record, folded, are made and their first 100 items cut "
            "within, ms"},
           {"envelope_bytes", "bytes of an entry as it is sealed"}},
      .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
        return std::make_unique<ServerBench>(settings);
      }};
}

}  // namespace cairn::bench
