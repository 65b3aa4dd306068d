// Scrub: reads every stored value once more and holds it against what proves it, so that damage is
// found while a good copy still exists, and before anybody needs the bytes. Nothing is changed.
//
// What is held against what, in this order (a run that ends early goes on from its cursor):
//   files       the medium's own checksums of its files (Storage::VerifyMedium)
//   leaves      each leaf decodes, time never goes back, 256 at a time give their stored tile
//   tiles       each higher tile is the roots of the tiles below it; the edge gives the log's root
//   records     each envelope or clear body has the hash in its leaf, opens with its key, and its
//               fields give the root in the leaf (unless its content was erased); versions have no
//               gap, each leaf names the leaf before it; no leaf is without its record
//   heads       each names the last leaf of its record; an open record has a key that unwraps
//   requests    each points at leaves that exist and have its time
//   claims      each names a record that exists
//   keys, entry_keys   each unwraps
//   governance  each names a leaf that is no event
//
// It runs beside appends and looks at nothing above the head it began with. It reports every
// damage it comes across; rows that cannot be read at all are skipped and named as a range.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/vault.h"
#include "eventstore/storage/storage.h"

namespace cairn {

// One thing that is not as it was written.
struct Damage {
  std::optional<Space> space;  // nothing: the medium itself
  std::string where;           // "position 17", "version 2 of record 0a1b...", "file 000012.sst"
  std::string sentence;        // what is wrong, for people
  Position position = 0;       // 0: it belongs to none, or to no single one
};

struct ScrubProgress {
  std::string_view part;     // "files", "leaves", "tiles", "records", ...; a literal
  uint64_t bytes_done = 0;   // read so far, in all runs of this scrub
  uint64_t bytes_total = 0;  // an estimate; never below bytes_done
  uint64_t damages = 0;      // found so far, in all runs of this scrub
  std::string cursor;        // where to go on if this run is cut short now
};

struct ScrubOptions {
  // 0: as fast as it goes. Otherwise `pause` is called after each page (at most 8 MiB) for as long
  // as its bytes are worth.
  uint64_t bytes_per_s = 0;
  // Waits for so long; really sleeps if it is nothing.
  std::function<void(int64_t micros)> pause;
  // Called after each page of at most 8 MiB.
  std::function<void(const ScrubProgress&)> progress = [](const ScrubProgress&) {};
  // Called with each damage when it is found.
  std::function<void(const Damage&)> damaged = [](const Damage&) {};
  // Asked after each page; true ends the run with a cursor.
  std::function<bool()> cancelled = [] { return false; };
  // ScrubReport::cursor of a run that ended early; empty begins anew.
  std::string cursor;
  // Damages kept for the report; more are only counted.
  size_t damages_max = 1000;
};

struct ScrubReport {
  bool complete = false;
  std::string cursor;           // where to go on; empty if complete
  uint64_t size = 0;            // the head it looked at
  uint64_t events = 0;          // leaves whose content was held against them
  uint64_t bytes = 0;           // read in all runs of this scrub
  uint64_t damages_all = 0;     // found in all runs of this scrub
  std::vector<Damage> damages;  // of this run, at most damages_max
};

// Thread-safe; one at a time is wise. Damage is no error: it is in the report.
//   kInvalidArgument  the cursor is none, or of another log
//   NOT_SERVING       the storage cannot be read for another reason than damage
absl::StatusOr<ScrubReport> Scrub(const EventLog& log, const Storage& storage, Vault& vault,
                                  const ScrubOptions& options);

// The same for a log that nobody has open, as of a head that the caller trusts.
struct ScrubTarget {
  LedgerId ledger_id;
  LogHead head;
};
absl::StatusOr<ScrubReport> Scrub(const ScrubTarget& target, const Storage& storage, Vault& vault,
                                  const ScrubOptions& options);

}  // namespace cairn
