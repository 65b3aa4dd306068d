// The report for programs.
#include <nlohmann/json.hpp>

#include "clients/verify/report.h"

namespace cairn::verify {
namespace {

using Json = nlohmann::ordered_json;

Json Of(const Finding& finding) {
  Json json = {{"verdict", NameOf(VerdictOf(finding.reason))}, {"reason", NameOf(finding.reason)}};
  if (!finding.file.empty()) json["file"] = finding.file;
  if (finding.version != 0) json["version"] = finding.version;
  if (!finding.label.empty()) json["label"] = finding.label;
  json["sentence"] = finding.sentence;
  return json;
}

Json Of(const ProvedEvent& event) {
  Json json = {{"version", event.version},
               {"position", event.position},
               {"recorded_at_us", event.recorded_at_us},
               {"leaf_kind", static_cast<int>(event.leaf_kind)}};
  if (!event.label.kind.empty()) json["kind"] = event.label.kind;
  if (!event.label.source_id.empty()) json["source_id"] = event.label.source_id;
  if (!event.label.occurred.empty()) json["occurred"] = event.label.occurred;
  if (event.removal) {
    json["removed"] = {{"version", event.removal->version},
                       {"recorded_at_us", event.removal->recorded_at_us},
                       {"authority", event.removal->authority}};
  }
  return json;
}

template <typename Item>
Json ListOf(const std::vector<Item>& items) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(Of(item));
  return list;
}

}  // namespace

std::string JsonOf(const VerifyReport& report) {
  const Json json = {{"verdict", NameOf(report.verdict)},
                     {"reason", NameOf(report.reason)},
                     {"demonstration", report.demonstration},
                     {"complete", report.complete},
                     {"origin", report.origin},
                     {"tree_size", report.tree_size},
                     {"root", report.root},
                     {"vkey", report.vkey},
                     {"record", report.record},
                     {"proofs", report.proofs},
                     {"proved", report.events.size()},
                     {"damaged", report.damaged},
                     {"findings", ListOf(report.findings)},
                     {"events", ListOf(report.events)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace cairn::verify
