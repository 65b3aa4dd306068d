#include "tests/bench/postgres/postgres_bench.h"

#include <random>
#include <utility>

#include "tests/bench/frame/callers.h"
#include "tests/bench/frame/random_text.h"
#include "tests/bench/frame/require.h"
#include "tests/bench/postgres/event_table.h"
#include "tests/bench/postgres/postgres_cluster.h"

namespace cairn::bench {
namespace {

constexpr size_t kConnections = 64;
constexpr size_t kPayloadBytes = 1024;
constexpr size_t kPostgresBatch = 10;

absl::StatusOr<std::unique_ptr<EventConnection>> FirstConnection(const PostgresCluster& cluster) {
  for (;;) {
    absl::StatusOr<std::unique_ptr<EventConnection>> connection =
        EventConnection::Open(cluster.Connection());
    if (connection.ok() || absl::IsUnavailable(connection.status())) return connection;
    Require(cluster.Running(), "PostgreSQL has ended; see its log " + cluster.LogFile());
  }
}

struct RecordStream {
  std::string id;
  int64_t next = 1;  // version
};

class PostgresBench final : public Bench {
 public:
  PostgresBench(const Settings& settings, std::unique_ptr<PostgresCluster> cluster,
                std::unique_ptr<EventConnection> first)
      : seconds_(settings.seconds), cluster_(std::move(cluster)), streams_(settings.warm_records) {
    Require(first->CreateTable());
    connections_.push_back(std::move(first));
    while (connections_.size() < kConnections) {
      connections_.push_back(Require(EventConnection::Open(cluster_->Connection())));
    }
    for (const auto& connection : connections_) {
      Require(connection->Prepare(1));
      Require(connection->Prepare(kPostgresBatch));
    }
    for (RecordStream& stream : streams_) stream.id = RandomId(random_);
  }

  void RunOnce(int /*run*/, Figures& figures) override {
    figures.Add("postgres_append_per_s_64",
                RunCallers(kConnections, seconds_, Inserts(1, random_())).calls_per_s);
    figures.Add(
        "postgres_append_10_per_s",
        kPostgresBatch *
            RunCallers(kConnections, seconds_, Inserts(kPostgresBatch, random_())).calls_per_s);
  }

 private:
  // To the next versions of a stream of the caller's own.
  MakeCall Inserts(size_t rows, uint64_t seed) {
    return [this, rows, seed](int index) -> Call {
      const auto caller = static_cast<size_t>(index);
      return [this, caller, random = std::mt19937_64(seed + caller),
              payloads = std::vector<std::string>(rows)]() mutable {
        const size_t own = streams_.size() / kConnections;
        RecordStream& stream = streams_[(random() % own) * kConnections + caller];
        for (std::string& payload : payloads) FillRandomText(random, kPayloadBytes, payload);
        const int64_t first = std::exchange(stream.next, stream.next + std::ssize(payloads));
        return connections_[caller]->Insert(stream.id, first, payloads).ok();
      };
    };
  }

  const double seconds_;
  std::unique_ptr<PostgresCluster> cluster_;
  std::mt19937_64 random_{11};
  std::vector<RecordStream> streams_;
  std::vector<std::unique_ptr<EventConnection>> connections_;
};

absl::StatusOr<std::unique_ptr<Bench>> MakePostgresBench(const Settings& settings) {
  absl::StatusOr<std::unique_ptr<PostgresCluster>> cluster = PostgresCluster::Start();
  if (!cluster.ok()) return cluster.status();
  absl::StatusOr<std::unique_ptr<EventConnection>> first = FirstConnection(**cluster);
  if (!first.ok()) return first.status();
  return std::make_unique<PostgresBench>(settings, *std::move(cluster), *std::move(first));
}

}  // namespace

Family PostgresFamily() {
  return {.name = "postgres",
          .figures = {{"postgres_append_per_s_64",
                       "inserts of 1 KB a second into a table of events in PostgreSQL 15, unique "
                       "(stream, version), 64 connections, one a transaction, "
                       "synchronous_commit on"},
                      {"postgres_append_10_per_s",
                       "rows a second into the same table, ten of one stream a statement and "
                       "transaction, 64 connections"},
                      {"ratio_append_64_to_postgres",
                       "append_per_s_64 / postgres_append_per_s_64; asked: 1.2"},
                      {"ratio_stream_to_postgres",
                       "stream_append_per_s / postgres_append_per_s_64; asked: 3"},
                      {"ratio_stream_10_to_postgres",
                       "stream_append_10_per_s / postgres_append_per_s_64: batches to singles"},
                      {"ratio_stream_10_to_postgres_10",
                       "stream_append_10_per_s / postgres_append_10_per_s: batches to batches"}},
          .make = MakePostgresBench};
}

}  // namespace cairn::bench
