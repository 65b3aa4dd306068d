// What a folder of views says about itself, in the space `view_meta`:
//
//   "log"          -> u16 format=1 ‖ ledger_id[16] ‖ u32 generation ‖ u32 readers_version
//                                                          whose rows these are, and for whose eyes
//   "view " ‖ name -> state
//   "rebuild"      -> job                                            while one is being computed
//
//   state := u32 generation ‖ u32 last_generation ‖ u64 checkpoint ‖ version[32] ‖ u64 records
//            ‖ u64 stopped_at ‖ stopped_version[32] ‖ u16 size ‖ stopped_because
//   job   := u64 base ‖ u8 gathered ‖ u8 any ‖ last[16] ‖ u64 records ‖ u64 events ‖ u16 n
//            ‖ (u16 size ‖ name ‖ u32 generation ‖ version[32] ‖ u64 records) × n
//
// Values; pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/base/ids.h"
#include "eventstore/ledger/hash.h"
#include "projections/view_runner/view.h"

namespace cairn {

struct LogOfViews {
  LedgerId ledger_id;
  uint32_t generation = 0;
  uint32_t readers_version = 0;

  friend bool operator==(const LogOfViews&, const LogOfViews&) = default;
};

// How one view stands on disk.
struct ViewState {
  uint32_t generation = 0;       // of the rows that are served; 0: none yet
  uint32_t last_generation = 0;  // the last one that was begun
  Position checkpoint = 0;       // the rows are those of the events up to here
  Hash version{};                // of the view that computed them
  uint64_t records = 0;          // with rows
  Position stopped_at = 0;       // the event that it could not be computed for; 0: it goes on
  Hash stopped_version{};        // of the view that could not
  std::string stopped_because;

  bool stopped() const { return stopped_at != 0; }
};

// A rebuild: first the rows of all records as of `base`, in the order of their ids, then what
// changed since, round by round, each of which moves `base`.
struct RebuildJob {
  struct Part {
    std::string view;
    uint32_t generation = 0;
    Hash version{};
    uint64_t records = 0;  // with rows
  };
  Position base = 0;
  bool gathered = false;         // every record as of `base` is done
  std::optional<RecordId> last;  // the last one that is done, before that
  uint64_t records = 0;          // read
  uint64_t events = 0;           // read
  std::vector<Part> parts;
};

inline constexpr std::string_view kLogRowKey = "log";
inline constexpr std::string_view kRebuildRowKey = "rebuild";
inline constexpr std::string_view kViewRowPrefix = "view ";

std::string EncodeLogRow(const LogOfViews& log);
std::string EncodeState(const ViewState& state);
std::string EncodeJob(const RebuildJob& job);
// Nothing unless the bytes are what the other function made.
std::optional<LogOfViews> DecodeLogRow(std::string_view bytes);
std::optional<ViewState> DecodeState(std::string_view bytes);
std::optional<RebuildJob> DecodeJob(std::string_view bytes);

// SHA-256 of the view's name, its code version and the schema of its rows, with every file that it
// imports: another one means other rows.
Hash VersionOf(const View& view);

}  // namespace cairn
