// The real cairnd as a child process, for tests that kill it.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "absl/status/statusor.h"

namespace cairn {

class CairndProcess {
 public:
  // Starts the binary of this build and waits until it serves. An error holds what it wrote when it
  // ended instead.
  static absl::StatusOr<CairndProcess> Start(const std::vector<std::string>& flags);
  ~CairndProcess();
  CairndProcess(CairndProcess&& other) noexcept;
  CairndProcess& operator=(CairndProcess&& other) noexcept;

  int port() const { return port_; }
  std::string target() const { return "127.0.0.1:" + std::to_string(port_); }

  // Sends the signal and waits for the end. Returns the exit code, or minus the signal that ended
  // it.
  int Stop(int signal);

 private:
  CairndProcess(pid_t pid, int output) : pid_(pid), output_(output) {}
  // Reads lines until the server says that it serves; false at the end of its output.
  bool AwaitServing(std::string& seen);

  pid_t pid_ = -1;
  int output_ = -1;
  int port_ = 0;
};

}  // namespace cairn
