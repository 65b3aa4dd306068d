// How a command reaches the server: the flags that every command has.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

#include "clients/cpp/client.h"

namespace cairn::cli {

struct Connection {
  std::string server = "127.0.0.1:50051";
  // The token itself, or a file that holds it; the file is read again for every call, so that
  // another program can renew it. Both empty: no token.
  std::string token;
  std::string token_file;
  // PEM file; needed for a server on another machine.
  std::string tls_root;
  // Whole time of a call; the server refuses more than 30 s.
  int64_t timeout_ms = 10'000;
  // Attempts of a call while the server does not answer: a second and a half of waiting.
  int attempts = 5;
};

// A client for `connection`. `tokens`, when set, takes the place of its token and file.
//   kInvalidArgument  the server is another machine and there is no TLS root; or the token file
//                     cannot be read, or others can read it
//   kNotFound         the TLS root cannot be read
absl::StatusOr<std::unique_ptr<client::Client>> Connect(const Connection& connection,
                                                        client::TokenProvider tokens = {});

}  // namespace cairn::cli
