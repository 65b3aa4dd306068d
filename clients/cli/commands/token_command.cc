#include <ostream>

#include <nlohmann/json.hpp>

#include "clients/cli/commands/commands.h"
#include "clients/cli/token_issuer.h"

namespace cairn::cli {

ExitCode RunTokenInit(const TokenInitOptions& options, const Output& output) {
  const absl::StatusOr<TokenIssuer> issuer =
      TokenIssuer::Create(options.folder, options.issuer, options.audience);
  if (!issuer.ok()) return output.Misused(issuer.status());
  if (output.json) {
    output.out << nlohmann::json{{"key_id", issuer->key_id()}}.dump() << "\n";
    return ExitCode::kOk;
  }
  output.out << "Issuer made, key " << issuer->key_id() << ".\nStart the server with --jwks "
             << options.folder << "/jwks.json --issuer " << options.issuer << " --audience "
             << options.audience << "\n";
  return ExitCode::kOk;
}

ExitCode RunTokenIssue(const TokenIssueOptions& options, int64_t now_s, const Output& output) {
  const absl::StatusOr<v1::Role> role = ParseRole(options.role);
  if (!role.ok()) return output.Misused(role.status());
  const absl::StatusOr<TokenIssuer> issuer = TokenIssuer::Load(options.folder);
  if (!issuer.ok()) return output.Misused(issuer.status());
  const TokenHolder holder{
      .subject = options.subject, .name = options.name, .role = *role, .setting = options.setting};
  const absl::StatusOr<std::string> token = issuer->Issue(holder, now_s, options.minutes);
  if (!token.ok()) return output.Misused(token.status());
  if (output.json) {
    output.out << nlohmann::json{{"token", *token}}.dump() << "\n";
  } else {
    output.out << *token << "\n";
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
