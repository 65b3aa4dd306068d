// The checkers themselves: histories made by hand, each good or broken in one way.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/property/eventstore/linearisability/history.h"
#include "tests/property/eventstore/linearisability/log_rules.h"
#include "tests/property/eventstore/linearisability/record_search.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

constexpr uint64_t kRecord = 7;

// One client after the other, unless a time says otherwise.
Operation At(uint64_t invoked, uint64_t returned, decltype(Operation::call) call) {
  return {.process = invoked, .invoked = invoked, .returned = returned, .call = std::move(call)};
}

Operation OpenSince(uint64_t invoked, AppendCall call) {
  return {.process = invoked, .invoked = invoked, .call = std::move(call)};
}

SeenEvent Event(uint64_t position, uint64_t version, uint64_t token) {
  return {.position = position, .record = kRecord, .version = version, .token = token};
}

AppendCall Asked(uint64_t expected, uint64_t token) {
  return {.parts = {{.record = kRecord, .expected = expected, .tokens = {token}}}};
}

AppendCall Written(uint64_t expected, uint64_t token, uint64_t position) {
  AppendCall call = Asked(expected, token);
  call.written = {Event(position, expected + 1, token)};
  return call;
}

AppendCall Refused(uint64_t expected, uint64_t token, uint64_t actual) {
  AppendCall call = Asked(expected, token);
  call.refused = true;
  call.actual[kRecord] = actual;
  return call;
}

RecordCall Read(std::vector<SeenEvent> events) { return {kRecord, std::move(events)}; }
HeadCall Head(uint64_t version) { return {kRecord, version}; }

TEST(LogRules, AcceptAHistoryThatOneThreadCouldHaveHad) {
  const History history = {
      At(1, 2, Written(0, 11, 1)),
      At(3, 4, Refused(0, 12, 1)),
      At(5, 6, Written(1, 13, 2)),
      At(7, 8, Read({Event(1, 1, 11), Event(2, 2, 13)})),
      At(9, 10, LogCall{{Event(1, 1, 11), Event(2, 2, 13)}}),
      At(11, 12, LogHeadCall{2}),
  };

  EXPECT_THAT(BrokenRules(history), IsEmpty());
  EXPECT_TRUE(IsLinearisable(history, kRecord));
}

TEST(LogRules, FindTwoEventsAtOnePosition) {
  const History history = {At(1, 2, Written(0, 11, 1)), OpenSince(1, Asked(0, 12)),
                           At(3, 4, Read({Event(1, 1, 12)}))};

  EXPECT_THAT(BrokenRules(history), Contains(StartsWith("R1")));
}

TEST(LogRules, FindOneEventAtTwoPositions) {
  const History history = {At(1, 2, Written(0, 11, 1)),
                           At(3, 4, LogCall{{Event(1, 1, 11), Event(2, 2, 11)}})};

  EXPECT_THAT(BrokenRules(history), Contains(StartsWith("R1")));
}

TEST(LogRules, FindAnAcknowledgementOfSomethingElse) {
  AppendCall call = Written(0, 11, 1);
  call.written->front().version = 2;

  EXPECT_THAT(BrokenRules({At(1, 2, call)}), Contains(StartsWith("R2")));
}

TEST(LogRules, FindAnAppendWhoseEventsAreNotConsecutive) {
  AppendCall call = Asked(0, 11);
  call.parts[0].tokens.push_back(12);
  call.written = {Event(1, 1, 11), Event(3, 2, 12)};

  EXPECT_THAT(BrokenRules({At(1, 2, call)}), Contains(StartsWith("R2")));
}

TEST(LogRules, FindAHoleInTheLog) {
  const History history = {OpenSince(1, Asked(0, 11)), OpenSince(1, Asked(1, 12)),
                           At(2, 3, LogCall{{Event(1, 1, 11), Event(3, 2, 12)}})};

  EXPECT_THAT(BrokenRules(history), Contains(StartsWith("R3")));
}

TEST(LogRules, FindVersionsOfARecordThatAreOutOfOrder) {
  const History history = {OpenSince(1, Asked(0, 11)), OpenSince(1, Asked(1, 12)),
                           At(2, 3, Read({Event(2, 1, 11), Event(1, 2, 12)}))};

  EXPECT_THAT(BrokenRules(history), Contains(StartsWith("R3")));
}

TEST(LogRules, FindHalfAnAppend) {
  AppendCall call = Asked(0, 11);
  call.parts.push_back({.record = 8, .expected = 0, .tokens = {12}});
  const History history = {OpenSince(1, call), At(2, 3, LogCall{{Event(1, 1, 11)}})};

  EXPECT_THAT(BrokenRules(history), Contains(StartsWith("R4")));
}

TEST(LogRules, FindAnEventThatNobodyAppended) {
  EXPECT_THAT(BrokenRules({At(1, 2, Read({Event(1, 1, 11)}))}), Contains(StartsWith("R5")));
}

TEST(LogRules, FindAnEventThatIsSeenBeforeItIsAskedFor) {
  const History history = {At(1, 2, Read({Event(1, 1, 11)})), At(3, 4, Written(0, 11, 1))};

  EXPECT_THAT(BrokenRules(history), Contains(StartsWith("R5")));
}

