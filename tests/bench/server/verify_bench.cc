#include "tests/bench/server/verify_bench.h"

#include <filesystem>
#include <fstream>

#include "cairn/v1/evidence_service.grpc.pb.h"

#include "clients/verify/verify.h"
#include "tests/bench/frame/random_text.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/frame/stopwatch.h"
#include "tests/bench/server/bench_server.h"
#include "tests/support/entries.h"
#include "tests/support/temp_folder.h"

namespace cairn::bench {
namespace {

constexpr int kVerifyEntries = 300;
constexpr int kVerifyEntriesPerCall = 50;
constexpr size_t kVerifyTextBytes = 900;

void Append(const BenchServer& server, const std::string& record) {
  const auto stub = server.Records(0);
  std::mt19937_64 random(5);
  for (int i = 0; i < kVerifyEntries; i += kVerifyEntriesPerCall) {
    v1::AppendEntriesRequest request = AddingRequest(RandomId(random), record, {});
    for (int j = 0; j < kVerifyEntriesPerCall; ++j) {
      *request.mutable_records(0)->add_entries() =
          ObservationEntry(RandomText(random, kVerifyTextBytes));
    }
    grpc::ClientContext context;
    server.Prepare(context);
    v1::AppendEntriesResponse response;
    const grpc::Status status = stub->AppendEntries(&context, request, &response);
    Require(status.ok(), status.error_message());
  }
}

void Export(const BenchServer& server, const std::string& record, const std::string& folder) {
  std::mt19937_64 random(6);
  v1::ExportRecordRequest request;
  request.set_record_id(record);
  request.set_purpose("To measure how fast it is verified");
  request.set_request_id(RandomId(random));
  grpc::ClientContext context;
  server.Prepare(context);
  const auto parts = server.Evidence()->ExportRecord(&context, request);
  v1::ExportRecordResponse part;
  while (parts->Read(&part)) {
    const std::filesystem::path file = std::filesystem::path(folder) / part.path();
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary | std::ios::app) << part.content();
  }
  const grpc::Status status = parts->Finish();
  Require(status.ok(), status.error_message());
}

class VerifyBench final : public Bench {
 public:
  explicit VerifyBench(const Settings& settings) : seconds_(settings.seconds / 2) {
    const BenchServer server(/*warm_records=*/50);
    Append(server, server.RecordId(0));
    Export(server, server.RecordId(0), pack_.path());
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    size_t events = 0;
    const Stopwatch watch;
    do {
      const verify::VerifyReport report = Require(verify::Verify(pack_.path(), {}));
      Require(report.verdict != verify::Verdict::kRed && report.events.size() > kVerifyEntries,
              "the export does not verify");
      events += report.events.size();
    } while (watch.Seconds() < seconds_);
    figures.Add("verify_events_per_s", static_cast<double>(events) / watch.Seconds());
  }

 private:
  const double seconds_;
  TempFolder pack_;
};

}  // namespace

Family VerifyFamily() {
  return {.name = "verify",
          .figures = {{"verify_events_per_s",
                       "events a second of an export of 300 entries that the offline verifier "
                       "checks, files and all, one thread"}},
          .make = [](const Settings& settings) -> absl::StatusOr<std::unique_ptr<Bench>> {
            return std::make_unique<VerifyBench>(settings);
          }};
}

}  // namespace cairn::bench
