#include "eventstore/log_reader.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/published_rows.h"

namespace cairn {
namespace {

// Envelopes fetched before their bytes are counted: a page is over its limit by fewer than these.
constexpr size_t kOpenedAtOnce = 64;

absl::StatusOr<Leaf> DecodedLeaf(Position position, std::string_view bytes) {
  absl::StatusOr<Leaf> leaf = Leaf::Decode(bytes);
  if (!leaf.ok()) return DamagedAt(position, "its leaf is none");
  return leaf;
}

// The versions of a page: `limit` of them from `from` on, or down from it, in a record of `last`.
struct Versions {
  Version first;
  Version last;  // below `first`: none
};

Versions PageOf(Version from, Direction direction, size_t limit, Version last) {
  switch (direction) {
    case Direction::kForward: {
      const Version first = std::max<Version>(from, 1);
      if (first > last || limit == 0) return {1, 0};
      return {first, last - first < limit ? last : first + limit - 1};
    }
    case Direction::kBackward: {
      const Version top = std::min(from, last);
      if (limit == 0) return {1, 0};
      return {top > limit ? top - limit + 1 : 1, top};
    }
  }
  CAIRN_CHECK_UNREACHABLE();
}

// Leaves of one record that should follow one another, in either direction.
absl::Status CheckRecordPage(const std::vector<Leaf>& leaves, const RecordId& record,
                             Versions versions, Direction direction, const RecordHead& head) {
  std::optional<Hash> expected;  // of the next leaf, going down
  if (versions.last == head.version) expected = head.leaf_hash;
  for (size_t i = 0; i < leaves.size(); ++i) {
    const Version version = versions.last - i;
    const Leaf& leaf =
        direction == Direction::kBackward ? leaves[i] : leaves[leaves.size() - 1 - i];
    const bool in_place = leaf.record == record && leaf.version == version;
    if (!in_place || (expected && leaf.hash() != *expected)) {
      return DamagedRow(
          absl::StrFormat("the leaf of version %d of record %s", version, ToHex(record.bytes())));
    }
    expected = leaf.previous_leaf_hash;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<StoredEvent>> LogReader::Read(const RecordId& record, Version from,
                                                         Direction direction, size_t limit) const {
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, HeadOf(record));
  if (head.version == 0) {
    return Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND, "There is no such record.");
  }
  const Versions versions = PageOf(from, direction, limit, head.version);
  if (versions.last < versions.first) return std::vector<StoredEvent>();
  CAIRN_ASSIGN_OR_RETURN(const std::vector<PlacedContent> contents,
                         ReadContents(storage_, record, versions.first, versions.last, direction));
  CAIRN_ASSIGN_OR_RETURN(const std::vector<Leaf> leaves, LeavesAt(contents));
  CAIRN_RETURN_IF_ERROR(CheckRecordPage(leaves, record, versions, direction, head));
  return OpenedAll(leaves, contents);
}

absl::StatusOr<std::vector<StoredEvent>> LogReader::ReadAll(Position after, size_t limit) const {
  const auto every = [](Position /*position*/, const Leaf& /*leaf*/) { return true; };
  CAIRN_ASSIGN_OR_RETURN(
      LogPage page,
      ReadWanted(after, every,
                 {.events = limit, .leaves = limit, .bytes = std::numeric_limits<size_t>::max()}));
  return std::move(page.events);
}

absl::StatusOr<LogReader::LogPage> LogReader::ReadWanted(Position after, const LeafFilter& wanted,
                                                         const PageLimits& limits) const {
  LogPage page{.scanned = after, .head = head_.Get().position};
  if (after > page.head) {
    return Refusal(v1::ERROR_REASON_POSITION_AHEAD,
                   absl::StrFormat("Position %d was never reached: the log ends at %d. It belongs "
                                   "to another log, or to one that was restored since.",
                                   after, page.head),
                   {{"position", std::to_string(after)}, {"head", std::to_string(page.head)}});
  }
  const auto count = static_cast<size_t>(std::min<uint64_t>(limits.leaves, page.head - after));
  if (count == 0 || limits.events == 0) return page;
  std::vector<PlacedLeaf> leaves;
  CAIRN_RETURN_IF_ERROR(VisitLeaves(after + 1, count, [&](Position position, const Leaf& leaf) {
    page.scanned = position;
    if (wanted(position, leaf)) leaves.push_back({position, leaf});
    return leaves.size() < limits.events;
  }));
  CAIRN_RETURN_IF_ERROR(OpenInto(page, leaves, limits.bytes));
  return page;
}

absl::Status LogReader::OpenInto(LogPage& page, std::span<const PlacedLeaf> leaves,
                                 size_t bytes_max) const {
  size_t bytes = 0;
  while (!leaves.empty()) {
    const std::span<const PlacedLeaf> some = leaves.first(std::min(leaves.size(), kOpenedAtOnce));
    CAIRN_ASSIGN_OR_RETURN(const std::vector<PlacedContent> contents, ContentsOf(some));
    for (size_t i = 0; i < some.size(); ++i) {
      CAIRN_ASSIGN_OR_RETURN(StoredEvent event,
                             opener_.Open(some[i].position, some[i].leaf, contents[i].content));
      page.events.push_back(std::move(event));
      bytes += contents[i].content.size();
      if (bytes < bytes_max || page.events.back().position == leaves.back().position) continue;
      page.scanned = page.events.back().position;
      return absl::OkStatus();
    }
    leaves = leaves.subspan(some.size());
  }
  return absl::OkStatus();
}

absl::StatusOr<RecordHead> LogReader::SettledHeadOf(const RecordId& record) const {
  return PublishedRecordHead(storage_, head_, record);
}

absl::StatusOr<std::optional<RecordId>> LogReader::Find(const Claim& claim) const {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RecordId> holder,
                         claims_.Holder(claims_.KeyOf(claim)));
  if (holder) CAIRN_RETURN_IF_ERROR(SettledHeadOf(*holder).status());
  return holder;
}

absl::StatusOr<std::optional<RequestOutcome>> LogReader::Find(const RequestKey& request) const {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestRow> row, RowOf(request));
  if (!row) return std::optional<RequestOutcome>();
  if (const auto* written = std::get_if<WrittenRequest>(&*row)) {
    CAIRN_RETURN_IF_ERROR(AwaitPublished(storage_, head_, written->last()));
  }
  CAIRN_ASSIGN_OR_RETURN(RequestOutcome outcome, OutcomeOf(*row));
  return std::optional<RequestOutcome>(std::move(outcome));
}

