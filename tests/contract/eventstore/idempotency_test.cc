// The idempotency matrix: what a second append is told, by what it expects, whether its request id
// is new, whether it says the same, and what has become of the first meanwhile. On every storage.
//
// "Any version" does not reach the log: services/recording folds again at the newest version after
// each conflict, with the same request id. The rows that say kAny do the same here.
#include <optional>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/event_log.h"
#include "tests/support/door.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

// Of one row; each row has a hundred numbers of its own.
constexpr uint64_t kFirstNo = 1;
constexpr uint64_t kSecondNo = 2;
constexpr uint64_t kBeforeNo = 3;
constexpr uint64_t kAnotherNo = 4;
constexpr uint64_t kErasureNo = 5;
constexpr size_t kAll = 1000;

// What the caller says of the record's version. Before the first append there is no record where
// nothing is expected, and one of version 1 elsewhere.
enum class Expecting { kNothing, kExact, kAny };
enum class SecondId { kNew, kSame };
// kFence: GetAppendOutcome, which settles that the request never lands if it has not yet.
// kKnown: that all of it is there already.
enum class Says { kFirstText, kOtherText, kFence, kKnown };

// When the second request comes.
enum class Moment {
  kInFlightTogether,  // both wait, and are decided on in one group
  kInFlightBehind,    // the first is being committed
  kDurable,
  kRestarted,
  kRemoved,  // the content that the first wrote was removed
  kErased,   // the whole record was erased
};

// What the second request is told.
enum class Then {
  kFirst,    // the result of the first, and that it is a repeat
  kWritten,  // it was written behind the first
  kKept,     // nothing was written for it, and that is kept
  kConflict,
  kReused,
  kFenced,
  kErased,
};

struct Row {
  Says first;
  Expecting expecting;
  SecondId id;
  Says second;
  Then in_flight;
  Then durable;
  Then restarted;
  Then removed;
  Then erased;
};

constexpr auto kA = Says::kFirstText;
constexpr auto kB = Says::kOtherText;
constexpr auto kF = Says::kFence;
constexpr auto kK = Says::kKnown;

