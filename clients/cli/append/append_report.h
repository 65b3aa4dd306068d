// What `cairn append` says while it loads: progress, refusals, and the sum at the end. Thread-safe:
// replies of a stream arrive on another thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "clients/cli/append/case_line.h"
#include "clients/cli/print/output.h"

namespace cairn::cli {

// What has been loaded so far.
struct LoadCounts {
  size_t lines = 0;
  size_t refused = 0;
  size_t recorded = 0;
  size_t already_recorded = 0;
  size_t findings = 0;
};

// `[#######-------] 120 of 240 lines, 1 refused`: one line for a terminal, without a line break.
std::string ProgressBar(const LoadCounts& counts, size_t total);

// The sum of a load in one sentence.
std::string SummaryOf(const LoadCounts& counts);

class AppendReport {
 public:
  AppendReport(const Output& output, size_t total) : output_(output), total_(total) {}

  // What became of `line`. A refusal is written at once, with place and every fault.
  void Done(const CaseLine& line, const absl::StatusOr<v1::AppendEntriesResponse>& reply);
  // Writes the sum.
  void Finish();

  bool any_refused() const;

 private:
  void Count(const v1::AppendEntriesResponse& response);
  void WriteRefusal(const CaseLine& line, const absl::Status& refusal);
  void WriteProgress();

  const Output& output_;
  const size_t total_;
  mutable std::mutex mutex_;
  LoadCounts counts_;
};

}  // namespace cairn::cli
