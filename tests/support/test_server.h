// A whole Cairn server in this process, on a free port and a folder of its own, with a sign-in
// service that issues tokens for anybody.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <grpcpp/client_context.h>

#include "clients/cpp/client.h"
#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "services/server/config.h"
#include "services/server/server.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_people.h"
#include "tests/support/token_issuer.h"

namespace cairn {

class TestServer {
 public:
  // Changes the settings that a test's server starts with.
  using Change = std::function<void(ServerConfig&)>;

  // Starts, or fails the test. `simulated_clock` as the flag of cairnd.
  explicit TestServer(bool simulated_clock = false, const Change& change = {});
  ~TestServer();

  void Stop();
  // Stops the server and starts another one on the same folder.
  void Restart();
  // Writes into the log who has read what so far. Unless the test's settings say otherwise that is
  // never done by itself, so that positions are those of what the test records.
  void FlushReads();
  // What Server::Start says to these settings changed by the test.
  absl::Status TryStart(const ServerConfig& config);

  const ServerConfig& config() const { return config_; }
  std::string target() const;
  const TokenIssuer& issuer() const { return issuer_; }

  // A client signed in as `person`; with an empty subject it sends no token.
  std::unique_ptr<client::Client> As(const TokenIssuer::Person& person) const;
  // A client that sends exactly this token.
  std::unique_ptr<client::Client> WithToken(const std::string& token) const;
  // The context of a raw call: token of `person`, deadline in ten seconds.
  void Prepare(const TokenIssuer::Person& person, grpc::ClientContext& context) const;

 private:
  TempFolder folder_;
  TokenIssuer issuer_;
  SystemClock clock_;
  SystemRandom random_;
  ServerConfig config_;
  std::unique_ptr<Server> server_;
};

}  // namespace cairn
