#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>
#include <system_error>

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clients/cli/commands/admin_commands.h"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

// Beside this program, where one build or one package puts both; otherwise whatever PATH finds.
std::string FindServer() {
  std::error_code error;
  const fs::path own = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path beside = own.parent_path() / "cairnd";
    if (access(beside.c_str(), X_OK) == 0) return beside.string();
  }
  return "cairnd";
}

int WaitFor(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return static_cast<int>(ExitCode::kMisused);
  }
  // As a shell says it.
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

int RunRestore(const std::vector<std::string>& arguments, std::ostream& err) {
  std::vector<std::string> words = {FindServer(), "restore"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  pid_t pid = -1;
  const int fault = posix_spawnp(&pid, argv[0], nullptr, nullptr, argv.data(), environ);
  if (fault != 0) {
    err << "cairn: cannot run " << words[0] << ": " << std::strerror(fault)
        << ". A restore is done on the machine of the server, where cairnd is installed.\n";
    return static_cast<int>(ExitCode::kMisused);
  }
  // A Ctrl-C reaches both; what it means is the server program's to say.
  signal(SIGINT, SIG_IGN);
  const int code = WaitFor(pid);
  signal(SIGINT, SIG_DFL);
  return code;
}

}  // namespace cairn::cli
