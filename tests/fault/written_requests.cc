#include "tests/fault/written_requests.h"

#include <cstdlib>
#include <thread>
#include <tuple>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

constexpr size_t kPage = 500;
constexpr uint64_t kNumbersPerWriter = 10'000;
constexpr uint64_t kContestedClaims = 8;

std::string TextIn(const FieldList& content) { return content.at(1).value; }

// Not written, and the answer says so.
bool IsRefusal(const absl::Status& status) {
  const v1::ErrorReason reason = ReasonOf(status);
  return reason == v1::ERROR_REASON_VERSION_CONFLICT || reason == v1::ERROR_REASON_CLAIM_TAKEN ||
         reason == v1::ERROR_REASON_DISK_NEARLY_FULL;
}

Claim ContestedClaim(uint64_t number) {
  return {.type = 1, .value = absl::StrFormat("%d", number)};
}

}  // namespace

uint64_t NumberFromEnvironment(const char* name, uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? std::strtoull(value, nullptr, 10) : otherwise;
}

std::vector<StoredEvent> AllEvents(const EventLog& log) {
  std::vector<StoredEvent> events;
  while (events.size() < log.Head().position) {
    absl::StatusOr<std::vector<StoredEvent>> page = log.ReadAll(events.size(), kPage);
    EXPECT_THAT(page, IsOk());
    if (!page.ok() || page->empty()) return events;
    for (StoredEvent& event : *page) events.push_back(std::move(event));
  }
  return events;
}

AppendRequest WrittenRequests::NextRequest(Writer& writer, uint64_t number, size_t text_bytes_max) {
  std::mt19937& random = writer.random;
  const auto content = [&](int part) {
    const std::string text = absl::StrFormat("w%d q%d p%d ", writer.number, number, part);
    return Saying(text +
                  std::string(random() % text_bytes_max, static_cast<char>('a' + random() % 26)));
  };
  AppendRequest request{.request = RequestNo(writer.number * kNumbersPerWriter + number)};
  const bool opens = writer.versions.empty() || random() % 4 == 0;
  const size_t records = opens ? 1 : 1 + random() % std::min<size_t>(2, writer.versions.size());
  int part = 0;
  auto existing = writer.versions.begin();
  if (!opens) std::advance(existing, random() % (writer.versions.size() - records + 1));
  for (size_t i = 0; i < records; ++i) {
    RecordAppend append{.record = RecordNo(writer.number * kNumbersPerWriter + number)};
    if (!opens) std::tie(append.record, append.expected) = *existing++;
    for (size_t c = 0; c <= random() % 3; ++c) append.contents.push_back(content(part++));
    request.records.push_back(std::move(append));
  }
  const bool contests = random() % 4 == 0;
  if (contests)
    request.records[0].claims_taken.push_back(ContestedClaim(random() % kContestedClaims));
  return request;
}

void WrittenRequests::WriteAll(const Answerer& ask, Writer& writer, const Load& load) {
  for (int i = 0; i < load.requests; ++i) {
    const auto number = static_cast<uint64_t>(i);
    writer.written.push_back({.request = NextRequest(writer, number, load.text_bytes_max)});
    Attempt& written = writer.written.back();
    absl::StatusOr<Appended> answer = ask(written.request);
    if (answer.ok()) {
      for (const RecordAppend& append : written.request.records) {
        writer.versions[append.record] = append.expected + append.contents.size();
      }
      written.acknowledged = *std::move(answer);
    } else if (IsRefusal(answer.status())) {
      written.refused = true;
    } else {
      writer.failures.push_back(answer.status());
      return;
    }
  }
}

void WrittenRequests::Run(EventLog& log, const Load& load) {
  Run([&](const AppendRequest& request) { return log.AppendAndWait(request); }, load);
}

void WrittenRequests::Run(const Answerer& answer, const Load& load) {
  std::vector<Writer> writers;
  for (int i = 0; i < load.writers; ++i) {
    writers.push_back({.number = ++writers_, .random = std::mt19937(random_())});
  }
  std::vector<std::thread> threads;
  for (Writer& writer : writers) {
    threads.emplace_back([&] { WriteAll(answer, writer, load); });
  }
  for (std::thread& thread : threads) thread.join();
  for (Writer& writer : writers) {
    for (Attempt& written : writer.written) written_.push_back(std::move(written));
    for (absl::Status& failure : writer.failures) failures_.push_back(std::move(failure));
  }
}

