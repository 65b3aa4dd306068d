#include "services/api/bulk_stream.h"

#include <string_view>
#include <utility>

namespace cairn {
namespace {

// What must stay in order: the first record of the request, or the request alone when it begins
// one.
std::string_view TurnKey(const v1::AppendEntriesRequest& request) {
  const bool named = request.records_size() > 0 && !request.records(0).record_id().empty();
  return named ? std::string_view(request.records(0).record_id())
               : std::string_view(request.request_id());
}

}  // namespace

BulkStream::BulkStream(Turns& turns, Handler handler, std::function<grpc::Status()> end)
    : turns_(turns), handler_(std::move(handler)), end_(std::move(end)) {
  GoOn([] {});
}

void BulkStream::OnReadDone(bool ok) {
  Slot* slot = nullptr;
  if (ok) {
    MutexLock lock(mutex_);
    slot = &slots_.emplace_back();
    slot->request.Swap(&incoming_);
  }
  // Before the next one is read, or that could take its turn first.
  if (slot != nullptr) Work(*slot);
  GoOn([this, ok]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    reading_ = false;
    read_all_ = !ok;
  });
}

void BulkStream::OnWriteDone(bool ok) {
  GoOn([this, ok]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    slots_.pop_front();
    writing_ = false;
    client_gone_ = client_gone_ || !ok;
  });
}

void BulkStream::Work(Slot& slot) {
  turns_.Take(TurnKey(slot.request.append()), [this, &slot] {
    handler_(slot.request.append(), slot.response, [this, &slot] {
      turns_.End(TurnKey(slot.request.append()));
      GoOn([&slot] { slot.done = true; });
    });
  });
}

template <typename Change>
void BulkStream::GoOn(Change change) {
  Next next;
  {
    MutexLock lock(mutex_);
    change();
    next = TakeNext();
  }
  if (next.read) StartRead(&incoming_);
  if (next.write != nullptr) {
    grpc::WriteOptions options;
    if (next.write_later) options.set_buffer_hint();
    StartWrite(next.write, options);
  }
  if (next.end) Finish(end_());
}

BulkStream::Next BulkStream::TakeNext() {
  Next next;
  // Nobody reads what is answered now, but it is recorded; its receipts can be asked for.
  while (client_gone_ && !writing_ && !slots_.empty() && slots_.front().done) slots_.pop_front();
  if (!writing_ && !slots_.empty() && slots_.front().done) {
    next.write = &slots_.front().response;
    // Not the first: gRPC would keep the headers with it and never end the write.
    next.write_later = begun_ && slots_.size() > 1 && slots_[1].done;
    writing_ = begun_ = true;
  }
  if (!reading_ && !read_all_ && slots_.size() < kInFlightMax) next.read = reading_ = true;
  if (read_all_ && !reading_ && slots_.empty() && !ended_) next.end = ended_ = true;
  return next;
}

}  // namespace cairn
