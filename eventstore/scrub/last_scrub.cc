#include "eventstore/scrub/last_scrub.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include <unistd.h>

#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/private_file.h"

namespace cairn {
namespace {

constexpr std::string_view kMagic = "CAIRNLS1";
constexpr size_t kFileBytes = 8 + 8 + 4 + 4 * 8 + sizeof(Hash);

std::string Encode(const LastScrub& scrub) {
  std::string bytes(kMagic);
  AppendI64(bytes, scrub.ended_at_us);
  AppendU32(bytes, scrub.generation);
  AppendU64(bytes, scrub.size);
  AppendU64(bytes, scrub.events);
  AppendU64(bytes, scrub.bytes);
  AppendU64(bytes, scrub.damages);
  bytes += HashBytes(Sha256({bytes}));
  return bytes;
}

}  // namespace

absl::Status WriteLastScrub(const std::string& path, const LastScrub& scrub) {
  const std::string next = path + ".next";
  unlink(next.c_str());  // of a writer that a crash cut short
  CAIRN_RETURN_IF_ERROR(CreatePrivateFile(next, Encode(scrub)));
  if (rename(next.c_str(), path.c_str()) == 0) return absl::OkStatus();
  return absl::UnavailableError(absl::StrFormat("cannot replace %s: %s", path, strerror(errno)));
}

std::optional<LastScrub> ReadLastScrub(const std::string& path) {
  const absl::StatusOr<std::string> bytes = ReadPrivateFile(path, kFileBytes);
  if (!bytes.ok()) return std::nullopt;
  ByteReader reader(*bytes);
  reader.Bytes(kMagic.size());
  const LastScrub scrub{.ended_at_us = reader.I64(),
                        .generation = reader.U32(),
                        .size = reader.U64(),
                        .events = reader.U64(),
                        .bytes = reader.U64(),
                        .damages = reader.U64()};
  if (*bytes != Encode(scrub)) return std::nullopt;
  return scrub;
}

}  // namespace cairn
