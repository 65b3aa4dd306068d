#include "eventstore/placed_contents.h"

#include <string_view>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"

namespace cairn {

absl::StatusOr<std::vector<PlacedContent>> ReadContents(const Storage& storage,
                                                        const RecordId& record, Version first,
                                                        Version last, Direction direction) {
  const ScanRange range{.from = EnvelopeKey(record, first),
                        .to_exclusive = EnvelopeKey(record, last + 1),
                        .reverse = direction == Direction::kBackward};
  std::vector<PlacedContent> contents;
  contents.reserve(last - first + 1);
  absl::Status malformed;
  CAIRN_RETURN_IF_ERROR(
      storage.Scan(Space::kEnvelopes, range, [&](std::string_view /*key*/, std::string_view value) {
        const absl::StatusOr<EnvelopeRow> row = DecodeEnvelopeRow(value);
        malformed = row.status();
        if (row.ok()) contents.push_back({row->position, std::string(row->content)});
        return row.ok();
      }));
  CAIRN_RETURN_IF_ERROR(malformed);
  if (contents.size() == last - first + 1) return contents;
  return DamagedRow(absl::StrFormat("versions %d to %d of record %s are not all there", first, last,
                                    ToHex(record.bytes())));
}

}  // namespace cairn
