#include "tests/verifiers/both_verifiers.h"

#include <algorithm>

#include "clients/verify/verify.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/verify/export_files.h"

namespace cairn {

Json Comparable(Json report) {
  if (report.contains("misused")) return {{"misused", true}};
  for (Json& finding : report["findings"]) finding.erase("sentence");
  std::sort(report["findings"].begin(), report["findings"].end());
  return report;
}

Json ByCpp(const std::string& path, const std::string& vkey) {
  const auto report = verify::Verify(path, {.vkey = vkey});
  return report.ok() ? Json::parse(verify::JsonOf(*report)) : Json{{"misused", true}};
}

BothVerifiers::Answers BothVerifiers::Ask(const std::map<std::string, std::string>& files,
                                          const std::string& vkey) {
  const TempFolder folder;
  WriteFiles(files, folder.path());
  return AskAt(folder.path(), vkey);
}

BothVerifiers::Answers BothVerifiers::AskAt(const std::string& path, const std::string& vkey) {
  const Json python = Json::parse(python_.Verify(path, vkey), nullptr, false);
  return {Comparable(ByCpp(path, vkey)),
          python.is_discarded() ? Json("no answer") : Comparable(python)};
}

}  // namespace cairn
