#include "eventstore/ledger/field_selection.h"

#include <algorithm>

#include "eventstore/ledger/disclosure.h"

namespace cairn {
namespace {

// Whether `named` is `path`, or something that it is a part of.
bool Names(std::string_view named, std::string_view path) {
  if (!path.starts_with(named)) return false;
  return path.size() == named.size() || path[named.size()] == '.' || path[named.size()] == '/';
}

}  // namespace

absl::StatusOr<FieldSelection> FieldSelection::Hiding(std::span<const std::string> paths) {
  for (const std::string& path : paths) {
    if (!IsFieldPath(path)) return absl::InvalidArgumentError("this is no path of a field");
  }
  return FieldSelection(Mode::kHide, {paths.begin(), paths.end()});
}

bool FieldSelection::Shows(std::string_view path) const {
  const bool named = std::any_of(paths_.begin(), paths_.end(),
                                 [path](const std::string& each) { return Names(each, path); });
  return named == (mode_ == Mode::kShow);
}

std::vector<std::string> FieldSelection::Unmatched(std::span<const std::string> fields) const {
  std::vector<std::string> unmatched;
  for (const std::string& path : paths_) {
    const bool matched =
        std::any_of(fields.begin(), fields.end(),
                    [&path](const std::string& field) { return Names(path, field); });
    if (!matched) unmatched.push_back(path);
  }
  return unmatched;
}

}  // namespace cairn
