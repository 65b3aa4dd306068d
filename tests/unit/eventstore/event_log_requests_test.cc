// A request id is consulted before anything else, and a claim is held once: on the storage in
// memory and on RocksDB.
#include <algorithm>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/event_log.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Field;
using testing::Optional;
using testing::Pair;

class EventLogRequests : public testing::TestWithParam<StorageKind> {
 protected:
  TestLog log_{GetParam()};

  // One event for one record, which must succeed.
  Appended Append(uint64_t request, RecordId record, Version expected, std::string_view text) {
    return log_->AppendAndWait(AppendOf(RequestNo(request), record, expected, text)).value();
  }
};

TEST_P(EventLogRequests, GivesARepeatedRequestTheResultOfTheFirst) {
  const Appended first = Append(1, RecordNo(1), 0, "a");
  Append(2, RecordNo(1), 1, "b");

  const Appended repeat = Append(1, RecordNo(1), 0, "a");

  EXPECT_TRUE(repeat.repeated);
  EXPECT_EQ(repeat.events, first.events);
  EXPECT_EQ(repeat.recorded_at_us, first.recorded_at_us);
  EXPECT_EQ(log_->Head().position, 2u);
}

TEST_P(EventLogRequests, GivesARepeatTheResultOfTheFirstAlsoAfterReopening) {
  const Appended first = Append(1, RecordNo(1), 0, "a");

  log_.Reopen();
  const Appended repeat = Append(1, RecordNo(1), 0, "a");

  EXPECT_TRUE(repeat.repeated);
  EXPECT_EQ(repeat.events, first.events);
}

TEST_P(EventLogRequests, RefusesARequestIdThatSaidSomethingElse) {
  Append(1, RecordNo(1), 0, "a");

  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "b")),
              HasReason(v1::ERROR_REASON_REQUEST_ID_REUSED));
}

TEST_P(EventLogRequests, TakesARepeatThatNamesAnotherNewRecordForTheSame) {
  const Appended first = Append(1, RecordNo(1), 0, "a");

  const Appended repeat = Append(1, RecordNo(2), 0, "a");

  EXPECT_EQ(repeat.events, first.events);
}

TEST_P(EventLogRequests, KeepsTheRequestIdsOfTwoCallersApart) {
  Append(1, RecordNo(1), 0, "a");
  AppendRequest other = AppendOf(RequestNo(1), RecordNo(2), 0, "b");
  other.request.caller = *CallerId::FromBytes("another caller..");

  EXPECT_FALSE(log_->AppendAndWait(other).value().repeated);
}

TEST_P(EventLogRequests, FindsWhatARequestDid) {
  const Appended appended = Append(1, RecordNo(1), 0, "a");

  const std::optional<RequestOutcome> found = log_->Find(RequestNo(1)).value();

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->events, appended.events);
  EXPECT_EQ(found->recorded_at_us, appended.recorded_at_us);
  EXPECT_THAT(log_->Find(RequestNo(2)), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(EventLogRequests, TellsWhoeverRepeatsThemWhatWasThereAlready) {
  AppendRequest request = AppendOf(RequestNo(1), RecordNo(1), 0, "a");
  request.known = {{.entry = 1, .record = RecordNo(7), .version = 3}};
  ASSERT_THAT(log_->AppendAndWait(request), IsOk());
  log_.Reopen();
  AppendRequest repeat = request;
  repeat.known.clear();

  EXPECT_EQ(log_->AppendAndWait(repeat)->known, request.known);
  EXPECT_EQ(log_->Find(RequestNo(1)).value()->known, request.known);
}

TEST_P(EventLogRequests, KeepsThatEverythingWasKnownAndMovesNothing) {
  Append(1, RecordNo(1), 0, "a");
  const LogHead before = log_->Head();
  log_.clock.Advance(5);
  AppendRequest request{.request = RequestNo(2)};
  request.known = {{.entry = 0, .record = RecordNo(1), .version = 1}};
  const Appended first = log_->AppendAndWait(request).value();
  log_.Reopen();

  const Appended fence = log_->AppendAndWait(FenceOf(RequestNo(2))).value();

  EXPECT_THAT(first.events, testing::IsEmpty());
  EXPECT_FALSE(fence.fenced);
  EXPECT_TRUE(fence.repeated);
  EXPECT_EQ(fence.known, request.known);
  EXPECT_EQ(fence.recorded_at_us, first.recorded_at_us);
  EXPECT_EQ(log_->Head().position, before.position);
  EXPECT_EQ(log_->Head().recorded_at_us, before.recorded_at_us);
}

TEST_P(EventLogRequests, NeverWritesARequestThatWasFenced) {
  const Appended fence = log_->AppendAndWait(FenceOf(RequestNo(1))).value();

  EXPECT_TRUE(fence.fenced);
  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "a")),
              HasReason(v1::ERROR_REASON_REQUEST_FENCED));
  log_.Reopen();
  EXPECT_THAT(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "a")),
              HasReason(v1::ERROR_REASON_REQUEST_FENCED));
  EXPECT_EQ(log_->Head().position, 0u);
}

TEST_P(EventLogRequests, FencesARequestOnceAndSaysSoAgain) {
  const Appended fence = log_->AppendAndWait(FenceOf(RequestNo(1))).value();

  log_.clock.Advance(5);
  const Appended again = log_->AppendAndWait(FenceOf(RequestNo(1))).value();

  EXPECT_FALSE(fence.repeated);
  EXPECT_TRUE(again.repeated);
  EXPECT_TRUE(again.fenced);
  EXPECT_EQ(again.recorded_at_us, fence.recorded_at_us);
  EXPECT_TRUE(log_->Find(RequestNo(1)).value()->fenced);
}

