#include "projections/wording/summary.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_format.h"

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

std::string GroundOf(v1::ErasureAuthority authority) {
  switch (authority) {
    case v1::ERASURE_AUTHORITY_REQUEST_UPHELD:
      return "a request for erasure was upheld (UK GDPR art. 17)";
    case v1::ERASURE_AUTHORITY_RETENTION_ENDED:
      return "the time for which it is kept has ended (UK GDPR art. 5(1)(e))";
    case v1::ERASURE_AUTHORITY_WRONG_CHILD:
      return "it was about another child (UK GDPR art. 5(1)(d))";
    case v1::ERASURE_AUTHORITY_EXCESSIVE:
      return "it was more than is needed (UK GDPR art. 5(1)(c))";
    case v1::ERASURE_AUTHORITY_UNLAWFUL:
      return "it was processed unlawfully (UK GDPR art. 17(1)(d))";
    case v1::ERASURE_AUTHORITY_CONSENT_WITHDRAWN:
      return "consent was withdrawn (UK GDPR art. 17(1)(b))";
    case v1::ERASURE_AUTHORITY_OBJECTION_UPHELD:
      return "an objection was upheld (UK GDPR art. 21)";
    case v1::ERASURE_AUTHORITY_LEGAL_DUTY:
      return "another law requires it (UK GDPR art. 17(1)(e))";
    case v1::ERASURE_AUTHORITY_COURT_ORDER:
      return "a court or tribunal ordered it";
    case v1::ERASURE_AUTHORITY_REGULATOR_ORDER:
      return "the Information Commissioner ordered it (UK GDPR art. 58(2)(g))";
    case v1::ERASURE_AUTHORITY_HANDED_OVER:
      return "the file went to another school, which has confirmed it";
    case v1::ERASURE_AUTHORITY_UNSPECIFIED:
    case v1::ErasureAuthority_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ErasureAuthority_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return absl::StrFormat("on ground number %d", static_cast<int>(authority));
}

std::string RemovalSummary(const Record& record, const ContentRemoval& removal) {
  std::string what = "the whole record";
  for (const EventPtr& event : record.events) {
    if (event->event_id == removal.target) what = absl::StrFormat("entry #%d", event->version);
  }
  return absl::StrFormat("Content of %s removed: %s", what, GroundOf(removal.authority));
}

std::string KindName(const v1::Entry& entry) {
  return entry.has_corrects() ? "EntryCorrected" : OwnKindName(entry);
}

std::string OwnKindName(const v1::Entry& entry) { return VisitKind(entry, NameOfKind()); }

}  // namespace cairn
