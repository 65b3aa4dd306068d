// Exports of a real log, made with the server's own code. Fictional contents only.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "eventstore/base/ids.h"
#include "tests/support/test_log.h"
#include "tests/unit/clients/verify/export_files.h"

namespace cairn {

struct ExportRecipe {
  std::string origin = kOrigin;
  // Which fields are shown, by version and path.
  std::function<bool(uint64_t version, std::string_view path)> shown =
      [](uint64_t, std::string_view) { return true; };
  // Events of another record that the log takes after those of the export.
  int later_events = 1;
};

// The export of one record of a log as it is: its proofs against the newest head.
ExportPack ExportOf(TestLog& log, RecordId record, const ExportRecipe& recipe = {});

// The last version of the exported record: the RecordExported event.
inline constexpr uint64_t kLastVersion = 6;

// A record of five entries and its export, from an EventLog with another record in between:
// version 1 RecordOpened A01, 2 ConcernRaised A02, 3 ObservationRecorded A03, 4 EntryCorrected A04,
// 5 ConcernRaised without a label.
ExportPack MakeExport(const ExportRecipe& recipe = {});

}  // namespace cairn
