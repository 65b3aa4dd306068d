// Any commands in any order: the log answers like a page of plain containers, on both storages.
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "eventstore/base/errors.h"
#include "eventstore/event_log.h"
#include "eventstore/ledger/merkle.h"
#include "tests/property/eventstore/log_model.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

constexpr uint64_t kRecords = 4;
constexpr uint64_t kRequests = 12;
constexpr int kClaims = 3;
constexpr size_t kAll = 10'000;

struct Part {
  uint64_t record;
  int version_off;  // of the expected version from the right one
  std::vector<int> texts;
  std::vector<int> taken;
  std::vector<int> released;
};

struct Command {
  enum class Kind { kAppend, kFence, kReopen } kind;
  uint64_t request;
  std::vector<Part> parts;
};

std::ostream& operator<<(std::ostream& out, const Command& command) {
  out << "{kind " << static_cast<int>(command.kind) << " request " << command.request;
  for (const Part& part : command.parts) {
    out << " [record " << part.record << " off " << part.version_off << " texts "
        << testing::PrintToString(part.texts) << " takes " << testing::PrintToString(part.taken)
        << " releases " << testing::PrintToString(part.released) << "]";
  }
  return out << "}";
}

Claim ClaimNo(int number) {
  return {.type = static_cast<uint8_t>(1 + number % 2), .value = std::to_string(number)};
}

rc::Gen<Part> AnyPart() {
  const auto few = [](int below) {
    return rc::gen::resize(2, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, below)));
  };
  return rc::gen::exec([few] {
    Part part;
    part.record = *rc::gen::inRange<uint64_t>(0, kRecords);
    part.version_off = *rc::gen::weightedElement<int>({{8, 0}, {1, 1}, {1, -1}});
    part.texts = *rc::gen::nonEmpty(few(3));
    part.taken = *few(kClaims);
    part.released = *few(kClaims);
    return part;
  });
}

rc::Gen<Command> AnyCommand() {
  using Kind = Command::Kind;
  return rc::gen::exec([] {
    Command command;
    command.kind = *rc::gen::weightedElement<Kind>(
        {{16, Kind::kAppend}, {2, Kind::kFence}, {1, Kind::kReopen}});
    command.request = *rc::gen::inRange<uint64_t>(0, kRequests);
    command.parts =
        *rc::gen::resize(2, rc::gen::nonEmpty(rc::gen::uniqueBy<std::vector<Part>>(
                                AnyPart(), [](const Part& part) { return part.record; })));
    return command;
  });
}

AppendRequest RequestOf(const Command& command, const LogModel& model) {
  if (command.kind == Command::Kind::kFence) return FenceOf(RequestNo(command.request));
  AppendRequest request{.request = RequestNo(command.request)};
  for (const Part& part : command.parts) {
    const Version version = model.VersionOf(RecordNo(part.record));
    RecordAppend& record = request.records.emplace_back();
    record.record = RecordNo(part.record);
    record.expected = version == 0 && part.version_off < 0 ? 0 : version + part.version_off;
    for (const int text : part.texts) record.contents.push_back(Saying(std::to_string(text)));
    for (const int claim : part.taken) record.claims_taken.push_back(ClaimNo(claim));
    for (const int claim : part.released) record.claims_released.push_back(ClaimNo(claim));
  }
  return request;
}

ModelAnswer Plain(const absl::StatusOr<Appended>& answer) {
  ModelAnswer plain;
  if (!answer.ok()) {
    const v1::ErrorDetail detail = DetailOf(answer.status()).value();
    plain.reason = detail.reason();
    plain.metadata = {detail.metadata().begin(), detail.metadata().end()};
    return plain;
  }
  for (const AppendedEvent& event : answer->events) {
    plain.events.emplace_back(event.record, event.version, event.position);
  }
  plain.repeated = answer->repeated;
  plain.fenced = answer->fenced;
  return plain;
}

std::vector<FieldList> ContentsIn(const absl::StatusOr<std::vector<StoredEvent>>& events) {
  std::vector<FieldList> contents;
  if (ReasonOf(events.status()) == v1::ERROR_REASON_RECORD_NOT_FOUND) return contents;
  for (const StoredEvent& event : events.value()) contents.push_back(event.content.value());
  return contents;
}

void ExpectSameReads(TestLog& log, const LogModel& model) {
  RC_ASSERT(ContentsIn(log->ReadAll(0, kAll)) == model.contents());
  for (uint64_t record = 0; record < kRecords; ++record) {
    RC_ASSERT(ContentsIn(log->Read(RecordNo(record), 1, Direction::kForward, kAll)) ==
              model.ContentsOf(RecordNo(record)));
    RC_ASSERT(log->HeadOf(RecordNo(record))->version == model.VersionOf(RecordNo(record)));
  }
  for (int claim = 0; claim < kClaims; ++claim) {
    RC_ASSERT(log->Find(ClaimNo(claim)).value() == model.HolderOf(ClaimNo(claim)));
  }
  for (uint64_t request = 0; request < kRequests; ++request) {
    const std::optional<RequestOutcome> found = log->Find(RequestNo(request)).value();
    const std::optional<ModelAnswer> plain =
        found ? std::optional<ModelAnswer>(Plain(*found)) : std::nullopt;
    RC_ASSERT(plain == model.OutcomeOf(RequestNo(request)));
  }
}

void ExpectRootOfItsLeaves(TestLog& log) {
  const std::vector<StoredEvent> events = log->ReadAll(0, kAll).value();
  std::vector<Hash> leaf_hashes;
  leaf_hashes.reserve(events.size());
  for (const StoredEvent& event : events) leaf_hashes.push_back(event.leaf.hash());
  RC_ASSERT(log->Head().root == MerkleRoot(leaf_hashes));
}

RC_GTEST_PROP(EventLogProperty, AnswersLikeThePlainModelOnBothStorages, ()) {
  const std::vector<Command> commands = *rc::gen::container<std::vector<Command>>(AnyCommand());
  LogModel model;
  TestLog memory(StorageKind::kMemory);
  TestLog rocksdb(StorageKind::kRocksDb);

  for (const Command& command : commands) {
    if (command.kind == Command::Kind::kReopen) {
      memory.Reopen();
      rocksdb.Reopen();
      continue;
    }
    const AppendRequest request = RequestOf(command, model);
    const ModelAnswer expected = model.Append(request);
    RC_ASSERT(Plain(memory->AppendAndWait(request)) == expected);
    RC_ASSERT(Plain(rocksdb->AppendAndWait(request)) == expected);
  }

  ExpectSameReads(memory, model);
  ExpectSameReads(rocksdb, model);
  ExpectRootOfItsLeaves(memory);
  RC_ASSERT(memory->Head() == rocksdb->Head());
}

}  // namespace
}  // namespace cairn
