#include "tests/bench/server/streams.h"

#include <atomic>
#include <chrono>
#include <semaphore>
#include <thread>
#include <vector>

#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"

namespace cairn::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::ptrdiff_t kWindow = 256;

// What a stream gets; all refusals end the process, so every message counts.
uint64_t EntriesOf(const v1::StreamEntriesResponse& response) {
  Require(response.has_appended(), response.refused().message());
  return static_cast<uint64_t>(response.appended().records(0).receipts_size());
}

uint64_t RunStream(const BenchServer& server, int index, int entries, uint64_t seed,
                   Clock::time_point end) {
  const auto stub = server.Records(index);
  grpc::ClientContext context;
  server.Prepare(context);
  const auto stream = stub->StreamEntries(&context);
  std::counting_semaphore<kWindow> room(kWindow);
  uint64_t answered = 0;
  std::thread reader([&] {
    v1::StreamEntriesResponse response;
    while (stream->Read(&response)) {
      answered += EntriesOf(response);
      room.release();
    }
  });
  std::mt19937_64 random(seed * 1000 + static_cast<uint64_t>(index));
  v1::StreamEntriesRequest request;
  while (Clock::now() < end) {
    server.NextAppend(random, entries, *request.mutable_append());
    room.acquire();
    if (!stream->Write(request)) break;
  }
  stream->WritesDone();
  reader.join();
  const grpc::Status ended = stream->Finish();
  Require(ended.ok(), ended.error_message());
  return answered;
}

}  // namespace

StreamRate RunStreams(const BenchServer& server, int streams, int entries, double seconds,
                      uint64_t seed) {
  const double cpu_before_us = ProcessMicros();
  const Clock::time_point begun = Clock::now();
  const Clock::time_point end =
      begun + std::chrono::microseconds(static_cast<int64_t>(seconds * 1'000'000));
  std::atomic<uint64_t> answered = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < streams; ++i) {
    threads.emplace_back([&, i] { answered += RunStream(server, i, entries, seed, end); });
  }
  for (std::thread& thread : threads) thread.join();
  const double took_s = std::chrono::duration<double>(Clock::now() - begun).count();
  const auto all = static_cast<double>(answered);
  return {.entries_per_s = all / took_s,
          .cpu_us_per_entry = (ProcessMicros() - cpu_before_us) / all};
}

}  // namespace cairn::bench
