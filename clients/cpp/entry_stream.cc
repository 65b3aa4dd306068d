#include "clients/cpp/entry_stream.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "clients/cpp/refusal.h"
#include "clients/cpp/status_macros.h"
#include "clients/cpp/wire.h"

namespace cairn::client {
namespace {

using RpcStream =
    grpc::ClientReaderWriterInterface<v1::StreamEntriesRequest, v1::StreamEntriesResponse>;

absl::StatusOr<v1::AppendEntriesResponse> OutcomeOf(v1::StreamEntriesResponse reply) {
  switch (reply.outcome_case()) {
    case v1::StreamEntriesResponse::kAppended:
      return std::move(*reply.mutable_appended());
    case v1::StreamEntriesResponse::kRefused:
      return StatusFromRefusal(reply.refused());
    case v1::StreamEntriesResponse::OUTCOME_NOT_SET:
      break;
  }
  return absl::InternalError("the server sent a reply without an outcome");
}

struct Pending {
  uint64_t index;
  v1::StreamEntriesRequest message;
};

}  // namespace

// The calling thread opens, writes and closes; a reader thread per open stream takes the replies.
// Invariants: `pending` holds the messages without a reply, in order, and each of them has been
// written to the open stream, or is about to be by Resume.
struct EntryStream::State {
  State(std::shared_ptr<Wire> w, EntryStreamOptions o, OnStreamReply r)
      : wire(std::move(w)), options(std::move(o)), on_reply(std::move(r)) {}

  absl::Status Open();
  absl::Status Close();
  absl::Status Resume(absl::Status ended);
  absl::Status WaitUntil(size_t pending_max);
  absl::Status Ready();
  std::chrono::steady_clock::time_point Now() const {
    return options.now ? options.now() : std::chrono::steady_clock::now();
  }
  bool Write(const v1::StreamEntriesRequest& message) { return rpc->Write(message); }
  void ReadReplies();
  std::optional<uint64_t> FirstPending();
  absl::Status SendNow(v1::AppendEntriesRequest request);
  absl::Status FinishNow();

  const std::shared_ptr<Wire> wire;
  const EntryStreamOptions options;
  const OnStreamReply on_reply;

  // Touched by the calling thread only, while no reader runs or through gRPC's own locks.
  std::unique_ptr<grpc::ClientContext> context;
  std::unique_ptr<RpcStream> rpc;
  std::thread reader;
  std::chrono::steady_clock::time_point renew_at;
  uint64_t next_index = 0;
  int failures = 0;
  absl::Status usable;  // the error that ended the stream, or that it is finished

