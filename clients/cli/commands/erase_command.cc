#include <algorithm>
#include <istream>
#include <optional>
#include <ostream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "clients/cli/commands/admin_commands.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

constexpr std::string_view kPrefix = "ERASURE_AUTHORITY_";

// `wrong-child` of ERASURE_AUTHORITY_WRONG_CHILD.
std::string NameOf(v1::ErasureAuthority authority) {
  std::string name = v1::ErasureAuthority_Name(authority).substr(kPrefix.size());
  std::replace(name.begin(), name.end(), '_', '-');
  absl::AsciiStrToLower(&name);
  return name;
}

std::vector<v1::ErasureAuthority> Authorities() {
  std::vector<v1::ErasureAuthority> authorities;
  for (int value = v1::ErasureAuthority_MIN + 1; value <= v1::ErasureAuthority_MAX; ++value) {
    if (v1::ErasureAuthority_IsValid(value)) {
      authorities.push_back(static_cast<v1::ErasureAuthority>(value));
    }
  }
  return authorities;
}

absl::StatusOr<v1::ErasureAuthority> AuthorityOf(const std::string& name) {
  for (const v1::ErasureAuthority authority : Authorities()) {
    if (NameOf(authority) == name) return authority;
  }
  return absl::InvalidArgumentError(
      absl::StrFormat("\"%s\" is no ground of a removal: %s", name, AuthorityNames()));
}

absl::StatusOr<v1::EraseRecordRequest> RequestOf(client::Client& client,
                                                 const EraseOptions& options) {
  v1::EraseRecordRequest request;
  CLIENT_ASSIGN_OR_RETURN(const v1::ErasureAuthority authority, AuthorityOf(options.authority));
  request.set_authority(authority);
  request.set_expected_version(options.expected_version);
  if (!options.entry.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_event_id(), IdFromHex(options.entry));
  }
  CLIENT_ASSIGN_OR_RETURN(*request.mutable_record_id(), FindRecord(client, options.record));
  return request;
}

// Whether the name of the record was typed. Also binds the request to the version that was shown.
absl::StatusOr<bool> Confirmed(client::Client& client, v1::EraseRecordRequest& request,
                               std::istream& in, const Output& output) {
  v1::GetRecordRequest head;
  head.set_record_id(request.record_id());
  CLIENT_ASSIGN_OR_RETURN(const v1::GetRecordResponse found, client.GetRecord(head));
  const std::string name = Plain(found.record().name());
  if (request.expected_version() == 0) request.set_expected_version(found.record().version());
  const std::string what =
      request.event_id().empty() ? "The whole record" : "One entry of the record";
  output.err << Hanging("", 0,
                        absl::StrFormat("%s of %s (%s, version %d) will be removed for ever: %s.",
                                        what, name, HexOf(request.record_id()),
                                        found.record().version(), NameOf(request.authority())),
                        kWidthMax);
  output.err << "Type the name to go on: " << std::flush;
  std::string typed;
  std::getline(in, typed);
  return absl::StripAsciiWhitespace(typed) == absl::StripAsciiWhitespace(name);
}

std::string PrintErased(const v1::EraseRecordResponse& erased) {
  return absl::StrFormat(
      "Removed %s, recorded at position %d as version %d. Backups made before can be read until "
      "the keys are rotated: cairn rotate-keys\n",
      FullTime(erased.receipt().recorded_time()), erased.receipt().position().value(),
      erased.receipt().version());
}

}  // namespace

std::string AuthorityNames() {
  std::vector<std::string> names;
  for (const v1::ErasureAuthority authority : Authorities()) names.push_back(NameOf(authority));
  return absl::StrJoin(names, ", ");
}

ExitCode RunErase(client::Client& client, const EraseOptions& options, std::istream& in,
                  const Output& output) {
  absl::StatusOr<v1::EraseRecordRequest> request = RequestOf(client, options);
  if (!request.ok()) return output.Failed(request.status());
  if (!options.yes) {
    const absl::StatusOr<bool> confirmed = Confirmed(client, *request, in, output);
    if (!confirmed.ok()) return output.Failed(confirmed.status());
    if (!*confirmed) {
      return output.Misused(
          absl::InvalidArgumentError("That is not the name. Nothing was removed."));
    }
  }
  return output.Answer(client.EraseRecord(*request), PrintErased);
}

}  // namespace cairn::cli
