// The verifier of clients/python as a process that answers one question after the other. Not
// thread-safe.
#pragma once

#include <string>

#include <sys/types.h>

namespace cairn {

class PythonVerifier {
 public:
  // Starts Debian's own Python; stops the test when that cannot be done.
  PythonVerifier();
  ~PythonVerifier();
  PythonVerifier(const PythonVerifier&) = delete;
  PythonVerifier& operator=(const PythonVerifier&) = delete;

  // The report on a folder or a proof as JSON; the key may be empty. Empty when the process has
  // died, which is a fault of it.
  std::string Verify(const std::string& path, const std::string& vkey);

 private:
  pid_t process_ = 0;
  int to_ = -1;
  int from_ = -1;
  std::string read_;
};

}  // namespace cairn
