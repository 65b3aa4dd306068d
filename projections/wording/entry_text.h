// What an entry says, in words: one text a kind, for the audit trail and for the timeline. Pure;
// safe to call from any thread.
//
// A text only repeats what somebody recorded. What Cairn computes is never in it
// (computed_lines.h).
#pragma once

#include <string>
#include <vector>

#include "cairn/v1/recorded.pb.h"

#include "projections/record/record.h"

namespace cairn {

// "Mother" + {"Hides reading book, cries at homework"}: who or what, then the facts one by one, so
// that two texts can be compared fact by fact.
struct EntryText {
  std::string lead;
  std::vector<std::string> facts;

  // "Mother: Hides reading book, cries at homework".
  std::string Sentence() const;
};

// The text of `recorded`. With the `record` that it belongs to, people are called what they are to
// the child ("Mother"), provisions by their name, and a later plan version says only what is new in
// it.
EntryText TextOf(const v1::Recorded& recorded, const Record* record = nullptr);

// The facts of `before` that `after` does not repeat: what a correction changed.
std::vector<std::string> FactsOnlyIn(const EntryText& before, const EntryText& after);

// Who said or did it: "Mother", "Pip", "Basil Thistlewood, class teacher"; the signed-in person
// when the entry names nobody.
std::string SpeakerOf(const v1::Recorded& recorded, const Record* record = nullptr);

}  // namespace cairn
