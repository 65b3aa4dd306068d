#include "clients/cli/command_line.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/feed_command.h"
#include "clients/cli/commands/verify_command.h"
#include "clients/cli/flags/admin_command_line.h"
#include "clients/cli/flags/cohort_command_line.h"
#include "clients/cli/flags/entry_command_line.h"
#include "clients/cli/flags/record_command_line.h"
#include "clients/cli/names/moments.h"

namespace cairn::cli {
namespace {

constexpr int64_t kTimeoutMaxMs = 30'000;

v1::Date Today() {
  google::protobuf::Timestamp now;
  now.set_seconds(absl::ToUnixSeconds(absl::Now()));
  return LondonDate(now);
}

// What is no terminal gets lines as long as every other print has. A narrower terminal than this
// cannot hold a table.
size_t WidthOf(size_t columns) {
  constexpr size_t kNarrowest = 40;
  return columns == 0 ? kWidthMax : std::max(columns, kNarrowest);
}

// Holds the options of every command while they are parsed and run.
class CommandLine {
 public:
  explicit CommandLine(const Environment& environment)
      : environment_(environment),
        output_{.out = environment.out,
                .err = environment.err,
                .terminal = environment.terminal,
                .width = WidthOf(environment.columns),
                .colour = environment.colour},
        asking_{environment.in, environment.err, environment.answers} {
    app_.require_subcommand(1);
    app_.fallthrough();
    DefineConnection();
    DefineAppend();
    DefineToken();
    DefineStatus();
    DefineRecordCommands(app_, Adder(), records_, asking_, output_);
    DefineFeed();
    DefineVerify();
    DefineMany();
    DefineAdmin();
  }

  int Run(const std::vector<std::string>& arguments) {
    // CLI11 takes arguments from the back.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {  // CLI11 reports by exception; it stops here
      app_.parse(reversed);
    } catch (const CLI::ParseError& error) {
      const bool asked_for_help = app_.exit(error, environment_.out, environment_.err) == 0;
      return static_cast<int>(asked_for_help ? ExitCode::kOk : ExitCode::kMisused);
    }
    output_.terminal = output_.terminal && !output_.json;
    return static_cast<int>(chosen_());
  }

 private:
  using Command = std::function<ExitCode()>;
  using ClientCommand = std::function<ExitCode(client::Client&)>;

  CLI::App* Add(CLI::App& parent, const char* name, const char* help, Command command) {
    CLI::App* added = parent.add_subcommand(name, help);
    added->callback([this, command = std::move(command)] { chosen_ = command; });
    return added;
  }

  CLI::App* AddWithClient(const char* name, const char* help, ClientCommand command) {
    return AddWithClient(app_, name, help, std::move(command));
  }

  CLI::App* AddWithClient(CLI::App& parent, const char* name, const char* help,
                          ClientCommand command) {
    return Add(parent, name, help, [this, command = std::move(command)] {
      const auto client = Connect(connection_);
      return client.ok() ? command(**client) : output_.Misused(client.status());
    });
  }

  AddClientCommand Adder();
  void DefineConnection();
  void DefineAppend();
  void DefineToken();
  void DefineStatus();
  void DefineFeed();
  void DefineVerify();
  void DefineMany();
  void DefineAdmin();

  const Environment environment_;
  Output output_;
  const Asking asking_;
  const std::function<v1::Date()> today_ = Today;
  CLI::App app_{"cairn: records, reads, exports and verifies the history of SEN support", "cairn"};
  Command chosen_;

