// Times as the ledger holds them, and in words. The verifier prints UTC, or the offset that was
// sealed with a time: it needs no time-zone files. Pure functions.
//
//   moment    = us:i64 utc_offset_minutes:i16 precision:u8
//   occurred  = moment [ moment ]                  from, and to if it is given
//   precision = 0 year | 1 month | 2 day | 3 minute | 4 second | 5 microsecond
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::verify {

// `2026-01-05 09:30:00 UTC`.
std::string UtcTime(int64_t unix_us);

// The value of a time field in words: `2024-09-27`, `2024-09`, `2024-09-27 10:20 +01:00`, two of
// them with ` to `. Nothing unless `value` is one moment or two with a precision that is known; a
// year, month or day is midnight UTC of its first day, with no offset.
std::optional<std::string> DescribeOccurred(std::string_view value);

}  // namespace cairn::verify