  std::mutex mutex;  // guards what follows
  std::condition_variable changed;
  std::deque<Pending> pending;
  bool read_to_end = false;
  bool progressed = false;
};

absl::Status EntryStream::State::Open() {
  context = std::make_unique<grpc::ClientContext>();
  CLIENT_RETURN_IF_ERROR(
      wire->Prepare(std::chrono::system_clock::now() + options.stream_deadline, *context));
  renew_at = Now() + options.stream_deadline / 2;
  rpc = wire->records->StreamEntries(context.get());
  {
    const std::lock_guard<std::mutex> lock(mutex);
    read_to_end = false;
    progressed = false;
  }
  reader = std::thread([this] { ReadReplies(); });
  return absl::OkStatus();
}

std::optional<uint64_t> EntryStream::State::FirstPending() {
  const std::lock_guard<std::mutex> lock(mutex);
  if (pending.empty()) return std::nullopt;
  return pending.front().index;
}

void EntryStream::State::ReadReplies() {
  v1::StreamEntriesResponse reply;
  while (rpc->Read(&reply)) {
    const std::optional<uint64_t> index = FirstPending();
    if (!index) {  // a reply to nothing: the stream is of no use any more
      context->TryCancel();
      break;
    }
    on_reply(*index, OutcomeOf(std::move(reply)));
    const std::lock_guard<std::mutex> lock(mutex);
    pending.pop_front();
    progressed = true;
    changed.notify_all();
  }
  const std::lock_guard<std::mutex> lock(mutex);
  read_to_end = true;
  changed.notify_all();
}

// Ends the open stream once its replies are read; returns how the server ended it.
absl::Status EntryStream::State::Close() {
  rpc->WritesDone();
  reader.join();
  const absl::Status ended = StatusFrom(rpc->Finish());
  rpc.reset();
  context.reset();
  if (progressed) failures = 0;
  return ended;
}

// After a stream that `ended`: nothing without a reply means nothing is wrong; otherwise opens the
// next one and sends everything without a reply again, as long as that is worth it.
absl::Status EntryStream::State::Resume(absl::Status ended) {
  while (!pending.empty()) {
    const bool cut_short = ended.ok() || (absl::IsDeadlineExceeded(ended) && progressed);
    if (!cut_short && !IsWorthRepeating(ended)) return ended;
    if (++failures >= wire->options.retry.attempts) {
      return ended.ok() ? absl::UnavailableError("the server keeps closing the stream") : ended;
    }
    Sleep(wire->options.retry, WaitAfter(wire->options.retry, failures, ended));
    const std::deque<Pending> again = pending;
    CLIENT_RETURN_IF_ERROR(Open());
    bool written = true;
    for (auto next = again.begin(); written && next != again.end(); ++next) {
      written = Write(next->message);
    }
    if (written) return absl::OkStatus();
    ended = Close();
  }
  return absl::OkStatus();
}

// An open stream that has time left.
absl::Status EntryStream::State::Ready() {
  const bool due = rpc != nullptr && Now() >= renew_at;
  if (due) CLIENT_RETURN_IF_ERROR(Resume(Close()));
  return rpc == nullptr ? Open() : absl::OkStatus();
}

absl::Status EntryStream::State::WaitUntil(size_t pending_max) {
  while (true) {
    {
      std::unique_lock<std::mutex> lock(mutex);
      changed.wait(lock, [&] { return pending.size() <= pending_max || read_to_end; });
      if (pending.size() <= pending_max) return absl::OkStatus();
    }
    CLIENT_RETURN_IF_ERROR(Resume(Close()));
  }
}

EntryStream::EntryStream(std::shared_ptr<Wire> wire, EntryStreamOptions options,
                         OnStreamReply on_reply)
    : state_(std::make_unique<State>(std::move(wire), std::move(options), std::move(on_reply))) {}

EntryStream::~EntryStream() {
  if (state_->rpc == nullptr) return;
  state_->context->TryCancel();
  static_cast<void>(state_->Close());
}

absl::Status EntryStream::State::SendNow(v1::AppendEntriesRequest request) {
  CLIENT_RETURN_IF_ERROR(Ready());
  CLIENT_RETURN_IF_ERROR(WaitUntil(options.window - 1));
  if (rpc == nullptr) CLIENT_RETURN_IF_ERROR(Open());

  Pending next{next_index++, {}};
  *next.message.mutable_append() = std::move(request);
  const v1::StreamEntriesRequest message = next.message;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    pending.push_back(std::move(next));
  }
  return Write(message) ? absl::OkStatus() : Resume(Close());
}

absl::Status EntryStream::State::FinishNow() {
  while (rpc != nullptr) CLIENT_RETURN_IF_ERROR(Resume(Close()));
  return absl::OkStatus();
}

absl::Status EntryStream::Send(v1::AppendEntriesRequest request) {
  if (request.request_id().empty()) request.set_request_id(DrawRequestId());
  if (state_->usable.ok()) state_->usable = state_->SendNow(std::move(request));
  return state_->usable;
}

absl::Status EntryStream::Drain() {
  if (state_->usable.ok()) state_->usable = state_->WaitUntil(0);
  return state_->usable;
}

absl::Status EntryStream::Finish() {
  if (!state_->usable.ok()) return state_->usable;
  absl::Status ended = state_->FinishNow();
  state_->usable = ended.ok() ? absl::FailedPreconditionError("the stream is finished") : ended;
  return ended;
}

}  // namespace cairn::client
