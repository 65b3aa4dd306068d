// A plain event table in PostgreSQL, and connections that insert into it: what a project would
// write that needs nothing but an append that two writers cannot both win.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace cairn::bench {

// One connection with its statements prepared. One thread at a time.
class EventConnection {
 public:
  // kUnavailable if this program was built without libpq; kFailedPrecondition, with what libpq
  // says, if nobody answers.
  static absl::StatusOr<std::unique_ptr<EventConnection>> Open(const std::string& connection);
  ~EventConnection();

  // CREATE TABLE events, with one unique index on (stream, version).
  absl::Status CreateTable();
  // For inserts of `rows` rows.
  absl::Status Prepare(size_t rows);
  // As many rows as one Prepare was for, with versions from `first` on: one statement in a
  // transaction of its own, durable on OK. `stream` has 16 bytes.
  absl::Status Insert(std::string_view stream, int64_t first,
                      std::span<const std::string> payloads);

 private:
  struct Handle;
  explicit EventConnection(std::unique_ptr<Handle> handle);

  std::unique_ptr<Handle> handle_;
};

}  // namespace cairn::bench
