#include "tests/histories/load.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "clients/cpp/status_macros.h"
#include "tests/histories/dice.h"

namespace cairn::histories {
namespace {

constexpr int kSchoolsMax = 100;
// Messages in flight over all schools, and at one: the server takes 256 of a stream.
constexpr size_t kInFlight = 768;
constexpr size_t kInFlightAtOneMax = 256;
constexpr size_t kInFlightAtOneMin = 8;
constexpr size_t kProgressEvery = 2'000;
constexpr int64_t kDaySeconds = 86'400;
constexpr uint64_t kRequestDice = 3;

std::string RequestIdOf(const Settings& settings, int record, size_t line) {
  Dice dice(SeedOf(SeedOf(settings.seed, kRequestDice, static_cast<uint64_t>(record)), line, 0));
  std::string id;
  while (id.size() < 16) id.push_back(static_cast<char>(dice.Next() >> 56));
  return id;
}

// One line, ready to be sent but for its record.
struct Sheet {
  int64_t recorded_at_s;
  int record;  // the children first, then the schools
  int school;
  size_t line;     // of the record, from 0
  size_t entries;  // in it
  size_t from;     // in the bytes of all of them
  size_t size;
};

// All lines of all records in the order in which they were typed. As bytes, because the messages
// of sixty thousand children would not fit into memory.
class Pile {
 public:
  explicit Pile(const Histories& histories) {
    for (int child = 0; child < histories.children(); ++child) Add(child, histories.Of(child));
    for (const School& school : histories.schools()) {
      Add(histories.children() + school.index, histories.OfSchool(school));
    }
    std::sort(sheets_.begin(), sheets_.end(), [](const Sheet& a, const Sheet& b) {
      return std::tie(a.recorded_at_s, a.record, a.line) <
             std::tie(b.recorded_at_s, b.record, b.line);
    });
  }

  const std::vector<Sheet>& sheets() const { return sheets_; }
  size_t entries() const { return entries_; }
  v1::RecordEntries Entries(const Sheet& sheet) const {
    v1::RecordEntries entries;
    entries.ParseFromArray(bytes_.data() + sheet.from, static_cast<int>(sheet.size));
    return entries;
  }

 private:
  void Add(int record, History history) {
    for (size_t i = 0; i < history.lines.size(); ++i) {
      Line& line = history.lines[i];
      v1::RecordEntries entries;
      for (v1::Entry& entry : line.entries) *entries.add_entries() = std::move(entry);
      const size_t from = bytes_.size();
      entries.AppendToString(&bytes_);
      sheets_.push_back({line.recorded_at_s, record, history.school->index, i, line.entries.size(),
                         from, bytes_.size() - from});
      entries_ += line.entries.size();
    }
  }

  std::string bytes_;
  std::vector<Sheet> sheets_;
  size_t entries_ = 0;
};

class Loader {
 public:
  explicit Loader(const Histories& histories)
      : histories_(histories),
        record_ids_(static_cast<size_t>(histories.children()) + histories.schools().size()) {}

  void Connect(const SignIn& sign_in) {
    const size_t window =
        std::clamp(kInFlight / histories_.schools().size(), kInFlightAtOneMin, kInFlightAtOneMax);
    for (const School& school : histories_.schools()) {
      auto& lane = lanes_.emplace_back(std::make_unique<Lane>());
      lane->client = sign_in(school);
      lane->stream = lane->client->OpenEntryStream(
          {.window = window}, [this, &in_flight = lane->records](
                                  uint64_t, absl::StatusOr<v1::AppendEntriesResponse> reply) {
            TakeReply(in_flight, reply);
          });
    }
  }

  absl::Status Send(const Sheet& sheet, v1::RecordEntries entries) {
    Lane& lane = *lanes_[static_cast<size_t>(sheet.school)];
    v1::AppendEntriesRequest request;
    request.set_request_id(RequestIdOf(histories_.settings(), sheet.record, sheet.line));
    request.mutable_simulated_time()->set_seconds(sheet.recorded_at_s);
    v1::RecordEntries& record = *request.add_records();
    record = std::move(entries);
    if (sheet.line == 0) {
      record.mutable_expected()->set_must_not_exist(true);
    } else {
      CLIENT_ASSIGN_OR_RETURN(*record.mutable_record_id(), RecordOf(lane, sheet.record));
      record.mutable_expected()->set_any(true);
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!failure_.ok()) return failure_;
      lane.records.push_back(sheet.record);
    }
    return lane.stream->Send(std::move(request));
  }

  // Waits until everything is answered.
  absl::Status Drain() {
    for (const std::unique_ptr<Lane>& lane : lanes_) {
      CLIENT_RETURN_IF_ERROR(lane->stream->Drain());
    }
    return absl::OkStatus();
  }

  absl::Status Finish() {
    for (const std::unique_ptr<Lane>& lane : lanes_) {
      CLIENT_RETURN_IF_ERROR(lane->stream->Finish());
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    return failure_;
  }

 private:
  // What goes to one school.
  struct Lane {
    std::unique_ptr<client::Client> client;
    std::deque<int> records;                      // of the messages without a reply, in order
    std::unique_ptr<client::EntryStream> stream;  // last: its thread ends before the rest goes
  };

  void TakeReply(std::deque<int>& in_flight,
                 const absl::StatusOr<v1::AppendEntriesResponse>& reply) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto record = static_cast<size_t>(in_flight.front());
    in_flight.pop_front();
    if (!reply.ok()) {
      if (failure_.ok()) failure_ = reply.status();
    } else if (record_ids_[record].empty()) {
      record_ids_[record] = reply->records(0).record_id();
    }
  }

  absl::StatusOr<std::string> RecordOf(Lane& lane, int record) {
    for (const bool drained : {false, true}) {
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (!failure_.ok()) return failure_;
        const std::string& id = record_ids_[static_cast<size_t>(record)];
        if (!id.empty()) return id;
      }
      if (!drained) CLIENT_RETURN_IF_ERROR(lane.stream->Drain());
    }
    return absl::InternalError("a record was opened and has no id");
  }

  const Histories& histories_;
  std::mutex mutex_;  // guards what the streams' threads touch: the next two, and Lane::records
  std::vector<std::string> record_ids_;
  absl::Status failure_;
  std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace

absl::StatusOr<Loaded> Load(const Histories& histories, const SignIn& sign_in,
                            const OnProgress& on_progress) {
  if (histories.schools().size() > kSchoolsMax) {
    return absl::InvalidArgumentError("A load takes at most 100 schools.");
  }
  const Pile pile(histories);
  Loader loader(histories);
  loader.Connect(sign_in);
  Loaded loaded;
  const auto begun = std::chrono::steady_clock::now();
  int64_t today = 0;
  for (const Sheet& sheet : pile.sheets()) {
    // A log's time never goes back: what one school sends may not get a day ahead of another.
    const int64_t day = sheet.recorded_at_s / kDaySeconds;
    if (day != std::exchange(today, day)) CLIENT_RETURN_IF_ERROR(loader.Drain());
    CLIENT_RETURN_IF_ERROR(loader.Send(sheet, pile.Entries(sheet)));
    loaded.entries += sheet.entries;
    if (++loaded.lines % kProgressEvery == 0) on_progress(loaded.entries, pile.entries());
  }
  CLIENT_RETURN_IF_ERROR(loader.Finish());
  on_progress(loaded.entries, pile.entries());
  loaded.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return loaded;
}

}  // namespace cairn::histories
