#include "tests/support/cairnd_process.h"

#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eventstore/base/check.h"

namespace cairn {

absl::StatusOr<CairndProcess> CairndProcess::Start(const std::vector<std::string>& flags) {
  int ends[2];
  CAIRN_CHECK(pipe2(ends, O_CLOEXEC) == 0);
  std::vector<char*> arguments = {const_cast<char*>(CAIRND_PATH)};
  for (const std::string& flag : flags) arguments.push_back(const_cast<char*>(flag.c_str()));
  arguments.push_back(nullptr);

  const pid_t pid = fork();
  CAIRN_CHECK(pid >= 0);
  if (pid == 0) {
    dup2(ends[1], STDERR_FILENO);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    execv(CAIRND_PATH, arguments.data());
    _exit(127);
  }
  close(ends[1]);
  CairndProcess process(pid, ends[0]);
  std::string seen;
  if (process.AwaitServing(seen)) return process;
  process.Stop(SIGKILL);
  return absl::UnavailableError(seen);
}

bool CairndProcess::AwaitServing(std::string& seen) {
  static constexpr char kServing[] = "\"event\":\"serving\",\"port\":";
  char buffer[4096];
  for (;;) {
    const ssize_t got = read(output_, buffer, sizeof(buffer));
    if (got <= 0) return false;
    seen.append(buffer, static_cast<size_t>(got));
    const size_t at = seen.find(kServing);
    if (at == std::string::npos || seen.find('\n', at) == std::string::npos) continue;
    port_ = std::atoi(seen.c_str() + at + sizeof(kServing) - 1);
    // Nobody reads on: later lines must not fill the pipe and stop the server.
    fcntl(output_, F_SETPIPE_SZ, 1 << 20);
    return true;
  }
}

CairndProcess::CairndProcess(CairndProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_(std::exchange(other.output_, -1)),
      port_(other.port_) {}

CairndProcess& CairndProcess::operator=(CairndProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(output_, other.output_);
  std::swap(port_, other.port_);
  return *this;
}

CairndProcess::~CairndProcess() { Stop(SIGKILL); }

int CairndProcess::Stop(int signal) {
  if (pid_ < 0) return 0;
  kill(pid_, signal);
  int status = 0;
  waitpid(pid_, &status, 0);
  close(output_);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace cairn