// Of a content that is gone nobody can say that a repeat differs: what is left is the request id.
constexpr Row kRows[] = {
    // first, expecting, id, second, in flight, durable, restarted, removed, erased
    {kA, Expecting::kNothing, SecondId::kNew, kA, Then::kConflict, Then::kConflict, Then::kConflict,
     Then::kConflict, Then::kErased},
    {kA, Expecting::kNothing, SecondId::kNew, kB, Then::kConflict, Then::kConflict, Then::kConflict,
     Then::kConflict, Then::kErased},
    {kA, Expecting::kNothing, SecondId::kSame, kA, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    {kA, Expecting::kNothing, SecondId::kSame, kB, Then::kReused, Then::kReused, Then::kReused,
     Then::kFirst, Then::kFirst},
    {kA, Expecting::kExact, SecondId::kNew, kA, Then::kConflict, Then::kConflict, Then::kConflict,
     Then::kConflict, Then::kErased},
    {kA, Expecting::kExact, SecondId::kNew, kB, Then::kConflict, Then::kConflict, Then::kConflict,
     Then::kConflict, Then::kErased},
    {kA, Expecting::kExact, SecondId::kSame, kA, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    {kA, Expecting::kExact, SecondId::kSame, kB, Then::kReused, Then::kReused, Then::kReused,
     Then::kFirst, Then::kFirst},
    {kA, Expecting::kAny, SecondId::kNew, kA, Then::kWritten, Then::kWritten, Then::kWritten,
     Then::kWritten, Then::kErased},
    {kA, Expecting::kAny, SecondId::kNew, kB, Then::kWritten, Then::kWritten, Then::kWritten,
     Then::kWritten, Then::kErased},
    {kA, Expecting::kAny, SecondId::kSame, kA, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    {kA, Expecting::kAny, SecondId::kSame, kB, Then::kReused, Then::kReused, Then::kReused,
     Then::kFirst, Then::kFirst},

    // Asked what became of a request that was written: what it wrote, whatever became of that.
    {kA, Expecting::kNothing, SecondId::kSame, kF, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    {kA, Expecting::kExact, SecondId::kSame, kF, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    // Asked before it came: it can never land, not even under the right version.
    {kF, Expecting::kExact, SecondId::kSame, kA, Then::kFenced, Then::kFenced, Then::kFenced,
     Then::kFenced, Then::kFenced},
    {kF, Expecting::kAny, SecondId::kSame, kB, Then::kFenced, Then::kFenced, Then::kFenced,
     Then::kFenced, Then::kFenced},
    // Asked again: the same tombstone.
    {kF, Expecting::kExact, SecondId::kSame, kF, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    // A tombstone is of one request id only.
    {kF, Expecting::kExact, SecondId::kNew, kA, Then::kWritten, Then::kWritten, Then::kWritten,
     Then::kConflict, Then::kErased},

    // All of it was known: a repeat is told so, also when by then nobody could find it again.
    {kK, Expecting::kExact, SecondId::kSame, kK, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    {kK, Expecting::kExact, SecondId::kSame, kF, Then::kFirst, Then::kFirst, Then::kFirst,
     Then::kFirst, Then::kFirst},
    {kK, Expecting::kExact, SecondId::kNew, kK, Then::kKept, Then::kKept, Then::kKept, Then::kKept,
     Then::kKept},
    // Never written again; its receipts are for services/recording to make.
    {kK, Expecting::kExact, SecondId::kSame, kA, Then::kReused, Then::kReused, Then::kReused,
     Then::kReused, Then::kReused},
    {kA, Expecting::kExact, SecondId::kSame, kK, Then::kReused, Then::kReused, Then::kReused,
     Then::kReused, Then::kReused},
    {kF, Expecting::kExact, SecondId::kSame, kK, Then::kFenced, Then::kFenced, Then::kFenced,
     Then::kFenced, Then::kFenced},
};

Then ExpectedOf(const Row& row, Moment moment) {
  switch (moment) {
    case Moment::kInFlightTogether:
    case Moment::kInFlightBehind:
      return row.in_flight;
    case Moment::kDurable:
      return row.durable;
    case Moment::kRestarted:
      return row.restarted;
    case Moment::kRemoved:
      return row.removed;
    case Moment::kErased:
      return row.erased;
  }
  return row.durable;
}

// One row at one moment, with a record and request ids that no other row uses.
class Scene {
 public:
  Scene(TestLog& log, const Row& row, Moment moment)
      : log_(log),
        row_(row),
        moment_(moment),
        base_(100 * static_cast<uint64_t>(&row - kRows)),
        record_(RecordNo(base_)) {
    if (row_.expecting == Expecting::kNothing) return;
    Take(log_->AppendAndWait(AppendOf(Id(kBeforeNo), record_, 0, "before")));
  }

  void Play() {
    if (moment_ == Moment::kInFlightTogether || moment_ == Moment::kInFlightBehind) {
      PlayInFlight();
    } else {
      first_ = log_->AppendAndWait(First());
      ASSERT_THAT(first_, IsOk());
      Pass();
      end_ = log_->Head().position;
      second_ = log_->AppendAndWait(Second());
    }
    FoldAgain();
  }

  void ExpectSecondIs(Then expected) {
    ASSERT_THAT(first_, IsOk());
    switch (expected) {
      case Then::kFirst:
        ASSERT_THAT(second_, IsOk());
        EXPECT_TRUE(second_->repeated);
        EXPECT_EQ(second_->events, first_->events);
        EXPECT_EQ(second_->known, first_->known);
        EXPECT_EQ(second_->recorded_at_us, first_->recorded_at_us);
        EXPECT_EQ(second_->fenced, first_->fenced);
        break;
      case Then::kWritten:
        return ExpectWritten();
      case Then::kKept:
        ASSERT_THAT(second_, IsOk());
        EXPECT_FALSE(second_->repeated);
        EXPECT_THAT(second_->events, testing::IsEmpty());
        EXPECT_EQ(second_->known, Second().known);
        EXPECT_EQ(log_->Find(Id(kSecondNo)).value()->known, Second().known);
        break;
      case Then::kConflict:
        EXPECT_THAT(second_, HasReason(v1::ERROR_REASON_VERSION_CONFLICT));
        break;
      case Then::kReused:
        EXPECT_THAT(second_, HasReason(v1::ERROR_REASON_REQUEST_ID_REUSED));
        break;
      case Then::kFenced:
        EXPECT_THAT(second_, HasReason(v1::ERROR_REASON_REQUEST_FENCED));
        break;
      case Then::kErased:
        EXPECT_THAT(second_, HasReason(v1::ERROR_REASON_RECORD_ERASED));
        break;
    }
    EXPECT_EQ(log_->Head().position, end_) << "something was written";
  }

 private:
  RequestKey Id(uint64_t number) const { return RequestNo(base_ + number); }

  void Take(const absl::StatusOr<Appended>& answer) { ASSERT_THAT(answer, IsOk()); }

  AppendRequest First() { return Request(row_.first, kFirstNo); }
  AppendRequest Second() {
    return Request(row_.second, row_.id == SecondId::kSame ? kFirstNo : kSecondNo);
  }

  AppendRequest Request(Says says, uint64_t id) {
    if (says == Says::kFence) return FenceOf(Id(id));
    AppendRequest request{.request = Id(id)};
    if (says != Says::kKnown) {
      request = AppendOf(Id(id), record_, Expected(), says == Says::kFirstText ? "a" : "b");
    }
    // The log keeps with a request whatever its caller says was there already.
    request.known = {{.entry = 0, .record = RecordNo(id), .version = id}};
    return request;
  }

  Version Expected() {
    switch (row_.expecting) {
      case Expecting::kNothing:
        return 0;
      case Expecting::kExact:
        return 1;
      case Expecting::kAny:
        break;
    }
    return log_->HeadOf(record_)->version;
  }

  // The log's thread stands in a commit while the rest is queued. It is the commit of the first, or
  // that of another record, behind which both wait for one group.
  void PlayInFlight() {
    log_.storage().before_commit = [this] {
      door_.WaitToPass();
      return std::nullopt;
    };
    const bool together = moment_ == Moment::kInFlightTogether;
    if (together) {
      log_->Append(AppendOf(Id(kAnotherNo), RecordNo(base_ + 1), 0, "another"), answers_.Taker());
      door_.AwaitSomebody();
    }
    log_->Append(First(), answers_.Taker());
    if (!together) door_.AwaitSomebody();
    log_->Append(Second(), answers_.Taker());
    door_.Open();
    std::vector<absl::StatusOr<Appended>> given = answers_.Await(together ? 3 : 2);
    log_.storage().before_commit = [] { return std::nullopt; };
    second_ = given.back();
    first_ = given[given.size() - 2];
    end_ = log_->Head().position;
  }

  void Pass() {
    switch (moment_) {
      case Moment::kInFlightTogether:
      case Moment::kInFlightBehind:
      case Moment::kDurable:
        return;
      case Moment::kRestarted:
        return log_.Reopen();
      case Moment::kRemoved:
        return Erase(ErasureScope::kEntry);
      case Moment::kErased:
        return Erase(ErasureScope::kRecord);
    }
  }

  // Of one entry: the last of the record, which is what the first wrote unless it was a fence.
  void Erase(ErasureScope scope) {
    const Version version = log_->HeadOf(record_)->version;
    ErasureBody body{.record = record_, .scope = scope, .authority = 1};
    if (scope == ErasureScope::kEntry) {
      body.target = log_->Read(record_, version, Direction::kForward, 1)->front().leaf.event_id;
    }
    Take(log_->AppendAndWait(
        AppendOf(Id(kErasureNo), {{.record = record_, .expected = version, .control = body}})));
  }

  // What the services do with "any version".
  void FoldAgain() {
    if (row_.expecting != Expecting::kAny || row_.second == Says::kFence) return;
    for (int i = 0; ReasonOf(second_.status()) == v1::ERROR_REASON_VERSION_CONFLICT; ++i) {
      ASSERT_LT(i, 8);
      second_ = log_->AppendAndWait(Second());
    }
  }

  void ExpectWritten() {
    ASSERT_THAT(second_, IsOk());
    EXPECT_FALSE(second_->repeated);
    EXPECT_EQ(second_->known, Second().known);
    ASSERT_EQ(second_->events.size(), 1u);
    const RecordHead head = log_->HeadOf(record_).value();
    EXPECT_EQ(second_->events[0].version, head.version);
    EXPECT_EQ(second_->events[0].position, head.position);
    EXPECT_NE(second_->events, first_->events);
    const auto last = log_->Read(record_, head.version, Direction::kForward, kAll);
    EXPECT_EQ(TextOf(last->front()), row_.second == Says::kFirstText ? "a" : "b");
  }

  Door door_;
  Answers answers_;
  TestLog& log_;
  const Row& row_;
  const Moment moment_;
  const uint64_t base_;
  const RecordId record_;
  absl::StatusOr<Appended> first_;
  absl::StatusOr<Appended> second_;
  Position end_ = 0;  // of the log before the second was decided on, or after if it was in flight
};

class Idempotency : public testing::TestWithParam<std::tuple<StorageKind, Moment>> {};

TEST_P(Idempotency, IsWhatTheMatrixSays) {
  const auto [kind, moment] = GetParam();
  TestLog log(kind);
  for (const Row& row : kRows) {
    SCOPED_TRACE("row " + std::to_string(&row - kRows + 1));
    Scene scene(log, row, moment);
    scene.Play();
    scene.ExpectSecondIs(ExpectedOf(row, moment));
  }
}

std::string NameOfCell(const testing::TestParamInfo<Idempotency::ParamType>& info) {
  static constexpr const char* kNames[] = {"InFlightTogether", "InFlightBehind", "Durable",
                                           "Restarted",        "Removed",        "Erased"};
  const auto [kind, moment] = info.param;
  return std::string(kNames[static_cast<size_t>(moment)]) +
         (kind == StorageKind::kMemory ? "Memory" : "RocksDb");
}

INSTANTIATE_TEST_SUITE_P(
    All, Idempotency,
    testing::Combine(testing::Values(StorageKind::kMemory, StorageKind::kRocksDb),
                     testing::Values(Moment::kInFlightTogether, Moment::kInFlightBehind,
                                     Moment::kDurable, Moment::kRestarted, Moment::kRemoved,
                                     Moment::kErased)),
    NameOfCell);

}  // namespace
}  // namespace cairn
