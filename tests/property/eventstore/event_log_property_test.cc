// Any commands in any order: the log answers like a page of plain containers, on both storages;
// refusals to the reason, the metadata and the words.
#include <algorithm>
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
  enum class Kind { kAppend, kFence, kErase, kRemove, kRead, kReadAll, kReopen } kind;
  uint64_t request;
  std::vector<Part> parts;
  uint64_t from;  // version to remove or to read from, position to read above
  Direction direction;
  size_t limit;
};

std::ostream& operator<<(std::ostream& out, const Command& command) {
  out << "{kind " << static_cast<int>(command.kind) << " request " << command.request << " from "
      << command.from << (command.direction == Direction::kForward ? " up" : " down") << " limit "
      << command.limit;
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
    command.kind = *rc::gen::weightedElement<Kind>({{16, Kind::kAppend},
                                                    {2, Kind::kFence},
                                                    {1, Kind::kErase},
                                                    {3, Kind::kRemove},
                                                    {4, Kind::kRead},
                                                    {2, Kind::kReadAll},
                                                    {1, Kind::kReopen}});
    command.request = *rc::gen::inRange<uint64_t>(0, kRequests);
    command.parts =
        *rc::gen::resize(2, rc::gen::nonEmpty(rc::gen::uniqueBy<std::vector<Part>>(
                                AnyPart(), [](const Part& part) { return part.record; })));
    command.from = *rc::gen::inRange<uint64_t>(0, 7);
    command.direction = *rc::gen::element(Direction::kForward, Direction::kBackward);
    command.limit = *rc::gen::inRange<size_t>(0, 5);
    return command;
  });
}

Version ExpectedVersion(const Part& part, const LogModel& model) {
  const Version version = model.VersionOf(RecordNo(part.record));
  return version == 0 && part.version_off < 0 ? 0 : version + part.version_off;
}

// `log` knows the event that a removal is aimed at.
AppendRequest ErasureOf(const Command& command, const LogModel& model, TestLog& log) {
  const Part& part = command.parts.front();
  ErasureBody body{.record = RecordNo(part.record), .authority = 1};
  if (command.kind == Command::Kind::kRemove) {
    body.scope = ErasureScope::kEntry;
    body.target = *EventId::FromBytes("no such event...");
    const auto events = log->Read(body.record, command.from, Direction::kForward, 1);
    if (command.from > 0 && events.ok() && !events->empty()) {
      body.target = events->front().leaf.event_id;
    }
  }
  const Version expected = std::max<Version>(1, ExpectedVersion(part, model));
  return AppendOf(RequestNo(command.request),
                  {{.record = body.record, .expected = expected, .control = body}});
}

AppendRequest RequestOf(const Command& command, const LogModel& model, TestLog& log) {
  using Kind = Command::Kind;
  if (command.kind == Kind::kFence) return FenceOf(RequestNo(command.request));
  if (command.kind != Kind::kAppend) return ErasureOf(command, model, log);
  AppendRequest request{.request = RequestNo(command.request)};
  for (const Part& part : command.parts) {
    RecordAppend& record = request.records.emplace_back();
    record.record = RecordNo(part.record);
    record.expected = ExpectedVersion(part, model);
    for (const int text : part.texts) record.contents.push_back(Saying(std::to_string(text)));
    for (const int claim : part.taken) record.claims_taken.push_back(ClaimNo(claim));
    for (const int claim : part.released) record.claims_released.push_back(ClaimNo(claim));
  }
  return request;
}

// What a refusal says to programs.
template <typename Plain>
Plain Refused(const absl::Status& status) {
  const v1::ErrorDetail detail = DetailOf(status).value();
  RC_ASSERT(status.code() == CodeOf(detail.reason()));
  Plain plain;
  plain.reason = detail.reason();
  plain.metadata = {detail.metadata().begin(), detail.metadata().end()};
  return plain;
}

ModelAnswer Plain(const absl::StatusOr<Appended>& answer) {
  if (!answer.ok()) return Refused<ModelAnswer>(answer.status());
  ModelAnswer plain{.repeated = answer->repeated, .fenced = answer->fenced};
  for (const AppendedEvent& event : answer->events) {
    plain.events.emplace_back(event.record, event.version, event.position);
  }
  return plain;
}

