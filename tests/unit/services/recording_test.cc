#include "tests/unit/services/recording_test.h"

#include "eventstore/base/encoding.h"
#include "tests/support/entries.h"
#include "tests/unit/services/awaited_append.h"

namespace cairn {

absl::StatusOr<v1::AppendEntriesResponse> RecordingTest::Append(
    const v1::AppendEntriesRequest& request) {
  return AppendAndAwait(recorder_, senco_, request);
}

std::string RecordingTest::Open(std::string_view name) {
  const auto opened = Append(OpeningRequest(NextId(), {OpenedEntry(name)}));
  EXPECT_TRUE(opened.ok()) << opened.status();
  return opened.ok() ? opened->records(0).record_id() : "";
}

std::string RecordingTest::NextId() { return U64Key(1) + U64Key(++requests_); }

}  // namespace cairn
