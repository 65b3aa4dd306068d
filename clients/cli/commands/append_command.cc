#include <algorithm>
#include <cstdint>
#include <deque>
#include <istream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

#include "clients/cli/append/append_check.h"
#include "clients/cli/append/append_report.h"
#include "clients/cli/append/case_line.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/local_files.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/token_crypto.h"
#include "clients/cli/token_issuer.h"
#include "clients/cpp/refusal.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

constexpr size_t kRequestIdBytes = 16;
// A load outlasts a server that starts again: about ten seconds of waiting.
constexpr int kLoadAttempts = 8;

using Reply = absl::StatusOr<v1::AppendEntriesResponse>;

// Every further line would end the same way: there is no server, or it does not believe who we are.
bool EndsTheLoad(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsUnauthenticated(status);
}

// Sends the lines of a load in their order. A line that opens its record goes alone, because the
// lines after it need the record's id; all others go through one stream. With an issuer every line
// goes alone, because a stream has one token.
class Loader {
 public:
  Loader(const AppendOptions& options, AppendReport& report) : options_(options), report_(report) {}

  absl::Status Connect(Connection connection);
  // The id of the record that a line calls `alias`: the line that opened it came before, or it is a
  // name of its own.
  absl::StatusOr<std::string> IdOf(const std::string& alias);
  // An error ends the load: the server cannot be reached any more, or not by this caller.
  absl::Status Load(const std::vector<CaseLine>& lines);

 private:
  absl::Status LoadLine(const CaseLine& line);
  absl::Status CheckLine(const CaseLine& line) const;
  absl::Status SendAlone(const CaseLine& line, const std::string& record_id);
  absl::Status SendOpening(const CaseLine& line);
  absl::Status SendStreamed(const CaseLine& line, const std::string& record_id);
  void TakeReply(uint64_t index, const Reply& reply);
  absl::Status FinishStream();
  absl::Status RepeatPutOff();
  absl::Status Report(const CaseLine& line, const Reply& reply);

  const AppendOptions& options_;
  AppendReport& report_;
  std::optional<TokenCache> tokens_;
  TokenHolder holder_;
  std::unique_ptr<client::Client> client_;
  std::map<std::string, std::string> records_;  // alias -> id
  bool stopped_ = false;
  std::mutex mutex_;  // the stream's thread looks up and puts off while this one adds
  std::deque<const CaseLine*> streamed_;
  std::vector<const CaseLine*> put_off_;
  std::unique_ptr<client::EntryStream> stream_;  // last: its thread ends before the rest goes
};

absl::Status Loader::Connect(Connection connection) {
  connection.attempts = kLoadAttempts;
  client::TokenProvider provider;
  if (!options_.issuer_dir.empty()) {
    CLIENT_ASSIGN_OR_RETURN(TokenIssuer issuer, TokenIssuer::Load(options_.issuer_dir));
    tokens_.emplace(std::move(issuer));
    provider = [this] { return tokens_->For(holder_, absl::ToUnixSeconds(absl::Now())); };
  }
  CLIENT_ASSIGN_OR_RETURN(client_, cli::Connect(connection, std::move(provider)));
  return absl::OkStatus();
}

absl::Status Loader::CheckLine(const CaseLine& line) const {
  if (!line.fault.ok()) return line.fault;
  if (tokens_ && !line.typed_by) {
    return absl::InvalidArgumentError("typed_by is missing: nobody can be signed in for this line");
  }
  if (options_.simulate_time && !line.recorded) {
    return absl::InvalidArgumentError("recorded is missing: there is no time to simulate");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Loader::IdOf(const std::string& alias) {
  const auto known = records_.find(alias);
  if (known != records_.end()) return known->second;
  const absl::StatusOr<std::string> found = FindRecord(*client_, alias);
  const bool is_no_name = absl::IsInvalidArgument(found.status()) &&
                          !client::DetailOf(found.status()) && options_.record.empty();
  if (is_no_name) {
    return absl::NotFoundError(absl::StrFormat(
        "No line before this one opened the record \"%s\", and it is no record id.", alias));
  }
  if (found.ok()) records_[alias] = *found;
  return found;
}

absl::Status Loader::Report(const CaseLine& line, const Reply& reply) {
  if (EndsTheLoad(reply.status())) return reply.status();
  report_.Done(line, reply);
  if (!reply.ok() && options_.stop) stopped_ = true;
  return absl::OkStatus();
}

absl::Status Loader::SendAlone(const CaseLine& line, const std::string& record_id) {
  return Report(line, client_->AppendEntries(RequestFor(line, record_id, options_.simulate_time)));
}

absl::Status Loader::SendOpening(const CaseLine& line) {
  Reply reply = client_->AppendEntries(RequestFor(line, "", options_.simulate_time));
  const std::optional<v1::SourceKey> source = line.opening_source();
  if (absl::IsAlreadyExists(reply.status()) && source) {
    // Another line opened the record before, e.g. a shorter one: what is new is added to it, by a
    // request that is as repeatable as the first.
    const absl::StatusOr<std::string> id = FindBySource(*client_, *source);
    if (id.ok()) {
      v1::AppendEntriesRequest request = RequestFor(line, *id, options_.simulate_time);
      request.set_request_id(Sha256(line.request_id + *id).substr(0, kRequestIdBytes));
      reply = client_->AppendEntries(std::move(request));
      records_[line.alias] = *id;
    }
  }
  if (reply.ok() && reply->records_size() > 0) {
    records_[line.alias] = reply->records(0).record_id();
  }
  return Report(line, reply);
}

void Loader::TakeReply(uint64_t index, const Reply& reply) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const CaseLine& line = *streamed_[index];
  if (client::IsWorthRepeating(reply.status())) {
    put_off_.push_back(&line);  // reported once it has been repeated
  } else {
    report_.Done(line, reply);
  }
}

absl::Status Loader::SendStreamed(const CaseLine& line, const std::string& record_id) {
  if (!stream_) {
    stream_ = client_->OpenEntryStream(
        {}, [this](uint64_t index, const Reply& reply) { TakeReply(index, reply); });
  }
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    streamed_.push_back(&line);
  }
  return stream_->Send(RequestFor(line, record_id, options_.simulate_time));
}