ModelPage Plain(const absl::StatusOr<std::vector<StoredEvent>>& events) {
  if (!events.ok()) return Refused<ModelPage>(events.status());
  ModelPage page;
  for (const StoredEvent& event : *events) {
    page.events.push_back({.record = event.leaf.record,
                           .version = event.leaf.version,
                           .position = event.position,
                           .content = event.content,
                           .control = event.control,
                           .erased_by = event.erased_by});
  }
  return page;
}

void ExpectSameRecord(TestLog& log, const LogModel& model, const RecordId& record) {
  for (const Direction direction : {Direction::kForward, Direction::kBackward}) {
    const Version from = direction == Direction::kForward ? 1 : kAll;
    RC_ASSERT(Plain(log->Read(record, from, direction, kAll)) ==
              model.Read(record, from, direction, kAll));
  }
  const RecordHead head = log->HeadOf(record).value();
  RC_ASSERT(head.version == model.VersionOf(record));
  RC_ASSERT((head.state == RecordState::kErased) == model.IsErased(record));
}

void ExpectSameReads(TestLog& log, const LogModel& model) {
  RC_ASSERT(Plain(log->ReadAll(0, kAll)) == model.ReadAll(0, kAll));
  for (uint64_t record = 0; record < kRecords; ++record) {
    ExpectSameRecord(log, model, RecordNo(record));
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

// The two answer in the same words, and mean what the model says.
template <typename Answer, typename Expected>
void ExpectSame(const Answer& memory, const Answer& rocksdb, const Expected& expected) {
  RC_ASSERT(Plain(memory) == expected);
  RC_ASSERT(Plain(rocksdb) == expected);
  RC_ASSERT(memory.status().code() == rocksdb.status().code());
  RC_ASSERT(memory.status().message() == rocksdb.status().message());
}

void Play(const Command& command, LogModel& model, TestLog& memory, TestLog& rocksdb) {
  switch (command.kind) {
    case Command::Kind::kReopen:
      memory.Reopen();
      return rocksdb.Reopen();
    case Command::Kind::kRead: {
      const RecordId record = RecordNo(command.parts.front().record);
      const auto read = [&](TestLog& log) {
        return log->Read(record, command.from, command.direction, command.limit);
      };
      return ExpectSame(read(memory), read(rocksdb),
                        model.Read(record, command.from, command.direction, command.limit));
    }
    case Command::Kind::kReadAll:
      return ExpectSame(memory->ReadAll(command.from, command.limit),
                        rocksdb->ReadAll(command.from, command.limit),
                        model.ReadAll(command.from, command.limit));
    case Command::Kind::kAppend:
    case Command::Kind::kFence:
    case Command::Kind::kErase:
    case Command::Kind::kRemove:
      break;
  }
  const AppendRequest request = RequestOf(command, model, memory);
  const ModelAnswer expected = model.Append(request, command.from);
  ExpectSame(memory->AppendAndWait(request), rocksdb->AppendAndWait(request), expected);
}

RC_GTEST_PROP(EventLogProperty, AnswersLikeThePlainModelOnBothStorages, ()) {
  // Half as many as usual: each is synced to the disk three times.
  const std::vector<Command> commands =
      *rc::gen::scale(0.5, rc::gen::container<std::vector<Command>>(AnyCommand()));
  LogModel model;
  TestLog memory(StorageKind::kMemory);
  // RocksDB in one run of two: opening it costs more than all the rest.
  const auto kind = *rc::gen::element(StorageKind::kRocksDb, StorageKind::kMemory);
  TestLog rocksdb(kind);

  for (const Command& command : commands) Play(command, model, memory, rocksdb);

  ExpectSameReads(memory, model);
  ExpectSameReads(rocksdb, model);
  ExpectRootOfItsLeaves(memory);
  RC_ASSERT(memory->Head() == rocksdb->Head());
}

}  // namespace
}  // namespace cairn
