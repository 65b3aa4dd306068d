// Ends the process with SIGKILL at each named point of a write, of a flush and of a start, and
// opens the folder again: what was answered is there, nothing is half there, and what was
// interrupted lands exactly once. The process is this program, started again with --child.
//
// CAIRN_FAULT_ROUNDS sets how often each point is visited; CAIRN_FAULT_SEED repeats a run.
#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "tests/fault/fault_log.h"
#include "tests/fault/written_requests.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

constexpr int kStarts = 2;
constexpr WrittenRequests::Load kKilledLoad = {
    .writers = 3, .requests = 30, .text_bytes_max = 6'000};

// Where the process dies: at a step of a write, or before an operation of the disk.
struct KillPoint {
  const char* name;
  std::optional<WriteStep> step;
  DiskStep operation = DiskStep::kWrite;
  const char* path_part = "";
};

constexpr std::array kPoints = {
    KillPoint{"BeforeTheBatch", WriteStep::kDecided},
    KillPoint{"BeforeTheBatchIsAppended", std::nullopt, DiskStep::kWrite, ".log"},
    KillPoint{"BetweenAppendAndSyncOfTheBatch", std::nullopt, DiskStep::kSync, ".log"},
    KillPoint{"AfterTheBatchBeforeTheWitness", WriteStep::kCommitted},
    KillPoint{"BetweenWriteAndSyncOfTheWitness", std::nullopt, DiskStep::kSync, "head.witness"},
    KillPoint{"AfterTheWitnessBeforePublication", WriteStep::kWitnessed},
    KillPoint{"AfterPublicationBeforeTheAnswer", WriteStep::kPublished},
    KillPoint{"BeforeAFileOfRowsIsSynced", std::nullopt, DiskStep::kSync, ".sst"},
    KillPoint{"BeforeTheListOfFilesIsSynced", std::nullopt, DiskStep::kSync, "MANIFEST"},
    KillPoint{"BeforeTheListOfFilesIsExchanged", std::nullopt, DiskStep::kRename, "CURRENT"},
    KillPoint{"BeforeAnOldLogIsRemoved", std::nullopt, DiskStep::kDelete, ".log"},
};

std::ostream& operator<<(std::ostream& out, const KillPoint& point) { return out << point.name; }

// Answers on their way from the child to its parent: in a file, which a killed process leaves whole
// up to its last write. One line each:
//   ok <request> <recorded at> {<record> <version> <position> <event id> <leaf hash>}
//   no <request> <reason>
std::string LineOf(const RequestKey& request, const absl::StatusOr<Appended>& answer) {
  const std::string id = ToHex(request.request.bytes());
  if (!answer.ok()) return absl::StrFormat("no %s %d\n", id, ReasonOf(answer.status()));
  std::string line = absl::StrFormat("ok %s %d", id, answer->recorded_at_us);
  for (const AppendedEvent& event : answer->events) {
    line += absl::StrFormat(" %s %d %d %s %s", ToHex(event.record.bytes()), event.version,
                            event.position, ToHex(event.event_id.bytes()),
                            ToHex(HashBytes(event.leaf_hash)));
  }
  return line + "\n";
}

template <typename AnyId>
AnyId IdFromHex(const std::string& hex) {
  return *AnyId::FromBytes(*FromHex(hex));
}

absl::StatusOr<Appended> AnswerFrom(std::istringstream& line, const std::string& verdict) {
  if (verdict == "no") {
    int reason = 0;
    line >> reason;
    return Refusal(static_cast<v1::ErrorReason>(reason), "as the child was told");
  }
  Appended answer;
  line >> answer.recorded_at_us;
  std::string record, event_id, leaf_hash;
  AppendedEvent event;
  while (line >> record >> event.version >> event.position >> event_id >> leaf_hash) {
    event.record = IdFromHex<RecordId>(record);
    event.event_id = IdFromHex<EventId>(event_id);
    event.leaf_hash = *HashFrom(*FromHex(leaf_hash));
    answer.events.push_back(event);
  }
  return answer;
}

std::map<RequestId, absl::StatusOr<Appended>> AnswersIn(const std::string& path) {
  std::map<RequestId, absl::StatusOr<Appended>> answers;
  std::istringstream lines(ReadFile(path));
  for (std::string text; std::getline(lines, text);) {
    std::istringstream line(text);
    std::string verdict, request;
    line >> verdict >> request;
    answers.emplace(IdFromHex<RequestId>(request), AnswerFrom(line, verdict));
  }
  return answers;
}

// Appends each answer to the file before it is given to anybody else.
WrittenRequests::Answerer Noting(EventLog& log, int file) {
  return [&log, file](const AppendRequest& request) {
    absl::StatusOr<Appended> answer = log.AppendAndWait(request);
    const std::string line = LineOf(request.request, answer);
    CAIRN_CHECK(write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
    return answer;
  };
}

void DieAt(const KillPoint& point, int nth, FaultLog& log) {
  const auto die = [nth, times = std::make_shared<std::atomic<int>>(0)] {
    if (++*times == nth) kill(getpid(), SIGKILL);
  };
  if (point.step) {
    log.at_step = [die, step = *point.step](WriteStep now) {
      if (now == step) die();
    };
    return;
  }
  log.disk().before = [die, point](const DiskOperation& operation) {
    const bool there = operation.path.find(point.path_part) != std::string::npos;
    if (operation.step == point.operation && there) die();
  };
}

// The child: kills itself, or returns 0 if it never came to the point.
int RunChild(const KillPoint& point, const std::string& folder, const std::string& answers, int nth,
             uint64_t seed) {
  const int file = open(answers.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  CAIRN_CHECK(file >= 0);
  FaultLog log(seed, {.folder = folder});
  DieAt(point, nth, log);
  WrittenRequests requests(seed);
  for (int start = 0; start < kStarts; ++start) {
    if (!log.Open().ok()) return 1;
    requests.Run(Noting(*log, file), kKilledLoad);
    log.Close();
  }
  return 0;
}

class KillAt : public testing::TestWithParam<KillPoint> {
 protected:
  // Whether the child was killed; it must end so or with 0.
  bool KillChild(int nth, uint64_t seed) {
    std::vector<std::string> arguments = {
        "kill_points_test", "--child",           GetParam().name,     data_,
        answers_,           std::to_string(nth), std::to_string(seed)};
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_t child = 0;
    EXPECT_EQ(posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, pointers.data(), environ), 0);
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    EXPECT_TRUE(killed || status == 0) << status;
    return killed;
  }

  // What the child asked and was told; and what it would have asked next.
  WrittenRequests Heard(uint64_t seed) const {
    const auto answers = AnswersIn(answers_);
    const auto answer = [&](const AppendRequest& request) -> absl::StatusOr<Appended> {
      const auto found = answers.find(request.request.request);
      if (found != answers.end()) return found->second;
      return absl::UnknownError("the child did not live to hear it");
    };
    WrittenRequests requests(seed);
    for (int start = 0; start < kStarts; ++start) requests.Run(answer, kKilledLoad);
    return requests;
  }

  const TempFolder folder_;
  const std::string data_ = folder_ / "data";
  const std::string answers_ = folder_ / "answers";
};

TEST_P(KillAt, KeepsTheContract) {
  const uint64_t first = NumberFromEnvironment("CAIRN_FAULT_SEED", 1);
  const uint64_t rounds = NumberFromEnvironment("CAIRN_FAULT_ROUNDS", 3);
  bool killed = false;
  for (uint64_t seed = first; seed < first + rounds && !HasFailure(); ++seed) {
    SCOPED_TRACE(testing::Message() << "CAIRN_FAULT_SEED=" << seed);
    std::filesystem::remove_all(data_);
    std::filesystem::remove(answers_);
    std::filesystem::create_directory(data_);

    killed |= KillChild(static_cast<int>(1 + seed % 4), seed);

    FaultLog log(seed, {.folder = data_});
    ASSERT_THAT(log.Open(), IsOk());
    Heard(seed).RepeatAndCheck(*log);
  }
  EXPECT_TRUE(killed) << "no child came to this point";
}

INSTANTIATE_TEST_SUITE_P(, KillAt, testing::ValuesIn(kPoints),
                         [](const auto& test) { return test.param.name; });

}  // namespace

// --child <point> <folder> <answers> <nth> <seed>
int RunChild(char** arguments) {
  for (const KillPoint& point : kPoints) {
    if (std::string(point.name) != arguments[0]) continue;
    return RunChild(point, arguments[1], arguments[2], std::stoi(arguments[3]),
                    std::stoull(arguments[4]));
  }
  return 2;
}

}  // namespace cairn

int main(int argc, char** argv) {
  if (argc == 7 && std::string(argv[1]) == "--child") return cairn::RunChild(argv + 2);
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