// Lines that the server was too busy for, alone and in their order.
absl::Status Loader::RepeatPutOff() {
  const std::vector<const CaseLine*> lines = std::exchange(put_off_, {});
  for (const CaseLine* line : lines) {
    CLIENT_RETURN_IF_ERROR(SendAlone(*line, records_[line->alias]));
  }
  return absl::OkStatus();
}

absl::Status Loader::FinishStream() {
  if (!stream_) return absl::OkStatus();
  CLIENT_RETURN_IF_ERROR(stream_->Drain());
  return RepeatPutOff();
}

absl::Status Loader::LoadLine(const CaseLine& line) {
  if (const absl::Status fault = CheckLine(line); !fault.ok()) return Report(line, fault);
  if (tokens_) holder_ = *line.typed_by;
  if (line.opens() && options_.record.empty()) {
    CLIENT_RETURN_IF_ERROR(FinishStream());
    return SendOpening(line);
  }
  const absl::StatusOr<std::string> id = IdOf(line.alias);
  if (!id.ok()) return Report(line, id.status());
  // A stream would be many lines further before a refusal could stop it.
  return tokens_ || options_.stop ? SendAlone(line, *id) : SendStreamed(line, *id);
}

absl::Status Loader::Load(const std::vector<CaseLine>& lines) {
  for (const CaseLine& line : lines) {
    if (stopped_) break;
    CLIENT_RETURN_IF_ERROR(LoadLine(line));
  }
  return FinishStream();
}

absl::StatusOr<std::string> ReadInput(const std::string& file, std::istream& in) {
  if (file != "-") return ReadFile(file, Secrecy::kPublic, kLoadFileBytesMax);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

absl::StatusOr<std::vector<CaseLine>> ReadLines(const AppendOptions& options, std::istream& in) {
  std::vector<CaseLine> lines;
  for (const std::string& file : options.files) {
    CLIENT_ASSIGN_OR_RETURN(const std::string text, ReadInput(file, in));
    std::vector<CaseLine> parsed = ParseCaseFile(file, text, options.record);
    std::move(parsed.begin(), parsed.end(), std::back_inserter(lines));
  }
  if (options.merge) MergeByRecordedTime(lines);
  return lines;
}

}  // namespace

ExitCode RunAppend(const Connection& connection, const AppendOptions& options, std::istream& in,
                   const Output& output) {
  const absl::StatusOr<std::vector<CaseLine>> lines = ReadLines(options, in);
  if (!lines.ok()) return output.Misused(lines.status());
  if (options.check) {
    const auto client = cli::Connect(connection, nullptr);
    return client.ok() ? CheckLines(**client, *lines, output) : output.Misused(client.status());
  }
  AppendReport report(output, lines->size());
  Loader loader(options, report);
  if (const absl::Status fault = loader.Connect(connection); !fault.ok()) {
    return output.Misused(fault);
  }
  if (!options.record.empty()) {
    const absl::StatusOr<std::string> record = loader.IdOf(options.record);
    if (!record.ok()) return output.Failed(record.status());
  }
  const absl::Status ended = loader.Load(*lines);
  report.Finish();
  if (!ended.ok()) {
    const ExitCode code = output.Failed(ended);
    if (!output.json) output.err << "  The same command goes on where this one ended.\n";
    return code;
  }
  return report.any_refused() ? ExitCode::kRefused : ExitCode::kOk;
}

}  // namespace cairn::cli
