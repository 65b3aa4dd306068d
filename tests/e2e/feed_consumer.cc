#include "tests/e2e/feed_consumer.h"

#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

std::string BytesAt(sqlite3_stmt* row, int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
  const auto size = static_cast<size_t>(sqlite3_column_bytes(row, column));
  return bytes == nullptr ? "" : std::string(bytes, size);
}

}  // namespace

FeedConsumer::FeedConsumer(const std::string& database, const std::string& target,
                           const std::string& token_file, bool until_caught_up) {
  int ends[2];
  CAIRN_CHECK(pipe2(ends, O_CLOEXEC) == 0);
  std::vector<std::string> flags = {FEED_TO_SQLITE_PATH, database,   "--server", target,
                                    "--token-file",      token_file, "--verbose"};
  if (until_caught_up) flags.emplace_back("--until-caught-up");
  std::vector<char*> arguments;
  for (std::string& flag : flags) arguments.push_back(flag.data());
  arguments.push_back(nullptr);
  pid_ = fork();
  CAIRN_CHECK(pid_ >= 0);
  if (pid_ == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execv(FEED_TO_SQLITE_PATH, arguments.data());
    _exit(127);
  }
  close(ends[1]);
  output_ = ends[0];
}

FeedConsumer::~FeedConsumer() { Kill(); }

std::optional<uint64_t> FeedConsumer::NextCheckpoint() {
  static constexpr size_t kWord = sizeof("checkpoint ") - 1;
  char buffer[512];
  for (;;) {
    const size_t end = unread_.find('\n');
    if (end != std::string::npos) {
      const uint64_t position = std::strtoull(unread_.c_str() + kWord, nullptr, 10);
      unread_.erase(0, end + 1);
      return position;
    }
    const ssize_t got = read(output_, buffer, sizeof(buffer));
    if (got <= 0) return std::nullopt;
    unread_.append(buffer, static_cast<size_t>(got));
  }
}

void FeedConsumer::Kill() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  Wait();
}

int FeedConsumer::Wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  close(output_);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::map<uint64_t, CopiedEvent> CopiedEvents(const std::string& database) {
  std::map<uint64_t, CopiedEvent> events;
  sqlite3* opened = nullptr;
  EXPECT_EQ(sqlite3_open(database.c_str(), &opened), SQLITE_OK);
  sqlite3_stmt* row = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(
                opened,
                "SELECT position, event_id, kind, state, summary, recorded IS NOT NULL FROM events",
                -1, &row, nullptr),
            SQLITE_OK);
  while (sqlite3_step(row) == SQLITE_ROW) {
    events[static_cast<uint64_t>(sqlite3_column_int64(row, 0))] = {
        .event_id = BytesAt(row, 1),
        .kind = BytesAt(row, 2),
        .state = BytesAt(row, 3),
        .summary = BytesAt(row, 4),
        .has_content = sqlite3_column_int(row, 5) != 0};
  }
  sqlite3_finalize(row);
  sqlite3_close(opened);
  return events;
}

}  // namespace cairn