size_t WrittenRequests::acknowledged() const {
  size_t count = 0;
  for (const Attempt& written : written_) count += written.acknowledged ? 1 : 0;
  return count;
}

size_t WrittenRequests::interrupted() const {
  size_t count = 0;
  for (const Attempt& written : written_) {
    count += !written.acknowledged && !written.refused ? 1 : 0;
  }
  return count;
}

namespace {

void CheckOrder(const EventLog& log, const std::vector<StoredEvent>& events) {
  std::map<RecordId, Version> versions;
  std::vector<Hash> leaves;
  for (const StoredEvent& event : events) {
    ASSERT_EQ(event.position, leaves.size() + 1) << "positions have a gap";
    ASSERT_EQ(event.leaf.version, ++versions[event.leaf.record]) << "versions have a gap";
    ASSERT_TRUE(event.content.has_value());
    leaves.push_back(event.leaf.hash());
  }
  ASSERT_EQ(leaves.size(), log.Head().position);
  EXPECT_EQ(MerkleRoot(leaves), log.Head().root);
  for (const auto& [record, version] : versions) {
    const absl::StatusOr<RecordHead> head = log.HeadOf(record);
    ASSERT_THAT(head, IsOk());
    EXPECT_EQ(head->version, version);
  }
}

std::vector<std::string> TextsOf(const AppendRequest& request) {
  std::vector<std::string> texts;
  for (const RecordAppend& append : request.records) {
    for (const FieldList& content : append.contents) texts.push_back(TextIn(content));
  }
  return texts;
}

}  // namespace

void WrittenRequests::CheckRequest(const Attempt& written, const std::vector<StoredEvent>& events,
                                   const std::map<std::string, size_t>& places) const {
  const std::vector<std::string> texts = TextsOf(written.request);
  const auto first = places.find(texts[0]);
  if (first == places.end()) {
    ASSERT_FALSE(written.acknowledged) << "an acknowledged request is lost";
    for (const std::string& text : texts) ASSERT_FALSE(places.contains(text)) << "half is there";
    return;
  }
  ASSERT_FALSE(written.refused) << "a refused request is there";
  for (size_t i = 0; i < texts.size(); ++i) {
    const size_t place = first->second + i;
    ASSERT_LT(place, events.size()) << "half of a request is there";
    ASSERT_EQ(TextIn(*events[place].content), texts[i]) << "half of a request is there";
    if (!written.acknowledged) continue;
    const AppendedEvent& promised = written.acknowledged->events[i];
    ASSERT_EQ(promised.position, events[place].position);
    ASSERT_EQ(promised.event_id, events[place].leaf.event_id);
    ASSERT_EQ(promised.leaf_hash, events[place].leaf.hash());
  }
}

void WrittenRequests::Check(const EventLog& log) const {
  const std::vector<StoredEvent> events = AllEvents(log);
  CheckOrder(log, events);
  if (testing::Test::HasFatalFailure()) return;
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < events.size(); ++i) {
    ASSERT_TRUE(places.emplace(TextIn(*events[i].content), i).second) << "an event is there twice";
  }
  size_t known = 0;
  for (const Attempt& written : written_) {
    CheckRequest(written, events, places);
    if (testing::Test::HasFatalFailure()) return;
    const std::vector<std::string> texts = TextsOf(written.request);
    known += places.contains(texts[0]) ? texts.size() : 0;
  }
  EXPECT_EQ(known, events.size()) << "events are there that nobody asked for";
}

void WrittenRequests::RepeatAndCheck(EventLog& log) {
  Check(log);
  for (Attempt& written : written_) {
    if (written.refused) continue;
    absl::StatusOr<Appended> again = log.AppendAndWait(written.request);
    if (!written.acknowledged && IsRefusal(again.status())) {
      written.refused = true;  // another took the claim first
      continue;
    }
    ASSERT_THAT(again, IsOk());
    if (written.acknowledged) {
      EXPECT_TRUE(again->repeated);
      EXPECT_EQ(again->events, written.acknowledged->events);
    }
    written.acknowledged = *std::move(again);
  }
  failures_.clear();
  Check(log);
}

}  // namespace cairn