absl::StatusOr<std::vector<Position>> LogReader::Find(const IndexKey& key, Position below,
                                                      size_t limit) const {
  const Position end = std::min(below, head_.Get().position + 1);
  std::vector<Position> found;
  absl::Status malformed;
  CAIRN_RETURN_IF_ERROR(storage_.Scan(Space::kGovernance,
                                      {.from = IndexRowKey(key, 0),
                                       .to_exclusive = IndexRowKey(key, end),
                                       .reverse = true,
                                       .limit = limit},
                                      [&](std::string_view row_key, std::string_view /*value*/) {
                                        const auto position = PositionInIndexRow(row_key);
                                        if (!position) malformed = DamagedRow("a row of an index");
                                        if (position) found.push_back(*position);
                                        return malformed.ok();
                                      }));
  CAIRN_RETURN_IF_ERROR(malformed);
  return found;
}

absl::StatusOr<std::optional<RequestRow>> LogReader::RowOf(const RequestKey& request) const {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                         storage_.Get(Space::kRequests, RequestRowKey(request)));
  if (!value) return std::optional<RequestRow>();
  CAIRN_ASSIGN_OR_RETURN(RequestRow row, DecodeRequestRow(*value));
  return std::optional<RequestRow>(row);
}

absl::StatusOr<RequestOutcome> LogReader::OutcomeOf(const RequestRow& row) const {
  RequestOutcome outcome{.repeated = true};
  if (const auto* fenced = std::get_if<FencedRequest>(&row)) {
    outcome.fenced = true;
    outcome.recorded_at_us = fenced->fenced_at_us;
    return outcome;
  }
  const WrittenRequest& written = std::get<WrittenRequest>(row);
  CAIRN_ASSIGN_OR_RETURN(const std::vector<Leaf> leaves, LeavesFrom(written.first, written.count));
  outcome.recorded_at_us = written.recorded_at_us;
  outcome.known = written.known;
  Position position = written.first;
  for (const Leaf& leaf : leaves) {
    if (leaf.recorded_at_us != written.recorded_at_us) {
      return DamagedAt(position, "it is not of the request that names it");
    }
    outcome.events.push_back({.record = leaf.record,
                              .version = leaf.version,
                              .position = position++,
                              .event_id = leaf.event_id,
                              .leaf_hash = leaf.hash()});
  }
  return outcome;
}

