#include "tests/bench/postgres/event_table.h"

#include <utility>

#ifdef CAIRN_HAS_LIBPQ
#include <libpq-fe.h>

#include "eventstore/base/encoding.h"
#endif

namespace cairn::bench {

#ifdef CAIRN_HAS_LIBPQ

namespace {

constexpr char kInsert[] = "insert_event";
constexpr int kBinary = 1;
constexpr Oid kUuidType = 2950;
constexpr Oid kInt8Type = 20;
constexpr Oid kByteaType = 17;

}  // namespace

struct EventConnection::Handle {
  explicit Handle(const std::string& where) : connection(PQconnectdb(where.c_str())) {}
  ~Handle() { PQfinish(connection); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  // Takes `result` and frees it.
  absl::Status Done(PGresult* result) const {
    const bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return ok ? absl::OkStatus() : absl::FailedPreconditionError(PQerrorMessage(connection));
  }

  PGconn* connection;
};

absl::StatusOr<std::unique_ptr<EventConnection>> EventConnection::Open(
    const std::string& connection) {
  auto handle = std::make_unique<Handle>(connection);
  if (PQstatus(handle->connection) != CONNECTION_OK) {
    return absl::FailedPreconditionError(PQerrorMessage(handle->connection));
  }
  return std::unique_ptr<EventConnection>(new EventConnection(std::move(handle)));
}

absl::Status EventConnection::CreateTable() {
  return handle_->Done(
      PQexec(handle_->connection,
             "CREATE TABLE events (position bigserial PRIMARY KEY, stream uuid NOT NULL, version "
             "bigint NOT NULL, "
             "recorded_at timestamptz NOT NULL DEFAULT now(), payload bytea NOT NULL, "
             "UNIQUE (stream, version))"));
}

absl::Status EventConnection::Prepare() {
  const Oid types[] = {kUuidType, kInt8Type, kByteaType};
  return handle_->Done(
      PQprepare(handle_->connection, kInsert,
                "INSERT INTO events (stream, version, payload) VALUES ($1, $2, $3)", 3, types));
}

absl::Status EventConnection::Insert(std::string_view stream, int64_t version,
                                     std::string_view payload) {
  const std::string version_bytes = U64Key(static_cast<uint64_t>(version));
  const char* const values[] = {stream.data(), version_bytes.data(), payload.data()};
  const int sizes[] = {static_cast<int>(stream.size()), static_cast<int>(version_bytes.size()),
                       static_cast<int>(payload.size())};
  const int formats[] = {kBinary, kBinary, kBinary};
  return handle_->Done(
      PQexecPrepared(handle_->connection, kInsert, 3, values, sizes, formats, kBinary));
}

#else

struct EventConnection::Handle {};

absl::StatusOr<std::unique_ptr<EventConnection>> EventConnection::Open(const std::string&) {
  return absl::UnavailableError("built without libpq: install libpq-dev and configure again");
}
absl::Status EventConnection::CreateTable() { return absl::UnavailableError("no libpq"); }
absl::Status EventConnection::Prepare() { return absl::UnavailableError("no libpq"); }
absl::Status EventConnection::Insert(std::string_view, int64_t, std::string_view) {
  return absl::UnavailableError("no libpq");
}

#endif

EventConnection::EventConnection(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
EventConnection::~EventConnection() = default;

}  // namespace cairn::bench
