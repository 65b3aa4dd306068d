#include "clients/feed_to_sqlite/event_table.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"

#include "clients/cpp/status_macros.h"

namespace cairn::feed_to_sqlite {
namespace {

constexpr char kSchema[] = R"(
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    record_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    event_id BLOB NOT NULL UNIQUE,
    generation INTEGER NOT NULL,
    recorded_us INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    summary TEXT NOT NULL,
    leaf_hash BLOB NOT NULL,
    recorded BLOB,
    UNIQUE (record_id, version));
  CREATE TABLE IF NOT EXISTS progress (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    generation INTEGER NOT NULL,
    position INTEGER NOT NULL);)";
constexpr char kInsert[] =
    "INSERT INTO events (position, record_id, version, event_id, generation, recorded_us, kind, "
    "state, summary, leaf_hash, recorded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kKeep[] =
    "INSERT OR REPLACE INTO progress (only_row, generation, position) VALUES (1, ?, ?)";

absl::Status ErrorOf(sqlite3* database) {
  return absl::InternalError(absl::StrCat("SQLite: ", sqlite3_errmsg(database)));
}

int64_t MicrosOf(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1'000'000 + time.nanos() / 1000;
}

// A statement with its values, bound in their order.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) : database_(database) {
    good_ = sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) == SQLITE_OK;
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& Number(uint64_t value) {
    return Bound(sqlite3_bind_int64(statement_, next_++, static_cast<sqlite3_int64>(value)));
  }
  // The values must stay until Run.
  Statement& Text(const std::string& value) {
    return Bound(sqlite3_bind_text(statement_, next_++, value.data(),
                                   static_cast<int>(value.size()), SQLITE_STATIC));
  }
  Statement& Bytes(const std::string& value) {
    return Bound(sqlite3_bind_blob(statement_, next_++, value.data(),
                                   static_cast<int>(value.size()), SQLITE_STATIC));
  }
  Statement& Nothing() { return Bound(sqlite3_bind_null(statement_, next_++)); }

  // For statements without a result.
  absl::Status Run() {
    return good_ && sqlite3_step(statement_) == SQLITE_DONE ? absl::OkStatus() : ErrorOf(database_);
  }
  // Whether there is a row.
  absl::StatusOr<bool> Next() {
    const int step = good_ ? sqlite3_step(statement_) : SQLITE_ERROR;
    if (step != SQLITE_ROW && step != SQLITE_DONE) return ErrorOf(database_);
    return step == SQLITE_ROW;
  }
  uint64_t NumberAt(int column) const {
    return static_cast<uint64_t>(sqlite3_column_int64(statement_, column));
  }

 private:
  Statement& Bound(int result) {
    good_ = good_ && result == SQLITE_OK;
    return *this;
  }

  sqlite3* const database_;
  sqlite3_stmt* statement_ = nullptr;
  bool good_ = false;
  int next_ = 1;
};

}  // namespace

absl::StatusOr<std::unique_ptr<EventTable>> EventTable::Open(const std::string& path) {
  sqlite3* database = nullptr;
  const int opened = sqlite3_open(path.c_str(), &database);
  std::unique_ptr<EventTable> table(new EventTable(database));
  if (opened != SQLITE_OK) return ErrorOf(database);
  CLIENT_RETURN_IF_ERROR(table->Run(kSchema));
  return table;
}

EventTable::~EventTable() { sqlite3_close(database_); }

absl::Status EventTable::Run(const char* sql) const {
  const int run = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
  return run == SQLITE_OK ? absl::OkStatus() : ErrorOf(database_);
}

absl::StatusOr<std::optional<v1::Position>> EventTable::Checkpoint() const {
  Statement statement(database_, "SELECT generation, position FROM progress");
  CLIENT_ASSIGN_OR_RETURN(const bool there, statement.Next());
  if (!there) return std::optional<v1::Position>();
  v1::Position checkpoint;
  checkpoint.set_generation(static_cast<uint32_t>(statement.NumberAt(0)));
  checkpoint.set_value(statement.NumberAt(1));
  return std::optional<v1::Position>(checkpoint);
}

absl::Status EventTable::Apply(const TableChange& change) {
  CLIENT_RETURN_IF_ERROR(Run("BEGIN IMMEDIATE"));
  return InTransaction(Write(change));
}

absl::Status EventTable::Empty() {
  CLIENT_RETURN_IF_ERROR(Run("BEGIN IMMEDIATE"));
  return InTransaction(Run("DELETE FROM events; DELETE FROM progress"));
}

// Ends the transaction: for good when all was written.
absl::Status EventTable::InTransaction(const absl::Status& written) const {
  if (written.ok()) return Run("COMMIT");
  static_cast<void>(Run("ROLLBACK"));
  return written;
}

absl::Status EventTable::Write(const TableChange& change) const {
  for (const std::string& record : change.replaced) {
    CLIENT_RETURN_IF_ERROR(
        Statement(database_, "DELETE FROM events WHERE record_id = ?").Bytes(record).Run());
  }
  for (const v1::Event& event : change.added) CLIENT_RETURN_IF_ERROR(Add(event));
  return Keep(change.checkpoint);
}

absl::Status EventTable::Add(const v1::Event& event) const {
  const std::string state = v1::EventState_Name(event.state());
  const std::string recorded = event.recorded().SerializeAsString();
  Statement insert(database_, kInsert);
  insert.Number(event.position().value())
      .Bytes(event.record_id())
      .Number(event.version())
      .Bytes(event.event_id())
      .Number(event.position().generation())
      .Number(static_cast<uint64_t>(MicrosOf(event.recorded_time())))
      .Text(event.kind_name())
      .Text(state)
      .Text(event.summary())
      .Bytes(event.leaf_hash());
  return (event.has_recorded() ? insert.Bytes(recorded) : insert.Nothing()).Run();
}

absl::Status EventTable::Keep(const v1::Position& checkpoint) const {
  return Statement(database_, kKeep)
      .Number(checkpoint.generation())
      .Number(checkpoint.value())
      .Run();
}

}  // namespace cairn::feed_to_sqlite
