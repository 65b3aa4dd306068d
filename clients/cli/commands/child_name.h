// A child as people name one on a command line: by name, as far as the caller may see; or by record
// (record_name.h).
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/cohort_service.pb.h"

#include "clients/cpp/client.h"

namespace cairn::cli {

// Whoever may be asked which of several is meant.
struct Asking {
  std::istream& in;
  std::ostream& err;
  // Somebody sits there; otherwise what has several meanings is refused.
  bool possible = false;
};

// Index of the one of `choices` that is meant by `name`: the only one, or the one whose number is
// typed. `none` says what was looked for when there is none.
//   kNotFound            no choices
//   kFailedPrecondition  several, and nobody to ask; names them all
//   kInvalidArgument     what was typed is no number of theirs: nothing is to be done
absl::StatusOr<size_t> Choose(std::string_view name, const std::vector<std::string>& choices,
                              std::string_view none, const Asking& asking);

// Which children are looked at; an empty one looks at all.
using IsMeant = std::function<bool(const v1::ChildRef&)>;

// The child called `name`: every word of it begins a word of theirs. Somebody whose whole name it
// is comes before all others. Errors as Choose and FindRecord. Children who have left are there
// too.
absl::StatusOr<v1::ChildRef> FindChild(client::Client& client, const std::string& name,
                                       const Asking& asking, const IsMeant& is_meant = {});

// The record id, 16 bytes, that `name` stands for. What names a record is taken at its word, as
// FindRecord does, and nothing is asked about the child; a name is looked for as FindChild does.
// Errors as FindChild.
absl::StatusOr<std::string> FindRecordOfChild(client::Client& client, const std::string& name,
                                              const Asking& asking);

// `Pip Larkwhistle, Y4, Hazelmere Primary`.
std::string WhoWords(const v1::ChildRef& child);

}  // namespace cairn::cli
