#include "clients/cli/names/record_name.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"

#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

constexpr std::string_view kSourcePrefix = "source:";

}  // namespace

std::string HexOf(std::string_view bytes) {
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

absl::StatusOr<std::string> IdFromHex(std::string_view hex) {
  if (hex.size() != 32 || hex.find_first_not_of("0123456789abcdefABCDEF") != hex.npos) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "\"%s\" names no record: give its 32 hex digits, or source:SYSTEM/ID", hex));
  }
  return absl::HexStringToBytes(absl::string_view(hex.data(), hex.size()));
}

absl::StatusOr<v1::SourceKey> ParseSource(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == text.npos || slash == 0 || slash + 1 == text.size()) {
    return absl::InvalidArgumentError(absl::StrFormat("\"%s\" is no source: SYSTEM/ID", text));
  }
  v1::SourceKey source;
  source.set_system(std::string(text.substr(0, slash)));
  source.set_id(std::string(text.substr(slash + 1)));
  return source;
}

absl::StatusOr<std::string> FindBySource(client::Client& client, const v1::SourceKey& source) {
  v1::ResolveRecordsRequest request;
  *request.add_queries()->mutable_source() = source;
  CLIENT_ASSIGN_OR_RETURN(const v1::ResolveRecordsResponse found, client.ResolveRecords(request));
  if (found.resolutions_size() != 1 ||
      found.resolutions(0).state() != v1::RESOLUTION_STATE_MATCHED) {
    return absl::NotFoundError(
        absl::StrFormat("There is no record that %s/%s opened, or you may not see it.",
                        source.system(), source.id()));
  }
  return found.resolutions(0).record_id();
}

absl::StatusOr<std::string> FindRecord(client::Client& client, std::string_view name) {
  if (name.substr(0, kSourcePrefix.size()) != kSourcePrefix) return IdFromHex(name);
  CLIENT_ASSIGN_OR_RETURN(const v1::SourceKey source,
                          ParseSource(name.substr(kSourcePrefix.size())));
  return FindBySource(client, source);
}

}  // namespace cairn::cli
