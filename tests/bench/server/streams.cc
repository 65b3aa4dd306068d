#include "tests/bench/server/streams.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <semaphore>
#include <thread>
#include <vector>

namespace cairn::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::ptrdiff_t kWindow = 256;

uint64_t RunStream(const BenchServer& server, int index, Clock::time_point end) {
  const auto stub = server.Records(index);
  grpc::ClientContext context;
  server.Prepare(context);
  const auto stream = stub->StreamEntries(&context);
  std::counting_semaphore<kWindow> room(kWindow);
  uint64_t answered = 0;
  std::thread reader([&] {
    v1::StreamEntriesResponse response;
    while (stream->Read(&response)) {
      if (!response.has_appended()) {
        std::fprintf(stderr, "cairn_bench: %s\n", response.refused().message().c_str());
        std::_Exit(1);
      }
      ++answered;
      room.release();
    }
  });
  std::mt19937_64 random(static_cast<uint64_t>(index) + 77 +
                         static_cast<uint64_t>(end.time_since_epoch().count()));
  v1::StreamEntriesRequest request;
  while (Clock::now() < end) {
    *request.mutable_append() = server.NextAppend(random);
    room.acquire();
    if (!stream->Write(request)) break;
  }
  stream->WritesDone();
  reader.join();
  if (!stream->Finish().ok()) std::_Exit(1);
  return answered;
}

}  // namespace

double StreamAppendsPerSecond(const BenchServer& server, int streams, double seconds) {
  const Clock::time_point begun = Clock::now();
  const Clock::time_point end =
      begun + std::chrono::microseconds(static_cast<int64_t>(seconds * 1'000'000));
  std::atomic<uint64_t> answered = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < streams; ++i) {
    threads.emplace_back([&, i] { answered += RunStream(server, i, end); });
  }
  for (std::thread& thread : threads) thread.join();
  return static_cast<double>(answered) /
         std::chrono::duration<double>(Clock::now() - begun).count();
}

}  // namespace cairn::bench