TEST(LogRules, FindAnAppendThatWasRefusedAndHappened) {
  const History history = {At(1, 2, Refused(0, 11, 3)), At(3, 4, Read({Event(1, 1, 11)}))};

  EXPECT_THAT(BrokenRules(history), Contains(StartsWith("R5")));
}

TEST(LogRules, FindAnAcknowledgedEventThatIsGone) {
  const History history = {At(1, 2, Written(0, 11, 1)), At(3, 4, LogCall{})};

  EXPECT_THAT(BrokenRules(history), ElementsAre(StartsWith("R6")));
}

TEST(LogRules, FindAPositionThatWasThereAndIsNotAnyMore) {
  const History history = {At(1, 2, LogHeadCall{3}), At(3, 4, LogHeadCall{2})};

  EXPECT_THAT(BrokenRules(history), ElementsAre(StartsWith("R6")));
}

TEST(LogRules, FindARecordThatGoesBack) {
  const History history = {At(1, 2, Head(3)), At(3, 4, Head(2))};

  EXPECT_THAT(BrokenRules(history), ElementsAre(StartsWith("R6")));
}

TEST(LogRules, LetTwoCallsThatRunAtOnceSeeDifferentEnds) {
  EXPECT_THAT(BrokenRules({At(1, 4, Head(3)), At(2, 3, Head(2))}), IsEmpty());
}

TEST(LogRules, FindAPositionThatIsGivenBehindTheEndOfTheLog) {
  const History history = {At(1, 2, LogHeadCall{5}), At(3, 4, Written(0, 11, 5))};

  EXPECT_THAT(BrokenRules(history), ElementsAre(StartsWith("R6")));
}

TEST(LogRules, FindARefusalForAVersionThatWasLongGone) {
  const History history = {At(1, 2, Head(3)), At(3, 4, Refused(0, 11, 2))};

  EXPECT_THAT(BrokenRules(history), ElementsAre(StartsWith("R7")));
}

TEST(LogRules, FindARefusalAtTheVersionThatWasExpected) {
  EXPECT_THAT(BrokenRules({At(1, 2, Refused(2, 11, 2))}), ElementsAre(StartsWith("R7")));
}

TEST(RecordSearch, FindsTwoAppendsThatBothWonTheSameVersion) {
  const History history = {At(1, 4, Written(0, 11, 1)), At(2, 3, Written(0, 12, 2))};

  EXPECT_FALSE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, PutsCallsThatRunAtOnceInAnyOrderThatFits) {
  const History history = {
      At(1, 8, Written(1, 12, 2)),
      At(2, 7, Written(0, 11, 1)),
      At(3, 6, Read({Event(1, 1, 11)})),
      At(4, 5, Head(0)),
  };

  EXPECT_TRUE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, FindsAStaleReadBetweenTwoCallsThatRunBesideIt) {
  // The read runs beside neither append; both heads say that the first had happened before it.
  const History history = {At(1, 10, Written(0, 11, 1)), At(2, 3, Head(1)), At(4, 5, Head(0))};

  EXPECT_FALSE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, FindsARefusalThatNoOrderExplains) {
  const History history = {At(1, 2, Written(0, 11, 1)), At(3, 4, Refused(0, 12, 2))};

  EXPECT_FALSE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, LetsAnOpenAppendHappenAtAnyTimeSinceItBegan) {
  const History history = {OpenSince(1, Asked(0, 11)), At(2, 3, Head(0)), At(4, 5, Head(0)),
                           At(6, 7, Head(1))};

  EXPECT_TRUE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, LetsAnOpenAppendNeverHappen) {
  const History history = {OpenSince(1, Asked(0, 11)), At(2, 3, Written(0, 12, 1)),
                           At(4, 5, Read({Event(1, 1, 12)}))};

  EXPECT_TRUE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, DoesNotLetAnOpenAppendHappenBeforeItBegan) {
  const History history = {At(1, 2, Head(1)), OpenSince(3, Asked(0, 11))};

  EXPECT_FALSE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, DoesNotLetAnOpenAppendHappenAndBeTakenBack) {
  const History history = {OpenSince(1, Asked(0, 11)), At(2, 3, Head(1)), At(4, 5, Head(0))};

  EXPECT_FALSE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, SeesReadsOfTheWholeLogAsReadsOfEachRecord) {
  const History history = {At(1, 2, Written(0, 11, 1)), At(3, 4, LogCall{})};

  EXPECT_FALSE(IsLinearisable(history, kRecord));
}

TEST(RecordSearch, LooksAtOneRecordOnly) {
  AppendCall call = Written(0, 11, 1);
  call.parts[0].record = 8;
  call.written->front().record = 8;
  const History history = {At(1, 2, call), At(3, 4, Head(0))};

  EXPECT_TRUE(IsLinearisable(history, kRecord));
  EXPECT_THAT(RecordsIn(history), ElementsAre(8));
}

TEST(RecordSearch, EndsSoonWhenManyCallsRunAtOnce) {
  History history;
  for (uint64_t i = 0; i < 10; ++i) {
    history.push_back(At(i, 1000 + i, Written(9 - i, 100 + i, 10 - i)));
    history.push_back(OpenSince(i, Asked(i, 200 + i)));
    history.push_back(At(i, 1000 + i, Head(i)));
  }

  EXPECT_TRUE(IsLinearisable(history, kRecord));
}

}  // namespace
}  // namespace cairn
