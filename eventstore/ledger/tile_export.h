// The log as public files (c2sp.org/tlog-tiles): what any C2SP client, monitor or mirror can read.
//
//   checkpoint                    the signed note, written last
//   tile/<L>/<N>[.p/<W>]          hash*W: entries of one tile; level L from 0, W = 256 if whole
//   tile/entries/<N>[.p/<W>]      ( u16 160 ‖ leaf[160] )*W, of the same leaves as tile/0/<N>
//
//   N = *( "x" digit[3] "/" ) digit[3]       the tile's index in groups of three: x001/x234/067
//
// Leaves carry no personal data, and so neither does anything here: no envelope is exported, and no
// body of a control leaf. Thread-safe; may run beside appends.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

#include "eventstore/ledger/ledger.h"

namespace cairn {

// `001`, `x001/x234/067`: the index of a tile as a path.
std::string TileIndexPath(uint64_t index);

// Takes one file, at most 41,472 bytes long. False stops the export.
using TileSink = std::function<bool(std::string_view path, std::string_view bytes)>;

// Hands every file of the tree that `checkpoint` signs to `sink`, in the order of the leaves, the
// checkpoint last: a folder without one is not whole. Holds one bundle and one tile a level in
// memory. Everything is computed from the leaves; a stored tile that differs is DATA_DAMAGED, and
// so is a root that is not the checkpoint's, and then no checkpoint is written.
//   kInvalidArgument  `checkpoint` is no signed note of a checkpoint
//   kOutOfRange       POSITION_AHEAD: the log has not reached its size
//   kCancelled        the sink has said no
absl::Status ExportTiles(const Ledger& ledger, std::string_view checkpoint, const TileSink& sink);

}  // namespace cairn
