// FieldSelection: which fields of an event a disclosure shows, and which appear as hashes only.
//
// A path (grammar in disclosure.h) names a field and all that is below it: `1.140.3` also names
// `1.140.3/0` and `1.140.3/0.2`, and not `1.140.31`. So a text cannot be hidden while a part of it
// is shown. Values; safe to share.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace cairn {

class FieldSelection {
 public:
  static FieldSelection All() { return FieldSelection(Mode::kHide, {}); }
  static FieldSelection None() { return FieldSelection(Mode::kShow, {}); }
  // Everything but these paths. kInvalidArgument if one of them is no path.
  static absl::StatusOr<FieldSelection> Hiding(std::span<const std::string> paths);

  bool Shows(std::string_view path) const;
  // As a predicate for ProofBuilder.
  bool operator()(std::string_view path) const { return Shows(path); }

  // Those of the selection's paths that name none of `fields`. Somebody who hides a path that is
  // not there believes that something is hidden, and is told.
  std::vector<std::string> Unmatched(std::span<const std::string> fields) const;

 private:
  enum class Mode { kShow, kHide };

  FieldSelection(Mode mode, std::set<std::string, std::less<>> paths)
      : mode_(mode), paths_(std::move(paths)) {}

  Mode mode_;
  std::set<std::string, std::less<>> paths_;
};

}  // namespace cairn