  Connection connection_;
  AppendOptions append_;
  TokenInitOptions token_init_;
  TokenIssueOptions token_issue_;
  RecordCommandOptions records_;
  FeedCommandOptions feed_;
  VerifyCommandOptions verify_;
  CohortCommandOptions cohort_;
  EntryCommandOptions entry_;
  AdminCommandOptions admin_;
};

void CommandLine::DefineConnection() {
  app_.add_option("--server", connection_.server, "HOST:PORT of the server")
      ->envname("CAIRN_SERVER")
      ->capture_default_str();
  app_.add_option("--token", connection_.token,
                  "bearer token, before any file; others on this machine can see it");
  app_.add_option("--token-file", connection_.token_file,
                  "file with the bearer token, mode 0600; read again for every call")
      ->envname("CAIRN_TOKEN_FILE");
  app_.add_option(
      "--tls-root", connection_.tls_root,
      "PEM certificates that the server's must descend from; needed unless it runs here");
  app_.add_option("--timeout-ms", connection_.timeout_ms, "whole time of a call")
      ->check(CLI::Range(int64_t{1}, kTimeoutMaxMs))
      ->capture_default_str();
  app_.add_flag("--json", output_.json, "write JSON, field names as in the contract");
}

void CommandLine::DefineAppend() {
  CLI::App* command = Add(app_, "append", "record what files say, line by line", [this] {
    return RunAppend(connection_, append_, environment_.in, output_);
  });
  command->add_option("files", append_.files, "JSON or JSON Lines; - is standard input")
      ->required();
  auto* record = command->add_option("--record", append_.record,
                                     "every object is a cairn.v1.Entry of this record");
  command->add_flag("--merge", append_.merge,
                    "load all files in the order of their recorded times");
  command
      ->add_option("--issuer-dir", append_.issuer_dir,
                   "sign every line in as its typed_by, with tokens of this local issuer")
      ->excludes(record);
  command
      ->add_flag("--simulate-time", append_.simulate_time,
                 "demonstrations: record the times that the lines name")
      ->excludes(record);
  auto* stop = command->add_flag("--stop", append_.stop, "end at the first refusal");
  command
      ->add_flag("--check", append_.check,
                 "record nothing: say what would be refused, and what would be found")
      ->excludes(stop)
      ->excludes("--issuer-dir")
      ->excludes("--simulate-time");
}

void CommandLine::DefineToken() {
  CLI::App* token = app_.add_subcommand("token", "tokens of a local issuer");
  token->require_subcommand(1);
  CLI::App* init = Add(*token, "init", "make an issuer: a key and its public key set",
                       [this] { return RunTokenInit(token_init_, output_); });
  init->add_option("dir", token_init_.folder, "folder to make")->required();
  init->add_option("--issuer", token_init_.issuer, "name of the issuer")->required();
  init->add_option("--audience", token_init_.audience, "server that the tokens are for")
      ->required();

  CLI::App* issue = Add(*token, "issue", "print a token", [this] {
    return RunTokenIssue(token_issue_, absl::ToUnixSeconds(absl::Now()), output_);
  });
  issue->add_option("dir", token_issue_.folder, "folder of the issuer")->required();
  issue->add_option("--role", token_issue_.role, "e.g. senco, teacher, office, parent")->required();
  issue->add_option("--name", token_issue_.name, "name as it is printed")->required();
  issue->add_option("--subject", token_issue_.subject, "sign-in subject")->required();
  issue->add_option("--setting", token_issue_.setting, "record id of the setting, 32 hex digits");
  issue->add_option("--minutes", token_issue_.minutes, "life of the token, 1 to 15")
      ->capture_default_str();
}

void CommandLine::DefineStatus() {
  AddWithClient("status", "how the server and its log stand",
                [this](client::Client& client) { return RunStatus(client, output_); });
}

void CommandLine::DefineFeed() {
  DefineFeedFlags(
      *AddWithClient("feed", "what happens, as it happens: every event that you may see",
                     [this](client::Client& client) { return RunFeed(client, feed_, output_); }),
      feed_);
}

void CommandLine::DefineVerify() {
  CLI::App* command =
      Add(app_, "verify", "check an exported record, or one proof, without a server",
          [this] { return RunVerify(verify_, output_); });
  command->add_option("path", verify_.path, "folder of an export, or one .tlog-proof file")
      ->required();
  command->add_option("--vkey", verify_.vkey,
                      "key of the log, from somewhere you trust; default: the one in the folder");
}

AddClientCommand CommandLine::Adder() {
  return [this](CLI::App& parent, const char* name, const char* help, ClientCommand command) {
    return AddWithClient(parent, name, help, std::move(command));
  };
}

void CommandLine::DefineMany() {
  DefineEntryCommands(app_, Adder(), entry_, today_, asking_, output_);
  DefineCohortCommands(app_, Adder(), cohort_, asking_, output_);
}

void CommandLine::DefineAdmin() {
  DefineAdminCommands(app_, Adder(), admin_, environment_.in, output_);
  // Listed here; RunCommandLine has run it before anything is parsed.
  app_.add_subcommand("restore", "restore a backup into a new folder: runs `cairnd restore`");
}

}  // namespace

int RunCommandLine(const std::vector<std::string>& arguments, const Environment& environment) {
  // Its arguments are the server program's, all of them.
  if (!arguments.empty() && arguments[0] == "restore") {
    return RunRestore({arguments.begin() + 1, arguments.end()}, environment.err);
  }
  return CommandLine(environment).Run(arguments);
}

}  // namespace cairn::cli
