#include "tests/verifiers/python_verifier.h"

#include <array>
#include <csignal>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

constexpr char kPython[] = "/usr/bin/python3";

}  // namespace

PythonVerifier::PythonVerifier() {
  std::signal(SIGPIPE, SIG_IGN);  // a process that died shows in what it answers
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  CAIRN_CHECK(pipe(in.data()) == 0 && pipe(out.data()) == 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  for (const int end : {in[0], in[1], out[0], out[1]}) {
    posix_spawn_file_actions_addclose(&actions, end);
  }
  std::string program(kPython);
  std::string no_cache("-B");
  std::string package(CAIRN_PYTHON_VERIFIER);
  std::string batch("--batch");
  std::array<char*, 5> arguments = {program.data(), no_cache.data(), package.data(), batch.data(),
                                    nullptr};
  CAIRN_CHECK(posix_spawn(&process_, kPython, &actions, nullptr, arguments.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

PythonVerifier::~PythonVerifier() {
  close(to_);
  close(from_);
  waitpid(process_, nullptr, 0);
}

std::string PythonVerifier::Verify(const std::string& path, const std::string& vkey) {
  const std::string question = (vkey.empty() ? "-" : vkey) + "\t" + path + "\n";
  if (write(to_, question.data(), question.size()) != static_cast<ssize_t>(question.size())) {
    return "";
  }
  while (read_.find('\n') == read_.npos) {
    std::array<char, 1 << 16> block{};
    const ssize_t count = read(from_, block.data(), block.size());
    if (count <= 0) return "";
    read_.append(block.data(), static_cast<size_t>(count));
  }
  const size_t end = read_.find('\n');
  std::string answer = read_.substr(0, end);
  read_.erase(0, end + 1);
  return answer;
}

}  // namespace cairn
