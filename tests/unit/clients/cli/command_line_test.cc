#include "clients/cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "eventstore/base/errors.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/fake_server.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(CommandLine, EndsWithTwoWhenArgumentsAreWrong) {
  EXPECT_EQ(RunCliAt("127.0.0.1:1", {}).code, 2);
  EXPECT_EQ(RunCliAt("127.0.0.1:1", {"bogus"}).code, 2);
  EXPECT_EQ(RunCliAt("127.0.0.1:1", {"status", "--timeout-ms", "60000"}).code, 2);
}

TEST(CommandLine, EndsWithZeroWhenAskedForHelp) {
  const Ran ran = RunCliAt("127.0.0.1:1", {"--help"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("append"));
}

TEST(CommandLine, EndsWithThreeWhenThereIsNoServer) {
  EXPECT_EQ(RunCliAt("127.0.0.1:1", {"--timeout-ms", "50", "status"}).code, 3);
}

TEST(CommandLine, RefusesToSendATokenInTheClearToAnotherMachine) {
  const Ran ran = RunCliAt("cairn.example.org:443", {"status"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("TLS"));
}

TEST(CommandLine, TakesGlobalFlagsAfterTheCommand) {
  FakeServer server;
  server.get_status = [](const auto&, auto& response) {
    response.set_origin("demo.cairn.test/log/1");
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"status", "--json", "--token", "abc"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "{\"origin\":\"demo.cairn.test/log/1\"}\n");
  EXPECT_EQ(server.seen()[0].authorization, "Bearer abc");
}

TEST(CommandLine, ReadsTheTokenFromAFileThatNobodyElseCanRead) {
  FakeServer server;
  server.get_status = [](const auto&, auto&) { return grpc::Status::OK; };
  const TempFolder folder;
  const std::string file = WriteFile(folder / "token", "abc\n");
  ASSERT_EQ(chmod(file.c_str(), 0600), 0);

  EXPECT_EQ(RunCli(server, {"--token-file", file, "status"}).code, 0);

  EXPECT_EQ(server.seen()[0].authorization, "Bearer abc");
}

TEST(CommandLine, TakesATokenBeforeTheFileThatTheEnvironmentNames) {
  FakeServer server;
  server.get_status = [](const auto&, auto&) { return grpc::Status::OK; };
  ASSERT_EQ(setenv("CAIRN_TOKEN_FILE", "/nowhere/token", 1), 0);

  const Ran with_token = RunCli(server, {"--token", "abc", "status"});
  const Ran with_file = RunCli(server, {"status"});
  ASSERT_EQ(unsetenv("CAIRN_TOKEN_FILE"), 0);

  EXPECT_EQ(with_token.code, 0) << with_token.err;
  EXPECT_EQ(server.seen()[0].authorization, "Bearer abc");
  EXPECT_EQ(with_file.code, 2);
  EXPECT_THAT(with_file.err, HasSubstr("/nowhere/token"));
}

TEST(CommandLine, PrintsSentenceReasonAndFactsOfARefusal) {
  FakeServer server;
  server.get_status = [](const auto&, auto&) {
    return OnTheWire(Refusal(v1::ERROR_REASON_ROLE_NOT_ALLOWED, "Only an operator may ask this.",
                             {{"role", "senco"}}));
  };

  const Ran ran = RunCli(server, {"status"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.err,
            "cairn: refused\n  Only an operator may ask this. (ROLE_NOT_ALLOWED)\n"
            "    role senco\n");
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST(CommandLine, PrintsARefusalAsJsonWhenAskedForJson) {
  FakeServer server;
  server.get_status = [](const auto&, auto&) {
    return OnTheWire(Refusal(v1::ERROR_REASON_TOKEN_MISSING, "Sign in."));
  };

  const Ran ran = RunCli(server, {"status", "--json"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, R"({"error":{"code":"UNAUTHENTICATED","message":"Sign in.",)"
                     R"("reason":"ERROR_REASON_TOKEN_MISSING"}})"
                     "\n");
}

TEST(CommandLine, PrintsHowTheServerStands) {
  FakeServer server;
  server.get_status = [](const auto&, v1::GetStatusResponse& response) {
    response.set_origin("demo.cairn.test/log/1");
    response.mutable_position()->set_generation(1);
    response.mutable_position()->set_value(112);
    response.set_root(std::string(32, '\xab'));
    response.mutable_last_recorded_time()->set_seconds(1'766'160'600);
    response.set_simulated_clock(true);
    response.set_free_bytes(uint64_t{3} << 29);
    response.set_server_version("0.1.0");
    response.set_verifier_key("demo.cairn.test/log/1+00000000+AAAA");
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"status"}).out,
            "Log            demo.cairn.test/log/1\n"
            "Events         112 (generation 1)\n"
            "Root           abababababababababababababababababababababababababababababababab\n"
            "Last recorded  19 Dec 2025 16:10\n"
            "Clock          simulated: a demonstration\n"
            "Appends        open\n"
            "Last backup    none: the server has no folder for them\n"
            "Last scrub     none since the server started\n"
            "Disk           1.5 GiB free\n"
            "Verifier key   demo.cairn.test/log/1+00000000+AAAA\n"
            "Server         0.1.0\n");
}

TEST(TokenCommand, MakesAnIssuerAndIssuesATokenOfThreeParts) {
  const TempFolder folder;
  const std::string dir = folder / "issuer";

  const Ran made =
      RunCliAt("unused", {"token", "init", dir, "--issuer", "demo", "--audience", "cairnd"});
  const Ran issued = RunCliAt("unused", {"token", "issue", dir, "--role", "senco", "--name",
                                         "Juniper Halloway", "--subject", "juniper"});

  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("--jwks " + dir + "/jwks.json"));
  EXPECT_EQ(issued.code, 0) << issued.err;
  EXPECT_EQ(std::count(issued.out.begin(), issued.out.end(), '.'), 2);
}

TEST(TokenCommand, NamesTheRolesWhenOneIsUnknown) {
  const Ran ran = RunCliAt(
      "unused", {"token", "issue", "nowhere", "--role", "boss", "--name", "x", "--subject", "y"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("boss"), HasSubstr("senco")));
}

}  // namespace
}  // namespace cairn::cli
