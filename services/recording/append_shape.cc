#include "services/recording/append_shape.h"

#include <set>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/ids.h"
#include "eventstore/base/limits.h"

namespace cairn {
namespace {

using Faults = std::vector<v1::Fault>;

template <typename Message>
void CheckUnknown(const Message& message, const std::string& path, Faults& faults) {
  if (message.GetReflection()->GetUnknownFields(message).empty()) return;
  faults.push_back(ShapeFault(path, "UNKNOWN_FIELD",
                              "This server does not know a field that was sent here; it would be "
                              "lost, so nothing was recorded."));
}

void CheckExpected(const v1::RecordEntries& record, const std::string& path, Faults& faults) {
  const v1::ExpectedVersion& expected = record.expected();
  const bool opens = expected.expected_case() == v1::ExpectedVersion::kMustNotExist;
  const bool said_false =
      (opens && !expected.must_not_exist()) ||
      (expected.expected_case() == v1::ExpectedVersion::kAny && !expected.any());
  if (expected.expected_case() == v1::ExpectedVersion::EXPECTED_NOT_SET || said_false) {
    faults.push_back(ShapeFault(path + ".expected", "REQUIRED",
                                "Say which version you decided on, that the record must not exist, "
                                "or that any version will do."));
    return;
  }
  if (opens && !record.record_id().empty()) {
    faults.push_back(ShapeFault(path + ".record_id", "MUST_BE_EMPTY",
                                "The server draws the id of a new record."));
  }
  if (!opens && record.record_id().size() != RecordId::kSize) {
    faults.push_back(ShapeFault(path + ".record_id", "WRONG_LENGTH", "A record id is 16 bytes."));
  }
}

void CheckCount(int count, size_t max, const std::string& path, std::string_view what,
                Faults& faults) {
  if (count == 0) {
    faults.push_back(ShapeFault(path, "REQUIRED", absl::StrFormat("Send at least one %s.", what)));
  }
  if (static_cast<size_t>(count) > max) {
    faults.push_back(ShapeFault(
        path, "TOO_MANY", absl::StrFormat("Send at most %d; this request has %d.", max, count)));
  }
}

}  // namespace

std::string EntryPath(int record_index, int entry_index) {
  return absl::StrFormat("records[%d].entries[%d]", record_index, entry_index);
}

std::vector<v1::Fault> CheckAppendShape(const v1::AppendEntriesRequest& request) {
  Faults faults;
  CheckUnknown(request, "", faults);
  if (const size_t bytes = request.ByteSizeLong(); bytes > limits::kRequestBytesMax) {
    faults.push_back(ShapeFault("", "TOO_LARGE",
                                absl::StrFormat("A request is at most %d bytes; this one has %d. "
                                                "Send it in parts.",
                                                limits::kRequestBytesMax, bytes)));
  }
  if (request.request_id().size() != RequestId::kSize) {
    faults.push_back(ShapeFault("request_id", "WRONG_LENGTH",
                                "A request id is 16 bytes that the client draws at random."));
  }
  CheckCount(request.records_size(), limits::kRecordsPerAppendMax, "records", "record", faults);

  std::set<std::string> seen;
  for (int i = 0; i < request.records_size(); ++i) {
    const v1::RecordEntries& record = request.records(i);
    const std::string path = absl::StrFormat("records[%d]", i);
    CheckUnknown(record, path, faults);
    CheckUnknown(record.expected(), path + ".expected", faults);
    CheckExpected(record, path, faults);
    CheckCount(record.entries_size(), limits::kEntriesPerRecordMax, path + ".entries", "entry",
               faults);
    if (!record.record_id().empty() && !seen.insert(record.record_id()).second) {
      faults.push_back(ShapeFault(path + ".record_id", "NAMED_TWICE",
                                  "Put all entries of one record together."));
    }
  }
  return faults;
}

}  // namespace cairn