TEST_P(EventLogRequests, TellsAFenceWhatTheRequestDid) {
  const Appended appended = Append(1, RecordNo(1), 0, "a");

  const Appended outcome = log_->AppendAndWait(FenceOf(RequestNo(1))).value();

  EXPECT_FALSE(outcome.fenced);
  EXPECT_TRUE(outcome.repeated);
  EXPECT_EQ(outcome.events, appended.events);
}

TEST_P(EventLogRequests, WritesOneOfManyCopiesOfARequestInFlight) {
  std::vector<Appended> results(8);
  std::vector<std::thread> writers;
  writers.reserve(results.size());
  for (Appended& result : results) {
    writers.emplace_back([&] { result = Append(1, RecordNo(1), 0, "text"); });
  }
  for (std::thread& writer : writers) writer.join();

  EXPECT_EQ(log_->Head().position, 1u);
  EXPECT_EQ(std::count_if(results.begin(), results.end(),
                          [](const Appended& result) { return !result.repeated; }),
            1);
  EXPECT_THAT(results, testing::Each(Field(&Appended::events, results[0].events)));
}

class EventLogClaims : public EventLogRequests {
 protected:
  const Claim claim_{.type = 1, .value = "setting 7/A123456789012"};

  absl::StatusOr<Appended> Take(uint64_t request, RecordId record, Version expected) {
    return log_->AppendAndWait(AppendOf(RequestNo(request), {{.record = record,
                                                              .expected = expected,
                                                              .contents = {Saying("takes")},
                                                              .claims_taken = {claim_}}}));
  }
  absl::StatusOr<Appended> Release(uint64_t request, RecordId record, Version expected) {
    return log_->AppendAndWait(AppendOf(RequestNo(request), {{.record = record,
                                                              .expected = expected,
                                                              .contents = {Saying("releases")},
                                                              .claims_released = {claim_}}}));
  }
};

TEST_P(EventLogClaims, FindTheRecordThatHoldsThem) {
  ASSERT_THAT(Take(1, RecordNo(1), 0), IsOk());

  EXPECT_THAT(log_->Find(claim_), IsOkAndHolds(Optional(RecordNo(1))));
  EXPECT_THAT(log_->Find(Claim{.type = 2, .value = claim_.value}), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(EventLogClaims, AreHeldByOneRecordOnly) {
  ASSERT_THAT(Take(1, RecordNo(1), 0), IsOk());

  const absl::StatusOr<Appended> refused = Take(2, RecordNo(2), 0);

  EXPECT_THAT(refused, HasReason(v1::ERROR_REASON_CLAIM_TAKEN));
  EXPECT_THAT(DetailOf(refused.status())->metadata(),
              ElementsAre(Pair("record." + ToHex(RecordNo(2).bytes()) + ".claim_type", "1")));
  EXPECT_THAT(log_->HeadOf(RecordNo(2)), IsOkAndHolds(RecordHead{}));
}

TEST_P(EventLogClaims, MayBeTakenAgainByTheirHolder) {
  ASSERT_THAT(Take(1, RecordNo(1), 0), IsOk());

  EXPECT_THAT(Take(2, RecordNo(1), 1), IsOk());
}

TEST_P(EventLogClaims, AreFreeOnceReleased) {
  ASSERT_THAT(Take(1, RecordNo(1), 0), IsOk());
  ASSERT_THAT(Release(2, RecordNo(1), 1), IsOk());

  EXPECT_THAT(log_->Find(claim_), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(Take(3, RecordNo(2), 0), IsOk());
}

TEST_P(EventLogClaims, AreNotReleasedByAnotherRecord) {
  ASSERT_THAT(Take(1, RecordNo(1), 0), IsOk());

  ASSERT_THAT(Release(2, RecordNo(2), 0), IsOk());

  EXPECT_THAT(log_->Find(claim_), IsOkAndHolds(Optional(RecordNo(1))));
}

TEST_P(EventLogClaims, MoveFromOneRecordToAnotherInOneRequest) {
  ASSERT_THAT(Take(1, RecordNo(1), 0), IsOk());

  const absl::StatusOr<Appended> moved = log_->AppendAndWait(
      AppendOf(RequestNo(2),
               {{.record = RecordNo(2), .contents = {Saying("takes")}, .claims_taken = {claim_}},
                {.record = RecordNo(1),
                 .expected = 1,
                 .contents = {Saying("releases")},
                 .claims_released = {claim_}}}));

  EXPECT_THAT(moved, IsOk());
  EXPECT_THAT(log_->Find(claim_), IsOkAndHolds(Optional(RecordNo(2))));
}

TEST_P(EventLogClaims, AreTheSameAfterReopening) {
  ASSERT_THAT(Take(1, RecordNo(1), 0), IsOk());

  log_.Reopen();

  EXPECT_THAT(log_->Find(claim_), IsOkAndHolds(Optional(RecordNo(1))));
}

constexpr StorageKind kKinds[] = {StorageKind::kMemory, StorageKind::kRocksDb};
constexpr auto NameOfCase = [](const auto& info) {
  return info.param == StorageKind::kMemory ? "Memory" : "RocksDb";
};

INSTANTIATE_TEST_SUITE_P(All, EventLogRequests, testing::ValuesIn(kKinds), NameOfCase);
INSTANTIATE_TEST_SUITE_P(All, EventLogClaims, testing::ValuesIn(kKinds), NameOfCase);

}  // namespace
}  // namespace cairn
