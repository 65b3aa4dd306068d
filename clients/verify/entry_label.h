// What the fields that a proof shows say about the entry, as far as a report needs it: its kind,
// its label where it was first written down, when it happened, and how far an export goes.
//
// Field numbers are those of the contract (cairn.v1.Recorded); a kind that this program does not
// know yet is named by the schema that came with the export. Values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "clients/verify/field.h"

namespace cairn::verify {

struct EntryLabel {
  std::string kind;       // `ConcernRaised`, `EntryCorrected`; empty when not shown
  std::string source_id;  // `A04`; empty when not shown
  std::string occurred;   // in words; empty when not shown
  // Of the event that an export appends itself: the last version before it.
  std::optional<int64_t> exported_to;

  // `ConcernRaised A04`; empty when nothing is shown.
  std::string Text() const;
};

// Names of the kinds of entry by field number.
class KindNames {
 public:
  // What this program knows.
  KindNames();

  // Adds the kinds of `schema`, a serialized google.protobuf.FileDescriptorSet. What this program
  // knows keeps its name, and what is given two keeps the first. kInvalidArgument when `schema`
  // does not describe entries, or when it gives a kind another name.
  absl::Status Add(std::string_view schema);

  // Nothing if the field is no kind of entry.
  std::optional<std::string> NameOf(uint64_t field_number) const;

 private:
  std::map<uint64_t, std::string> names_;
};

// The label of an entry by its shown fields. All texts are fit for a terminal.
EntryLabel LabelOf(std::span<const Field> shown, const KindNames& kinds);

}  // namespace cairn::verify
