#include "tests/bench/frame/program.h"

#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/frame/require.h"

namespace cairn::bench {
namespace {

constexpr int kCannotRun = 127;

// In the child of a process with threads: system calls only.
[[noreturn]] void BecomeProgram(char* const* arguments, int output, const Account* as) {
  const bool changed = as == nullptr || (setgroups(0, nullptr) == 0 && setgid(as->group) == 0 &&
                                         setuid(as->user) == 0);
  // After setuid, which takes it back.
  if (changed && prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && dup2(output, STDOUT_FILENO) >= 0 &&
      dup2(output, STDERR_FILENO) >= 0) {
    execv(arguments[0], arguments);
  }
  _exit(kCannotRun);
}

}  // namespace

pid_t StartProgram(const std::vector<std::string>& arguments, const std::string& output,
                   std::optional<Account> as) {
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments)
    pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const int file = open(output.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  Require(file >= 0, "cannot write " + output);
  const pid_t child = fork();
  if (child == 0) BecomeProgram(pointers.data(), file, as ? &*as : nullptr);
  close(file);
  Require(child > 0, "cannot start " + arguments[0]);
  return child;
}

int AwaitProgram(pid_t program) {
  int status = 0;
  Require(waitpid(program, &status, 0) == program, "a program that was started is not there");
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool EndedWithin(pid_t program, int wait_ms) {
  const int file = static_cast<int>(syscall(SYS_pidfd_open, program, 0));
  Require(file >= 0, "a program that was started is not there");
  pollfd ended{.fd = file, .events = POLLIN, .revents = 0};
  const int changed = poll(&ended, 1, wait_ms);
  close(file);
  return changed > 0;
}

std::string OwnPath() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

}  // namespace cairn::bench
