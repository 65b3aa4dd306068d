// The shape of an entry, whatever its kind: what no kind may hold, at any depth. Found by walking
// over the message, so that a new field is checked from its first day. Pure.
#pragma once

#include "cairn/v1/entry.pb.h"

#include "services/rules/check_entry.h"

namespace cairn::rules {

// Adds a fault for each of
//   UNKNOWN_FIELD    a field that this server does not know: it would be lost
//   REQUIRED         a field that is `needed` and absent, or a list that must not be empty; no kind
//   EMPTY_TEXT       text that is there and says nothing
//   TOO_LONG         text over limits::kTextBytesMax, or an identifier over kIdentifierBytesMax
//   NOT_UTF8         text that is not UTF-8
//   UNKNOWN_CODE     a number that is no value of its code list
//   RETIRED_CODE     a code that can be read and no longer written
//   NO_SUCH_DATE     a date that is none, or outside 1900 to 2199
//   NOT_A_NUMBER     a decimal without digits, or with more than nine after the point
//   NEGATIVE         a number below zero that cannot be
//   OUT_OF_RANGE     a number outside the range of number_ranges.h
//   WRONG_LENGTH     an id that is not 16 bytes, a SHA-256 that is not 32
//   ONE_OF_TWO       a reference by both ids, or by none
// Of `occurred` and `source.entered` only unknown fields; the rest is left to occurred_rules.h.
void CheckShape(const v1::Entry& entry, Verdict& verdict);

}  // namespace cairn::rules
