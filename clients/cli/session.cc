#include "clients/cli/session.h"

#include <utility>

#include "clients/cli/local_files.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

absl::StatusOr<std::string> TokenFrom(const std::string& path) {
  absl::StatusOr<std::string> file = ReadFile(path, Secrecy::kSecret);
  // Nothing that a server said: whatever is wrong, it is this machine's file.
  if (!file.ok()) return absl::InvalidArgumentError(file.status().message());
  std::string token = *std::move(file);
  const size_t end = token.find_last_not_of(" \r\n\t");
  token.resize(end == token.npos ? 0 : end + 1);
  return token;
}

client::TokenProvider TokensOf(const Connection& connection) {
  if (!connection.token.empty()) {
    return [token = connection.token] { return token; };
  }
  if (connection.token_file.empty()) return {};
  return [path = connection.token_file] { return TokenFrom(path); };
}

}  // namespace

absl::StatusOr<std::unique_ptr<client::Client>> Connect(const Connection& connection,
                                                        client::TokenProvider tokens) {
  client::ClientOptions options;
  const bool reads_token = !tokens && connection.token.empty() && !connection.token_file.empty();
  if (reads_token) CLIENT_RETURN_IF_ERROR(TokenFrom(connection.token_file).status());
  options.target = connection.server;
  options.token = tokens ? std::move(tokens) : TokensOf(connection);
  options.deadline = client::Milliseconds(connection.timeout_ms);
  options.retry.attempts = connection.attempts;
  if (!connection.tls_root.empty()) {
    CLIENT_ASSIGN_OR_RETURN(options.tls_root_pem, ReadFile(connection.tls_root, Secrecy::kPublic));
  }
  return client::Client::Create(std::move(options));
}

}  // namespace cairn::cli
