// cairn_bench: the figures that Cairn promises, as ratios within one run. Each is the median of
// --runs runs, taken in turn on one server, so that what else the machine does falls on all alike.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "tests/bench/server/bench_server.h"
#include "tests/bench/server/callers.h"
#include "tests/bench/server/cold_record.h"
#include "tests/bench/server/raw_rocksdb.h"
#include "tests/bench/server/streams.h"

namespace cairn::bench {
namespace {

constexpr int kStreams = 2;

MakeCall EmptyCalls(const BenchServer& server) {
  return [&server](int index) -> Call {
    return [&server, stub = std::shared_ptr(server.Empty(index))] {
      grpc::ClientContext context;
      server.Prepare(context);
      v1::GetStatusResponse response;
      return stub->GetStatus(&context, v1::GetStatusRequest(), &response).ok();
    };
  };
}

MakeCall AppendCalls(const BenchServer& server, uint64_t seed) {
  return [&server, seed](int index) -> Call {
    return [&server, stub = std::shared_ptr(server.Records(index)),
            random = std::make_shared<std::mt19937_64>(seed * 1000 + index)] {
      grpc::ClientContext context;
      server.Prepare(context);
      v1::AppendEntriesResponse response;
      return stub->AppendEntries(&context, server.NextAppend(*random), &response).ok();
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

using Figures = std::map<std::string, std::vector<double>>;

void MeasureOnce(const BenchServer& server, uint64_t seed, double seconds, size_t envelope_bytes,
                 Figures& figures) {
  const Rate empty = RunCallers(64, seconds, EmptyCalls(server));
  figures["empty_rpc_per_s_64"].push_back(empty.calls_per_s);
  figures["empty_cpu_us"].push_back(empty.cpu_us_per_call);
  const Rate append_64 = RunCallers(64, seconds, AppendCalls(server, seed + 1));
  figures["append_per_s_64"].push_back(append_64.calls_per_s);
  figures["append_cpu_us"].push_back(append_64.cpu_us_per_call);
  figures["append_p99_ms_64"].push_back(append_64.p99_ms);
  figures["ratio_append_64_to_empty"].push_back(append_64.calls_per_s / empty.calls_per_s);
  figures["append_per_s_16"].push_back(
      RunCallers(16, seconds, AppendCalls(server, seed + 2)).calls_per_s);
  figures["append_per_s_1"].push_back(
      RunCallers(1, seconds, AppendCalls(server, seed + 3)).calls_per_s);

  const double streamed = StreamAppendsPerSecond(server, kStreams, seconds);
  const double raw = RawRocksDbPerSecond(seconds, envelope_bytes);
  figures["stream_append_per_s"].push_back(streamed);
  figures["raw_rocksdb_per_s"].push_back(raw);
  figures["ratio_stream_to_raw"].push_back(streamed / raw);

  RunCallers(1, seconds / 4, PlanCalls(server));  // warms the plans
  figures["empty_rpc_p99_ms"].push_back(RunCallers(1, seconds, EmptyCalls(server)).p99_ms);
  figures["get_plan_p99_ms"].push_back(RunCallers(1, seconds, PlanCalls(server)).p99_ms);
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

nlohmann::json Run(int runs, double seconds) {
  const BenchServer server;
  const ColdRecord cold = MeasureColdRecord(std::max(runs, 9));
  Figures figures;
  for (int run = 0; run < runs; ++run) {
    MeasureOnce(server, static_cast<uint64_t>(run) * 10, seconds, cold.envelope_bytes, figures);
  }
  nlohmann::json json;
  for (const auto& [name, values] : figures) json[name] = Median(values);
  json["fold_300_entries_ms"] = cold.fold_ms;
  json["envelope_bytes"] = cold.envelope_bytes;
  json["warm_records"] = kWarmRecords;
  json["raw_batch_events"] = kRawBatchEvents;
  json["runs"] = runs;
  json["seconds_a_run"] = seconds;
  return json;
}

void PrintTable(const nlohmann::json& figures) {
  for (const auto& [name, value] : figures.items()) {
    std::printf("%-28s %12.3f\n", name.c_str(), value.get<double>());
  }
}

}  // namespace
}  // namespace cairn::bench

int main(int argc, char** argv) {
  CLI::App app("cairn_bench measures a whole server on this machine's disk.");
  bool as_json = false;
  int runs = 3;
  double seconds = 3;
  app.add_flag("--json", as_json, "one JSON object on standard output");
  app.add_option("--runs", runs, "runs of each figure; the median counts")
      ->check(CLI::Range(1, 99));
  app.add_option("--seconds", seconds, "length of each run")->check(CLI::Range(0.1, 600.0));
  CLI11_PARSE(app, argc, argv);

  const nlohmann::json figures = cairn::bench::Run(runs, seconds);
  if (as_json) {
    std::printf("%s\n", figures.dump(2).c_str());
  } else {
    cairn::bench::PrintTable(figures);
  }
  return 0;
}
