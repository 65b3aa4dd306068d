#include "tests/bench/families.h"

#include "absl/strings/str_format.h"

#include "tests/bench/eventstore/disk_bench.h"
#include "tests/bench/eventstore/growth_bench.h"
#include "tests/bench/eventstore/log_bench.h"
#include "tests/bench/eventstore/reading_bench.h"
#include "tests/bench/eventstore/recovery_bench.h"
#include "tests/bench/eventstore/sealing_bench.h"
#include "tests/bench/histories/histories_bench.h"
#include "tests/bench/histories/load_bench.h"
#include "tests/bench/postgres/postgres_bench.h"
#include "tests/bench/server/cohort_bench.h"
#include "tests/bench/server/feed_bench.h"
#include "tests/bench/server/server_bench.h"
#include "tests/bench/server/verify_bench.h"
#include "tests/bench/views/views_bench.h"

namespace cairn::bench {

// PostgreSQL right after the server, so that the two meet the same moment of the machine.
std::vector<Family> AllFamilies() {
  return {ServerFamily(),    PostgresFamily(), LogFamily(),      ReadingFamily(), SealingFamily(),
          HistoriesFamily(), LoadFamily(),     VerifyFamily(),   FeedFamily(),    CohortFamily(),
          ViewsFamily(),     DiskFamily(),     RecoveryFamily(), GrowthFamily()};
}

std::vector<Ratio> AllRatios() {
  return {{"ratio_append_64_to_empty", "append_per_s_64", "empty_rpc_per_s_64"},
          {"ratio_stream_to_raw", "stream_append_per_s", "raw_rocksdb_per_s"},
          {"ratio_stream_10_to_raw", "stream_append_10_per_s", "raw_rocksdb_per_s"},
          {"ratio_log_to_rocksdb_64", "log_append_per_s_64", "rocksdb_group_commit_per_s_64"},
          {"ratio_append_64_to_postgres", "append_per_s_64", "postgres_append_per_s_64"},
          {"ratio_stream_to_postgres", "stream_append_per_s", "postgres_append_per_s_64"},
          {"ratio_stream_10_to_postgres", "stream_append_10_per_s", "postgres_append_per_s_64"},
          {"ratio_stream_10_to_postgres_10", "stream_append_10_per_s", "postgres_append_10_per_s"},
          {"ratio_append_with_views", "append_per_s_with_views", "append_per_s_without_views"},
          {"write_amplification", "disk_written_bytes_per_event", "disk_content_bytes"}};
}

std::string DescribeFamilies() {
  std::string text = "Figures by family (medians of the runs; ratios are taken within each run):\n";
  for (const Family& family : AllFamilies()) {
    absl::StrAppendFormat(&text, "\n%s%s\n", family.name,
                          family.on_request ? " (only when named)" : "");
    for (const FigureText& figure : family.figures) {
      absl::StrAppendFormat(&text, "  %-32s %s\n", figure.name, figure.meaning);
    }
  }
  return text;
}

}  // namespace cairn::bench