absl::StatusOr<std::vector<StoredEvent>> LogReader::WhatIsLeftOf(
    const WrittenRequest& written) const {
  std::vector<PlacedLeaf> leaves;
  leaves.reserve(written.count);
  CAIRN_RETURN_IF_ERROR(
      VisitLeaves(written.first, written.count, [&](Position position, const Leaf& leaf) {
        leaves.push_back({position, leaf});
        return true;
      }));
  CAIRN_ASSIGN_OR_RETURN(const std::vector<PlacedContent> contents, ContentsOf(leaves));
  std::vector<StoredEvent> events;
  events.reserve(leaves.size());
  for (size_t i = 0; i < leaves.size(); ++i) {
    CAIRN_ASSIGN_OR_RETURN(
        StoredEvent event,
        opener_.OpenIfThere(leaves[i].position, leaves[i].leaf, contents[i].content));
    events.push_back(std::move(event));
  }
  return events;
}

absl::StatusOr<std::vector<Leaf>> LogReader::LeavesAt(
    const std::vector<PlacedContent>& contents) const {
  std::vector<std::string> keys;
  keys.reserve(contents.size());
  for (const PlacedContent& content : contents) keys.push_back(U64Key(content.position));
  CAIRN_ASSIGN_OR_RETURN(const auto rows, storage_.MultiGet(Space::kLeaves, keys));
  std::vector<Leaf> leaves;
  leaves.reserve(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    CAIRN_ASSIGN_OR_RETURN(Leaf leaf, DecodedLeaf(contents[i].position, rows[i].value_or("")));
    leaves.push_back(leaf);
  }
  return leaves;
}

absl::StatusOr<std::vector<Leaf>> LogReader::LeavesFrom(Position first, size_t count) const {
  std::vector<Leaf> leaves;
  leaves.reserve(count);
  CAIRN_RETURN_IF_ERROR(VisitLeaves(first, count, [&](Position /*position*/, const Leaf& leaf) {
    leaves.push_back(leaf);
    return true;
  }));
  return leaves;
}

absl::Status LogReader::VisitLeaves(Position first, size_t count, const LeafFilter& visit) const {
  const ScanRange range{.from = U64Key(first), .to_exclusive = U64Key(first + count)};
  size_t visited = 0;
  bool stopped = false;
  absl::Status malformed;
  CAIRN_RETURN_IF_ERROR(
      storage_.Scan(Space::kLeaves, range, [&](std::string_view key, std::string_view value) {
        const Position position = first + visited;
        const absl::StatusOr<Leaf> leaf = DecodedLeaf(position, value);
        malformed = leaf.status();
        if (!leaf.ok() || key != U64Key(position)) return false;
        ++visited;
        stopped = !visit(position, *leaf);
        return !stopped;
      }));
  CAIRN_RETURN_IF_ERROR(malformed);
  if (stopped || visited == count) return absl::OkStatus();
  return DamagedRow(
      absl::StrFormat("positions %d to %d are not all there", first, first + count - 1));
}

absl::StatusOr<std::vector<PlacedContent>> LogReader::ContentsOf(
    std::span<const PlacedLeaf> leaves) const {
  std::vector<std::string> keys;
  keys.reserve(leaves.size());
  for (const PlacedLeaf& placed : leaves) {
    keys.push_back(EnvelopeKey(placed.leaf.record, placed.leaf.version));
  }
  CAIRN_ASSIGN_OR_RETURN(const auto rows, storage_.MultiGet(Space::kEnvelopes, keys));
  std::vector<PlacedContent> contents;
  contents.reserve(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const Position position = leaves[i].position;
    if (!rows[i]) return DamagedAt(position, "its envelope is not there");
    CAIRN_ASSIGN_OR_RETURN(const EnvelopeRow row, DecodeEnvelopeRow(*rows[i]));
    if (row.position != position) return DamagedAt(position, "its envelope is elsewhere");
    contents.push_back({row.position, std::string(row.content)});
  }
  return contents;
}

absl::StatusOr<std::vector<StoredEvent>> LogReader::OpenedAll(
    const std::vector<Leaf>& leaves, const std::vector<PlacedContent>& contents) const {
  std::vector<StoredEvent> events;
  events.reserve(leaves.size());
  for (size_t i = 0; i < leaves.size(); ++i) {
    CAIRN_ASSIGN_OR_RETURN(StoredEvent event,
                           opener_.Open(contents[i].position, leaves[i], contents[i].content));
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace cairn
