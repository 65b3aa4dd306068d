#include "tests/bench/postgres/event_table.h"

#include <utility>

#ifdef CAIRN_HAS_LIBPQ
#include <libpq-fe.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#endif

namespace cairn::bench {

#ifdef CAIRN_HAS_LIBPQ

namespace {

constexpr int kBinary = 1;
constexpr Oid kUuidType = 2950;
constexpr Oid kInt8Type = 20;
constexpr Oid kByteaType = 17;

std::string NameOfInsert(size_t rows) { return absl::StrFormat("insert_%d", rows); }

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

// $1 is the stream, $2 and $3 the version and payload of the first row, $4 and $5 of the second.
absl::Status EventConnection::Prepare(size_t rows) {
  std::string sql = "INSERT INTO events (stream, version, payload) VALUES ";
  std::vector<Oid> types = {kUuidType};
  for (size_t i = 0; i < rows; ++i) {
    absl::StrAppendFormat(&sql, "%s($1, $%d, $%d)", i == 0 ? "" : ", ", 2 * i + 2, 2 * i + 3);
    types.insert(types.end(), {kInt8Type, kByteaType});
  }
  return handle_->Done(PQprepare(handle_->connection, NameOfInsert(rows).c_str(), sql.c_str(),
                                 static_cast<int>(types.size()), types.data()));
}

absl::Status EventConnection::Insert(std::string_view stream, int64_t first,
                                     std::span<const std::string> payloads) {
  std::vector<std::string> versions(payloads.size());
  std::vector<const char*> values = {stream.data()};
  std::vector<int> sizes = {static_cast<int>(stream.size())};
  for (size_t i = 0; i < payloads.size(); ++i) {
    versions[i] = U64Key(static_cast<uint64_t>(first) + i);
    values.insert(values.end(), {versions[i].data(), payloads[i].data()});
    sizes.insert(sizes.end(),
                 {static_cast<int>(versions[i].size()), static_cast<int>(payloads[i].size())});
  }
  const std::vector<int> formats(values.size(), kBinary);
  return handle_->Done(PQexecPrepared(handle_->connection, NameOfInsert(payloads.size()).c_str(),
                                      static_cast<int>(values.size()), values.data(), sizes.data(),
                                      formats.data(), kBinary));
}

#else

struct EventConnection::Handle {};

absl::StatusOr<std::unique_ptr<EventConnection>> EventConnection::Open(const std::string&) {
  return absl::UnavailableError("built without libpq: install libpq-dev and configure again");
}
absl::Status EventConnection::CreateTable() { return absl::UnavailableError("no libpq"); }
absl::Status EventConnection::Prepare(size_t) { return absl::UnavailableError("no libpq"); }
absl::Status EventConnection::Insert(std::string_view, int64_t, std::span<const std::string>) {
  return absl::UnavailableError("no libpq");
}

#endif

EventConnection::EventConnection(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
EventConnection::~EventConnection() = default;

}  // namespace cairn::bench
