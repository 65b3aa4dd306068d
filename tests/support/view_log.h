// A log of small records with views over it, which a test drives batch by batch, closes, damages
// and opens again. Fictional contents only.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/entry.pb.h"

#include "eventstore/storage/memory_storage.h"
#include "projections/view_runner/runner.h"
#include "projections/view_runner/view.h"
#include "projections/view_runner/view_store.h"
#include "tests/support/storage_proxy.h"
#include "tests/support/test_log.h"

namespace cairn {

// What each counted entry says, in the order in which it happened: "a|b". Found by "says:" and each
// text. Of the whole record. Fails for a record that says "bad".
View TextsView();
// How many entries a reader sees; of each reading.
View CountsView();
inline constexpr std::string_view kTexts = "texts";
inline constexpr std::string_view kCounts = "counts";

// Two groups of readers: 1 sees every event, 2 all but those that say "secret". Subjects that are
// named by "apart" are told apart.
RecordReadings TwoReadings(std::span<const EventPtr> events);

// Not thread-safe; log, store and runner are.
class ViewLog {
 public:
  explicit ViewLog(std::vector<View> views = {TextsView(), CountsView()},
                   Runner::Options options = {});
  ~ViewLog();
  ViewLog(const ViewLog&) = delete;
  ViewLog& operator=(const ViewLog&) = delete;

  // The next entry of the record says this, and happened on that day of January 2024.
  AppendedEvent Say(uint64_t record, std::string_view text, int day = 1);
  // Replaces what version `target` of the record says; takes it back.
  AppendedEvent Correct(uint64_t record, Version target, std::string_view text);
  AppendedEvent Void(uint64_t record, Version target);
  // Removes the content of one event, or of the whole record.
  AppendedEvent Remove(uint64_t record, std::optional<EventId> target);

  TestLog& log() { return log_; }
  ViewStore& store() { return *store_; }
  Runner& runner() { return *runner_; }
  // Below the store.
  StorageProxy& storage() { return proxy_; }

  // Computes what must be computed anew, and follows the log to its head.
  void Settle();
  // Ends runner and store as they are; and begins again, with these views.
  void Close();
  absl::Status Open();
  void Reopen();
  std::vector<View> views;

  // The rows of a record as of now: "1:a|b" for each reading, then "apart:" and the subjects.
  // Nothing: no rows.
  std::optional<std::vector<std::string>> RowsOf(std::string_view view, uint64_t record);
  std::vector<RecordId> Members(std::string_view key);
  ViewStanding StandingOf(std::string_view view);

 private:
  AppendedEvent Append(uint64_t record, v1::Entry entry);

  TestLog log_;
  MemoryStorage memory_;
  StorageProxy proxy_{memory_};
  const Runner::Options options_;
  std::unique_ptr<ViewStore> store_;
  std::unique_ptr<Runner> runner_;
  uint64_t requests_ = 0;
};

}  // namespace cairn
