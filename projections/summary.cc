#include "projections/summary.h"

#include <google/protobuf/descriptor.h>

#include "projections/record/visit_kind.h"
#include "projections/wording/entry_text.h"

namespace cairn {
namespace {

struct NameOfKind {
  std::string operator()(NoKind) const { return "Unknown"; }
  template <typename Kind>
  std::string operator()(const Kind& kind) const {
    return kind.GetDescriptor()->name();
  }
};

std::string TargetOf(const v1::EntryCorrected& correction) {
  return correction.target().has_source_id() ? " of " + correction.target().source_id() : "";
}

}  // namespace

std::string Summary(const v1::Recorded& recorded) {
  const v1::Entry& entry = recorded.entry();
  std::string sentence = TextOf(recorded).Sentence();
  if (sentence.empty()) sentence = VisitKind(entry, NameOfKind());
  if (!entry.has_corrects()) return sentence;
  const std::string reason =
      entry.corrects().has_reason() ? " (" + entry.corrects().reason() + ")" : "";
  return "Correction" + TargetOf(entry.corrects()) + reason + ": " + sentence;
}

std::string KindName(const v1::Entry& entry) {
  return entry.has_corrects() ? "EntryCorrected" : VisitKind(entry, NameOfKind());
}

}  // namespace cairn
