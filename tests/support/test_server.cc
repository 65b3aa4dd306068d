#include "tests/support/test_server.h"

#include <chrono>
#include <fstream>

#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"

namespace cairn {
namespace {

void NeverFails(const absl::Status& why) { ADD_FAILURE() << "the log stopped: " << why; }

client::ClientOptions OptionsFor(const std::string& target) {
  client::ClientOptions options{.target = target};
  options.retry.attempts = 1;  // a test sees the first answer
  return options;
}

}  // namespace

TestServer::TestServer(bool simulated_clock, const Change& change) {
  std::ofstream(folder_ / "jwks.json") << issuer_.Jwks();
  config_ = {.data = folder_ / "data",
             .listen = "127.0.0.1:0",
             .jwks = folder_ / "jwks.json",
             .issuer = TokenIssuer::kIssuer,
             .audience = TokenIssuer::kAudience,
             .origin = simulated_clock ? "demo.cairn.test/log/1" : "cairn.test/log/1",
             .simulated_clock = simulated_clock,
             .disk_reserve_mib = 1,
             .reads_interval_ms = 0};
  if (change) change(config_);
  Restart();
}

TestServer::~TestServer() = default;

void TestServer::Stop() { server_.reset(); }

void TestServer::Restart() {
  Stop();
  absl::StatusOr<std::unique_ptr<Server>> started =
      Server::Start(config_, clock_, random_, NeverFails);
  ASSERT_TRUE(started.ok()) << started.status();
  server_ = *std::move(started);
}

void TestServer::FlushReads() {
  const absl::Status written = server_->FlushReads();
  EXPECT_TRUE(written.ok()) << written;
}

absl::Status TestServer::TryStart(const ServerConfig& config) {
  server_.reset();
  return Server::Start(config, clock_, random_, NeverFails).status();
}

std::string TestServer::target() const {
  CAIRN_CHECK(server_ != nullptr);
  return absl::StrFormat("127.0.0.1:%d", server_->port());
}

std::unique_ptr<client::Client> TestServer::As(const TokenIssuer::Person& person) const {
  client::ClientOptions options = OptionsFor(target());
  if (!person.subject.empty()) {
    options.token = [this, person]() -> absl::StatusOr<std::string> {
      return issuer_.TokenFor(person, SystemClock().NowMicros());
    };
  }
  return *client::Client::Create(std::move(options));
}

std::unique_ptr<client::Client> TestServer::WithToken(const std::string& token) const {
  client::ClientOptions options = OptionsFor(target());
  options.token = [token]() -> absl::StatusOr<std::string> { return token; };
  return *client::Client::Create(std::move(options));
}

void TestServer::Prepare(const TokenIssuer::Person& person, grpc::ClientContext& context) const {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
  context.AddMetadata("authorization", issuer_.BearerFor(person, SystemClock().NowMicros()));
}

}  // namespace cairn
