#include "absl/strings/str_format.h"

#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {

EntryText EntryTeller::operator()(const v1::EntryVoided& kind) const {
  return {.lead = "Entry " + LinkedLabels(v1::RELATION_VOIDS) + " declared void",
          .facts = {kind.reason()}};
}

EntryText EntryTeller::operator()(const v1::HoldPlaced& kind) const {
  return {.lead = "Hold " + kind.hold_id(),
          .facts = {kind.scope(), kind.reason(),
                    kind.no_disposal() ? "nothing may be disposed of" : ""}};
}

EntryText EntryTeller::operator()(const v1::RecordHandedOver& kind) const {
  EntryText text{.lead = "File goes to " + kind.to_school()};
  text.facts = {kind.reason(), Dated("last day", kind.has_last_day(), kind.last_day()),
                Dated("SEN file sent", kind.has_sen_file_sent(), kind.sen_file_sent()),
                Dated("transfer file sent", kind.has_ctf_sent(), kind.ctf_sent()),
                Dated("receipt confirmed", kind.has_receipt_confirmed(), kind.receipt_confirmed())};
  return text;
}

EntryText EntryTeller::operator()(const v1::RecordExported& kind) const {
  return {.lead = absl::StrFormat("Record exported to version %d", kind.to_version()),
          .facts = {kind.purpose()}};
}

EntryText EntryTeller::operator()(const v1::HoldReleased& kind) const {
  return {.lead = "Hold " + kind.hold_id() + " released",
          .facts = {kind.reason(), kind.has_decided_by() ? "decided by " + kind.decided_by() : ""}};
}

EntryText EntryTeller::operator()(const v1::DisposalDecided& kind) const {
  return {.lead = "Disposal " + Words(kind.decision()) + " by " + kind.decided_by(),
          .facts = {Words(kind.authority()), Join(kind.reason(), " "),
                    kind.has_certificate() ? "certificate " + kind.certificate() : ""}};
}

EntryText EntryTeller::operator()(const v1::Disclosed& kind) const {
  return {.lead = "Given to " + kind.to() + ": " + Join(kind.what(), ", "),
          .facts = {kind.purpose(), kind.legal_basis(), kind.method(), OverrideWords(kind)}};
}

EntryText EntryTeller::operator()(const v1::BundleExported& kind) const {
  return {.lead = absl::StrFormat("Bundle made (%s) to version %d", Spaced(kind.preset()),
                                  kind.to_version()),
          .facts = {kind.has_pages() ? Counted(kind.pages(), "page") : "", kind.purpose()}};
}

EntryText EntryTeller::operator()(const v1::RecordReceived& kind) const {
  return {.lead = "File came from " + kind.from_school(),
          .facts = {Dated("SEN file", kind.has_sen_file_received(), kind.sen_file_received()),
                    Dated("transfer file", kind.has_ctf_received(), kind.ctf_received()),
                    kind.missing().empty() ? "" : "missing: " + Join(kind.missing(), ", ")}};
}

EntryText EntryTeller::operator()(const v1::RecordJoined& kind) const {
  return {.lead = "Joined to an earlier record", .facts = {kind.reason()}};
}

EntryText EntryTeller::operator()(const v1::AccessGranted& kind) const {
  return {.lead = "Access for " + (kind.has_name() ? kind.name() : kind.sign_in_subject()),
          .facts = {kind.reason(), Dated("from", kind.has_from(), kind.from()),
                    Dated("to", kind.has_to(), kind.to())}};
}

EntryText EntryTeller::operator()(const v1::AccessRevoked& kind) const {
  return {.lead = "Access of " + kind.sign_in_subject() + " ends", .facts = {kind.reason()}};
}

}  // namespace cairn
