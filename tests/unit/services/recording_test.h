// What tests of whoever records or reads what was recorded share: a SENCO and an empty log behind
// the guard, the rules and the lanes of a server.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "services/access/caller.h"
#include "services/recording/recorder.h"
#include "services/records/record_cache.h"
#include "tests/support/test_guard.h"
#include "tests/support/test_log.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {

class RecordingTest : public testing::Test {
 protected:
  // All three are thread-safe. The answer to a request of the SENCO.
  absl::StatusOr<v1::AppendEntriesResponse> Append(const v1::AppendEntriesRequest& request);
  // Opens the record of a child; its id.
  std::string Open(std::string_view name);
  // A request id that was not given before.
  std::string NextId();

  const CallerPtr senco_ =
      std::make_shared<const Caller>(CallerOf(v1::ROLE_SENCO, "juniper.halloway"));
  std::atomic<uint64_t> requests_ = 0;
  Lanes lanes_{4};  // outlives the log, whose thread wakes them
  TestLog log_;
  const TestGuard guard_{log_.clock};
  RecordCache records_{*log_, 1 << 20};
  Recorder recorder_{*log_, records_, *guard_, lanes_, log_.clock, log_.random, {}};
};

}  // namespace cairn
